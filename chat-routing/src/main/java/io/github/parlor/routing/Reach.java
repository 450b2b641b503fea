package io.github.parlor.routing;

import io.github.parlor.dispatch.Estimate;
import io.github.parlor.people.Agent;
import io.github.parlor.people.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/** A target as one router knows it: its number in the {@link Directory} and the last waits of its sessions. Thread-safe. */
final class Reach {
    private static final long NEVER = Long.MIN_VALUE;

    private final int number;
    private final Target target;
    /** The one agent that the target names, or null. */
    private final @Nullable RoutedAgent only;
    /** The last waits: how long, and when they ended; both in microseconds. A torn pair is one odd sample of fifty. */
    private final AtomicLongArray lengths = new AtomicLongArray(RecentWaits.KEPT);

    private final AtomicLongArray untils = new AtomicLongArray(RecentWaits.KEPT);
    private final AtomicInteger waits = new AtomicInteger();
    /** Where a search in turn goes on. Any value will do. */
    private int turn;

    Reach(int number, Target target, @Nullable RoutedAgent only) {
        this.number = number;
        this.target = target;
        this.only = only;
        for (int i = 0; i < RecentWaits.KEPT; i++) {
            untils.set(i, NEVER);
        }
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
        int at = Math.floorMod(waits.getAndIncrement(), RecentWaits.KEPT);
        untils.setRelease(at, NEVER);
        lengths.setRelease(at, Math.max(0, until - since));
        untils.setRelease(at, until);
    }

    Estimate estimate(Instant now) {
        long[] counted = new long[RecentWaits.KEPT];
        int size = 0;
        long oldest = Micros.of(now) - Micros.of(RecentWaits.MAX_AGE);
        for (int i = 0; i < RecentWaits.KEPT; i++) {
            long until = untils.get(i);
            long length = lengths.get(i);
            if (until != NEVER && until >= oldest && until == untils.get(i)) {
                counted[size++] = length;
            }
        }
        if (size < RecentWaits.NEEDED) {
            return Estimate.unknown(now);
        }
        Arrays.sort(counted, 0, size);
        return new Estimate(
                percentile(counted, size, 10), percentile(counted, size, 90), Estimate.Basis.RECENT_WAITS, size, now);
    }

    private static Duration percentile(long[] sorted, int size, int percent) {
        return Micros.duration(sorted[(size * percent + 99) / 100 - 1]);
    }
}
