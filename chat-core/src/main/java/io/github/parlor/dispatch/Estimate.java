package io.github.parlor.dispatch;

import io.github.parlor.bounds.Bounds;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An expected delay with its basis; unknown is said, never shown as zero. Immutable.
 *
 * @param low lower end, or null if unknown
 * @param high upper end, not below {@code low}, or null if unknown
 * @param basis what it rests on
 * @param samples how many observations it rests on, 0 if none
 * @param computedAt when
 */
public record Estimate(@Nullable Duration low, @Nullable Duration high, Basis basis, int samples, Instant computedAt) {
    /** What an estimate rests on. */
    public enum Basis {
        /** A free agent is there. */
        IMMEDIATE,
        /** Recent waits of sessions for the same agents. */
        RECENT_WAITS,
        /** The time until the next opening. */
        NEXT_OPENING,
        /** Nothing: too little is known. */
        UNKNOWN
    }

    public Estimate {
        Bounds.present("estimate.basis", basis);
        Bounds.present("estimate.computedAt", computedAt);
        Bounds.range("estimate.samples", samples, 0, Integer.MAX_VALUE);
        Bounds.check(
                "estimate",
                (low == null) == (high == null) && (low == null) == (basis == Basis.UNKNOWN),
                "both ends, or none if unknown",
                basis);
        if (low != null && high != null) {
            Bounds.check("estimate.low", !low.isNegative() && low.compareTo(high) <= 0, "zero to " + high, low);
        }
    }

    /** Returns that nothing is known. */
    public static Estimate unknown(Instant at) {
        return new Estimate(null, null, Basis.UNKNOWN, 0, at);
    }

    /** Returns that somebody is free now. */
    public static Estimate immediate(Instant at) {
        return new Estimate(Duration.ZERO, Duration.ZERO, Basis.IMMEDIATE, 0, at);
    }
}
