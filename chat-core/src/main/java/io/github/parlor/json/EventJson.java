package io.github.parlor.json;

import io.github.parlor.event.EventRecord;

/**
 * The JSON of recorded facts: one object in one line without line breaks, so that lines of it are NDJSON. Thread-safe.
 *
 * <p>An event or content of an unknown kind becomes an {@link io.github.parlor.event.UnknownEvent} or {@link
 * io.github.parlor.message.Content.Unknown} and is written again as it came.
 */
public final class EventJson {
    private EventJson() {}

    /**
     * Writes a fact as one object in one line.
     *
     * @throws io.github.parlor.bounds.InvalidValueException as {@link JsonFormat#write(Object)}
     */
    public static String write(EventRecord value) {
        return Formats.RECORD.write(value);
    }

    /**
     * Writes a fact with the unknown fields it was read with.
     *
     * @throws io.github.parlor.bounds.InvalidValueException as {@link JsonFormat#write(JsonDocument)}
     */
    public static String write(JsonDocument<EventRecord> document) {
        return Formats.RECORD.write(document);
    }

    /**
     * Reads a fact and leaves out the fields that this version does not know.
     *
     * @throws io.github.parlor.bounds.InvalidValueException as {@link JsonFormat#read}
     */
    public static EventRecord read(String json) {
        return Formats.RECORD.read(json);
    }

    /**
     * Reads a fact with the fields that this version does not know.
     *
     * @throws io.github.parlor.bounds.InvalidValueException as {@link JsonFormat#read}
     */
    public static JsonDocument<EventRecord> readDocument(String json) {
        return Formats.RECORD.readDocument(json);
    }
}
