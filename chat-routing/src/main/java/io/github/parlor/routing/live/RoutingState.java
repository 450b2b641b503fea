package io.github.parlor.routing.live;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.routing.plan.RoutingPlan;
import java.util.List;

/**
 * All that a {@link PlanRouter} knows, as data: to store, to restore, to explain and to try things out on. Immutable.
 *
 * @param plan the plan in force
 * @param planNumber its number, from 1
 * @param agents everybody who was ever set, in the order of arrival
 * @param sessions all that wait, are served or are kept, in the order of submission
 * @param turns the counter behind the order of agents
 * @param offers how many offers were made
 * @param submissions how many sessions were submitted
 */
public record RoutingState(
        RoutingPlan plan,
        long planNumber,
        List<AgentWork> agents,
        List<SessionWork> sessions,
        long turns,
        long offers,
        long submissions) {
    public RoutingState {
        Bounds.present("plan", plan);
        agents = List.copyOf(agents);
        sessions = List.copyOf(sessions);
    }
}
