package io.github.parlor.id;

import io.github.parlor.bounds.Bounds;

/**
 * A known or anonymous customer record of the shop. Immutable.
 *
 * @param value 1 to 128 characters without control characters, opaque to Parlor
 */
public record ContactId(String value) implements Comparable<ContactId> {
    public ContactId {
        Bounds.id("contact", value);
    }

    @Override
    public int compareTo(ContactId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
