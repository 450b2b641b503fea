package io.github.parlor.routing.live;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.id.SessionId;
import io.github.parlor.routing.plan.RoutingPlan;
import io.github.parlor.time.Moment;
import java.time.Instant;
import java.util.List;

/**
 * All that a {@link PlanRouter} knows, as data: to store, to restore, to explain and to try things out on. Immutable.
 *
 * @param plan the plan in force
 * @param planNumber its number, from 1
 * @param agents everybody who was ever set, in the order of arrival
 * @param sessions all that wait, are served or are kept, in the order of submission
 * @param at the latest instant of a call, {@link Moment#MIN_WALL} before the first
 * @param again sessions that the next call looks at first: those that may be offered, as a last resort, to who declined them
 * @param turns the counter behind the order of agents
 * @param offers how many offers were made
 * @param submissions how many sessions were submitted
 */
public record RoutingState(
        RoutingPlan plan,
        long planNumber,
        List<AgentWork> agents,
        List<SessionWork> sessions,
        Instant at,
        List<SessionId> again,
        long turns,
        long offers,
        long submissions) {
    public RoutingState {
        Bounds.present("plan", plan);
        Bounds.range("planNumber", planNumber, 1, Long.MAX_VALUE);
        agents = Bounds.list("agents", agents, PlanRouter.MAX_AGENTS);
        sessions = Bounds.list("sessions", sessions, PlanRouter.MAX_SESSIONS);
        Moment.wall("at", at);
        again = Bounds.list("again", again, PlanRouter.MAX_SESSIONS);
    }

    /** Returns the state of a router that has seen nothing yet. */
    public static RoutingState of(RoutingPlan plan) {
        return new RoutingState(plan, 1, List.of(), List.of(), Moment.MIN_WALL, List.of(), 0, 0, 0);
    }
}
