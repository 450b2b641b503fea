package io.github.parlor.time;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The instants at which a schedule has something to say, half-open. Immutable.
 *
 * @param from first instant, or null for no beginning
 * @param until first instant no longer covered, or null for no end
 */
record Validity(@Nullable Instant from, @Nullable Instant until) {
    static final Validity UNLIMITED = new Validity(null, null);

    boolean contains(Instant instant) {
        return (from == null || !instant.isBefore(from)) && (until == null || instant.isBefore(until));
    }

    /** Returns the first edge after {@code instant}, {@code limit} if that comes sooner. */
    Instant edgeAfter(Instant instant, Instant limit) {
        if (from != null && from.isAfter(instant)) {
            return earlier(from, limit);
        }
        return until != null && until.isAfter(instant) ? earlier(until, limit) : limit;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
