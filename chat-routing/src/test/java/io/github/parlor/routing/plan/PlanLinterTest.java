package io.github.parlor.routing.plan;

import static io.github.parlor.routing.plan.Escalation.Action.move;
import static io.github.parlor.routing.plan.Escalation.Action.raise;
import static io.github.parlor.routing.plan.Escalation.Action.refuse;
import static io.github.parlor.routing.plan.Escalation.afterWait;
import static io.github.parlor.routing.plan.Floor.agent;
import static io.github.parlor.routing.plan.Floor.member;
import static io.github.parlor.routing.plan.Floor.seconds;
import static io.github.parlor.routing.plan.Requirement.anyone;
import static io.github.parlor.routing.plan.Requirement.skill;
import static io.github.parlor.routing.plan.Requirement.team;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.id.QueueId;
import io.github.parlor.people.Agent;
import io.github.parlor.routing.plan.AgentGroup.Preference;
import io.github.parlor.routing.plan.Finding.Kind;
import io.github.parlor.routing.plan.Finding.Severity;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlanLinterTest {
    private static final List<Agent> ONE = List.of(agent("one", "fr:3"));

    @Test
    void a_queue_that_nobody_can_serve() {
        RoutingPlan plan = RoutingPlan.of(
                Queue.of("open"), Queue.builder("wine").served(team("wine")).build());

        assertThat(plan.findings(ONE)).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.UNREACHABLE_QUEUE);
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding.path()).isEqualTo("$.queues[1]");
            assertThat(finding.words()).contains("wine");
        });
        assertThat(plan.findings(List.of(member("two", "wine")))).isEmpty();
        assertThat(kinds(plan, List.of())).containsExactly(Kind.UNREACHABLE_QUEUE, Kind.UNREACHABLE_QUEUE);
    }

    @Test
    void a_skill_that_nobody_has_at_the_level() {
        Ladder ladder = Ladder.rings(seconds(60), skill("fr", 4), Requirement.not(skill("xx")), anyone());
        RoutingPlan plan = RoutingPlan.of(Queue.builder("q").ladder(ladder).build());

        assertThat(plan.findings(ONE))
                .containsExactly(new Finding(
                        Severity.WARNING,
                        Kind.SKILL_NOBODY_HAS,
                        "$.queues[0].ladder.steps[0].requirement",
                        "no agent has the skill fr at level 4"));
        assertThat(plan.findings(List.of(agent("two", "fr:4")))).isEmpty();
    }

    @Test
    void formula_2_2_3_a_step_that_is_shorter_than_an_offer() {
        Ladder ladder = Ladder.rings(seconds(20), skill("fr"), anyone());
        Queue queue = Queue.builder("q").ladder(ladder).build();

        assertThat(kinds(RoutingPlan.of(queue), ONE)).containsExactly(Kind.STEP_SHORTER_THAN_OFFER);
        assertThat(kinds(
                        withOffers(
                                queue,
                                OfferPolicy.builder().timeout(seconds(20)).build()),
                        ONE))
                .isEmpty();
        assertThat(kinds(
                        withOffers(queue, OfferPolicy.builder().autoAccept(true).build()), ONE))
                .isEmpty();
        Queue preferred = Queue.builder("q")
                .ladder(Ladder.rings(seconds(0), skill("fr"), anyone()))
                .build();
        assertThat(kinds(RoutingPlan.of(preferred), ONE)).isEmpty();
    }

    @Test
    void scenario_52_queues_that_overflow_in_a_circle_and_a_chain_that_does_not() {
        Queue a = overflowing("a", "b");
        Queue b = overflowing("b", "c");
        Queue back = overflowing("c", "a");

        assertThat(RoutingPlan.of(a, b, back).findings(ONE))
                .filteredOn(finding -> finding.kind() == Kind.OVERFLOW_CYCLE)
                .singleElement()
                .satisfies(finding -> assertThat(finding.words()).contains("[a, b, c]"));
        assertThat(RoutingPlan.of(a, b, Queue.of("c")).findings(ONE)).isEmpty();
        assertThat(kinds(RoutingPlan.of(overflowing("x", "x")), ONE)).contains(Kind.OVERFLOW_CYCLE);
    }

    @Test
    void liveness_l7_a_chain_that_is_longer_than_the_hop_limit() {
        RoutingPlan plan = RoutingPlan.of(
                overflowing("a", "b"),
                overflowing("b", "c"),
                overflowing("c", "d"),
                overflowing("d", "e"),
                Queue.of("e"));

        assertThat(plan.findings(ONE)).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.TOO_MANY_HOPS);
            assertThat(finding.path()).isEqualTo("$.queues[0]");
            assertThat(finding.words()).contains("4 times");
        });
    }

    @Test
    void a_group_that_prefers_the_queue_with_the_lower_priority() {
        Queue vip = Queue.builder("vip").priority(5).build();
        Queue usual = Queue.of("usual");

        assertThat(kinds(grouped(vip, 1, 1, usual, 0, 1), ONE)).containsExactly(Kind.PRIORITY_INVERSION);
        assertThat(kinds(grouped(vip, 0, 1, usual, 0, 2), ONE)).containsExactly(Kind.PRIORITY_INVERSION);
        assertThat(kinds(grouped(vip, 0, 1, usual, 0, 1), ONE)).isEmpty();
        assertThat(kinds(grouped(vip, 0, 1, usual, 1, 9), ONE)).isEmpty();
        Queue older = Queue.builder("older").credit(seconds(60)).build();
        assertThat(kinds(grouped(older, 1, 1, usual, 0, 1), ONE)).containsExactly(Kind.PRIORITY_INVERSION);
    }

    @Test
    void a_delay_that_is_over_only_when_the_session_is_gone() {
        Queue queue =
                Queue.builder("q").escalations(afterWait(seconds(60), refuse())).build();

        assertThat(kinds(delayed(queue, 60), ONE)).containsExactly(Kind.DELAY_TOO_LONG);
        assertThat(kinds(delayed(queue, 59), ONE)).isEmpty();
        Queue raised =
                Queue.builder("q").escalations(afterWait(seconds(60), raise(1))).build();
        assertThat(kinds(delayed(raised, 600), ONE)).isEmpty();
    }

    @Test
    void a_step_that_begins_only_when_the_session_is_gone() {
        Queue queue = Queue.builder("q")
                .ladder(Ladder.rings(seconds(60), skill("fr"), anyone()))
                .escalations(afterWait(seconds(60), refuse()))
                .build();

        assertThat(RoutingPlan.of(queue).findings(ONE)).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.STEP_NEVER_REACHED);
            assertThat(finding.path()).isEqualTo("$.queues[0].ladder.steps[1]");
        });
        assertThat(kinds(RoutingPlan.of(queue), List.of(agent("two")))).contains(Kind.DELAY_TOO_LONG);
    }

    @Test
    void a_step_that_may_be_skipped_delays_nobody_for_certain() {
        Queue queue = Queue.builder("q")
                .ladder(Ladder.builder()
                        .stepUnlessNobodyIsThere(skill("fr"), seconds(60))
                        .last(anyone()))
                .escalations(afterWait(seconds(60), refuse()))
                .build();

        assertThat(RoutingPlan.of(queue).findings(ONE)).isEmpty();
    }

    @Test
    void agents_without_a_group_and_groups_without_an_agent() {
        RoutingPlan plan = RoutingPlan.builder()
                .queues(Queue.of("q"))
                .groups(new AgentGroup("leads", team("leads"), Map.of()))
                .build();

        assertThat(kinds(plan, ONE)).containsExactly(Kind.AGENT_WITHOUT_GROUP, Kind.GROUP_WITHOUT_AGENT);
        assertThat(plan.findings(ONE)).extracting(Finding::severity).containsOnly(Severity.INFO);
        assertThat(plan.findings(List.of(member("lead", "leads")))).isEmpty();
    }

    @Test
    void findings_about_a_queue_hold_for_every_agent_and_the_worst_come_first() {
        for (long seed = 0; seed < 1_000; seed++) {
            RoutingPlan plan = new RandomPlans(seed).plan();
            List<Agent> agents = Floor.randomAgents(new SplittableRandom(seed), 4);
            List<Finding> findings = plan.findings(agents);

            assertThat(findings)
                    .as("seed %d", seed)
                    .isSortedAccordingTo((a, b) -> b.severity().compareTo(a.severity()));
            for (int i = 0; i < plan.queues().size(); i++) {
                String path = "$.queues[" + i + "]";
                Demand demand = Demand.of(plan.queues().get(i).id().value());
                boolean nobody = agents.stream()
                        .allMatch(agent -> plan.suitability(demand, agent, Map.of("buys-most", any -> 0))
                                .isEmpty());
                boolean found = findings.stream()
                        .anyMatch(finding -> finding.kind() == Kind.UNREACHABLE_QUEUE
                                && finding.path().equals(path));
                assertThat(found).as("seed %d, %s", seed, path).isEqualTo(nobody);
            }
        }
    }

    private static Queue overflowing(String id, String to) {
        return Queue.builder(id).escalations(afterWait(seconds(60), move(to))).build();
    }

    private static RoutingPlan withOffers(Queue queue, OfferPolicy offers) {
        return RoutingPlan.builder().queues(queue).offers(offers).build();
    }

    private static RoutingPlan grouped(Queue more, int rank, int weight, Queue less, int lessRank, int lessWeight) {
        AgentGroup group = new AgentGroup(
                "all",
                anyone(),
                Map.of(
                        more.id(), new Preference(rank, weight, seconds(0)),
                        less.id(), new Preference(lessRank, lessWeight, seconds(0))));
        return RoutingPlan.builder().queues(more, less).groups(group).build();
    }

    private static RoutingPlan delayed(Queue queue, long delay) {
        AgentGroup group = new AgentGroup("all", anyone(), Map.of(new QueueId("q"), Preference.of(0, seconds(delay))));
        return RoutingPlan.builder().queues(queue).groups(group).build();
    }

    private static List<Kind> kinds(RoutingPlan plan, List<Agent> agents) {
        return plan.findings(agents).stream().map(Finding::kind).toList();
    }
}
