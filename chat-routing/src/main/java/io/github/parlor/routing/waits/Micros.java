package io.github.parlor.routing.waits;

import java.time.Duration;
import java.time.Instant;

/** Instants and durations as microseconds, which hold the years 1900 to 9999 in 64 bits. */
public final class Micros {
    private static final long PER_SECOND = 1_000_000;
    private static final int NANOS = 1_000;

    private Micros() {}

    /** Returns how long after 1970 an instant is; what is finer is cut off. */
    public static long of(Instant instant) {
        return instant.getEpochSecond() * PER_SECOND + instant.getNano() / NANOS;
    }

    /** Returns how long a duration is; what is finer is cut off. */
    public static long of(Duration duration) {
        return duration.getSeconds() * PER_SECOND + duration.getNano() / NANOS;
    }

    /** Returns the duration of so many microseconds. */
    public static Duration duration(long micros) {
        return Duration.ofSeconds(Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * NANOS);
    }
}
