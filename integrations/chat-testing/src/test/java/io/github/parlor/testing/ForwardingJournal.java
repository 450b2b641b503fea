package io.github.parlor.testing;

import io.github.parlor.event.EventRecord;
import io.github.parlor.event.PendingEvent;
import io.github.parlor.event.StreamId;
import io.github.parlor.id.TenantId;
import io.github.parlor.journal.AppendResult;
import io.github.parlor.journal.ClaimChange;
import io.github.parlor.journal.ClaimKey;
import io.github.parlor.journal.InMemoryJournal;
import io.github.parlor.journal.Journal;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A journal that works; each broken one differs from it in one point. */
class ForwardingJournal implements Journal {
    final Journal good = InMemoryJournal.create();

    @Override
    public AppendResult append(
            TenantId tenant,
            StreamId stream,
            long expectedSequence,
            List<PendingEvent> events,
            List<ClaimChange> claims) {
        return good.append(tenant, stream, expectedSequence, events, claims);
    }

    @Override
    public List<EventRecord> read(TenantId tenant, StreamId stream, long afterSequence, int limit) {
        return good.read(tenant, stream, afterSequence, limit);
    }

    @Override
    public long lastSequence(TenantId tenant, StreamId stream) {
        return good.lastSequence(tenant, stream);
    }

    @Override
    public List<EventRecord> readAll(TenantId tenant, long afterPosition, int limit) {
        return good.readAll(tenant, afterPosition, limit);
    }

    @Override
    public Optional<String> holder(TenantId tenant, ClaimKey key) {
        return good.holder(tenant, key);
    }

    @Override
    public Subscription subscribe(TenantId tenant, long afterPosition, Consumer<EventRecord> subscriber) {
        return good.subscribe(tenant, afterPosition, subscriber);
    }
}
