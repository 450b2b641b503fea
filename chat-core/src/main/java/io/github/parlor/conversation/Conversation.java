package io.github.parlor.conversation;

import io.github.parlor.event.ConversationEvent.LockReason;
import io.github.parlor.event.EventRecord;
import io.github.parlor.event.LifecycleEvent.SessionStarted;
import io.github.parlor.id.ChannelId;
import io.github.parlor.id.ContactId;
import io.github.parlor.id.ConversationId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The lasting thread between one contact and the shop, as the sum of its events. It lives for ever; what is served are
 * its sessions, one after the other. It holds what decisions need and nothing that grows with the history: messages are
 * in the journal. Immutable.
 *
 * @param contact the customer
 * @param channel where its messages travel
 * @param sequence the last event it is made of
 * @param controlEpoch grows with every change of control; a command that states another one is late
 * @param session the last session, over or not
 * @param previous the session before, as long as it can still be rated or is in wrap-up, or null
 * @param locks why nothing may be written; empty if it may
 * @param erased whether it was erased
 * @param presence whether the contact is there
 * @param keys client keys of the last messages
 * @param cursors receipts, at most {@value Cursor#MAX}, the last one moved last
 * @param questions questions that can be answered by a tap
 */
public record Conversation(
        ContactId contact,
        ChannelId channel,
        long sequence,
        long controlEpoch,
        Session session,
        @Nullable Session previous,
        Set<LockReason> locks,
        boolean erased,
        Presence presence,
        SentKeys keys,
        List<Cursor> cursors,
        List<OpenQuestion> questions) {
    /** What a conversation is as a whole; derived, so that it cannot disagree with its session. */
    public enum Status {
        /** A session is not over. */
        OPEN,
        /** Every session is over. */
        IDLE,
        /** Nothing may be written. */
        LOCKED,
        /** A tombstone. */
        ERASED
    }

    /** Returns which conversation. */
    public ConversationId id() {
        return session.id().conversation();
    }

    /** Returns the strongest reason why nothing may be written, or null if it may: a legal hold comes before a block. */
    public @Nullable LockReason lock() {
        if (locks.contains(LockReason.LEGAL_HOLD)) {
            return LockReason.LEGAL_HOLD;
        }
        return locks.contains(LockReason.BLOCKED) ? LockReason.BLOCKED : null;
    }

    /** Returns what it is as a whole. */
    public Status status() {
        if (erased) {
            return Status.ERASED;
        } else if (!locks.isEmpty()) {
            return Status.LOCKED;
        }
        return session.state().isOver() ? Status.IDLE : Status.OPEN;
    }

    /**
     * Returns the state after one more event: the fold behind everything.
     *
     * @param before the state before, or null for the first event, which starts a session
     * @param record the next event of the stream
     * @throws IllegalArgumentException if the record does not follow the state
     */
    public static Conversation evolve(@Nullable Conversation before, EventRecord record) {
        return Evolution.evolve(before, record);
    }

    /** Returns the state that a sequence of events leads to, empty for none. */
    public static Optional<Conversation> replay(Iterable<EventRecord> records) {
        Conversation state = null;
        for (EventRecord record : records) {
            state = evolve(state, record);
        }
        return Optional.ofNullable(state);
    }

    static Conversation begin(SessionStarted started, Session first, Presence presence) {
        return new Conversation(
                started.contact(),
                started.channel(),
                0,
                0,
                first,
                null,
                Set.of(),
                false,
                presence,
                SentKeys.NONE,
                List.of(),
                List.of());
    }

    Conversation with(Session newSession) {
        return copy(sequence, controlEpoch, newSession, previous);
    }

    Conversation withPrevious(@Nullable Session newPrevious) {
        return copy(sequence, controlEpoch, session, newPrevious);
    }

    Conversation withEpoch(long epoch) {
        return copy(sequence, epoch, session, previous);
    }

    Conversation at(long newSequence) {
        return sequence == newSequence ? this : copy(newSequence, controlEpoch, session, previous);
    }

    /** What a message changes, in one copy: messages are most of what happens. */
    Conversation posted(long newSequence, Session newSession, SentKeys newKeys, List<OpenQuestion> newQuestions) {
        return new Conversation(
                contact,
                channel,
                newSequence,
                controlEpoch,
                newSession,
                previous,
                locks,
                erased,
                presence,
                newKeys,
                cursors,
                List.copyOf(newQuestions));
    }

    private Conversation copy(long newSequence, long epoch, Session newSession, @Nullable Session newPrevious) {
        return new Conversation(
                contact,
                channel,
                newSequence,
                epoch,
                newSession,
                newPrevious,
                locks,
                erased,
                presence,
                keys,
                cursors,
                questions);
    }

    Conversation locked(Set<LockReason> reasons) {
        return copy(Set.copyOf(reasons), erased, presence, keys, cursors, questions);
    }

    Conversation with(Presence newPresence) {
        return copy(locks, erased, newPresence, keys, cursors, questions);
    }

    Conversation withCursors(List<Cursor> newCursors) {
        return copy(locks, erased, presence, keys, List.copyOf(newCursors), questions);
    }

    Conversation withQuestions(List<OpenQuestion> newQuestions) {
        return copy(locks, erased, presence, keys, cursors, List.copyOf(newQuestions));
    }

    /** Forgets everything that was said. */
    Conversation tombstone() {
        return copy(locks, true, presence, SentKeys.NONE, List.of(), List.of())
                .with(session.redacted())
                .withPrevious(previous == null ? null : previous.redacted());
    }

    private Conversation copy(
            Set<LockReason> newLocks,
            boolean newErased,
            Presence newPresence,
            SentKeys newKeys,
            List<Cursor> newCursors,
            List<OpenQuestion> newQuestions) {
        return new Conversation(
                contact,
                channel,
                sequence,
                controlEpoch,
                session,
                previous,
                newLocks,
                newErased,
                newPresence,
                newKeys,
                newCursors,
                newQuestions);
    }
}
