package io.github.parlor.examples.bank;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.InvalidValueException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields that have to parse, and how each does. */
enum BankField {
    CALL_ID("call_id", 1),
    CUSTOMER_ID("customer_id", 2),
    PRIORITY("priority", 3, Integer.MIN_VALUE, Integer.MAX_VALUE),
    DATE("date", 5),
    VRU_ENTRY("vru_entry", 6),
    VRU_EXIT("vru_exit", 7),
    VRU_TIME("vru_time", 8, -BankField.MAX_SECONDS, BankField.MAX_SECONDS),
    Q_START("q_start", 9),
    Q_EXIT("q_exit", 10),
    Q_TIME("q_time", 11, -BankField.MAX_SECONDS, BankField.MAX_SECONDS),
    OUTCOME("outcome", 12),
    SER_START("ser_start", 13),
    SER_EXIT("ser_exit", 14),
    SER_TIME("ser_time", 15, -BankField.MAX_SECONDS, BankField.MAX_SECONDS);

    /** Ten years; a longer measurement is no measurement. */
    private static final long MAX_SECONDS = 315_360_000L;

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,18}");

    /** The logs went through a spreadsheet, which wrote some long numbers as {@code 6.02701E+11}. */
    private static final Pattern ROUNDED = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private static final Pattern CLOCK = Pattern.compile("([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})");
    private static final Pattern DAY = Pattern.compile("([0-9]{2})([0-9]{2})([0-9]{2})");

    /** Two digits of a year from here on are of the twentieth century, as POSIX reads them. */
    private static final int FIRST_YEAR_OF_1900 = 69;

    private final String title;
    private final int index;
    private final long min;
    private final long max;

    BankField(String title, int index, long min, long max) {
        this.title = title;
        this.index = index;
        this.min = min;
        this.max = max;
    }

    BankField(String title, int index) {
        this(title, index, 0, 0);
    }

    long number(List<String> fields) {
        String text = text(fields);
        if (!NUMBER.matcher(text).matches()) {
            throw invalid("a whole number", text);
        }
        return Bounds.range(title, Long.parseLong(text), min, max);
    }

    /** Returns a number that names something and is not counted with, as it stands there. */
    String identifier(List<String> fields) {
        String text = text(fields);
        if (!ROUNDED.matcher(text).matches()) {
            throw invalid("a number", text);
        }
        return text;
    }

    /** As {@link #identifier}, or an empty text. */
    String optionalIdentifier(List<String> fields) {
        return text(fields).isEmpty() ? "" : identifier(fields);
    }

    int clock(List<String> fields) {
        String text = text(fields);
        Matcher time = CLOCK.matcher(text);
        if (time.matches()) {
            int hours = Integer.parseInt(time.group(1));
            int minutes = Integer.parseInt(time.group(2));
            int seconds = Integer.parseInt(time.group(3));
            if (hours < 24 && minutes < 60 && seconds < 60) {
                return hours * 3_600 + minutes * 60 + seconds;
            }
        }
        throw invalid("a time from 0:00:00 to 23:59:59", text);
    }

    LocalDate date(List<String> fields) {
        String text = text(fields);
        Matcher day = DAY.matcher(text);
        if (day.matches()) {
            int year = Integer.parseInt(day.group(1));
            try {
                return LocalDate.of(
                        year + (year < FIRST_YEAR_OF_1900 ? 2_000 : 1_900),
                        Integer.parseInt(day.group(2)),
                        Integer.parseInt(day.group(3)));
            } catch (DateTimeException e) {
                throw invalid("a day of the calendar as yymmdd (" + e.getMessage() + ")", text);
            }
        }
        throw invalid("a day as yymmdd", text);
    }

    BankRow.Outcome outcome(List<String> fields) {
        String text = text(fields);
        for (BankRow.Outcome outcome : BankRow.Outcome.values()) {
            if (outcome.name().equals(text)) {
                return outcome;
            }
        }
        throw invalid("AGENT, HANG or PHANTOM", text);
    }

    /** Blanks around a value come from the same kind of damage as those between two values, and change no value. */
    private String text(List<String> fields) {
        return fields.get(index).strip();
    }

    private InvalidValueException invalid(String expected, String text) {
        return new InvalidValueException(title, expected, InvalidValueException.show(text));
    }
}
