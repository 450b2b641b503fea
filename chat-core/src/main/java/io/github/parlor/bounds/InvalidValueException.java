package io.github.parlor.bounds;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A value from outside is not what its field allows. The message names the field, what was expected and the value, cut
 * to {@value #MAX_SHOWN} characters with control characters replaced. One exception may stand for several wrong fields of
 * something that was built in one go: {@link #problems()} lists them, the message names them all. Immutable.
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

    /** The refused value as the message shows it. */
    private final String shown;

    /** Empty unless this stands for several. */
    private final InvalidValueException[] parts;

    /**
     * Creates the exception.
     *
     * @param field the field or JSON path
     * @param expected what the field allows, as the rest of a sentence that begins with "expected"
     * @param shown the refused value as {@link #show(Object)} renders it, or another description without secrets
     */
    public InvalidValueException(String field, String expected, String shown) {
        this(field, expected, shown, List.of());
    }

    private InvalidValueException(String field, String expected, String shown, List<InvalidValueException> parts) {
        super(field + ": expected " + expected + ", got " + shown);
        this.field = field;
        this.expected = expected;
        this.shown = shown;
        this.parts = parts.toArray(InvalidValueException[]::new);
        // A stack trace then tells where each of them was found.
        parts.forEach(this::addSuppressed);
    }

    /** Returns one exception for several; {@code total} also counts those that are not in {@code parts}. */
    static InvalidValueException ofSeveral(String what, List<InvalidValueException> parts, int total) {
        String all = parts.stream().map(Throwable::getMessage).collect(Collectors.joining("; "));
        String more = total > parts.size() ? "; and " + (total - parts.size()) + " more" : "";
        return new InvalidValueException(what, "valid fields", total + " wrong: " + all + more, parts);
    }

    /** Returns the field or JSON path that was wrong. */
    public String field() {
        return field;
    }

    /** Returns what the field allows. */
    public String expected() {
        return expected;
    }

    /** Returns what is wrong, one exception for each field: this one alone unless it stands for several. */
    public List<InvalidValueException> problems() {
        return parts.length == 0 ? List.of(this) : List.of(parts);
    }

    /** Returns the same failure with the field named below {@code parent}, as {@code parent.field}. */
    public InvalidValueException below(String parent) {
        return at(parent + "." + field);
    }

    /**
     * Returns the same failure at another field or path, for a reader that knows better where the value came from. If it
     * stands for several, these keep their names.
     */
    public InvalidValueException at(String path) {
        return new InvalidValueException(path, expected, shown, List.of(parts));
    }

    /**
     * Renders a refused value for a message: quoted, cut, with {@code ?} for control characters and lone surrogates.
     *
     * @param value any value; null is shown as {@code null}
     */
    public static String show(@Nullable Object value) {
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

    /** Cuts between characters and shows {@code ?} for whatever could break a line, turn it or garble it. */
    static String cut(String text) {
        StringBuilder clean = new StringBuilder(MAX_SHOWN);
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (i >= MAX_SHOWN && i < text.length()) {
                return clean.append('…').toString();
            }
            boolean legible = !Characters.isControl(c) && Character.getType(c) != Character.SURROGATE;
            clean.appendCodePoint(legible ? c : '?');
        }
        return clean.toString();
    }
}
