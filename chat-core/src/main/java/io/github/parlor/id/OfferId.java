package io.github.parlor.id;

import io.github.parlor.bounds.Bounds;
import java.util.UUID;

/**
 * The identity of one time-limited proposal of a session to an agent. Immutable.
 *
 * @param value a UUID, by default time-ordered (RFC 9562 version 7) from an {@link IdSource}
 */
public record OfferId(UUID value) implements Comparable<OfferId> {
    public OfferId {
        Bounds.present("offer", value);
    }

    /**
     * Reads the textual form of a UUID.
     *
     * @throws io.github.parlor.bounds.InvalidValueException if it is not one
     */
    public static OfferId of(String text) {
        return new OfferId(Uuids.parse("offer", text));
    }

    @Override
    public int compareTo(OfferId other) {
        return Uuids.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
