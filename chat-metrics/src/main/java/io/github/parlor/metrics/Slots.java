package io.github.parlor.metrics;

import io.github.parlor.bounds.Bounds;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.function.Function;

/** Ways to cut time into slots, for {@link Facts#series}. Stateless and thread-safe. */
public final class Slots {
    private static final Duration DAY = Duration.ofDays(1);

    private Slots() {}

    /**
     * Returns the begin of the slot of local time in which an instant lies; slots begin at midnight, the last one of a day
     * may be shorter. An hour that a zone repeats in autumn falls in the same slots twice.
     *
     * @param length of a slot, more than zero and at most a day
     */
    public static Function<Instant, LocalDateTime> local(Duration length, ZoneId zone) {
        check(length);
        Bounds.present("zone", zone);
        return instant -> {
            LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
            long ofDay = local.toLocalTime().toNanoOfDay();
            return local.toLocalDate().atTime(LocalTime.ofNanoOfDay(ofDay - ofDay % length.toNanos()));
        };
    }

    /**
     * Returns the first instant of the slot in which an instant lies; slots begin at midnight of UTC.
     *
     * @param length of a slot, more than zero and at most a day
     */
    public static Function<Instant, Instant> utc(Duration length) {
        Function<Instant, LocalDateTime> local = local(length, java.time.ZoneOffset.UTC);
        return instant -> local.apply(instant).toInstant(java.time.ZoneOffset.UTC);
    }

    private static void check(Duration length) {
        Bounds.present("length", length);
        Bounds.check(
                "length",
                !length.isNegative() && !length.isZero() && length.compareTo(DAY) <= 0,
                "more than zero, at most a day",
                length);
    }
}
