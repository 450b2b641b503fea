package io.github.parlor.metrics.fold;

import io.github.parlor.time.Moment;
import java.time.Duration;
import java.time.Instant;

/** Durations that have a wall clock at one end only. Stateless and thread-safe. */
final class Clocks {
    private Clocks() {}

    /** Returns the time from {@code from} to the snapshot, zero if the snapshot lies before it. */
    static Duration soFar(Moment from, Instant asOf) {
        Duration raw = Duration.between(from.wall(), asOf);
        return raw.isNegative() ? Duration.ZERO : raw;
    }
}
