package io.github.parlor.id;

import io.github.parlor.bounds.Bounds;

/**
 * One shop or brand: the boundary that nothing crosses. Part of every key. Immutable.
 *
 * @param value 1 to 128 characters without control characters, opaque to Parlor
 */
public record TenantId(String value) implements Comparable<TenantId> {
    public TenantId {
        Bounds.id("tenant", value);
    }

    @Override
    public int compareTo(TenantId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
