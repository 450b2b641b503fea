package io.github.parlor.id;

import io.github.parlor.bounds.Bounds;

/**
 * A human who serves. Immutable.
 *
 * @param value 1 to 128 characters without control characters, opaque to Parlor
 */
public record AgentId(String value) implements Comparable<AgentId> {
    public AgentId {
        Bounds.id("agent", value);
    }

    @Override
    public int compareTo(AgentId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
