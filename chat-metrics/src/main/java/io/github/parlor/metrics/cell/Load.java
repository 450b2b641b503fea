package io.github.parlor.metrics.cell;

import io.github.parlor.bounds.Bounds;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How much agents had to do at once, and for how long. Adds up over agents and over pieces of time that do not overlap.
 * Immutable.
 *
 * @param stays how many stays began
 * @param levels how long exactly so many sessions were served at once; level 0 is time available without a session
 * @param available how long the agents were available
 * @param present how long they were available or draining with a known capacity, times that capacity in units
 * @param used in that time, how long sessions were served, times their units
 */
public record Load(
        long stays, NavigableMap<Integer, Duration> levels, Duration available, Duration present, Duration used)
        implements Cell<Load> {
    /** Nothing. */
    public static final Load EMPTY = new Load(0, new TreeMap<>(), Duration.ZERO, Duration.ZERO, Duration.ZERO);

    public Load {
        Bounds.range("load.stays", stays, 0, Long.MAX_VALUE);
        levels = Collections.unmodifiableNavigableMap(new TreeMap<>(levels));
        Bounds.present("load.available", available);
        Bounds.present("load.present", present);
        Bounds.present("load.used", used);
    }

    @Override
    public Load merge(Load other) {
        return mergeAll(List.of(other));
    }

    @Override
    public Load mergeAll(Iterable<? extends Load> others) {
        var sum = new TreeMap<>(levels);
        long n = stays;
        Duration a = available;
        Duration p = present;
        Duration u = used;
        for (Load other : others) {
            other.levels.forEach((level, time) -> sum.merge(level, time, Duration::plus));
            n = Math.addExact(n, other.stays);
            a = a.plus(other.available);
            p = p.plus(other.present);
            u = u.plus(other.used);
        }
        return new Load(n, sum, a, p, u);
    }

    /** Returns how long at least one session was served. */
    public Duration busy() {
        return levels.tailMap(0, false).values().stream().reduce(Duration.ZERO, Duration::plus);
    }

    /** Returns how long the agents were available and had no session. */
    public Duration idle() {
        return levels.getOrDefault(0, Duration.ZERO);
    }

    /** Returns the time of all sessions together; two at once count twice. */
    public Duration chatTime() {
        return levels.entrySet().stream()
                .map(entry -> entry.getValue().multipliedBy(entry.getKey()))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Returns the most sessions that one agent served at once, 0 if none. */
    public int max() {
        return levels.isEmpty() ? 0 : levels.lastKey();
    }

    /** Returns chat time over busy time: the mean level while there is anything to do, or null. */
    public @Nullable Double whileBusy() {
        return over(chatTime(), busy());
    }

    /** Returns chat time over available time, idle time included, or null if no availability is known. */
    public @Nullable Double whileAvailable() {
        return over(chatTime(), available);
    }

    /** Returns busy time over busy and idle time, or null if no availability is known. */
    public @Nullable Double occupancy() {
        return available.isZero() ? null : over(busy(), busy().plus(idle()));
    }

    /** Returns the used part of the capacity, or null if no capacity is known. */
    public @Nullable Double slotUse() {
        return over(used, present);
    }

    /** The same as {@link #whileBusy()}. */
    @Override
    public @Nullable Double value() {
        return whileBusy();
    }

    @Override
    public long size() {
        return stays;
    }

    @Override
    public long censored() {
        return 0;
    }

    private static @Nullable Double over(Duration part, Duration whole) {
        return whole.isZero()
                ? null
                : new BigDecimal(Samples.nanos(part))
                        .divide(new BigDecimal(Samples.nanos(whole)), MathContext.DECIMAL64)
                        .doubleValue();
    }
}
