package io.github.parlor.routing;

import io.github.parlor.dispatch.Estimate;
import io.github.parlor.people.Agent;
import io.github.parlor.people.Target;
import io.github.parlor.routing.waits.LastWaits;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A target as one router knows it: its number in the {@link Directory} and the last waits of its sessions. Thread-safe. */
final class Reach {
    private final int number;
    private final Target target;
    /** The one agent that the target names, or null. */
    private final @Nullable RoutedAgent only;

    private final LastWaits waits = new LastWaits();
    /** Where a search in turn goes on. Any value will do. */
    private int turn;

    Reach(int number, Target target, @Nullable RoutedAgent only) {
        this.number = number;
        this.target = target;
        this.only = only;
    }

    int turn() {
        return turn;
    }

    void turn(int room) {
        turn = room;
    }

    int number() {
        return number;
    }

    Target target() {
        return target;
    }

    @Nullable
    RoutedAgent only() {
        return only;
    }

    /** Whether the agent meets the target as the agent is now. */
    boolean meets(RoutedAgent agent) {
        Agent profile = agent.profile();
        return profile != null && target.matches(profile);
    }

    void waited(long since, long until) {
        waits.add(since, until);
    }

    /** Returns the tenth and the ninetieth percentile of the waits that ended within the last hour. */
    Estimate estimate(Instant now) {
        return waits.estimate(10, 90, now);
    }
}
