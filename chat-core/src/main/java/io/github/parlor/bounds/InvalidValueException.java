package io.github.parlor.bounds;

import java.io.Serial;

/**
 * A value from outside is not what its field allows. The message names the field, what was expected and the value, cut
 * to {@value #MAX_SHOWN} characters with control characters replaced. Immutable.
 */
public final class InvalidValueException extends IllegalArgumentException {
    /** How many characters of a refused value a message shows at the most. */
    public static final int MAX_SHOWN = 40;

    @Serial
    private static final long serialVersionUID = 1L;

    /** The field or path, for example {@code tenantId} or {@code $.event.offer}. */
    private final String field;

    /** What the field allows, for example {@code 1 to 128 characters}. */
    private final String expected;

    /**
     * Creates the exception.
     *
     * @param field the field or JSON path
     * @param expected what the field allows, as the rest of a sentence that begins with "expected"
     * @param shown the refused value as {@link #show(Object)} renders it, or another description without secrets
     */
    public InvalidValueException(String field, String expected, String shown) {
        super(field + ": expected " + expected + ", got " + shown);
        this.field = field;
        this.expected = expected;
    }

    /** Returns the field or JSON path that was wrong. */
    public String field() {
        return field;
    }

    /** Returns what the field allows. */
    public String expected() {
        return expected;
    }

    /** Returns the same failure with the field named below {@code parent}, as {@code parent.field}. */
    public InvalidValueException below(String parent) {
        return at(parent + "." + field);
    }

    /** Returns the same failure at another field or path, for a reader that knows better where the value came from. */
    public InvalidValueException at(String path) {
        String message = String.valueOf(getMessage());
        String shown =
                message.substring(field.length() + ": expected ".length() + expected.length() + ", got ".length());
        return new InvalidValueException(path, expected, shown);
    }

    /**
     * Renders a refused value for a message: quoted, cut, control characters replaced by {@code ?}.
     *
     * @param value any value; null is shown as {@code null}
     */
    public static String show(@org.jspecify.annotations.Nullable Object value) {
        if (value == null) {
            return "null";
        }
        String text = String.valueOf(value);
        if (!(value instanceof CharSequence)) {
            return cut(text);
        }
        String quoted = "'" + cut(text) + "'";
        return text.length() > MAX_SHOWN ? quoted + " (" + text.length() + " characters)" : quoted;
    }

    private static String cut(String text) {
        String head = text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN - 1) + "…" : text;
        StringBuilder clean = new StringBuilder(head.length());
        head.codePoints().map(c -> Character.isISOControl(c) ? '?' : c).forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
