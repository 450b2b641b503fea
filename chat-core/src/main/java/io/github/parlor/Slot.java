package io.github.parlor;

import io.github.parlor.conversation.Conversation;
import io.github.parlor.id.ConversationId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The one place in the process where a conversation stands, as long as somebody works on it or it is remembered.
 * Thread-safe.
 */
final class Slot {
    private static final int RETIRED = -1;

    final ConversationId id;

    /** How many work on it, or {@link #RETIRED}; guarded by the monitor. */
    private int users;

    private volatile @Nullable Conversation state;

    /** Begins anew whenever somebody begins to work on an idle slot; null while nobody does or the state is not read yet. */
    private @Nullable InOrder effects;

    /** As {@link #effects}, and written after it. */
    private volatile @Nullable InOrder publication;

    Slot(ConversationId id) {
        this.id = id;
    }

    /** Begins work. Returns false if the slot is no longer the place of its conversation. */
    synchronized boolean enter() {
        if (users == RETIRED) {
            return false;
        }
        if (users++ == 0 && state != null) {
            begin();
        }
        return true;
    }

    /** Ends work. Returns whether nobody works on it any more. */
    synchronized boolean leave() {
        if (--users > 0) {
            return false;
        }
        effects = null;
        publication = null;
        return true;
    }

    /** Lets nobody in any more, unless somebody works on it. Returns whether nobody does. */
    synchronized boolean retire() {
        if (users > 0) {
            return false;
        }
        users = RETIRED;
        return true;
    }

    /** Returns the newest state this process knows, null if the conversation does not exist. */
    @Nullable
    Conversation state() {
        return state;
    }

    /** Returns whether the state was read; while somebody works on it. */
    boolean isLoaded() {
        return publication != null;
    }

    /** Takes the state in that everything so far has led to; only the first call counts. */
    synchronized void load(@Nullable Conversation initial) {
        if (!isLoaded()) {
            state = initial;
            begin();
        }
    }

    private void begin() {
        Conversation known = state;
        long next = known == null ? 1 : known.sequence() + 1;
        effects = new InOrder(next);
        publication = new InOrder(next);
    }

    /** Takes a state in unless a newer one is known. */
    synchronized void advance(Conversation newer) {
        Conversation known = state;
        if (known == null || newer.sequence() > known.sequence()) {
            state = newer;
        }
    }

    /** Returns the order in which the router and the follow-ups learn what was recorded; while somebody works on it. */
    InOrder effects() {
        return Objects.requireNonNull(effects, "nobody works on the slot");
    }

    /** Returns the order in which others learn what was recorded; while somebody works on it. */
    InOrder publication() {
        return Objects.requireNonNull(publication, "nobody works on the slot");
    }

    /** Goes on at a sequence although something before it was never carried on: the state was read anew. */
    void resume(long sequence) {
        effects().skipTo(sequence);
        publication().skipTo(sequence);
    }
}
