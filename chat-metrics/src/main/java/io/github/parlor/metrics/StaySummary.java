package io.github.parlor.metrics;

import io.github.parlor.metrics.fact.Span;
import io.github.parlor.metrics.fact.StayFact;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One line about some stays, for example those of one agent on one day. Immutable.
 *
 * @param stays how many
 * @param handling the sum of their handling
 * @param firstFrom when the first began, empty without stays
 * @param lastTo when the last ended, or will be cut off if it still lasts; empty without stays
 * @param maxOverlap the most of them at once; a stay ends before another begins at the same instant
 */
public record StaySummary(
        long stays, Duration handling, Optional<Instant> firstFrom, Optional<Instant> lastTo, int maxOverlap) {
    /** Returns the summary of the stays. */
    public static StaySummary of(Collection<StayFact> stays) {
        return new StaySummary(
                stays.size(),
                stays.stream().map(StayFact::handling).reduce(Duration.ZERO, Duration::plus),
                stays.stream().map(stay -> stay.span().from()).min(Comparator.naturalOrder()),
                stays.stream().map(stay -> stay.span().to()).max(Comparator.naturalOrder()),
                overlap(stays));
    }

    private static int overlap(Collection<StayFact> stays) {
        // The net change per instant: what ends there makes room for what begins there.
        var changes = new TreeMap<Instant, Integer>();
        for (StayFact stay : stays) {
            Span span = stay.span();
            changes.merge(span.from(), 1, Integer::sum);
            changes.merge(span.to(), -1, Integer::sum);
        }
        int level = 0;
        int max = 0;
        for (Map.Entry<Instant, Integer> change : changes.entrySet()) {
            level += change.getValue();
            max = Math.max(max, level);
        }
        return max;
    }
}
