package io.github.parlor.id;

import io.github.parlor.bounds.Bounds;
import java.util.UUID;

/**
 * The server's identity of one message. Immutable.
 *
 * @param value a UUID, by default time-ordered (RFC 9562 version 7) from an {@link IdSource}
 */
public record MessageId(UUID value) implements Comparable<MessageId> {
    public MessageId {
        Bounds.present("message", value);
    }

    /**
     * Reads the textual form of a UUID.
     *
     * @throws io.github.parlor.bounds.InvalidValueException if it is not one
     */
    public static MessageId of(String text) {
        return new MessageId(Uuids.parse("message", text));
    }

    @Override
    public int compareTo(MessageId other) {
        return Uuids.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
