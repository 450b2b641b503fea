package io.github.parlor.conversation;

import io.github.parlor.event.ChatEvent;
import java.util.List;

/** What a command leads to. All members are immutable. */
public sealed interface Decision {
    /**
     * These facts are to be recorded, in this order, all or none.
     *
     * @param events what happened; empty if everything is as the command wants it already
     */
    record Accepted(List<ChatEvent> events) implements Decision {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    /**
     * The same request was carried out before.
     *
     * @param sequence of the event that it led to
     */
    record Repeated(long sequence) implements Decision {}

    /**
     * Nothing happens.
     *
     * @param rejection why
     */
    record Refused(Rejection rejection) implements Decision {}
}
