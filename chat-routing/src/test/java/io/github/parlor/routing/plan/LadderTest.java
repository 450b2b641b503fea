package io.github.parlor.routing.plan;

import static io.github.parlor.routing.plan.Floor.agent;
import static io.github.parlor.routing.plan.Floor.at;
import static io.github.parlor.routing.plan.Floor.id;
import static io.github.parlor.routing.plan.Floor.seconds;
import static io.github.parlor.routing.plan.Requirement.anyone;
import static io.github.parlor.routing.plan.Requirement.skill;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.id.SkillId;
import io.github.parlor.people.Agent;
import io.github.parlor.routing.plan.Ladder.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class LadderTest {
    private static final int SEEDS = 2_000;
    private static final Predicate<Requirement> NOBODY = Ladder.amongst(List.of());
    private static final Predicate<Requirement> STAFFED = NOBODY.negate();

    @Test
    void formula_2_2_1_all_skills_until_the_time_out_then_anyone_scenario_3() {
        Ladder ladder = Ladder.builder()
                .step(Requirement.all(skill("es"), skill("billing")), seconds(60))
                .last(anyone());
        Agent one = agent("one", "es");

        assertThat(ladder.meets(one, stepAt(ladder, 59))).isFalse();
        assertThat(ladder.meets(agent("both", "es", "billing"), stepAt(ladder, 0)))
                .isTrue();
        assertThat(ladder.meets(one, stepAt(ladder, 60))).isTrue();
    }

    @Test
    void formula_2_2_4_scenario_8_time_outs_add_up_from_the_beginning() {
        Ladder ladder = Ladder.rings(seconds(10), skill("q1"), skill("q2"), skill("q3"), anyone());

        // An offer that lapses at 8 s does not move the ends of the steps.
        Position lapsed = ladder.stepAt(at(0), at(8), STAFFED);
        assertThat(lapsed.until()).isEqualTo(at(10));
        Position second = ladder.advance(lapsed, at(12), STAFFED);
        assertThat(second).isEqualTo(new Position(1, at(10), at(20)));
        assertThat(ladder.advance(second, at(20), STAFFED)).isEqualTo(new Position(2, at(20), at(30)));
        assertThat(ladder.advance(second, at(31), STAFFED)).isEqualTo(new Position(3, at(30), null));
        assertThat(ladder.start(2)).isEqualTo(seconds(20));
    }

    @Test
    void formula_2_2_4_scenario_9_a_step_is_skipped_if_all_are_away_and_not_if_all_are_full() {
        Ladder ladder = Ladder.builder()
                .stepUnlessNobodyIsThere(skill("q1"), seconds(10))
                .last(skill("q2"));

        assertThat(ladder.stepAt(at(0), at(0), NOBODY).step()).isEqualTo(1);
        // Who is full is there.
        Predicate<Requirement> full = Ladder.amongst(List.of(agent("full", "q1")));
        assertThat(ladder.stepAt(at(0), at(9), full).step()).isZero();
        assertThat(ladder.stepAt(at(0), at(10), full).step()).isEqualTo(1);
    }

    @Test
    void formula_2_2_3_scenario_16_a_step_expires_at_its_very_instant() {
        Ladder ladder = Ladder.builder()
                .step(Requirement.all(skill("fr", 4), skill("db", 5)), seconds(30))
                .step(Requirement.all(skill("fr", 3), skill("db", 5)), seconds(30))
                .last(anyone());
        Agent almost = agent("almost", "fr:3", "db:5");

        Position first = ladder.enter(at(0), STAFFED);
        assertThat(first.until()).isEqualTo(at(30));
        assertThat(ladder.tier(almost)).hasValue(1);
        assertThat(ladder.meets(almost, stepAt(ladder, at(30).minusNanos(1)))).isFalse();
        assertThat(ladder.meets(almost, stepAt(ladder, at(30)))).isTrue();
    }

    @Test
    void formula_2_2_2_scenario_19_groups_are_dropped_by_number() {
        Ladder ladder =
                Ladder.dropping(skill("en"), seconds(20), Map.of(0, skill("hw"), 1, skill("mouse"), 2, skill("usa")));

        assertThat(List.of(stepAt(ladder, 19), stepAt(ladder, 20), stepAt(ladder, 40), stepAt(ladder, 60)))
                .containsExactly(0, 1, 2, 3);
        assertThat(ladder.tier(agent("all", "en", "hw", "mouse", "usa"))).hasValue(0);
        assertThat(ladder.tier(agent("abroad", "en", "hw", "mouse"))).hasValue(1);
        assertThat(ladder.tier(agent("hardware", "en", "hw"))).hasValue(2);
        assertThat(ladder.tier(agent("english", "en"))).hasValue(3);
        assertThat(ladder.tier(agent("silent", "hw", "mouse", "usa"))).isEmpty();
        assertThat(ladder.dropped(0)).isEmpty();
        assertThat(ladder.dropped(1)).containsExactly(new SkillId("usa"));
        assertThat(ladder.dropped(3))
                .containsExactlyInAnyOrder(new SkillId("usa"), new SkillId("mouse"), new SkillId("hw"));
    }

    @Test
    void formula_2_2_2_scenario_20_what_has_elapsed_before_the_submission_is_dropped_at_once() {
        Ladder ladder = Ladder.dropping(skill("en"), seconds(60), Map.of(0, skill("hw"), 1, skill("usa")));

        assertThat(ladder.stepAt(at(-300), at(0), STAFFED)).isEqualTo(new Position(2, at(-180), null));
    }

    @Test
    void formula_2_2_7_scenario_39_nobody_waits_for_a_tier_without_agents() {
        Ladder tiers = Ladder.builder()
                .stepUnlessNobodyIsThere(Requirement.team("tier1"), seconds(30))
                .stepUnlessNobodyIsThere(Requirement.team("tier2"), seconds(60))
                .last(Requirement.team("tier3"));
        Predicate<Requirement> secondTier = Ladder.amongst(List.of(Floor.member("two", "tier2")));

        assertThat(tiers.enter(at(0), secondTier)).isEqualTo(new Position(1, at(0), at(60)));
        assertThat(tiers.stepAt(at(0), at(60), secondTier).step()).isEqualTo(2);
        assertThat(tiers.enter(at(0), NOBODY)).isEqualTo(new Position(2, at(0), null));
    }

    @Test
    void a_step_ends_when_the_last_one_who_meets_it_goes() {
        Ladder ladder = Ladder.builder()
                .stepUnlessNobodyIsThere(skill("vip"), seconds(30))
                .step(skill("sales"), seconds(30))
                .last(anyone());
        Position waiting = ladder.stepAt(at(0), at(5), STAFFED);

        Position left = ladder.advance(waiting, at(7), NOBODY);
        assertThat(left).isEqualTo(new Position(1, at(7), at(37)));
        // Whoever comes back does not close what was opened.
        assertThat(ladder.advance(left, at(8), STAFFED)).isEqualTo(left);
    }

    @Test
    void feature_11_the_picked_specialist_then_the_skill_then_anyone() {
        Queue queue = Queue.builder("sales")
                .ladder(Ladder.builder().step(skill("wine"), seconds(40)).last(anyone()))
                .namedPatience(seconds(20))
                .build();
        Ladder ladder = RoutingPlan.of(queue).ladder(Demand.of("sales").withNamed(id("mira")));
        Predicate<Requirement> there =
                Ladder.amongst(List.of(Agent.of("mira"), agent("expert", "wine"), Agent.of("other")));

        assertThat(ladder.tier(Agent.of("mira"))).hasValue(0);
        assertThat(ladder.tier(agent("expert", "wine"))).hasValue(1);
        assertThat(ladder.tier(Agent.of("other"))).hasValue(2);
        assertThat(ladder.enter(at(0), there)).isEqualTo(new Position(0, at(0), at(20)));
        assertThat(ladder.stepAt(at(0), at(60), there)).isEqualTo(new Position(2, at(60), null));
        assertThat(ladder.enter(at(0), NOBODY)).isEqualTo(new Position(1, at(0), at(40)));
    }

    @Test
    void scenario_36_a_free_named_agent_is_asked_first_a_busy_one_not_waited_for_and_an_ignored_one_never() {
        RoutingPlan plan = RoutingPlan.of(Queue.of("support"));
        Demand demand = Demand.of("support").withNamed(id("x")).withExcluded(java.util.Set.of(id("y")));
        Ladder ladder = plan.ladder(demand);

        assertThat(ladder.tier(Agent.of("x"))).hasValue(0);
        assertThat(ladder.tier(Agent.of("z"))).hasValue(1);
        assertThat(ladder.tier(Agent.of("y"))).isEmpty();
        assertThat(ladder.enter(at(0), STAFFED).step()).isEqualTo(1);
    }

    @Test
    void the_last_agent_is_waited_for_as_long_as_the_queue_says_and_after_the_picked_one() {
        RoutingPlan plan = RoutingPlan.of(Queue.builder("support")
                .lastPatience(seconds(15))
                .namedPatience(seconds(5))
                .build());
        Ladder ladder = plan.ladder(Demand.of("support").withNamed(id("new")).withLast(id("old")));

        assertThat(ladder.tier(Agent.of("new"))).hasValue(0);
        assertThat(ladder.tier(Agent.of("old"))).hasValue(1);
        assertThat(ladder.stepAt(at(0), at(19), STAFFED)).isEqualTo(new Position(1, at(5), at(20)));
        assertThat(ladder.stepAt(at(0), at(20), STAFFED).step()).isEqualTo(2);
    }

    @Test
    void liveness_l6_whoever_was_let_in_stays_let_in_whoever_comes_and_goes() {
        for (long seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Ladder ladder = new RandomPlans(seed).ladder();
            List<Agent> agents = Floor.randomAgents(random, 5);
            Position position = ladder.enter(at(0), staffed(random, agents));
            for (int i = 0; i < 20; i++) {
                Position next = ladder.advance(position, at(random.nextInt(120)), staffed(random, agents));
                assertThat(next.step()).as("seed %d", seed).isGreaterThanOrEqualTo(position.step());
                for (Agent agent : agents) {
                    assertThat(ladder.meets(agent, next.step()) || !ladder.meets(agent, position.step()))
                            .as("seed %d", seed)
                            .isTrue();
                }
                position = next;
            }
        }
    }

    @Test
    void one_large_advance_equals_many_small_ones_and_a_sum_by_hand() {
        for (long seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Ladder ladder = new RandomPlans(seed).ladder();
            Predicate<Requirement> staffed = Ladder.amongst(Floor.randomAgents(random, 3));
            Position small = ladder.enter(at(0), staffed);
            for (int now = 0; now <= 130; now++) {
                small = ladder.advance(small, at(now), staffed);
                assertThat(ladder.stepAt(at(0), at(now), staffed))
                        .as("seed %d at %d", seed, now)
                        .isEqualTo(small);
                assertThat(small.step()).as("seed %d at %d", seed, now).isEqualTo(byHand(ladder, now, staffed));
            }
        }
    }

    @Test
    void an_advance_to_an_earlier_instant_changes_nothing() {
        Ladder ladder = Ladder.builder()
                .stepUnlessNobodyIsThere(skill("vip"), seconds(30))
                .last(anyone());
        Position entered = ladder.enter(at(0), STAFFED);

        assertThat(ladder.advance(entered, at(-1), NOBODY)).isEqualTo(entered);
    }

    @Test
    void every_wrong_step_is_named() {
        Ladder.Step endless = new Ladder.Step(anyone(), null, false);
        Ladder.Step limited = new Ladder.Step(anyone(), seconds(1), true);

        assertThatThrownBy(() -> new Ladder(anyone(), List.of(endless, limited)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContainingAll("steps[0].stay", "steps[1].stay", "steps[1].skippable");
        assertThatThrownBy(() -> new Ladder(anyone(), List.of())).hasMessageContaining("at least one");
        assertThatThrownBy(() -> new Ladder.Step(anyone(), Duration.ofSeconds(-1), false))
                .hasMessageContaining("stay");
        assertThatThrownBy(() -> Ladder.rings(seconds(1))).hasMessageContaining("at least one ring");
    }

    private static int stepAt(Ladder ladder, long seconds) {
        return stepAt(ladder, at(seconds));
    }

    private static int stepAt(Ladder ladder, Instant now) {
        return ladder.stepAt(at(0), now, STAFFED).step();
    }

    private static Predicate<Requirement> staffed(SplittableRandom random, List<Agent> agents) {
        return Ladder.amongst(
                agents.stream().filter(agent -> random.nextBoolean()).toList());
    }

    /** The step whose time it is if skipped steps take none: the definition in three lines. */
    private static int byHand(Ladder ladder, int now, Predicate<Requirement> staffed) {
        long end = 0;
        for (int i = 0; i < ladder.steps().size() - 1; i++) {
            Ladder.Step step = ladder.steps().get(i);
            boolean skipped = step.skippable() && !staffed.test(ladder.requirement(i));
            end += skipped || step.stay() == null ? 0 : step.stay().toSeconds();
            if (now < end) {
                return i;
            }
        }
        return ladder.steps().size() - 1;
    }
}
