package io.github.parlor.time;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.InvalidValueException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Opening hours of one day as a half-open range {@code [start, end)} of local time. An end that is not after the start
 * lies on the next day, so an end of midnight is 24:00, and a range whose end is its start lasts a whole day. Immutable.
 *
 * <p>The range belongs to the date on which it starts.
 *
 * @param start first local minute that is open
 * @param end first local minute that is closed again; {@link LocalTime#MIDNIGHT} for 24:00
 */
public record OpenRange(LocalTime start, LocalTime end) implements Comparable<OpenRange> {
    private static final Pattern TEXT = Pattern.compile("([01]\\d|2[0-3]):([0-5]\\d)-([01]\\d|2[0-4]):([0-5]\\d)");

    public OpenRange {
        wholeMinutes("start", start);
        wholeMinutes("end", end);
    }

    /**
     * Reads {@code hh:mm-hh:mm}, for example {@code 09:00-12:00}, {@code 22:00-06:00} or {@code 13:30-24:00}.
     *
     * @throws InvalidValueException if the text has another form or a time is not one of the day
     */
    public static OpenRange parse(String text) {
        Matcher matcher = TEXT.matcher(Bounds.present("range", text));
        if (!matcher.matches()
                || (matcher.group(3).equals("24") && !matcher.group(4).equals("00"))) {
            throw new InvalidValueException(
                    "range", "hh:mm-hh:mm with an end up to 24:00", InvalidValueException.show(text));
        }
        return new OpenRange(time(matcher.group(1), matcher.group(2)), time(matcher.group(3), matcher.group(4)));
    }

    /** Returns whether the range ends on the day after its date, at 00:00 (that is 24:00) or later. */
    public boolean endsNextDay() {
        return !end.isAfter(start);
    }

    /** Orders by start, then by the end as a time of day. */
    @Override
    public int compareTo(OpenRange other) {
        int byStart = start.compareTo(other.start);
        return byStart != 0 ? byStart : end.compareTo(other.end);
    }

    /** Returns the range as {@link #parse} reads it, with {@code 24:00} for an end of midnight. */
    @Override
    public String toString() {
        return start + "-" + (end.equals(LocalTime.MIDNIGHT) ? "24:00" : end.toString());
    }

    /** Returns when the wall clock of a zone reaches the start for the first time. */
    Instant startOn(LocalDate date, ZoneRules rules) {
        LocalDateTime local = date.atTime(start);
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        return offsets.isEmpty() ? transition(local, rules).getInstant() : local.toInstant(offsets.get(0));
    }

    /** Returns when the wall clock of a zone stops being before the end for the last time. */
    Instant endOn(LocalDate date, ZoneRules rules) {
        LocalDateTime local = (endsNextDay() ? date.plusDays(1) : date).atTime(end);
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        if (offsets.size() == 1) {
            return local.toInstant(offsets.get(0));
        }
        ZoneOffsetTransition transition = transition(local, rules);
        if (offsets.isEmpty()) {
            return transition.getInstant();
        }
        // The clock jumps back to the overlap's first minute, not before it: it was before the end only once.
        boolean first = local.equals(transition.getDateTimeAfter());
        return local.toInstant(first ? transition.getOffsetBefore() : transition.getOffsetAfter());
    }

    private static ZoneOffsetTransition transition(LocalDateTime local, ZoneRules rules) {
        return Bounds.present("transition", rules.getTransition(local));
    }

    private static LocalTime time(String hour, String minute) {
        return LocalTime.of(Integer.parseInt(hour) % 24, Integer.parseInt(minute));
    }

    private static void wholeMinutes(String field, LocalTime time) {
        LocalTime present = Bounds.present(field, time);
        Bounds.check(field, present.equals(present.truncatedTo(ChronoUnit.MINUTES)), "a whole minute", time);
    }
}
