package io.github.parlor.id;

import io.github.parlor.bounds.Bounds;

/**
 * An ordered set of waiting sessions. Immutable.
 *
 * @param value 1 to 128 characters without control characters, opaque to Parlor
 */
public record QueueId(String value) implements Comparable<QueueId> {
    public QueueId {
        Bounds.id("queue", value);
    }

    @Override
    public int compareTo(QueueId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
