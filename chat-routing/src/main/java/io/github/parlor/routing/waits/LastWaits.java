package io.github.parlor.routing.waits;

import io.github.parlor.dispatch.Estimate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The last waits of sessions that wait for the same. Only those that found nobody free and were served in the end belong
 * here: an estimate is asked for when nobody is free, and who was served at once says nothing about that case. Thread-safe
 * and lock-free: of two who add at once one may be lost, and no decision hangs on it.
 */
public final class LastWaits {
    /** Waits kept: five of fifty lie beyond the ninetieth percentile, so one odd wait moves it by a rank; more say less of now. */
    static final int KEPT = 50;

    /** Fewest waits that make an estimate: with ten, one lies outside the tenth and ninetieth percentile on each side. */
    public static final int NEEDED = 10;

    /** A wait that ended longer ago says nothing about now. */
    public static final Duration MAX_AGE = Duration.ofHours(1);

    private static final long NEVER = Long.MIN_VALUE;

    /** How long, and when they ended; both in microseconds, in a ring. A torn pair is one odd sample of fifty. */
    private final AtomicLongArray lengths = new AtomicLongArray(KEPT);

    private final AtomicLongArray untils = new AtomicLongArray(KEPT);
    /** Where the next one goes. Plain, as any place will do. */
    private int next;

    /** Makes one that knows of no wait. */
    public LastWaits() {
        for (int i = 0; i < KEPT; i++) {
            untils.setPlain(i, NEVER);
        }
    }

    /** Adds a wait, by its {@link Micros}; one that ends before it began counts as none. */
    public void add(long since, long until) {
        int at = next;
        next = at + 1 == KEPT ? 0 : at + 1;
        untils.setRelease(at, NEVER);
        lengths.setRelease(at, Math.max(0, until - since));
        untils.setRelease(at, until);
    }

    /** Returns two percentiles, by nearest rank, of the waits that ended within the last hour. */
    public Estimate estimate(int low, int high, Instant now) {
        long[] counted = new long[KEPT];
        int size = 0;
        long oldest = Micros.of(now) - Micros.of(MAX_AGE);
        for (int i = 0; i < KEPT; i++) {
            long until = untils.get(i);
            long length = lengths.get(i);
            if (until >= oldest && until == untils.get(i)) {
                counted[size++] = length;
            }
        }
        if (size < NEEDED) {
            return Estimate.unknown(now);
        }
        Arrays.sort(counted, 0, size);
        return new Estimate(
                percentile(counted, size, low),
                percentile(counted, size, high),
                Estimate.Basis.RECENT_WAITS,
                size,
                now);
    }

    private static Duration percentile(long[] sorted, int size, int percent) {
        return Micros.duration(sorted[(size * percent + 99) / 100 - 1]);
    }

    /** Returns when the last one ended; the smallest number if there is none. */
    public long last() {
        int at = next;
        return untils.get(at == 0 ? KEPT - 1 : at - 1);
    }
}
