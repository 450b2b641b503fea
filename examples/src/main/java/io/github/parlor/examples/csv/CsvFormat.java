package io.github.parlor.examples.csv;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.examples.log.LogFormat;
import io.github.parlor.examples.log.LogLine;
import io.github.parlor.examples.log.UnreadableInputException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads lines of the plain CSV of calls: UTF-8, commas, quotes after RFC 4180, columns found by the names in the header.
 * The guide page "Import a call log" documents the columns. Immutable.
 */
public final class CsvFormat implements LogFormat {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** UTF-8; bytes that are none become replacement characters, which a text may hold and a number may not. */
    @Override
    public Charset charset() {
        return StandardCharsets.UTF_8;
    }

    @Override
    public LineParser open(String header) throws UnreadableInputException {
        List<String> columns = columns(header.startsWith(BYTE_ORDER_MARK) ? header.substring(1) : header);
        return (line, text) -> parse(columns, line, text);
    }

    private static List<String> columns(String header) throws UnreadableInputException {
        List<String> columns;
        try {
            columns = CsvLine.split(header).stream().map(String::strip).toList();
        } catch (InvalidValueException e) {
            throw new UnreadableInputException("header: " + e.getMessage(), e);
        }
        for (String required : CsvRow.REQUIRED) {
            if (!columns.contains(required)) {
                throw new UnreadableInputException("header: expected a column '" + required + "'");
            }
        }
        if (columns.stream().distinct().count() < columns.size()) {
            throw new UnreadableInputException("header: expected each column once");
        }
        return columns;
    }

    private static LogLine parse(List<String> columns, int line, String text) {
        try {
            return CsvRow.of(columns, CsvLine.split(text)).read(line);
        } catch (InvalidValueException e) {
            return new LogLine.Unreadable(String.valueOf(e.getMessage()));
        }
    }
}
