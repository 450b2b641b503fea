package io.github.parlor.examples.csv;

import io.github.parlor.bounds.InvalidValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One line of CSV after RFC 4180, without line breaks inside of fields: so a quote that is never closed spoils its own
 * line and no other. Stateless.
 */
public final class CsvLine {
    private static final char QUOTE = '"';
    private static final char COMMA = ',';

    private CsvLine() {}

    /**
     * Returns the fields of a line, quotes removed.
     *
     * @throws InvalidValueException if a quote stands where none may
     */
    public static List<String> split(String line) {
        List<String> fields = new ArrayList<>();
        int at = 0;
        while (at <= line.length()) {
            at = at < line.length() && line.charAt(at) == QUOTE ? quoted(line, at, fields) : plain(line, at, fields);
        }
        return fields;
    }

    /** Returns a line of these fields, quoted where it is needed, without its end. */
    public static String join(List<String> fields) {
        return fields.stream().map(CsvLine::field).collect(Collectors.joining(","));
    }

    private static int plain(String line, int from, List<String> fields) {
        int comma = line.indexOf(COMMA, from);
        int end = comma < 0 ? line.length() : comma;
        String field = line.substring(from, end);
        if (field.indexOf(QUOTE) >= 0) {
            throw invalid("no quote inside of a field that does not begin with one", field);
        }
        fields.add(field);
        return end + 1;
    }

    private static int quoted(String line, int from, List<String> fields) {
        StringBuilder field = new StringBuilder();
        int at = from + 1;
        for (int quote = line.indexOf(QUOTE, at); quote >= 0; quote = line.indexOf(QUOTE, at)) {
            field.append(line, at, quote);
            boolean doubled = quote + 1 < line.length() && line.charAt(quote + 1) == QUOTE;
            if (!doubled) {
                fields.add(field.toString());
                return afterQuote(line, quote + 1);
            }
            field.append(QUOTE);
            at = quote + 2;
        }
        throw invalid("a closing quote", line.substring(from));
    }

    private static int afterQuote(String line, int at) {
        if (at < line.length() && line.charAt(at) != COMMA) {
            throw invalid("a comma after a closing quote", line.substring(at));
        }
        return at + 1;
    }

    private static String field(String text) {
        boolean plain = text.chars().noneMatch(c -> c == QUOTE || c == COMMA || c == '\n' || c == '\r');
        return plain ? text : QUOTE + text.replace("\"", "\"\"") + QUOTE;
    }

    private static InvalidValueException invalid(String expected, String text) {
        return new InvalidValueException("row", expected, InvalidValueException.show(text));
    }
}
