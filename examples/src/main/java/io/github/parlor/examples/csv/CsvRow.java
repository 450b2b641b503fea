package io.github.parlor.examples.csv;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.examples.log.Call;
import io.github.parlor.examples.log.LogLine;
import io.github.parlor.examples.log.Noted;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one line by the names of their columns. Immutable.
 *
 * @param fields text without blanks around it by column; columns that nobody asks for do no harm
 */
record CsvRow(Map<String, String> fields) {
    static final List<String> REQUIRED = List.of("id", "entered", "outcome");

    private static final String DEFAULT_TYPE = "CALL";
    private static final long MAX_SECONDS = 315_360_000L;

    /** Beyond these years a count of nanoseconds in 64 bits overflows. */
    private static final int FIRST_YEAR = 1900;

    private static final int LAST_YEAR = 2199;

    static CsvRow of(List<String> columns, List<String> values) {
        Bounds.check("row", columns.size() == values.size(), columns.size() + " fields", values.size());
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            fields.put(columns.get(i), values.get(i).strip());
        }
        return new CsvRow(fields);
    }

    LogLine read(int line) {
        String outcome = text("outcome");
        return switch (outcome) {
            case "answered" -> contact(line, Call.Outcome.ANSWERED);
            case "hung_up" -> contact(line, Call.Outcome.HUNG_UP);
            case "ignored" -> new LogLine.Phantom(type(), "");
            default ->
                throw new InvalidValueException(
                        "outcome", "answered, hung_up or ignored", InvalidValueException.show(outcome));
        };
    }

    private LogLine contact(int line, Call.Outcome outcome) {
        String customer = text("customer");
        LocalDateTime entered = present("entered", time("entered"));
        boolean answered = outcome == Call.Outcome.ANSWERED;
        Call call = new Call(
                line,
                Bounds.text("id", text("id"), 1, Bounds.MAX_ID),
                customer.isEmpty() ? null : customer,
                (int) number("priority", 0, Integer.MIN_VALUE, Integer.MAX_VALUE),
                type(),
                entered.toLocalDate(),
                entered.toInstant(ZoneOffset.UTC),
                entered.toInstant(ZoneOffset.UTC),
                entered.toLocalTime(),
                outcome,
                waiting(entered),
                answered ? service() : null);
        boolean nobody = answered && text("agent").isEmpty();
        return new LogLine.Contact(call, "", nobody ? List.of("answered by nobody") : List.of());
    }

    private Call.@Nullable Wait waiting(LocalDateTime entered) {
        long seconds = number("wait_seconds", 0, 0, MAX_SECONDS);
        LocalDateTime queued = time("queued");
        return seconds == 0
                ? null
                : new Call.Wait(
                        (queued == null ? entered : queued).toInstant(ZoneOffset.UTC), Duration.ofSeconds(seconds));
    }

    private Call.Service service() {
        LocalDateTime start = present("service_start", time("service_start"));
        long seconds = number("service_seconds", -1, 0, MAX_SECONDS);
        LocalDateTime end = time("service_end");
        LocalDateTime until = end == null ? start.plusSeconds(Math.max(0, seconds)) : end;
        Bounds.check("service_end", !until.isBefore(start), "a time not before service_start", until);
        Duration measured =
                seconds < 0 ? Duration.between(start, present("service_end", end)) : Duration.ofSeconds(seconds);
        String agent = text("agent");
        return new Call.Service(
                agent.isEmpty() ? Noted.NO_SERVER : agent,
                start.toInstant(ZoneOffset.UTC),
                until.toInstant(ZoneOffset.UTC),
                measured);
    }

    private String type() {
        String type = text("type");
        return type.isEmpty() ? DEFAULT_TYPE : type;
    }

    private String text(String column) {
        return fields.getOrDefault(column, "");
    }

    private long number(String column, long absent, long min, long max) {
        String text = text(column);
        if (text.isEmpty()) {
            return absent;
        }
        if (!text.matches("[+-]?[0-9]{1,18}")) {
            throw new InvalidValueException(column, "a whole number", InvalidValueException.show(text));
        }
        return Bounds.range(column, Long.parseLong(text), min, max);
    }

    private @Nullable LocalDateTime time(String column) {
        String text = text(column);
        if (text.isEmpty()) {
            return null;
        }
        try {
            LocalDateTime time = LocalDateTime.parse(text.replaceFirst("^(\\S+) (\\S+)$", "$1T$2"));
            Bounds.range(column + " (year)", time.getYear(), FIRST_YEAR, LAST_YEAR);
            return time;
        } catch (DateTimeParseException e) {
            throw new InvalidValueException(column, "a time as 2026-11-30T09:15:00", InvalidValueException.show(text));
        }
    }

    private static LocalDateTime present(String column, @Nullable LocalDateTime time) {
        return Bounds.present(column, time);
    }
}
