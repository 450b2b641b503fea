package io.github.parlor.id;

import io.github.parlor.bounds.Bounds;

/**
 * One browser or app installation of a contact; the scope of client keys and delivery cursors. Immutable.
 *
 * @param value 1 to 128 characters without control characters, opaque to Parlor
 */
public record DeviceId(String value) implements Comparable<DeviceId> {
    public DeviceId {
        Bounds.id("device", value);
    }

    @Override
    public int compareTo(DeviceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
