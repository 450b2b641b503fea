package io.github.parlor.routing.plan;

import static io.github.parlor.routing.plan.Floor.agent;
import static io.github.parlor.routing.plan.Floor.member;
import static io.github.parlor.routing.plan.Floor.seconds;
import static io.github.parlor.routing.plan.Requirement.anyone;
import static io.github.parlor.routing.plan.Requirement.skill;
import static io.github.parlor.routing.plan.Requirement.team;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.id.QueueId;
import io.github.parlor.id.TeamId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.Target;
import io.github.parlor.routing.plan.AgentGroup.Preference;
import io.github.parlor.routing.plan.RoutingPlan.Suitability;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

class RoutingPlanTest {
    private static final Map<String, ToIntFunction<Agent>> SCORERS = Map.of("buys-most", agent -> 7);

    @Test
    void a_whole_plan_is_one_line() {
        RoutingPlan plan = RoutingPlan.of(Queue.of("sales"));

        assertThat(plan.suitability(Demand.of("sales"), Agent.of("anybody"), Map.of()))
                .contains(new Suitability(0, 0, 0));
        assertThat(plan.agentOrder()).isEqualTo(AgentOrder.LOAD_RATIO);
        assertThat(plan.workOrder().rule()).isEqualTo(WorkOrder.Rule.CREDIT);
        assertThat(plan.findings(List.of(Agent.of("anybody")))).isEmpty();
    }

    @Test
    void an_agent_is_of_the_first_group_that_fits() {
        AgentGroup leads = new AgentGroup("leads", team("leads"), Map.of());
        AgentGroup french = new AgentGroup("french", skill("fr"), Map.of());
        RoutingPlan plan = RoutingPlan.builder()
                .queues(Queue.of("q"))
                .groups(leads, french)
                .build();

        assertThat(plan.group(member("a", "leads").withSkills(agent("x", "fr").skills())))
                .isEqualTo(leads);
        assertThat(plan.group(agent("b", "fr"))).isEqualTo(french);
        assertThat(plan.group(agent("c"))).isEqualTo(AgentGroup.EVERYONE);
    }

    @Test
    void a_queue_that_a_group_does_not_name_is_never_served_by_it() {
        AgentGroup sales = new AgentGroup("sales", team("sales"), Map.of(new QueueId("sales"), Preference.DEFAULT));
        RoutingPlan plan = RoutingPlan.builder()
                .queues(Queue.of("sales"), Queue.of("support"))
                .groups(sales)
                .build();

        assertThat(plan.suitability(Demand.of("support"), member("a", "sales"), SCORERS))
                .isEmpty();
        assertThat(plan.suitability(Demand.of("sales"), member("a", "sales"), SCORERS))
                .isPresent();
        assertThat(plan.breadth(member("a", "sales"))).isEqualTo(1);
    }

    @Test
    void the_team_of_a_target_leads_to_its_queue_and_all_else_to_the_first() {
        Queue first = Queue.of("first");
        Queue paris = Queue.builder("paris").teams(Set.of(new TeamId("paris"))).build();
        RoutingPlan plan = RoutingPlan.of(first, paris);

        assertThat(plan.queueFor(Target.team(new TeamId("paris")))).isEqualTo(paris);
        assertThat(plan.queueFor(Target.team(new TeamId("rome")))).isEqualTo(first);
        assertThat(plan.queueFor(Target.ANYONE)).isEqualTo(first);
    }

    @Test
    void a_session_can_require_more_than_its_queue() {
        RoutingPlan plan = RoutingPlan.of(Queue.builder("q")
                .ladder(Ladder.rings(seconds(10), skill("fr"), anyone()))
                .build());
        Demand demand = Demand.of("q").withRequired(skill("wine", 2));

        assertThat(plan.ladder(demand).tier(agent("a", "fr", "wine:2"))).hasValue(0);
        assertThat(plan.ladder(demand).tier(agent("b", "wine:3"))).hasValue(1);
        assertThat(plan.ladder(demand).tier(agent("c", "fr", "wine:1"))).isEmpty();
    }

    @Test
    void a_queue_may_hand_over_in_its_own_way() {
        OfferPolicy own = OfferPolicy.builder().atOnce(3).build();
        Queue broadcast = Queue.builder("broadcast").offers(own).build();
        RoutingPlan plan = RoutingPlan.of(broadcast, Queue.of("usual"));

        assertThat(plan.offers(broadcast)).isEqualTo(own);
        assertThat(plan.offers(plan.queues().get(1))).isEqualTo(OfferPolicy.DEFAULT);
    }

    @Test
    void who_may_serve_is_what_ladder_and_group_say_one_by_one() {
        for (long seed = 0; seed < 2_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            RandomPlans plans = new RandomPlans(seed);
            RoutingPlan plan = plans.plan();
            Queue queue = plan.queues().get(random.nextInt(plan.queues().size()));
            Agent agent = Floor.randomAgent(random, "a" + random.nextInt(3));
            Demand demand = Demand.of(queue.id().value())
                    .withRequired(plans.requirement(1))
                    .withExcluded(random.nextBoolean() ? Set.of() : Set.of(Floor.id("a1")))
                    .withNamed(random.nextBoolean() ? null : Floor.id("a" + random.nextInt(3)));

            boolean named = agent.id().equals(demand.named());
            boolean onALadder = named
                    || queue.ladder().steps().stream()
                            .anyMatch(step -> step.requirement().meets(agent));
            boolean expected = onALadder
                    && queue.ladder().always().meets(agent)
                    && demand.required().meets(agent)
                    && !demand.excluded().contains(agent.id())
                    && plan.group(agent).preference(queue.id()).isPresent();
            Optional<Suitability> found = plan.suitability(demand, agent, SCORERS);
            assertThat(found.isPresent()).as("seed %d", seed).isEqualTo(expected);
            if (expected && named) {
                assertThat(found.orElseThrow().tier()).as("seed %d", seed).isZero();
            }
        }
    }

    @Test
    void a_demand_as_large_as_a_queue_fits_beside_it() {
        Requirement[] many = new Requirement[Requirement.MAX_SIZE - 1];
        java.util.Arrays.setAll(many, i -> skill("s" + i));
        Requirement[] others = new Requirement[Requirement.MAX_SIZE - 1];
        java.util.Arrays.setAll(others, i -> skill("o" + i));
        RoutingPlan plan = RoutingPlan.of(Queue.builder("q")
                .ladder(Ladder.builder().always(Requirement.any(many)).last(Requirement.any(many)))
                .build());

        Ladder ladder =
                plan.ladder(Demand.of("q").withRequired(Requirement.any(others)).withExcluded(Set.of(Floor.id("x"))));
        assertThat(ladder.tier(agent("a", "s1", "o2"))).hasValue(0);
        assertThat(ladder.tier(agent("x", "s1", "o2"))).isEmpty();
        assertThat(ladder.requirement(0).meets(agent("a", "s1", "o2"))).isTrue();
    }

    @Test
    void a_plan_names_everything_that_does_not_fit_together() {
        Queue lost = Queue.builder("a")
                .escalations(Escalation.outOfHours(Escalation.Action.move("nowhere")))
                .build();
        AgentGroup group = new AgentGroup("g", anyone(), Map.of(new QueueId("gone"), Preference.DEFAULT));

        assertThatThrownBy(() -> RoutingPlan.builder()
                        .queues(lost)
                        .groups(group)
                        .capacity(
                                Capacity.DEFAULT.with(new Limit.Held("l", 1, Set.of(), Set.of(new QueueId("missing")))))
                        .build())
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContainingAll(
                        "queues[0].escalations[0].then.to",
                        "nowhere",
                        "groups[0].queues",
                        "gone",
                        "capacity.limits[0].queues",
                        "missing");
        assertThatThrownBy(() -> RoutingPlan.builder()
                        .queues(Queue.of("same"), Queue.of("same"))
                        .groups(group, group)
                        .maxHops(-1)
                        .build())
                .hasMessageContainingAll("queues[1].id", "groups[1].name", "maxHops");
        assertThatThrownBy(() -> RoutingPlan.of()).hasMessageContaining("at least one");
        assertThatThrownBy(() -> RoutingPlan.of(Queue.of("q")).queue(new QueueId("other")))
                .hasMessageContaining("a queue of the plan");
    }
}
