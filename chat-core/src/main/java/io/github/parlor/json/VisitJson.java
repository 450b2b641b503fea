package io.github.parlor.json;

import io.github.parlor.visit.VisitEvent;

/**
 * The JSON of what a browser tells. It is hostile input: an event of an unknown type is refused. Thread-safe.
 */
public final class VisitJson {
    private VisitJson() {}

    /**
     * Writes a visitor event as one object in one line.
     *
     * @throws io.github.parlor.bounds.InvalidValueException as {@link JsonFormat#write(Object)}
     */
    public static String write(VisitEvent value) {
        return Formats.VISIT.write(value);
    }

    /**
     * Writes a visitor event with the unknown fields it was read with.
     *
     * @throws io.github.parlor.bounds.InvalidValueException as {@link JsonFormat#write(JsonDocument)}
     */
    public static String write(JsonDocument<VisitEvent> document) {
        return Formats.VISIT.write(document);
    }

    /**
     * Reads a visitor event and leaves out the fields that this version does not know.
     *
     * @throws io.github.parlor.bounds.InvalidValueException as {@link JsonFormat#read}
     */
    public static VisitEvent read(String json) {
        return Formats.VISIT.read(json);
    }

    /**
     * Reads a visitor event with the fields that this version does not know.
     *
     * @throws io.github.parlor.bounds.InvalidValueException as {@link JsonFormat#read}
     */
    public static JsonDocument<VisitEvent> readDocument(String json) {
        return Formats.VISIT.readDocument(json);
    }
}
