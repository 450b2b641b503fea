package io.github.parlor.time;

import io.github.parlor.bounds.Bounds;
import java.time.LocalDate;
import java.util.List;

/**
 * A date on which the hours of the week do not hold as they are: a holiday, shorter hours, a long sale day. Immutable.
 *
 * <p>It governs the ranges that start on its date. A range that began the evening before runs on to its own end.
 *
 * @param kind what happens to the hours of that date
 * @param date the date in the zone of the schedule, years 1 to 9999
 * @param everyYear whether it returns on the same month and day of each later year. 29 February returns in leap years
 *     only, no other date stands in for it
 * @param ranges none for {@link Kind#CLOSED}, otherwise 1 to 16; kept by start
 * @param label what the day is called, 0 to 128 characters
 */
public record SpecialDay(Kind kind, LocalDate date, boolean everyYear, List<OpenRange> ranges, String label) {
    /** Longest label in characters. */
    public static final int MAX_LABEL = 128;

    /** What a special day does to the hours of its date. */
    public enum Kind {
        /** No range starts on the date. */
        CLOSED,
        /** The ranges of the special day stand in for the others. */
        REPLACE,
        /** The ranges of the special day come on top of the others. */
        ADD
    }

    public SpecialDay {
        Bounds.present("kind", kind);
        checkDate(date);
        ranges = Bounds.list("ranges", ranges, OpeningHours.MAX_RANGES).stream()
                .sorted()
                .toList();
        boolean closed = kind == Kind.CLOSED;
        Bounds.check("ranges", closed == ranges.isEmpty(), closed ? "no range" : "at least one range", ranges);
        checkLabel(label);
    }

    static void checkDate(LocalDate date) {
        Bounds.range("date.year", Bounds.present("date", date).getYear(), 1, 9999);
    }

    static void checkLabel(String label) {
        Bounds.text("label", label, 0, MAX_LABEL);
    }
}
