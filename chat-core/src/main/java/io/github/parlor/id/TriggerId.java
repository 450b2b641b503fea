package io.github.parlor.id;

import io.github.parlor.bounds.Bounds;

/**
 * A rule on visitor behaviour that may create an invitation. Immutable.
 *
 * @param value 1 to 128 characters without control characters, opaque to Parlor
 */
public record TriggerId(String value) implements Comparable<TriggerId> {
    public TriggerId {
        Bounds.id("trigger", value);
    }

    @Override
    public int compareTo(TriggerId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
