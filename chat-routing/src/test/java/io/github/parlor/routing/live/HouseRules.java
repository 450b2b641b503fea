package io.github.parlor.routing.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.id.AgentId;
import io.github.parlor.id.SessionId;
import io.github.parlor.people.Agent;
import io.github.parlor.routing.live.AgentWork.Held;
import io.github.parlor.routing.plan.Capacity.Phase;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.Ladder;
import io.github.parlor.routing.plan.Queue;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/** What holds after each call of one thread, whatever the plan. One for each history of events. */
final class HouseRules {
    private final Map<Object, Long> lastNumber = new HashMap<>();

    private record Pair(SessionId session, AgentId agent) {}

    /**
     * Checks all of it.
     *
     * @param told the events of the call that just returned
     */
    void check(PlanRouter router, Map<String, ToIntFunction<Agent>> scorers, List<RoutingEvent> told, Instant now) {
        RoutingState state = router.state();
        noGaps(state, told, now);
        noSessionWaitsForWhoIsFree(state, new Judge(state.plan(), state.planNumber(), scorers), told, now);
        nobodyStandsOverTheLimitUncounted(state);
        sessionsAndHoldingsMatch(state);
        queuesAreAsLongAsWhatWaitsInThem(router, state, now);
        assertThat(router.nextDue())
                .as("what is due has been done, unless somebody is to be asked again")
                .matches(due ->
                        due.isEmpty() || due.get().isAfter(now) || !barred(told).isEmpty());
    }

    private void noGaps(RoutingState state, List<RoutingEvent> told, Instant now) {
        for (RoutingEvent event : told) {
            assertThat(event.at()).as("instant of " + event).isEqualTo(now);
            Object whose =
                    event instanceof RoutingEvent.OfSession of ? of.session() : ((RoutingEvent.OfAgent) event).agent();
            assertThat(event.number()).as("number of " + event).isEqualTo(lastNumber.getOrDefault(whose, 0L) + 1);
            lastNumber.put(whose, event.number());
            if (event instanceof RoutingEvent.Ended) {
                lastNumber.remove(whose);
            }
        }
        Map<Object, Long> numbers = new HashMap<>();
        state.sessions().forEach(session -> numbers.put(session.id(), session.events()));
        state.agents().stream()
                .filter(agent -> agent.events() > 0)
                .forEach(agent -> numbers.put(agent.id(), agent.events()));
        assertThat(lastNumber).as("last number of all who are there").isEqualTo(numbers);
    }

    private static void noSessionWaitsForWhoIsFree(
            RoutingState state, Judge judge, List<RoutingEvent> told, Instant now) {
        Set<Pair> barred = barred(told);
        for (SessionWork session : state.sessions()) {
            Judge.Way way = judge.way(session.demand());
            assertThat(session.plan()).as("judged by the plan in force").isEqualTo(judge.number());
            if (session.stage() == SessionWork.Stage.WAITING) {
                nothingIsOverdue(session, way, state, now);
            }
            if (!Handover.wantsOffer(session, way)) {
                continue;
            }
            for (AgentWork agent : state.agents()) {
                Optional<Obstacle> obstacle = judge.obstacle(agent, session, way, now);
                boolean asked = obstacle.isEmpty()
                        || (Judge.yieldsToLastResort(obstacle.get(), session, way)
                                && judge.room(agent, way, now).isEmpty());
                assertThat(asked && !barred.contains(new Pair(session.id(), agent.id())))
                        .as("session %s waits although nothing keeps %s from it", session.id(), agent.id())
                        .isFalse();
            }
        }
    }

    private static void nothingIsOverdue(SessionWork session, Judge.Way way, RoutingState state, Instant now) {
        List<Agent> there = state.agents().stream()
                .filter(AgentWork::isAvailable)
                .map(AgentWork::profile)
                .toList();
        SessionWork.Place place = session.place();
        assertThat(place.step())
                .as("where %s stands on its ladder", session.id())
                .isEqualTo(way.ladder().advance(place.step(), now, Ladder.amongst(there)));
        Duration waited = Duration.between(place.since(), now);
        assertThat(way.queue().onWait(place.escalated(), waited))
                .as("what %s has coming after %s", session.id(), waited)
                .isEmpty();
    }

    /** Who refused a session in this very call is asked in the next one at the earliest. */
    private static Set<Pair> barred(List<RoutingEvent> told) {
        Set<Pair> barred = new HashSet<>();
        for (RoutingEvent event : told) {
            if (event instanceof RoutingEvent.Declined declined) {
                barred.add(new Pair(declined.session(), declined.agent()));
            } else if (event instanceof RoutingEvent.Lapsed lapsed) {
                barred.add(new Pair(lapsed.session(), lapsed.agent()));
            }
        }
        return barred;
    }

    private static void nobodyStandsOverTheLimitUncounted(RoutingState state) {
        for (AgentWork agent : state.agents()) {
            Map<String, Long> excess = state.plan().capacity().excess(agent.profile(), agent.holdings());
            int counted =
                    agent.over().values().stream().mapToInt(Integer::intValue).sum();
            assertThat(excess.isEmpty() || counted > 0)
                    .as("%s stands above %s, counted over: %s", agent.id(), excess, agent.over())
                    .isTrue();
        }
    }

    private static void queuesAreAsLongAsWhatWaitsInThem(PlanRouter router, RoutingState state, Instant now) {
        for (Queue queue : state.plan().queues()) {
            Reachability found =
                    router.availability(Demand.of(queue.id().value()), now).orElseThrow();
            assertThat(found.waiting()).as("how many wait in " + found.queue()).isEqualTo((int)
                    state.sessions().stream()
                            .filter(session -> session.stage() == SessionWork.Stage.WAITING
                                    && session.demand().queue().equals(found.queue()))
                            .count());
        }
    }

    private static void sessionsAndHoldingsMatch(RoutingState state) {
        Map<Long, String> expected = new HashMap<>();
        for (SessionWork session : state.sessions()) {
            if (session.stage() != SessionWork.Stage.PARKED) {
                assertThat(session.owner() != null)
                        .as("an owner of %s, which is %s", session.id(), session.stage())
                        .isEqualTo(session.stage() == SessionWork.Stage.SERVED);
            }
            if (session.stage() != SessionWork.Stage.WAITING) {
                assertThat(session.offers())
                        .as("offers of %s, which is %s", session.id(), session.stage())
                        .isEmpty();
            }
            for (SessionWork.Offer offer : session.offers()) {
                expected.put(offer.number(), holding(offer.agent(), session.id(), Phase.OFFERED));
            }
            if (session.owner() != null && session.holding() != 0) {
                Phase phase = session.stage() == SessionWork.Stage.PARKED ? Phase.PARKED : Phase.ACTIVE;
                expected.put(session.holding(), holding(session.owner(), session.id(), phase));
            }
        }
        Map<Long, String> found = new HashMap<>();
        for (AgentWork agent : state.agents()) {
            for (Held held : agent.held()) {
                boolean ofSession = held.phase() != Phase.WRAP_UP && held.phase() != Phase.MISSED;
                if (ofSession) {
                    assertThat(found.put(held.number(), holding(agent.id(), held.session(), held.phase())))
                            .as("another holding with the number of %s", held)
                            .isNull();
                }
            }
        }
        assertThat(found).as("what agents hold").isEqualTo(expected);
    }

    private static String holding(AgentId agent, SessionId session, Phase phase) {
        return agent + " holds " + session + " " + phase;
    }
}
