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
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The conversations of one tenant, rebuilt from the journal when they are needed and remembered for a while. Thread-safe.
 *
 * <p>A conversation that somebody is working on has exactly one {@link Slot}, which the cache cannot evict: the order in
 * which its events are carried on hangs on it. Only the states of idle conversations are in the cache.
 */
final class Conversations {
    private static final int PAGE = 512;

    private final TenantId tenant;
    private final Journal journal;
    private final ConcurrentHashMap<ConversationId, Slot> busy = new ConcurrentHashMap<>();

    /** What is remembered stays in its place while somebody works on it: a write to the cache costs more than all the rest. */
    private final Cache<ConversationId, AtomicReference<Conversation>> idle;

    Conversations(TenantId tenant, Journal journal, long cacheSize) {
        this.tenant = tenant;
        this.journal = journal;
        // The library owns no thread: the cache does its upkeep on the threads of its callers.
        this.idle = Caffeine.newBuilder()
                .maximumSize(cacheSize)
                .executor(Runnable::run)
                .build();
    }

    /** Begins work on a conversation; every call wants a {@link #leave}. */
    Slot enter(ConversationId id) {
        Slot slot = busy.compute(id, (key, present) -> {
            Slot entered = present == null ? new Slot(key) : present;
            entered.users++;
            return entered;
        });
        try {
            if (!slot.isLoaded()) {
                load(slot);
            }
            return slot;
        } catch (RuntimeException | Error e) {
            leave(slot);
            throw e;
        }
    }

    /** Ends work on a conversation. */
    void leave(Slot slot) {
        busy.computeIfPresent(slot.id, (key, present) -> {
            present.users--;
            if (present.users > 0) {
                return present;
            }
            keep(present);
            return null;
        });
    }

    /** A place that was evicted meanwhile keeps nothing alive: then the next one to ask finds the journal. */
    private void keep(Slot slot) {
        Conversation state = slot.state();
        AtomicReference<Conversation> place = slot.place();
        if (state != null && place != null) {
            place.setRelease(state);
        } else if (state != null) {
            idle.put(slot.id, new AtomicReference<>(state));
        }
    }

    private void load(Slot slot) {
        AtomicReference<Conversation> place = idle.getIfPresent(slot.id);
        slot.load(place == null ? replay(slot.id, null) : place.getAcquire(), place);
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
        idle.invalidate(id);
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
