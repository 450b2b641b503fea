package io.github.parlor.journal;

import io.github.parlor.event.ChatEvent;
import io.github.parlor.event.ConversationEvent;
import io.github.parlor.event.EventRecord;
import io.github.parlor.event.LifecycleEvent;
import io.github.parlor.event.MessageEvent.MessagePosted;
import io.github.parlor.event.PendingEvent;
import io.github.parlor.event.StreamId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** One stream of one tenant. Single-owner; its owner is the holder of the tenant's lock. */
final class StreamLog {
    private static final EventRecord[] NONE = {};

    private final StreamId id;

    /** The records after the forgotten ones; a slot below {@code size} is written once. */
    private EventRecord[] records = NONE;

    private int size;

    /** How many records at the beginning are forgotten: the sequence survives them. */
    private long forgotten;

    /** What appends to this stream have taken; the stream may have lost some of it since. */
    private List<ClaimKey> taken = List.of();

    private int session;
    private boolean over;
    private boolean locked;

    StreamLog(StreamId id) {
        this.id = id;
    }

    StreamId id() {
        return id;
    }

    int size() {
        return size;
    }

    long lastSequence() {
        return forgotten + size;
    }

    /** Returns the position of the last record; there must be one. */
    long lastPosition() {
        return records[size - 1].position();
    }

    void add(EventRecord record) {
        if (size == records.length) {
            records = Arrays.copyOf(records, Math.max(4, 2 * size));
        }
        records[size++] = record;
        note(record.event());
    }

    /** Returns whether the events are stored behind {@code sequence} already, by their ids. */
    boolean holds(long sequence, PendingEvent[] events) {
        if (sequence < forgotten || sequence > lastSequence() - events.length) {
            return false;
        }
        int first = (int) (sequence - forgotten);
        for (int i = 0; i < events.length; i++) {
            if (!records[first + i].id().equals(events[i].id())) {
                return false;
            }
        }
        return true;
    }

    /** Returns an immutable copy of at most {@code limit} records behind {@code sequence}. */
    List<EventRecord> after(long sequence, int limit) {
        long first = Math.max(0, sequence - forgotten);
        if (first >= size) {
            return List.of();
        }
        int from = (int) first;
        int to = from + Math.min(limit, size - from);
        return Collections.unmodifiableList(Arrays.asList(Arrays.copyOfRange(records, from, to)));
    }

    /** Remembers that an append to this stream has taken a claim. */
    void took(ClaimKey claim) {
        if (taken.isEmpty()) {
            taken = new ArrayList<>(2);
        }
        taken.add(claim);
    }

    List<ClaimKey> taken() {
        return taken;
    }

    /**
     * Returns whether nothing is going on here: a conversation whose last session is over. A locked one stays, as its lock
     * would be lost with it.
     */
    boolean mayBeForgotten() {
        return over && !locked && size > 0;
    }

    /** Drops all records and claims and keeps the sequence. Returns what is dropped. */
    List<EventRecord> forget() {
        List<EventRecord> dropped = after(forgotten, size);
        forgotten += size;
        size = 0;
        records = NONE;
        taken = List.of();
        return dropped;
    }

    private void note(ChatEvent event) {
        // Messages, which most events are, are told by their class at once, and the groups only by a search.
        if (event instanceof MessagePosted || id.kind() != StreamId.Kind.CONVERSATION) {
            return;
        }
        if (event instanceof LifecycleEvent lifecycle) {
            noteLifecycle(lifecycle);
        } else if (event instanceof ConversationEvent.ConversationLocked) {
            locked = true;
        } else if (event instanceof ConversationEvent.ConversationUnlocked) {
            locked = false;
        }
    }

    /** The wrap-up of a session may outlast the beginning of the next one: only the last session counts. */
    private void noteLifecycle(LifecycleEvent event) {
        int number = event.session().number();
        if (event instanceof LifecycleEvent.SessionStarted) {
            session = Math.max(session, number);
            over = false;
        } else if (number >= session) {
            if (event instanceof LifecycleEvent.SessionEnded ended) {
                over = ended.wrapUpUntil() == null;
            } else if (event instanceof LifecycleEvent.WrapUpCompleted) {
                over = true;
            }
        }
    }
}
