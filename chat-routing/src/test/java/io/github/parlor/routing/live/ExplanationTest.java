package io.github.parlor.routing.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.dispatch.Availability;
import io.github.parlor.dispatch.Estimate;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.SessionId;
import io.github.parlor.id.SkillId;
import io.github.parlor.id.TeamId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.routing.live.Obstacle.Kind;
import io.github.parlor.routing.live.SessionWork.Stage;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.Escalation;
import io.github.parlor.routing.plan.Ladder;
import io.github.parlor.routing.plan.OfferPolicy;
import io.github.parlor.routing.plan.Queue;
import io.github.parlor.routing.plan.Requirement;
import io.github.parlor.routing.plan.RoutingPlan;
import io.github.parlor.routing.waits.LastWaits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final int HISTORIES = Integer.getInteger("parlor.histories", 150);
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void scenario_58_nothing_is_in_the_way_exactly_if_a_dry_run_with_that_agent_alone_offers_the_session() {
        Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
        int free = 0;
        int unmet = 0;
        for (long seed = 0; seed < HISTORIES; seed++) {
            RandomHistory history = new RandomHistory(seed);
            for (int i = 0; i < 8; i++) {
                history.play(6);
                RoutingState state = disturbed(history.router.state(), i);
                for (SessionWork session : state.sessions()) {
                    if (session.stage() != Stage.WAITING) {
                        continue;
                    }
                    Explanation why = DryRun.of(state, RandomHistory.SCORERS)
                            .explain(session.id(), history.now)
                            .orElseThrow();
                    assertThat(i % 2 == 0 ? history.router.explain(session.id(), history.now) : Optional.of(why))
                            .map(Explanation::agents)
                            .contains(why.agents());
                    assertThat(why.agents()).hasSameSizeAs(state.agents());
                    for (Explanation.Row row : why.agents()) {
                        boolean offered = DryRun.of(state, RandomHistory.SCORERS)
                                .only(row.agent(), session.id())
                                .apply(new RoutingCommand.Advance(), history.now)
                                .events()
                                .stream()
                                .anyMatch(event -> event instanceof RoutingEvent.Offered each
                                        && each.session().equals(session.id())
                                        && each.agent().equals(row.agent()));
                        assertThat(row.obstacle() == null)
                                .as("seed %s after %s commands, %s, %s", seed, 6 * i + 6, session.id(), row)
                                .isEqualTo(offered);
                        if (row.obstacle() == null) {
                            free++;
                        } else {
                            kinds.merge(row.obstacle().kind(), 1, Integer::sum);
                        }
                        assertThat(row.text()).startsWith(row.agent() + ": ");
                        Agent profile = state.agents().stream()
                                .map(AgentWork::profile)
                                .filter(each -> each.id().equals(row.agent()))
                                .findFirst()
                                .orElseThrow();
                        boolean letIn = state.plan()
                                .ladder(session.demand())
                                .tier(profile)
                                .isPresent();
                        assertThat(row.unmet() == null)
                                .as("seed %s: %s", seed, row)
                                .isEqualTo(letIn);
                        if (row.unmet() != null) {
                            unmet++;
                            assertThat(row.unmet().requirement().meets(profile))
                                    .as("seed %s: %s", seed, row)
                                    .isFalse();
                            assertThat(row.text()).endsWith(row.unmet().text());
                        }
                    }
                }
            }
        }
        assertThat(kinds.keySet()).as("obstacles that occurred").hasSizeGreaterThanOrEqualTo(10);
        assertThat(unmet).as("agents who lack something").isPositive();
        assertThat(free).as("agents with nothing in the way").isGreaterThan(HISTORIES / 4);
    }

    /** A router at rest leaves nobody free beside what waits; so every other time one agent has more room at once. */
    private static RoutingState disturbed(RoutingState state, int turn) {
        if (turn % 2 == 0 || state.agents().isEmpty()) {
            return state;
        }
        Agent first = state.agents().get(turn % state.agents().size()).profile();
        return DryRun.of(state, RandomHistory.SCORERS)
                .with(first.withSessions(9))
                .state();
    }

    @Test
    void scenario_58_the_session_is_offered_to_who_is_said_to_be_asked_first() {
        int offers = 0;
        for (long seed = 0; seed < HISTORIES / 4; seed++) {
            RandomHistory history = new RandomHistory(seed).play(30);
            for (RoutingEvent event : history.events) {
                if (event instanceof RoutingEvent.Offered offered) {
                    Decision decision = RoutingLog.why(
                                    RoutingState.of(history.plan),
                                    RandomHistory.SCORERS,
                                    history.entries,
                                    offered.offer())
                            .orElseThrow();
                    Explanation.Row first = decision.before().agents().get(0);
                    assertThat(decision.offer()).isEqualTo(offered);
                    assertThat(first.turn()).isEqualTo(1);
                    assertThat(first.agent()).as("seed %s, %s", seed, decision).isEqualTo(offered.agent());
                    assertThat(first.suitability()).isEqualTo(offered.suitability());
                    assertThat(first.lastResort()).isEqualTo(offered.lastResort());
                    assertThat(decision.runnersUp())
                            .noneMatch(row -> row.agent().equals(offered.agent()));
                    offers++;
                }
            }
        }
        assertThat(offers).isPositive();
    }

    @Test
    void S16_the_position_is_the_naive_count_and_within_one_demand_has_no_gaps_alone() {
        int positions = 0;
        for (long seed = 0; seed < HISTORIES; seed++) {
            RandomHistory history = new RandomHistory(seed).play(40);
            RoutingState state = history.router.state();
            Judge judge = new Judge(state.plan(), state.planNumber(), RandomHistory.SCORERS);
            List<SessionWork> waiting = state.sessions().stream()
                    .filter(each -> each.stage() == Stage.WAITING)
                    .toList();
            Map<Demand, Set<Integer>> byDemand = new HashMap<>();
            for (SessionWork session : waiting) {
                int naive = 1;
                for (SessionWork other : waiting) {
                    boolean before = state.agents().stream()
                            .filter(agent -> agent.status() != AgentStatus.GONE)
                            .filter(agent -> judge.isEligible(judge.way(session.demand()), agent.profile())
                                    && judge.isEligible(judge.way(other.demand()), agent.profile()))
                            .anyMatch(agent -> state.plan()
                                            .order(state.plan().group(agent.profile()), history.now)
                                            .compare(other.work(), session.work())
                                    < 0);
                    naive += before ? 1 : 0;
                }
                Standing standing =
                        history.router.standing(session.id(), history.now).orElseThrow();
                assertThat(standing.position())
                        .as("seed %s %s", seed, session.id())
                        .isEqualTo(naive);
                assertThat(standing.position()).isLessThanOrEqualTo(standing.waiting());
                boolean anybody = standing.waiting() > 1;
                assertThat(!anybody
                                || byDemand.computeIfAbsent(session.demand(), demand -> new HashSet<>())
                                        .add(standing.position()))
                        .as("seed %s: two of one demand on one position", seed)
                        .isTrue();
                positions++;
            }
        }
        assertThat(positions).isPositive();
    }

    @Test
    void S16_positions_of_one_class_are_1_to_n() {
        PlanRouter router = PlanRouter.of(RoutingPlan.of(Queue.of("sales")), event -> {});
        router.apply(new RoutingCommand.SetAgent(Agent.of("ida").withSessions(0), AgentStatus.AVAILABLE, null), NOON);
        for (int i = 1; i <= 20; i++) {
            router.apply(
                    new RoutingCommand.Submit(session(i), Demand.of("sales").withPriority(i % 3), NOON), NOON);
        }
        List<Integer> positions = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            positions.add(router.standing(session(i), NOON).orElseThrow().position());
        }
        positions.sort(null);
        for (int i = 1; i <= 20; i++) {
            assertThat(positions.get(i - 1)).isEqualTo(i);
        }
    }

    @Test
    void an_expected_wait_is_unknown_below_ten_waits_and_never_for_who_is_asked() {
        PlanRouter router = PlanRouter.of(plan(Duration.ofSeconds(1)), event -> {});
        available(router, Agent.of("ida").withSessions(1), NOON);
        Instant now = NOON;
        Demand demand = Demand.of("sales");
        router.apply(new RoutingCommand.Submit(session(1), demand, now), now);
        for (int i = 2; i <= 13; i++) {
            router.apply(new RoutingCommand.Submit(session(i), demand, now), now);
            Estimate expected = router.standing(session(i), now).orElseThrow().expected();
            // The first was served at once and says nothing; the others wait 10, 20, 30 ... seconds.
            assertThat(expected.basis())
                    .as("session %s", i)
                    .isEqualTo(i < 12 ? Estimate.Basis.UNKNOWN : Estimate.Basis.RECENT_WAITS);
            now = now.plusSeconds(10L * (i - 1));
            router.apply(new RoutingCommand.Release(session(i - 1)), now);
        }
        router.apply(new RoutingCommand.Submit(session(14), demand, now), now);
        Standing standing = router.standing(session(14), now).orElseThrow();
        assertThat(standing.expected().low()).isEqualTo(Duration.ofSeconds(60));
        assertThat(standing.expected().high()).isEqualTo(Duration.ofSeconds(110));
        assertThat(standing.expected().samples()).isEqualTo(12);
        assertThat(standing.couldServe()).isEqualTo(1);
        router.apply(new RoutingCommand.SetAgent(Agent.of("ida").withSessions(1), AgentStatus.AWAY, null), now);
        assertThat(router.standing(session(14), now).orElseThrow().expected().basis())
                .isEqualTo(Estimate.Basis.UNKNOWN);
        Instant later = now.plus(LastWaits.MAX_AGE).plusSeconds(1);
        available(router, Agent.of("ida").withSessions(1), later);
        assertThat(router.standing(session(14), later).orElseThrow().expected().basis())
                .isEqualTo(Estimate.Basis.UNKNOWN);
    }

    @Test
    void classes_of_waits_are_bounded_and_the_oldest_gives_way() {
        RecentWaits waits = new RecentWaits();
        for (int i = 0; i < 5_000; i++) {
            for (int j = 0; j < LastWaits.NEEDED; j++) {
                waits.add(
                        RecentWaits.Kind.of(Demand.of("q" + i)),
                        NOON.plusMillis(i).minusSeconds(i),
                        NOON.plusMillis(i));
            }
        }
        Instant now = NOON.plusSeconds(5);
        int known = 0;
        for (int i = 0; i < 5_000; i++) {
            Estimate estimate = waits.estimate(Demand.of("q" + i), now);
            if (estimate.basis() == Estimate.Basis.RECENT_WAITS) {
                assertThat(estimate.low()).isEqualTo(Duration.ofSeconds(i));
                known++;
            }
        }
        assertThat(known).isBetween(500, 1024);
        assertThat(waits.estimate(Demand.of("q4999"), now).samples()).isEqualTo(LastWaits.NEEDED);
    }

    @Test
    void availability_says_open_busy_or_closed_and_why() {
        RoutingPlan plan = RoutingPlan.builder()
                .queues(Queue.builder("sales")
                        .served(Requirement.skill("french", 5))
                        .escalations(new Escalation(new Escalation.Condition.Length(2), new Escalation.Action.Refuse()))
                        .build())
                .offers(OfferPolicy.builder().autoAccept(true).build())
                .build();
        PlanRouter router = PlanRouter.of(plan, event -> {});
        Demand demand = Demand.of("sales");
        assertThat(reason(router, demand)).isEqualTo(Availability.Reason.NOBODY_THERE);
        available(router, Agent.of("ida").withSessions(2), NOON);
        assertThat(reason(router, demand)).isEqualTo(Availability.Reason.NOBODY_THERE);
        available(router, Agent.of("zoe").withSessions(2).withSkills(Map.of(new SkillId("french"), 6)), NOON);
        Reachability open = router.availability(demand, NOON).orElseThrow();
        assertThat(open.answer()).isEqualTo(new Availability.Open(Estimate.immediate(NOON)));
        assertThat(open.couldServe()).isEqualTo(1);
        assertThat(open.freeSlots()).isEqualTo(2);
        for (int i = 1; i <= 3; i++) {
            router.apply(new RoutingCommand.Submit(session(i), demand, NOON), NOON);
        }
        assertThat(router.availability(demand, NOON).orElseThrow().answer())
                .isEqualTo(new Availability.Busy(Estimate.unknown(NOON), 1));
        router.apply(new RoutingCommand.Submit(session(4), demand, NOON), NOON);
        assertThat(reason(router, demand)).isEqualTo(Availability.Reason.FULL);
        assertThat(router.apply(new RoutingCommand.Submit(session(5), demand, NOON), NOON)
                        .refusal())
                .isEqualTo(Outcome.Refusal.QUEUE_REFUSES);
    }

    @Test
    void availability_of_a_queue_that_the_plan_has_no_longer_is_an_answer() {
        PlanRouter router = PlanRouter.of(RoutingPlan.of(Queue.of("sales"), Queue.of("wine")), event -> {});
        Demand demand = Demand.of("wine");
        assertThat(router.availability(demand, NOON)).isPresent();
        router.apply(new RoutingCommand.SetPlan(RoutingPlan.of(Queue.of("sales"))), NOON);
        assertThat(router.availability(demand, NOON)).isEmpty();
        assertThat(router.apply(new RoutingCommand.Submit(session(1), demand, NOON), NOON)
                        .refusal())
                .isEqualTo(Outcome.Refusal.UNKNOWN_QUEUE);
    }

    @Test
    void what_if_one_more_were_there_or_the_plan_another() {
        PlanRouter router = PlanRouter.of(plan(Duration.ofMinutes(1)), event -> {});
        available(router, Agent.of("ida").withSessions(1), NOON);
        router.apply(new RoutingCommand.Submit(session(1), Demand.of("sales"), NOON), NOON);
        router.apply(new RoutingCommand.Submit(session(2), Demand.of("sales"), NOON), NOON);
        RoutingState state = router.state();
        DryRun more = DryRun.of(state).with(Agent.of("zoe")).apply(new RoutingCommand.Advance(), NOON);
        assertThat(more.state().sessions()).allMatch(each -> each.stage() == Stage.SERVED);
        DryRun stronger =
                DryRun.of(state).with(Agent.of("ida").withSessions(2)).apply(new RoutingCommand.Advance(), NOON);
        assertThat(stronger.state().sessions()).allMatch(each -> new AgentId("ida").equals(each.owner()));
        DryRun fewer = DryRun.of(state).without(new AgentId("ida")).apply(new RoutingCommand.Advance(), NOON);
        assertThat(fewer.state().agents()).isEmpty();
        assertThat(fewer.state().sessions()).extracting(SessionWork::id).containsExactly(session(2));
        DryRun without = DryRun.of(state).without(session(1)).apply(new RoutingCommand.Advance(), NOON);
        assertThat(without.state().sessions()).allMatch(each -> each.stage() == Stage.SERVED);
        DryRun other = DryRun.of(state).plan(RoutingPlan.of(Queue.of("elsewhere")));
        assertThat(other.events()).hasSize(2).allMatch(each -> each instanceof RoutingEvent.Moved);
        assertThat(router.state()).isEqualTo(state);
    }

    @Test
    void an_explanation_is_a_text_for_people() {
        PlanRouter router = PlanRouter.of(plan(Duration.ofMinutes(1)), event -> {});
        available(router, Agent.of("ida").withSessions(1), NOON);
        router.apply(new RoutingCommand.SetAgent(Agent.of("zoe"), AgentStatus.AWAY, null), NOON);
        router.apply(new RoutingCommand.Submit(session(1), Demand.of("sales"), NOON), NOON);
        router.apply(new RoutingCommand.Submit(session(2), Demand.of("sales"), NOON), NOON);
        assertThat(router.explain(session(1), NOON).orElseThrow().text()).isEqualTo("c1#1 is served by ida");
        assertThat(router.explain(session(2), NOON).orElseThrow().text())
                .isEqualTo("c2#1 waits in sales, step 1 of 1\n  ida: has no room\n  zoe: is AWAY");
        assertThat(router.explain(session(3), NOON)).isEmpty();
    }

    @Test
    void what_an_agent_lacks_is_named_with_who_asks_for_it() {
        Requirement wine = Requirement.any(
                Requirement.skill("wine"),
                Requirement.all(Requirement.team("cellar"), Requirement.not(Requirement.skill("beer", 2))));
        PlanRouter router = PlanRouter.of(
                RoutingPlan.of(
                        Queue.builder("sales")
                                .ladder(Ladder.builder()
                                        .always(Requirement.team("sales"))
                                        .step(Requirement.skill("french", 7), Duration.ofSeconds(30))
                                        .last(Requirement.skill("french", 3)))
                                .build(),
                        Queue.builder("wine").served(wine).build(),
                        Queue.builder("ida")
                                .served(Requirement.agent(id("ida")))
                                .build()),
                event -> {});
        Agent ida = Agent.of("ida").withTeams(Set.of(new TeamId("sales")));
        available(router, ida, NOON);
        router.apply(new RoutingCommand.SetAgent(Agent.of("zoe"), AgentStatus.AWAY, null), NOON);
        Demand sales = Demand.of("sales");
        Requirement klingon = Requirement.all(Requirement.team("sales"), Requirement.skill("klingon", 3));

        assertThat(lines(router, 1, sales.withRequired(klingon)))
                .containsExactly(
                        "c1#1 waits in sales, step 1 of 2, nobody who is known can ever serve it here,"
                                + " next change by time at 2026-03-02T12:00:30Z",
                        "ida: lacks klingon 3 (asked by the session)",
                        "zoe: is AWAY, and is not in team sales (asked by the session)");
        Explanation.Row row =
                router.explain(session(1), NOON).orElseThrow().agent(id("ida")).orElseThrow();
        assertThat(row.unmet()).isEqualTo(new Unmet(Requirement.skill("klingon", 3), Unmet.AskedBy.SESSION, null));
        assertThat(row.obstacle())
                .isEqualTo(new Obstacle(Kind.REQUIREMENT, "lacks klingon 3 (asked by the session)", null));

        assertThat(lines(router, 2, sales))
                .contains(
                        "ida: lacks french 3 (asked by the queue's step 2, the last)",
                        "zoe: is AWAY, and is not in team sales (asked by the queue)");
        assertThat(lines(router, 3, sales.withExcluded(Set.of(id("ida")))))
                .contains("ida: is excluded (asked by the session)");
        assertThat(lines(router, 4, Demand.of("wine")))
                .contains("ida: must have wine or (be in team cellar and not have beer 2) (asked by the queue)");
        assertThat(lines(router, 5, Demand.of("ida"))).contains("zoe: is AWAY, and is not ida (asked by the queue)");
    }

    @Test
    void nobody_can_ever_serve_is_said_on_the_last_step_too_and_no_longer_when_somebody_comes() {
        PlanRouter router = PlanRouter.of(
                RoutingPlan.of(Queue.builder("sales")
                        .ladder(Ladder.rings(
                                Duration.ofSeconds(30), Requirement.skill("french", 7), Requirement.skill("french", 3)))
                        .build()),
                event -> {});
        assertThat(lines(router, 1, Demand.of("sales")).get(0)).contains("step 1 of 2, nobody who is known can ever");
        Instant last = NOON.plusSeconds(31);
        router.apply(new RoutingCommand.Advance(), last);
        Explanation why = router.explain(session(1), last).orElseThrow();
        assertThat(why.text())
                .isEqualTo("c1#1 waits in sales, step 2 of 2, nobody who is known can ever serve it here");
        assertThat(why.canBeServed()).isFalse();
        router.apply(
                new RoutingCommand.SetAgent(
                        Agent.of("ida").withSkills(Map.of(new SkillId("french"), 3)), AgentStatus.AWAY, null),
                last);
        Explanation then = router.explain(session(1), last).orElseThrow();
        assertThat(then.canBeServed()).isTrue();
        assertThat(then.text()).isEqualTo("c1#1 waits in sales, step 2 of 2\n  ida: is AWAY");
    }

    private static List<String> lines(PlanRouter router, int number, Demand demand) {
        router.apply(new RoutingCommand.Submit(session(number), demand, NOON), NOON);
        String text = router.explain(session(number), NOON).orElseThrow().text();
        return text.lines().map(String::strip).toList();
    }

    private static AgentId id(String name) {
        return new AgentId(name);
    }

    @Test
    void findings_are_judged_with_everybody_the_router_knows() {
        RoutingPlan french = RoutingPlan.of(
                Queue.builder("sales").served(Requirement.skill("french", 5)).build());
        PlanRouter router = PlanRouter.of(french, event -> {});
        available(router, Agent.of("ida"), NOON);
        assertThat(router.findings(french)).isNotEmpty();
        available(router, Agent.of("ida").withSkills(Map.of(new SkillId("french"), 6)), NOON);
        assertThat(router.findings(french)).isEmpty();
    }

    private static Availability.Reason reason(PlanRouter router, Demand demand) {
        return ((Availability.Closed)
                        router.availability(demand, NOON).orElseThrow().answer())
                .reason();
    }

    private static RoutingPlan plan(Duration timeout) {
        return RoutingPlan.builder()
                .queues(Queue.of("sales"))
                .offers(OfferPolicy.builder().timeout(timeout).autoAccept(true).build())
                .build();
    }

    private static void available(PlanRouter router, Agent agent, Instant now) {
        router.apply(new RoutingCommand.SetAgent(agent, AgentStatus.AVAILABLE, null), now);
    }

    private static SessionId session(int number) {
        return new SessionId(new ConversationId("c" + number), 1);
    }
}
