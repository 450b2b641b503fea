package io.github.parlor.id;

import io.github.parlor.bounds.Bounds;
import java.util.UUID;

/**
 * The identity of one proactive proposal to a visitor. Immutable.
 *
 * @param value a UUID, by default time-ordered (RFC 9562 version 7) from an {@link IdSource}
 */
public record InvitationId(UUID value) implements Comparable<InvitationId> {
    public InvitationId {
        Bounds.present("invitation", value);
    }

    /**
     * Reads the textual form of a UUID.
     *
     * @throws io.github.parlor.bounds.InvalidValueException if it is not one
     */
    public static InvitationId of(String text) {
        return new InvitationId(Uuids.parse("invitation", text));
    }

    @Override
    public int compareTo(InvitationId other) {
        return Uuids.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
