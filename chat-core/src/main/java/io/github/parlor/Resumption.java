package io.github.parlor;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.conversation.Rejection;
import io.github.parlor.conversation.SessionState;
import io.github.parlor.event.EventRecord;
import io.github.parlor.event.Mode;
import io.github.parlor.id.ConversationId;
import java.util.List;

/** What a device has missed. Holds only what the reader may see. All members are immutable. */
public sealed interface Resumption {
    /**
     * The events after the device's cursor.
     *
     * @param events in order; sequences of what the reader may not see are missing
     * @param upTo the device's cursor from now on
     * @param more whether there are further events after {@code upTo} already
     */
    record Delta(List<EventRecord> events, long upTo, boolean more) implements Resumption {
        public Delta {
            events = Bounds.list("events", events, Integer.MAX_VALUE);
            Bounds.range("upTo", upTo, 0, Long.MAX_VALUE);
        }
    }

    /**
     * The cursor is unknown or what lies behind it is gone: begin anew from this.
     *
     * @param snapshot the conversation as it is
     * @param events the last events that are still there, in order
     * @param upTo the device's cursor from now on
     */
    record Reset(Snapshot snapshot, List<EventRecord> events, long upTo) implements Resumption {
        public Reset {
            Bounds.present("snapshot", snapshot);
            events = Bounds.list("events", events, Integer.MAX_VALUE);
            Bounds.range("upTo", upTo, 0, Long.MAX_VALUE);
        }
    }

    /**
     * There is no such conversation, or none for this reader.
     *
     * @param rejection why
     */
    record Refused(Rejection rejection) implements Resumption {
        public Refused {
            Bounds.present("rejection", rejection);
        }
    }

    /**
     * What a device shows before the first message.
     *
     * @param conversation which
     * @param session number of the last session
     * @param state where it stands
     * @param mode live or messaging
     */
    record Snapshot(ConversationId conversation, int session, SessionState state, Mode mode) {
        public Snapshot {
            Bounds.present("snapshot.conversation", conversation);
            Bounds.range("snapshot.session", session, 1, Integer.MAX_VALUE);
            Bounds.present("snapshot.state", state);
            Bounds.present("snapshot.mode", mode);
        }
    }
}
