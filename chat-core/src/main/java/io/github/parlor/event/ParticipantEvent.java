package io.github.parlor.event;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.id.DeviceId;
import io.github.parlor.id.SessionId;
import io.github.parlor.message.ReceiptKind;
import io.github.parlor.people.Actor;

/** Who is there, and what they have seen. */
public sealed interface ParticipantEvent extends SessionEvent {
    /** What a participant beside contact and owner does in a session. */
    enum Role {
        /** Asked by the owner, seen by the staff only. */
        CONSULT,
        /** A supervisor who listens, seen by the staff only. */
        MONITOR
    }

    /**
     * Somebody joined beside contact and owner.
     *
     * @param session which
     * @param participant who
     * @param role as what
     */
    record ParticipantJoined(SessionId session, Actor participant, Role role) implements ParticipantEvent {
        public ParticipantJoined {
            Bounds.present("session", session);
            Bounds.present("participant", participant);
            Bounds.present("role", role);
        }
    }

    /**
     * Somebody who had joined left.
     *
     * @param session which
     * @param participant who
     */
    record ParticipantLeft(SessionId session, Actor participant) implements ParticipantEvent {
        public ParticipantLeft {
            Bounds.present("session", session);
            Bounds.present("participant", participant);
        }
    }

    /**
     * The contact came or went on one device.
     *
     * @param session which
     * @param device on which device
     * @param connected whether the device is connected now
     */
    record PresenceChanged(SessionId session, DeviceId device, boolean connected) implements ParticipantEvent {
        public PresenceChanged {
            Bounds.present("session", session);
            Bounds.present("device", device);
        }
    }

    /**
     * A receipt cursor moved forward.
     *
     * @param session the session at that time
     * @param participant whose cursor
     * @param kind what it says
     * @param upTo sequence of the last message it covers
     */
    record ReceiptMoved(SessionId session, Actor participant, ReceiptKind kind, long upTo) implements ParticipantEvent {
        public ReceiptMoved {
            Bounds.present("session", session);
            Bounds.present("participant", participant);
            Bounds.present("kind", kind);
            Bounds.range("upTo", upTo, 1, Long.MAX_VALUE);
        }
    }
}
