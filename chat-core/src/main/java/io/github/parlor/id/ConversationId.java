package io.github.parlor.id;

import io.github.parlor.bounds.Bounds;

/**
 * The lasting thread between one contact and the shop, unique within its tenant. Immutable.
 *
 * @param value 1 to 128 characters without control characters, opaque to Parlor
 */
public record ConversationId(String value) implements Comparable<ConversationId> {
    public ConversationId {
        Bounds.id("conversation", value);
    }

    @Override
    public int compareTo(ConversationId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
