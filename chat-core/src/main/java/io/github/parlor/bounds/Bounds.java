package io.github.parlor.bounds;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The checks behind every value type: each returns the value it was given, or a defensive immutable copy of it, or
 * throws {@link InvalidValueException}. A value that passes costs no allocation beyond the copy. Stateless and
 * thread-safe.
 */
public final class Bounds {
    /** Longest identifier in characters. */
    public static final int MAX_ID = 128;

    private Bounds() {}

    /** Returns {@code value} unless it is null. */
    public static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw new InvalidValueException(field, "a value", "null");
        }
        return value;
    }

    /**
     * Returns an identifier: 1 to {@value #MAX_ID} characters, no control characters, line separators or bidirectional
     * controls, no lone surrogates, no white space at either end. Otherwise opaque.
     */
    public static String id(String field, @Nullable String value) {
        if (value != null && !value.isEmpty() && value.length() <= MAX_ID && Characters.isWord(value)) {
            return value;
        }
        String id = text(field, value, 1, MAX_ID);
        if (Characters.isBlank(id.charAt(0)) || Characters.isBlank(id.charAt(id.length() - 1))) {
            throw new InvalidValueException(field, "no white space at either end", InvalidValueException.show(id));
        }
        if (Characters.hasControl(id)) {
            throw new InvalidValueException(field, "no control characters", InvalidValueException.show(id));
        }
        return id;
    }

    /**
     * Returns text of {@code min} to {@code max} characters (UTF-16 units) without NUL and lone surrogates. Other control
     * characters are kept: people paste them, and whoever shows text escapes it anyway.
     */
    public static String text(String field, @Nullable String value, int min, int max) {
        String text = present(field, value);
        String expected = expected(text, min, max);
        if (expected != null) {
            throw new InvalidValueException(field, expected, InvalidValueException.show(text));
        }
        return text;
    }

    /**
     * As {@link #text}, for what people say to each other and for addresses: the message of the exception tells the
     * length and never the text.
     */
    public static String privateText(String field, @Nullable String value, int min, int max) {
        String text = present(field, value);
        String expected = expected(text, min, max);
        if (expected != null) {
            throw new InvalidValueException(field, expected, text.length() + " characters");
        }
        return text;
    }

    /** As {@link #privateText}, but on one line: no control characters, line separators or bidirectional controls. */
    public static String privateLine(String field, @Nullable String value, int min, int max) {
        String line = privateText(field, value, min, max);
        if (Characters.hasControl(line)) {
            throw new InvalidValueException(field, "no control characters", line.length() + " characters");
        }
        return line;
    }

    /**
     * Returns a name or title as people may see it, of {@code min} to {@code max} characters: whatever is invisible or
     * turns the direction of writing is taken out, white space and control characters become single spaces. Joiners stay
     * between letters of scripts that need them. The only check that changes text; cleaning twice changes nothing more.
     */
    public static String name(String field, @Nullable String value, int min, int max) {
        String name = Characters.visible(text(field, value, min, max));
        if (name.length() < min) {
            throw new InvalidValueException(
                    field, min + " to " + max + " visible characters", InvalidValueException.show(value));
        }
        return name;
    }

    /** As {@link #text}, but null stays null. */
    public static @Nullable String optionalText(String field, @Nullable String value, int max) {
        return value == null ? null : text(field, value, 0, max);
    }

    /** Returns {@code value} if it lies in {@code [min, max]}. */
    public static int range(String field, int value, int min, int max) {
        return (int) range(field, (long) value, min, max);
    }

    /** Returns {@code value} if it lies in {@code [min, max]}. */
    public static long range(String field, long value, long min, long max) {
        if (value < min || value > max) {
            throw new InvalidValueException(field, "a number from " + min + " to " + max, Long.toString(value));
        }
        return value;
    }

    /** Returns a finite number in {@code [min, max]}. */
    public static double range(String field, double value, double min, double max) {
        if (!(value >= min && value <= max)) {
            throw new InvalidValueException(field, "a number from " + min + " to " + max, Double.toString(value));
        }
        return value;
    }

    /** Returns a duration that is zero or longer, and at most {@code max}. */
    public static Duration duration(String field, @Nullable Duration value, Duration max) {
        Duration duration = present(field, value);
        if (duration.isNegative() || duration.compareTo(max) > 0) {
            throw new InvalidValueException(field, "a duration from zero to " + max, duration.toString());
        }
        return duration;
    }

    /** Returns an immutable copy of at most {@code max} elements, none null. */
    public static <T> List<T> list(String field, @Nullable Collection<? extends T> values, int max) {
        Collection<? extends T> present = elements(field, values, max);
        return present.isEmpty() ? List.of() : List.copyOf(present);
    }

    /** Returns an immutable copy of at most {@code max} elements in the order given, none null. */
    public static <T> Set<T> set(String field, @Nullable Collection<? extends T> values, int max) {
        Collection<? extends T> present = elements(field, values, max);
        // Not Set.of(): its contains(null) throws, and a set should not answer by its size.
        return present.isEmpty() ? Collections.emptySet() : Collections.unmodifiableSet(new LinkedHashSet<T>(present));
    }

    /** Returns an immutable copy of at most {@code max} entries in the order given, no null key or value. */
    public static <K, V> Map<K, V> map(String field, @Nullable Map<? extends K, ? extends V> values, int max) {
        Map<? extends K, ? extends V> present = present(field, values);
        if (present.isEmpty()) {
            return Collections.emptyMap();
        }
        checkSize(field, present.size(), max);
        Map<K, V> copy = new LinkedHashMap<>(present.size() * 2);
        for (Map.Entry<? extends K, ? extends V> entry : present.entrySet()) {
            if (entry.getKey() == null) {
                throw new InvalidValueException(field + " key", "a value", "null");
            }
            if (entry.getValue() == null) {
                throw new InvalidValueException(below(field, entry.getKey()), "a value", "null");
            }
            copy.put(entry.getKey(), entry.getValue());
        }
        return Collections.unmodifiableMap(copy);
    }

    /**
     * Returns an immutable copy of at most {@code maxEntries} texts in the order given: each key an {@link #id}, each
     * value a {@link #privateText} of at most {@code maxCharacters}.
     */
    public static Map<String, String> texts(
            String field, @Nullable Map<String, String> values, int maxEntries, int maxCharacters) {
        Map<String, String> copy = map(field, values, maxEntries);
        if (copy.isEmpty()) {
            return copy;
        }
        String keyField = field + " key";
        copy.forEach((key, value) -> {
            id(keyField, key);
            String expected = expected(value, 0, maxCharacters);
            if (expected != null) {
                throw new InvalidValueException(below(field, key), expected, value.length() + " characters");
            }
        });
        return copy;
    }

    /** Throws unless {@code holds}. */
    public static void check(String field, boolean holds, String expected, @Nullable Object value) {
        if (!holds) {
            throw new InvalidValueException(field, expected, InvalidValueException.show(value));
        }
    }

    private static <T> Collection<? extends T> elements(
            String field, @Nullable Collection<? extends T> values, int max) {
        Collection<? extends T> present = present(field, values);
        if (!present.isEmpty()) {
            checkSize(field, present.size(), max);
            int index = 0;
            for (T value : present) {
                if (value == null) {
                    throw new InvalidValueException(field + "[" + index + "]", "a value", "null");
                }
                index++;
            }
        }
        return present;
    }

    private static void checkSize(String field, int size, int max) {
        if (size > max) {
            throw new InvalidValueException(field, "at most " + max + " elements", size + " elements");
        }
    }

    private static @Nullable String expected(String text, int min, int max) {
        int length = text.length();
        if (length < min || length > max) {
            return min + " to " + max + " characters";
        }
        return Characters.flaw(text);
    }

    /** A path is shown as it is, so a key from outside must not make it long or unreadable. */
    private static String below(String field, Object key) {
        return field + "." + InvalidValueException.cut(String.valueOf(key));
    }
}
