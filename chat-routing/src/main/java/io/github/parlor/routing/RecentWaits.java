package io.github.parlor.routing;

import io.github.parlor.dispatch.Estimate;
import io.github.parlor.people.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The last waits of each target. Only sessions that found nobody free and were served in the end count: an estimate is
 * asked for when nobody is free, and who was served at once says nothing about that case.
 */
final class RecentWaits {
    /** Waits kept for a target. */
    static final int KEPT = 50;

    /** Fewest waits that make an estimate: with ten, one lies outside the tenth and ninetieth percentile on each side. */
    static final int NEEDED = 10;

    /** A wait that ended longer ago says nothing about now. */
    static final Duration MAX_AGE = Duration.ofHours(1);

    /** Targets kept; the one whose last wait is the oldest goes first. */
    static final int MAX_TARGETS = 1_000;

    private final Map<Target, Deque<Wait>> byTarget = new LinkedHashMap<>();

    private record Wait(Duration length, Instant until) {}

    void add(Target target, Instant since, Instant until) {
        Duration length = Duration.between(since, until);
        Deque<Wait> waits = byTarget.containsKey(target) ? byTarget.remove(target) : new ArrayDeque<>();
        byTarget.put(target, waits);
        waits.addLast(new Wait(length.isNegative() ? Duration.ZERO : length, until));
        if (waits.size() > KEPT) {
            waits.removeFirst();
        }
        if (byTarget.size() > MAX_TARGETS) {
            byTarget.remove(byTarget.keySet().iterator().next());
        }
    }

    /** Returns the tenth and the ninetieth percentile by nearest rank of the waits that ended within the last hour. */
    Estimate estimate(Target target, Instant now) {
        List<Duration> lengths = byTarget.getOrDefault(target, new ArrayDeque<>()).stream()
                .filter(wait -> Duration.between(wait.until, now).compareTo(MAX_AGE) <= 0)
                .map(Wait::length)
                .sorted()
                .toList();
        if (lengths.size() < NEEDED) {
            return Estimate.unknown(now);
        }
        return new Estimate(
                percentile(lengths, 10), percentile(lengths, 90), Estimate.Basis.RECENT_WAITS, lengths.size(), now);
    }

    private static Duration percentile(List<Duration> sorted, int percent) {
        return sorted.get((sorted.size() * percent + 99) / 100 - 1);
    }
}
