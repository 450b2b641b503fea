package io.github.parlor.journal;

import io.github.parlor.event.EventRecord;
import io.github.parlor.id.EventId;
import java.util.List;

/** What became of an append. Only {@link Appended} means that anything is stored. All members are immutable. */
public sealed interface AppendResult {
    /**
     * Everything is stored.
     *
     * @param records the stored facts, in order
     * @param repeated whether they had been stored by an earlier append with the same event ids
     */
    record Appended(List<EventRecord> records, boolean repeated) implements AppendResult {
        public Appended {
            records = List.copyOf(records);
        }
    }

    /**
     * The stream is not where the caller believed; nothing is stored.
     *
     * @param actualSequence the sequence of the last fact in the stream, 0 if it is empty
     */
    record Conflict(long actualSequence) implements AppendResult {}

    /**
     * Somebody else holds a claim; nothing is stored.
     *
     * @param key which claim
     * @param holder who holds it
     */
    record ClaimHeld(ClaimKey key, String holder) implements AppendResult {}

    /**
     * An event id is stored already elsewhere; nothing is stored.
     *
     * @param id which
     */
    record DuplicateEvent(EventId id) implements AppendResult {}

    /**
     * The journal takes nothing more in; nothing is stored.
     *
     * @param reason why, for the log of the host
     */
    record Refused(String reason) implements AppendResult {}
}
