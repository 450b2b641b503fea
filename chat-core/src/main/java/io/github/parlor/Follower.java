package io.github.parlor;

import io.github.parlor.event.EventRecord;
import io.github.parlor.event.StreamId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.TenantId;
import io.github.parlor.journal.Journal;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One reader that follows a conversation: it reads the journal from its cursor, so that nothing is missed or repeated
 * between catching up and what is new. One delivery at a time, by whoever woke it. Thread-safe.
 */
final class Follower {
    private static final int PAGE = 256;

    private final TenantId tenant;
    private final ConversationId conversation;
    private final Journal journal;
    private final Function<EventRecord, Stream<EventRecord>> view;
    private final Consumer<EventRecord> reader;
    private final Consumer<Runnable> guard;
    private final AtomicInteger wishes = new AtomicInteger();

    /** Written by the one who delivers, before the wishes are counted down. */
    private volatile long cursor;

    private volatile boolean closed;

    Follower(
            TenantId tenant,
            ConversationId conversation,
            Journal journal,
            long after,
            Function<EventRecord, Stream<EventRecord>> view,
            Consumer<EventRecord> reader,
            Consumer<Runnable> guard) {
        this.tenant = tenant;
        this.conversation = conversation;
        this.journal = journal;
        this.cursor = after;
        this.view = view;
        this.reader = reader;
        this.guard = guard;
    }

    /** Delivers what there is, unless somebody is at it already, who then looks once more. */
    void wake() {
        if (wishes.getAndIncrement() > 0) {
            return;
        }
        int seen = 1;
        do {
            deliver();
            seen = wishes.addAndGet(-seen);
        } while (seen > 0);
    }

    long cursor() {
        return cursor;
    }

    void close() {
        closed = true;
    }

    private void deliver() {
        List<EventRecord> page;
        do {
            page = journal.read(tenant, StreamId.of(conversation), cursor, PAGE);
            for (EventRecord record : page) {
                cursor = record.sequence();
                if (!closed) {
                    view.apply(record).forEach(seen -> guard.accept(() -> reader.accept(seen)));
                }
            }
        } while (page.size() == PAGE && !closed);
    }
}
