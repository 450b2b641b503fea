package io.github.parlor.id;

import io.github.parlor.bounds.Bounds;

/**
 * A browser presence before and beside any conversation. Immutable.
 *
 * @param value 1 to 128 characters without control characters, opaque to Parlor
 */
public record VisitorId(String value) implements Comparable<VisitorId> {
    public VisitorId {
        Bounds.id("visitor", value);
    }

    @Override
    public int compareTo(VisitorId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
