package io.github.parlor.event;

import io.github.parlor.bounds.Bounds;

/**
 * A fact of a kind that this version does not know, kept as it came and skipped by every fold. Immutable.
 *
 * @param type the name that the writer gave the kind
 * @param json the event as a JSON object, at most {@value #MAX_JSON} characters
 */
public record UnknownEvent(String type, String json) implements ChatEvent {
    /** Longest raw event in characters. */
    public static final int MAX_JSON = 65_536;

    public UnknownEvent {
        Bounds.id("type", type);
        Bounds.text("json", json, 2, MAX_JSON);
    }
}
