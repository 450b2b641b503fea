package io.github.parlor;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.parlor.conversation.Conversation;
import io.github.parlor.event.EventRecord;
import io.github.parlor.event.StreamId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.TenantId;
import io.github.parlor.journal.Journal;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The conversations of one tenant, rebuilt from the journal when they are needed and remembered for a while. Thread-safe.
 *
 * <p>A conversation has exactly one {@link Slot} while somebody works on it, since the order in which its events are carried
 * on hangs on it. The cache holds slots, busy and idle ones: to begin work on a remembered conversation is a look-up and
 * nothing else. What the cache lets go is retired if it is idle; if it is busy it stays findable until its work is done.
 *
 * <p>Monitors are taken in this order: an entry of the cache, the slot, an entry of {@link #evicted}.
 */
final class Conversations {
    private static final int PAGE = 512;

    private final TenantId tenant;
    private final Journal journal;
    private final Cache<ConversationId, Slot> slots;

    /** Slots that the cache let go while somebody worked on them. */
    private final ConcurrentHashMap<ConversationId, Slot> evicted = new ConcurrentHashMap<>();

    Conversations(TenantId tenant, Journal journal, long cacheSize) {
        this.tenant = tenant;
        this.journal = journal;
        // The library owns no thread: the cache does its upkeep on the threads of its callers.
        this.slots = Caffeine.newBuilder()
                .maximumSize(cacheSize)
                .executor(Runnable::run)
                .<ConversationId, Slot>evictionListener((id, slot, cause) -> letGo(slot))
                .build();
    }

    /** Begins work on a conversation; every call wants a {@link #leave}. */
    Slot enter(ConversationId id) {
        Slot known = slots.getIfPresent(id);
        Slot slot = known != null && known.enter() ? known : slots.asMap().compute(id, this::entered);
        try {
            if (!slot.isLoaded()) {
                slot.load(replay(id, null));
            }
            return slot;
        } catch (RuntimeException | Error e) {
            leave(slot);
            throw e;
        }
    }

    /** Entered before the cache can let it go, so that also a cache without room leads to one slot. */
    private Slot entered(ConversationId id, @Nullable Slot present) {
        Slot known = present == null ? evicted.remove(id) : present;
        if (known != null && known.enter()) {
            return known;
        }
        Slot slot = new Slot(id);
        slot.enter();
        return slot;
    }

    /** Called by the cache within the step that removes the entry. */
    private void letGo(@Nullable Slot slot) {
        if (slot != null) {
            synchronized (slot) {
                if (!slot.retire()) {
                    evicted.put(slot.id, slot);
                }
            }
        }
    }

    /** Ends work on a conversation. Remembered is what exists and what the cache has room for. */
    void leave(Slot slot) {
        synchronized (slot) {
            if (!slot.leave()) {
                return;
            }
            boolean homeless = evicted.remove(slot.id, slot);
            if (slot.state() != null && !homeless) {
                return;
            }
            slot.retire();
        }
        slots.asMap().remove(slot.id, slot);
    }

    /** Takes in what was recorded since the state was read. */
    void refresh(Slot slot) {
        Conversation state = slot.state();
        Conversation newer = replay(slot.id, state);
        if (newer != null) {
            slot.advance(newer);
        }
    }

    /**
     * Asks the journal once more for a conversation that is not there: its first append may have been seen, through its
     * claim, before the one who made it has said so here.
     */
    void lookAgain(Slot slot) {
        if (slot.state() == null) {
            refresh(slot);
        }
    }

    /** Forgets what is remembered of an idle conversation, because the journal may know more. */
    void forget(ConversationId id) {
        slots.asMap().computeIfPresent(id, (key, slot) -> slot.retire() ? null : slot);
    }

    private @Nullable Conversation replay(ConversationId id, @Nullable Conversation from) {
        Conversation state = from;
        while (true) {
            long after = state == null ? 0 : state.sequence();
            List<EventRecord> page = journal.read(tenant, StreamId.of(id), after, PAGE);
            for (EventRecord record : page) {
                state = Conversation.evolve(state, record);
            }
            if (page.size() < PAGE) {
                return state;
            }
        }
    }
}
