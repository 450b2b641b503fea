package io.github.parlor.conversation;

import io.github.parlor.event.ConversationEvent.LockReason;
import io.github.parlor.event.EventRecord;
import io.github.parlor.event.LifecycleEvent.SessionStarted;
import io.github.parlor.id.ChannelId;
import io.github.parlor.id.ContactId;
import io.github.parlor.id.ConversationId;
import java.util.List;
import java.util.Optional;
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
 * @param lock why nothing may be written, or null
 * @param erased whether it was erased
 * @param keys client keys of the last messages
 * @param cursors receipts
 * @param questions questions that can be answered by a tap
 */
public record Conversation(
        ContactId contact,
        ChannelId channel,
        long sequence,
        long controlEpoch,
        Session session,
        @Nullable Session previous,
        @Nullable LockReason lock,
        boolean erased,
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

    /** Returns what it is as a whole. */
    public Status status() {
        if (erased) {
            return Status.ERASED;
        } else if (lock != null) {
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

    static Conversation begin(SessionStarted started, Session first) {
        return new Conversation(
                started.contact(),
                started.channel(),
                0,
                0,
                first,
                null,
                null,
                false,
                SentKeys.NONE,
                List.of(),
                List.of());
    }

    Conversation with(Session newSession) {
        return new Conversation(
                contact, channel, sequence, controlEpoch, newSession, previous, lock, erased, keys, cursors, questions);
    }

    Conversation withPrevious(@Nullable Session newPrevious) {
        return new Conversation(
                contact, channel, sequence, controlEpoch, session, newPrevious, lock, erased, keys, cursors, questions);
    }

    Conversation withEpoch(long epoch) {
        return new Conversation(
                contact, channel, sequence, epoch, session, previous, lock, erased, keys, cursors, questions);
    }

    Conversation locked(@Nullable LockReason reason) {
        return new Conversation(
                contact, channel, sequence, controlEpoch, session, previous, reason, erased, keys, cursors, questions);
    }

    Conversation tombstone() {
        return new Conversation(
                contact,
                channel,
                sequence,
                controlEpoch,
                session,
                previous,
                lock,
                true,
                SentKeys.NONE,
                List.of(),
                List.of());
    }

    Conversation posted(long newSequence, Session newSession, SentKeys newKeys, List<OpenQuestion> newQuestions) {
        return new Conversation(
                contact,
                channel,
                newSequence,
                controlEpoch,
                newSession,
                previous,
                lock,
                erased,
                newKeys,
                cursors,
                List.copyOf(newQuestions));
    }

    Conversation withCursors(List<Cursor> newCursors) {
        return new Conversation(
                contact,
                channel,
                sequence,
                controlEpoch,
                session,
                previous,
                lock,
                erased,
                keys,
                List.copyOf(newCursors),
                questions);
    }

    Conversation at(long newSequence) {
        return sequence == newSequence
                ? this
                : new Conversation(
                        contact,
                        channel,
                        newSequence,
                        controlEpoch,
                        session,
                        previous,
                        lock,
                        erased,
                        keys,
                        cursors,
                        questions);
    }
}
