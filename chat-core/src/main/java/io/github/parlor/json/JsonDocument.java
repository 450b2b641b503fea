package io.github.parlor.json;

import io.github.parlor.bounds.Bounds;
import java.util.Map;

/**
 * A value together with the fields of its JSON that this version does not know. Who changes a document of a newer writer
 * reads it as a document, replaces the value and writes the document: nothing is lost. Immutable.
 *
 * @param value what was understood
 * @param unknown where an unknown field stood, as a JSON pointer (RFC 6901, for example {@code
 *     /event/message/mood}), to its value as JSON text without white space
 */
public record JsonDocument<T>(T value, Map<String, String> unknown) {
    public JsonDocument {
        Bounds.present("value", value);
        unknown = Bounds.map("unknown", unknown, JsonFormat.MAX_DOCUMENT);
    }

    /** Returns the document of a value without unknown fields. */
    public static <T> JsonDocument<T> of(T value) {
        return new JsonDocument<>(value, Map.of());
    }

    /**
     * Returns the document with another value. An unknown field is written where the object that held it still exists,
     * and left out where it does not.
     */
    public JsonDocument<T> with(T other) {
        return new JsonDocument<>(other, unknown);
    }
}
