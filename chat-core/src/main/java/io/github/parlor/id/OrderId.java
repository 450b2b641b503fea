package io.github.parlor.id;

import io.github.parlor.bounds.Bounds;

/**
 * An order of the shop, as the shop names it. Immutable.
 *
 * @param value 1 to 128 characters without control characters, opaque to Parlor
 */
public record OrderId(String value) implements Comparable<OrderId> {
    public OrderId {
        Bounds.id("order", value);
    }

    @Override
    public int compareTo(OrderId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
