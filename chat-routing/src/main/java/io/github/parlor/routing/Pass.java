package io.github.parlor.routing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one call still has to look at, and what it has to tell when it is done. Single-owner. */
final class Pass {
    private final List<RoutedAgent> agents = new ArrayList<>(2);
    private final List<Lane> lanes = new ArrayList<>(2);
    private final List<Offer> offers = new ArrayList<>(2);
    /** What the call declined, and by whom: not to be offered there again within this call. */
    private @Nullable RoutedSession declined;

    private @Nullable RoutedAgent decliner;

    record Offer(RoutedSession session, RoutedAgent agent, long epoch) {}

    /** Marks an agent who may have room that nobody looked at. */
    void lookAt(RoutedAgent agent) {
        if (!agents.contains(agent)) {
            agents.add(agent);
        }
    }

    /** Marks a lane in which somebody may wait whom nobody looked at. */
    void lookAt(Lane lane) {
        if (!lanes.contains(lane)) {
            lanes.add(lane);
        }
    }

    List<RoutedAgent> agents() {
        return agents;
    }

    List<Lane> lanes() {
        return lanes;
    }

    void bar(RoutedSession session, RoutedAgent agent) {
        declined = session;
        decliner = agent;
    }

    boolean bars(RoutedSession session, RoutedAgent agent) {
        return session == declined && agent == decliner;
    }

    boolean bars(RoutedSession session) {
        return session == declined;
    }

    boolean bars(RoutedAgent agent) {
        return agent == decliner;
    }

    void tell(RoutedSession session, RoutedAgent agent, long epoch) {
        offers.add(new Offer(session, agent, epoch));
    }

    List<Offer> offers() {
        return offers;
    }
}
