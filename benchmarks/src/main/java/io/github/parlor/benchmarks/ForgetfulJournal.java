package io.github.parlor.benchmarks;

import io.github.parlor.event.EventRecord;
import io.github.parlor.event.PendingEvent;
import io.github.parlor.event.StreamId;
import io.github.parlor.id.TenantId;
import io.github.parlor.journal.AppendResult;
import io.github.parlor.journal.ClaimChange;
import io.github.parlor.journal.ClaimKey;
import io.github.parlor.journal.Journal;
import io.github.parlor.time.TimeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Takes everything in and keeps nothing, as if the store were in another process: what is left in the heap is the
 * engine's alone. Believes what its caller expects, so it serves one engine that remembers every conversation.
 */
final class ForgetfulJournal implements Journal {
    private final AtomicLong position = new AtomicLong();
    private final TimeSource time = TimeSource.system();

    @Override
    public AppendResult append(
            TenantId tenant,
            StreamId stream,
            long expectedSequence,
            List<PendingEvent> events,
            List<ClaimChange> claims) {
        List<EventRecord> records = new ArrayList<>(events.size());
        for (PendingEvent event : events) {
            records.add(new EventRecord(
                    event.id(),
                    tenant,
                    stream,
                    expectedSequence + records.size() + 1,
                    position.incrementAndGet(),
                    event.at(),
                    time.now().wall(),
                    event.actor(),
                    event.cause(),
                    EventRecord.SCHEMA_VERSION,
                    event.event()));
        }
        return new AppendResult.Appended(records, false);
    }

    @Override
    public List<EventRecord> read(TenantId tenant, StreamId stream, long afterSequence, int limit) {
        return List.of();
    }

    @Override
    public long lastSequence(TenantId tenant, StreamId stream) {
        return 0;
    }

    @Override
    public List<EventRecord> readAll(TenantId tenant, long afterPosition, int limit) {
        return List.of();
    }

    @Override
    public Optional<String> holder(TenantId tenant, ClaimKey key) {
        return Optional.empty();
    }

    @Override
    public Subscription subscribe(TenantId tenant, long afterPosition, Consumer<EventRecord> subscriber) {
        return new Subscription() {
            @Override
            public void close() {}

            @Override
            public long position() {
                return afterPosition;
            }
        };
    }
}
