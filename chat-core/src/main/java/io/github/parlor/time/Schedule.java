package io.github.parlor.time;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.InvalidValueException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * When someone is there: {@linkplain OpeningHours opening hours} of one zone, or a {@linkplain CombinedSchedule
 * combination} of several. Immutable. Each answer is about the instant in the question; no clock is read.
 *
 * <pre>{@code
 * Schedule hours = Schedule.builder(ZoneId.of("Europe/Paris"))
 *         .open(DayOfWeek.MONDAY, DayOfWeek.FRIDAY, "09:00-12:00", "13:30-18:00")
 *         .closedEveryYear(LocalDate.of(2026, 7, 14), "Bastille Day")
 *         .build();
 * }</pre>
 *
 * <p><b>Days and ranges.</b> A range includes its start and excludes its end, and belongs to the date on which it starts:
 * a holiday on Monday leaves Sunday's 22:00-06:00 open until six. Ranges may touch or overlap, open is what any of them
 * covers.
 *
 * <p><b>Clock changes.</b> A range opens when the wall clock first reaches its start and closes when the wall clock is
 * before its end for the last time. So where an hour is repeated a start takes the earlier offset and an end the later,
 * except an end on the first repeated minute, which the clock passes only once from below; where an hour is skipped both
 * take the instant of the change. In Europe/Paris 22:00-06:00 lasts seven hours in the night the clock goes forward, nine
 * in the night it goes back, and 02:00-03:00 does not exist in the first. Open time is time that passes, not what clocks
 * show. Rules of the zone are looked up with each question, nothing is kept in UTC.
 *
 * <p>Every question refuses an instant outside {@link Moment#MIN_WALL} to {@link Moment#MAX_WALL} with
 * {@link InvalidValueException}.
 */
public abstract sealed class Schedule permits OpeningHours, CombinedSchedule {
    /** How far {@link #nextOpen}, {@link #nextClose} and {@link #plusOpenTime} look ahead. */
    public static final Duration SEARCH = Duration.ofDays(400);

    /** The longest interval {@link #openTimeBetween} measures, a century. */
    public static final Duration LONGEST = Duration.ofDays(36_525);

    Schedule() {}

    /** Returns a builder of opening hours in {@code zone}, closed at all times until told otherwise. */
    public static ScheduleBuilder builder(ZoneId zone) {
        return new ScheduleBuilder(zone);
    }

    /** Returns a schedule in {@code zone} that is open day and night. */
    public static OpeningHours always(ZoneId zone) {
        return builder(zone).daily("00:00-24:00").build();
    }

    /** Returns a schedule that is never open. */
    public static OpeningHours never() {
        return builder(ZoneOffset.UTC).build();
    }

    /** Returns a schedule that is open when any of 1 to {@value CombinedSchedule#MAX_PARTS} others is. */
    public static CombinedSchedule union(Schedule... parts) {
        return new CombinedSchedule(CombinedSchedule.Kind.UNION, List.of(parts));
    }

    /** Returns a schedule that is open when all of 1 to {@value CombinedSchedule#MAX_PARTS} others are. */
    public static CombinedSchedule intersection(Schedule... parts) {
        return new CombinedSchedule(CombinedSchedule.Kind.INTERSECTION, List.of(parts));
    }

    /**
     * Returns a schedule that is this one while this one is valid and {@code base} outside: the hours of a team over
     * those of its shop, or new hours over the old from a certain instant on.
     *
     * <p>Only opening hours with {@link ScheduleBuilder#validFrom} or {@link ScheduleBuilder#validUntil} are valid for a
     * limited time; every other schedule is valid always and so hides {@code base} altogether. To keep the holidays of
     * the shop for a team with hours of its own, take the {@link #intersection}.
     */
    public final CombinedSchedule over(Schedule base) {
        return new CombinedSchedule(CombinedSchedule.Kind.OVERRIDE, List.of(this, base));
    }

    /** Returns whether it is open at {@code instant}. */
    public final boolean isOpen(Instant instant) {
        return openAt(Moment.wall("instant", instant));
    }

    /**
     * Returns the first open instant that is not before {@code instant}: itself if open, empty if nothing opens in the
     * {@link #SEARCH} after it.
     */
    public final Optional<Instant> nextOpen(Instant instant) {
        return next(true, instant);
    }

    /**
     * Returns the first closed instant that is not before {@code instant}: itself if closed, empty if nothing closes in
     * the {@link #SEARCH} after it.
     */
    public final Optional<Instant> nextClose(Instant instant) {
        return next(false, instant);
    }

    /**
     * Returns how much time in {@code [from, to)} is open, zero if {@code to} is not after {@code from}.
     *
     * @throws InvalidValueException if the interval is longer than {@link #LONGEST}
     */
    public final Duration openTimeBetween(Instant from, Instant to) {
        Moment.wall("from", from);
        Moment.wall("to", to);
        Bounds.check("to", !from.plus(LONGEST).isBefore(to), "at most 36525 days after from", to);
        Duration open = Duration.ZERO;
        Instant at = from;
        while (at.isBefore(to)) {
            Instant change = changeAfter(at, to);
            if (openAt(at)) {
                open = open.plus(Duration.between(at, change));
            }
            at = change;
        }
        return open;
    }

    /**
     * Returns the least instant {@code t} for which {@code openTimeBetween(from, t)} is {@code time}. It is {@code from}
     * for no time, and the closing instant where the time is just used up; empty if it would lie more than
     * {@link #SEARCH} after {@code from}.
     *
     * @throws InvalidValueException if {@code time} is negative
     */
    public final Optional<Instant> plusOpenTime(Instant from, Duration time) {
        Moment.wall("from", from);
        Bounds.check("time", !Bounds.present("time", time).isNegative(), "zero or longer", time);
        Instant limit = from.plus(SEARCH);
        Duration left = time;
        Instant at = from;
        while (!left.isZero()) {
            if (!at.isBefore(limit)) {
                return Optional.empty();
            }
            Instant change = changeAfter(at, limit);
            if (openAt(at)) {
                Duration span = Duration.between(at, change);
                if (span.compareTo(left) >= 0) {
                    return Optional.of(at.plus(left));
                }
                left = left.minus(span);
            }
            at = change;
        }
        return Optional.of(at);
    }

    /** Returns whether it is open, for an instant already checked. */
    abstract boolean openAt(Instant instant);

    /**
     * Returns an instant after {@code instant} up to which the state of {@code instant} holds: the next change, perhaps
     * sooner, {@code limit} if nothing changes before.
     *
     * @param limit after {@code instant}
     */
    abstract Instant changeAfter(Instant instant, Instant limit);

    /** Returns the instants at which this schedule decides when it lies over another. */
    abstract Validity validity();

    private Optional<Instant> next(boolean open, Instant instant) {
        Instant limit = Moment.wall("instant", instant).plus(SEARCH);
        for (Instant at = instant; at.isBefore(limit); at = changeAfter(at, limit)) {
            if (openAt(at) == open) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }
}
