package io.github.parlor.time;

import io.github.parlor.bounds.Bounds;
import java.time.Duration;
import java.time.Instant;

/**
 * One reading of both clocks. A duration between two moments is the difference of the monotonic readings within one run
 * and of the wall instants across runs, and never negative. Immutable.
 *
 * @param wall the wall clock; may step back between two moments
 * @param elapsedNanos the monotonic clock in nanoseconds since an arbitrary origin of the run
 * @param run identifies the process life whose monotonic clock was read
 */
public record Moment(Instant wall, long elapsedNanos, long run) {
    /** The earliest and latest wall instants accepted: years 1900 to 9999, so that arithmetic never overflows. */
    public static final Instant MIN_WALL = Instant.parse("1900-01-01T00:00:00Z");

    /** See {@link #MIN_WALL}. */
    public static final Instant MAX_WALL = Instant.parse("9999-12-31T23:59:59.999999999Z");

    /** Rendered once: an instant is checked with every reading and almost never refused. */
    private static final String WALL_RANGE = "an instant from " + MIN_WALL + " to " + MAX_WALL;

    public Moment {
        wall("moment.wall", wall);
    }

    /** Returns the time from {@code earlier} to this moment, zero if a clock stepped back in between. */
    public Duration since(Moment earlier) {
        Duration raw = run == earlier.run
                ? Duration.ofNanos(elapsedNanos - earlier.elapsedNanos)
                : Duration.between(earlier.wall, wall);
        return raw.isNegative() ? Duration.ZERO : raw;
    }

    /** Returns {@code instant} if it lies between {@link #MIN_WALL} and {@link #MAX_WALL}. */
    public static Instant wall(String field, Instant instant) {
        Bounds.present(field, instant);
        Bounds.check(field, !instant.isBefore(MIN_WALL) && !instant.isAfter(MAX_WALL), WALL_RANGE, instant);
        return instant;
    }
}
