package io.github.parlor.id;

import io.github.parlor.bounds.Bounds;

/**
 * A set of agents that can be a target. Immutable.
 *
 * @param value 1 to 128 characters without control characters, opaque to Parlor
 */
public record TeamId(String value) implements Comparable<TeamId> {
    public TeamId {
        Bounds.id("team", value);
    }

    @Override
    public int compareTo(TeamId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
