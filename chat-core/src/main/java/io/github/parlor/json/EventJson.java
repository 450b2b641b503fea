package io.github.parlor.json;

import io.github.parlor.event.EventRecord;

/**
 * The JSON of recorded facts: one object in one line without line breaks, so that lines of it are NDJSON. Thread-safe.
 *
 * <p>Instants and durations are ISO 8601 strings, identifiers are strings, a missing field is an absent one, the kind of
 * an event or content is the field {@code type}. An event or content of an unknown kind becomes an {@link
 * io.github.parlor.event.UnknownEvent} or {@link io.github.parlor.message.Content.Unknown} and is written again as it came.
 */
public final class EventJson {
    private EventJson() {}

    /**
     * Writes a fact.
     *
     * @throws io.github.parlor.bounds.InvalidValueException if the document exceeds {@link JsonLimits}, or if an unknown
     *     event or content is not a JSON object of its type
     */
    public static String write(EventRecord event) {
        return Formats.RECORD.write(event);
    }

    /** Writes a fact with the unknown fields it was read with, as {@link #write(EventRecord)}. */
    public static String write(JsonDocument<EventRecord> document) {
        return Formats.RECORD.write(document);
    }

    /**
     * Reads a fact and leaves out the fields that this version does not know; {@link #readDocument} keeps them.
     *
     * @throws io.github.parlor.bounds.InvalidValueException if the document is anything but a fact; it names the place in
     *     the document, for example {@code $.event.session.number}
     */
    public static EventRecord read(String json) {
        return Formats.RECORD.read(json);
    }

    /** Reads a fact with the fields that this version does not know, as {@link #read}. */
    public static JsonDocument<EventRecord> readDocument(String json) {
        return Formats.RECORD.readDocument(json);
    }
}
