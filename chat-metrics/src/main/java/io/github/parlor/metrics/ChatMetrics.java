package io.github.parlor.metrics;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.event.EventRecord;
import io.github.parlor.id.TenantId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Takes in the records of a journal and says what they come to. Live and replayed figures are the same, because this is
 * the only way in: see {@link MetricsReplay} for the other end.
 *
 * <p>A record is known by tenant, stream and sequence. One that comes again is counted and changes nothing; one that
 * comes early waits for those before it, and meanwhile figures take it into account as if what is missing had not
 * happened. So records may be repeated and come in any order, and the facts are the same in the end.
 *
 * <p>Everything since the first record is kept, a few hundred bytes for each session and nothing of what was said, so
 * that late records and late questions are exact. Figures are corrected by asking again: a record that arrives after a
 * report was written changes the next snapshot, it does not announce the difference.
 *
 * <p>Thread-safe: one lock guards the folds; a snapshot is taken under it and read without it.
 */
public final class ChatMetrics {
    private final Map<TenantId, TenantFacts> tenants = new HashMap<>();

    /** Creates metrics that know nothing yet. */
    public ChatMetrics() {}

    /**
     * Takes in a record of any tenant.
     *
     * @return false if it was taken in before
     */
    public synchronized boolean accept(EventRecord record) {
        Bounds.present("record", record);
        return tenants.computeIfAbsent(record.tenant(), TenantFacts::new).accept(record);
    }

    /** Returns what is known, with everything that is open ending at the latest instant of the tenant's records. */
    public synchronized Facts snapshot(TenantId tenant) {
        Bounds.present("tenant", tenant);
        TenantFacts facts = tenants.getOrDefault(tenant, new TenantFacts(tenant));
        return facts.snapshot(facts.latest());
    }

    /**
     * Returns what is known, with everything that is open ending at {@code asOf}.
     *
     * @param asOf now, or the latest instant that matters; records of later instants are not hidden
     */
    public synchronized Facts snapshot(TenantId tenant, Instant asOf) {
        Bounds.present("tenant", tenant);
        Bounds.present("asOf", asOf);
        return tenants.getOrDefault(tenant, new TenantFacts(tenant)).snapshot(asOf);
    }
}
