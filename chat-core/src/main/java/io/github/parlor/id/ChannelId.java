package io.github.parlor.id;

import io.github.parlor.bounds.Bounds;

/**
 * Where messages travel, for example {@code web} or {@code whatsapp}. Immutable.
 *
 * @param value 1 to 128 characters without control characters, opaque to Parlor
 */
public record ChannelId(String value) implements Comparable<ChannelId> {
    public ChannelId {
        Bounds.id("channel", value);
    }

    @Override
    public int compareTo(ChannelId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
