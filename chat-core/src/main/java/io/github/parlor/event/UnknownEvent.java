package io.github.parlor.event;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.InvalidValueException;

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
        Bounds.privateText("json", json, 2, MAX_JSON);
        if (json.charAt(0) != '{' || json.charAt(json.length() - 1) != '}') {
            throw new InvalidValueException("json", "a JSON object", json.length() + " characters");
        }
    }

    /** Names the kind without what it says. */
    @Override
    public String toString() {
        return "UnknownEvent[" + type + ", " + json.length() + " characters]";
    }
}
