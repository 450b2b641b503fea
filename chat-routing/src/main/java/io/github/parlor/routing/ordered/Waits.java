package io.github.parlor.routing.ordered;

import io.github.parlor.dispatch.Estimate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** The last waits of the sessions of one target that found nobody free and were served in the end. Single-owner. */
final class Waits {
    private static final int KEPT = 50;
    private static final int NEEDED = 10;
    private static final long MAX_AGE = Micros.of(Duration.ofHours(1));

    /** In microseconds, in a ring. */
    private final long[] lengths = new long[KEPT];

    private final long[] untils = new long[KEPT];
    private int next;
    private int kept;

    void add(long since, long until) {
        lengths[next] = Math.max(0, until - since);
        untils[next] = until;
        next = next == KEPT - 1 ? 0 : next + 1;
        kept = Math.min(KEPT, kept + 1);
    }

    Estimate estimate(Instant now) {
        long[] counted = new long[kept];
        int size = 0;
        long oldest = Micros.of(now) - MAX_AGE;
        for (int i = 0; i < kept; i++) {
            if (untils[i] >= oldest) {
                counted[size++] = lengths[i];
            }
        }
        if (size < NEEDED) {
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
