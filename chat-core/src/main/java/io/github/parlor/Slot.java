package io.github.parlor;

import io.github.parlor.conversation.Conversation;
import io.github.parlor.id.ConversationId;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The one place in the process where a conversation that somebody is working on stands. Thread-safe.
 */
final class Slot {
    final ConversationId id;
    final InOrder effects = new InOrder();
    final InOrder publication = new InOrder();

    /** How many work on it; guarded by the map that holds the slot. */
    int users;

    private volatile @Nullable Conversation state;
    private volatile @Nullable AtomicReference<Conversation> place;
    private volatile boolean loaded;

    Slot(ConversationId id) {
        this.id = id;
    }

    /** Returns the newest state this process knows, null if the conversation does not exist. */
    @Nullable
    Conversation state() {
        return state;
    }

    /** Returns where the state was remembered when the work began, null if it was not. */
    @Nullable
    AtomicReference<Conversation> place() {
        return place;
    }

    boolean isLoaded() {
        return loaded;
    }

    /** Takes the state in that everything so far has led to; only the first call counts. */
    synchronized void load(@Nullable Conversation initial, @Nullable AtomicReference<Conversation> remembered) {
        if (!loaded) {
            state = initial;
            place = remembered;
            long next = initial == null ? 1 : initial.sequence() + 1;
            effects.startAt(next);
            publication.startAt(next);
            loaded = true;
        }
    }

    /** Takes a state in unless a newer one is known. */
    synchronized void advance(Conversation newer) {
        Conversation known = state;
        if (known == null || newer.sequence() > known.sequence()) {
            state = newer;
        }
    }

    /** Goes on at a sequence although something before it was never carried on: the state was read anew. */
    void resume(long sequence) {
        effects.skipTo(sequence);
        publication.skipTo(sequence);
    }
}
