package io.github.parlor.routing.plan;

import static io.github.parlor.routing.plan.Floor.agent;
import static io.github.parlor.routing.plan.Requirement.skill;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.id.SkillId;
import io.github.parlor.people.Agent;
import io.github.parlor.routing.plan.RoutingPlan.Suitability;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScoringTest {
    private static final Map<String, ToIntFunction<Agent>> NONE = Map.of();

    @Test
    void formula_2_2_8_a_match_is_the_mean_of_logistic_values_in_basis_points() {
        Scoring match = new Scoring.Match(Map.of(new SkillId("fr"), 5));

        // 1/(1+e^0) = 0.5; 1/(1+e^-1) = 0.7310…; 1/(1+e^0.8) = 0.3100…
        assertThat(score(match, agent("equal", "fr:5"))).isEqualTo(5_000);
        assertThat(score(match, agent("double", "fr:10"))).isEqualTo(7_310);
        assertThat(score(match, agent("least", "fr:1"))).isEqualTo(3_100);
        assertThat(score(match, agent("without"))).isZero();
        Scoring two = new Scoring.Match(Map.of(new SkillId("fr"), 5, new SkillId("db"), 5));
        assertThat(score(two, agent("half", "fr:10"))).isEqualTo(3_655);
    }

    @Test
    void a_higher_level_never_matches_worse() {
        for (int wanted = 1; wanted <= Agent.MAX_LEVEL; wanted++) {
            Scoring match = new Scoring.Match(Map.of(new SkillId("fr"), wanted));
            for (int level = 1; level < Agent.MAX_LEVEL; level++) {
                assertThat(score(match, agent("b", "fr:" + (level + 1))))
                        .isGreaterThan(score(match, agent("a", "fr:" + level)));
            }
        }
    }

    @Test
    void formula_2_2_9_scenario_56_specialists_go_first_so_that_generalists_stay_free() {
        RoutingPlan plan = RoutingPlan.of(
                Queue.builder("a")
                        .served(skill("a"))
                        .scoring(new Scoring.Specialists())
                        .build(),
                Queue.builder("b")
                        .served(skill("b"))
                        .scoring(new Scoring.Specialists())
                        .build());
        Agent specialist = agent("x", "a");
        Agent generalist = agent("y", "a", "b");

        assertThat(first(plan, "a", generalist, specialist)).isEqualTo(specialist);
        assertThat(first(plan, "b", generalist, specialist)).isEqualTo(generalist);
        assertThat(plan.breadth(specialist)).isEqualTo(1);
        assertThat(plan.breadth(generalist)).isEqualTo(2);
    }

    @Test
    void preferred_skills_are_points_that_add_up() {
        Scoring points = new Scoring.Points(List.of(
                new Scoring.Points.Entry(skill("fr", 3), 100),
                new Scoring.Points.Entry(skill("wine"), 10),
                new Scoring.Points.Entry(skill("rude"), -50)));

        assertThat(score(points, agent("a", "fr:3", "wine", "rude"))).isEqualTo(60);
        assertThat(score(points, agent("b", "fr:2"))).isZero();
    }

    @Test
    void the_most_skilled_has_the_highest_sum_of_levels() {
        Scoring scoring = new Scoring.MostSkilled(Set.of(new SkillId("fr"), new SkillId("db")));

        assertThat(score(scoring, agent("a", "fr:3", "db:4", "wine:9"))).isEqualTo(7);
    }

    @Test
    void a_scorer_of_the_shop_is_named_in_the_plan_and_given_to_the_router() {
        RoutingPlan plan = RoutingPlan.of(Queue.builder("sales")
                .scoring(new Scoring.Custom("closing-rate"))
                .build());

        assertThat(plan.scorers()).containsExactly("closing-rate");
        assertThat(plan.suitability(Demand.of("sales"), Agent.of("a"), Map.of("closing-rate", agent -> 42)))
                .contains(new Suitability(0, 0, 42));
        assertThatThrownBy(() -> plan.suitability(Demand.of("sales"), Agent.of("a"), NONE))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("scorers.closing-rate");
    }

    @Test
    void suitability_is_tier_before_rank_before_score() {
        assertThat(Stream.of(
                                new Suitability(1, 0, 99),
                                new Suitability(0, 1, 99),
                                new Suitability(0, 0, 1),
                                new Suitability(0, 0, 2))
                        .sorted())
                .containsExactly(
                        new Suitability(0, 0, 2),
                        new Suitability(0, 0, 1),
                        new Suitability(0, 1, 99),
                        new Suitability(1, 0, 99));
    }

    private static int score(Scoring scoring, Agent agent) {
        return scoring.score(agent, any -> 0, NONE);
    }

    private static Agent first(RoutingPlan plan, String queue, Agent... agents) {
        return Stream.of(agents)
                .filter(agent -> plan.suitability(Demand.of(queue), agent, NONE).isPresent())
                .min(java.util.Comparator.comparing(
                        agent -> plan.suitability(Demand.of(queue), agent, NONE).orElseThrow()))
                .orElseThrow();
    }
}
