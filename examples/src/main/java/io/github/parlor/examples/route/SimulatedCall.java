package io.github.parlor.examples.route;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.InvalidValueException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;

/**
 * One call of the simulation. Immutable.
 *
 * @param id as the file has it
 * @param date the day
 * @param started when it came in
 * @param answered when the simulation let it be answered
 * @param handling from then to its end
 */
public record SimulatedCall(String id, LocalDate date, LocalTime started, LocalTime answered, Duration handling) {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("h:mm:ss a", Locale.ENGLISH);

    public SimulatedCall {
        Bounds.text("call_id", id, 1, Bounds.MAX_ID);
        Bounds.present("date", date);
        Bounds.present("call_started", started);
        Bounds.present("call_answered", answered);
        Bounds.present("handling", handling);
        Bounds.check("call_answered", !answered.isBefore(started), "a time not before call_started", answered);
        Bounds.check("call_ended", !handling.isNegative(), "a time not before call_answered", handling);
    }

    /** Finds the columns of a header by name. */
    static final class Columns {
        private final int id;
        private final int date;
        private final int started;
        private final int answered;
        private final int ended;
        private final int count;

        Columns(List<String> header) {
            id = index(header, "call_id");
            date = index(header, "date");
            started = index(header, "call_started");
            answered = index(header, "call_answered");
            ended = index(header, "call_ended");
            count = header.size();
        }

        SimulatedCall read(List<String> fields) {
            Bounds.check("row", fields.size() == count, count + " fields", fields.size());
            LocalTime from = clock("call_answered", fields.get(answered));
            LocalTime until = clock("call_ended", fields.get(ended));
            return new SimulatedCall(
                    fields.get(id),
                    day(fields.get(date)),
                    clock("call_started", fields.get(started)),
                    from,
                    Duration.between(from, until));
        }

        private static int index(List<String> header, String column) {
            Bounds.check("header", header.contains(column), "a column '" + column + "'", String.join(",", header));
            return header.indexOf(column);
        }

        private static LocalDate day(String text) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException e) {
                throw new InvalidValueException("date", "a day as 2021-01-31", InvalidValueException.show(text));
            }
        }

        private static LocalTime clock(String column, String text) {
            try {
                return LocalTime.parse(text, CLOCK);
            } catch (DateTimeParseException e) {
                throw new InvalidValueException(column, "a time as 8:05:00 AM", InvalidValueException.show(text));
            }
        }
    }
}
