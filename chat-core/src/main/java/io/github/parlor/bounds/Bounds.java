package io.github.parlor.bounds;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The checks behind every value type: each returns the value it was given, or a defensive immutable copy of it, or
 * throws {@link InvalidValueException}. Stateless and thread-safe.
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
     * Returns an identifier: 1 to {@value #MAX_ID} characters, no control characters, no lone surrogates, no white space
     * at either end. Otherwise opaque.
     */
    public static String id(String field, @Nullable String value) {
        String id = text(field, value, 1, MAX_ID);
        if (Character.isWhitespace(id.charAt(0)) || Character.isWhitespace(id.charAt(id.length() - 1))) {
            throw new InvalidValueException(field, "no white space at either end", InvalidValueException.show(value));
        }
        for (int i = 0; i < id.length(); i++) {
            if (Character.isISOControl(id.charAt(i))) {
                throw new InvalidValueException(field, "no control characters", InvalidValueException.show(value));
            }
        }
        return id;
    }

    /** Returns text of {@code min} to {@code max} characters (UTF-16 units) without lone surrogates. */
    public static String text(String field, @Nullable String value, int min, int max) {
        String text = present(field, value);
        if (text.length() < min || text.length() > max) {
            throw new InvalidValueException(
                    field, min + " to " + max + " characters", InvalidValueException.show(value));
        }
        if (hasLoneSurrogate(text)) {
            throw new InvalidValueException(field, "text without lone surrogates", InvalidValueException.show(value));
        }
        return text;
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
        Collection<? extends T> present = present(field, values);
        checkSize(field, present.size(), max);
        List<T> copy = new ArrayList<>(present.size());
        for (T value : present) {
            copy.add(present(field + "[" + copy.size() + "]", value));
        }
        return List.copyOf(copy);
    }

    /** Returns an immutable copy of at most {@code max} elements in the order given, none null. */
    public static <T> Set<T> set(String field, @Nullable Collection<? extends T> values, int max) {
        return java.util.Collections.unmodifiableSet(new LinkedHashSet<>(list(field, values, max)));
    }

    /** Returns an immutable copy of at most {@code max} entries in the order given, no null key or value. */
    public static <K, V> Map<K, V> map(String field, @Nullable Map<? extends K, ? extends V> values, int max) {
        Map<? extends K, ? extends V> present = present(field, values);
        checkSize(field, present.size(), max);
        Map<K, V> copy = new LinkedHashMap<>();
        present.forEach((key, value) -> copy.put(present(field + " key", key), present(field + "." + key, value)));
        return java.util.Collections.unmodifiableMap(copy);
    }

    /** Throws unless {@code holds}. */
    public static void check(String field, boolean holds, String expected, @Nullable Object value) {
        if (!holds) {
            throw new InvalidValueException(field, expected, InvalidValueException.show(value));
        }
    }

    private static void checkSize(String field, int size, int max) {
        if (size > max) {
            throw new InvalidValueException(field, "at most " + max + " elements", size + " elements");
        }
    }

    private static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                // The second half of a pair is passed over: code points that are surrogates have no other half.
                int codePoint = text.codePointAt(i);
                if (Character.isBmpCodePoint(codePoint)) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }
}
