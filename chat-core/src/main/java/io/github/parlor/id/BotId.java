package io.github.parlor.id;

import io.github.parlor.bounds.Bounds;

/**
 * An automated party that may hold control of a session. Immutable.
 *
 * @param value 1 to 128 characters without control characters, opaque to Parlor
 */
public record BotId(String value) implements Comparable<BotId> {
    public BotId {
        Bounds.id("bot", value);
    }

    @Override
    public int compareTo(BotId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
