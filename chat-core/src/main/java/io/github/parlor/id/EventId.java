package io.github.parlor.id;

import io.github.parlor.bounds.Bounds;
import java.util.UUID;

/**
 * The identity of one recorded fact; a repeated append with the same id is the same fact. Immutable.
 *
 * @param value a UUID, by default time-ordered (RFC 9562 version 7) from an {@link IdSource}
 */
public record EventId(UUID value) implements Comparable<EventId> {
    public EventId {
        Bounds.present("event", value);
    }

    /**
     * Reads the textual form of a UUID.
     *
     * @throws io.github.parlor.bounds.InvalidValueException if it is not one
     */
    public static EventId of(String text) {
        return new EventId(Uuids.parse("event", text));
    }

    @Override
    public int compareTo(EventId other) {
        return Uuids.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
