package io.github.parlor.examples.report;

import io.github.parlor.metrics.fact.StayFact;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A half-open piece of one day's clock, {@code [from, to)}: it begins at a clock time of that day, even if the log was
 * past midnight by then, and ends as much later as it lasts. Immutable.
 *
 * @param from seconds since midnight, below 86,400
 * @param to seconds since the same midnight, not before {@code from}
 */
record ClockSpan(long from, long to) {
    private static final int START = 1;

    static ClockSpan of(StayFact stay) {
        long from = stay.span().from().atOffset(ZoneOffset.UTC).toLocalTime().toSecondOfDay();
        return new ClockSpan(from, from + stay.span().length().toSeconds());
    }

    /** Returns the most spans that hold one instant; where one ends another may begin. An empty span holds none. */
    static int maxOverlap(List<ClockSpan> spans) {
        // Twice the second plus one for a start: sorted, an end comes before a start of the same second.
        long[] edges = spans.stream()
                .filter(span -> span.to > span.from)
                .flatMapToLong(span -> LongStream.of(2 * span.from + START, 2 * span.to))
                .sorted()
                .toArray();
        int open = 0;
        int most = 0;
        for (long edge : edges) {
            open += edge % 2 == START ? 1 : -1;
            most = Math.max(most, open);
        }
        return most;
    }
}
