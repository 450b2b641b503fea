package io.github.parlor.metrics;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.event.EventRecord;
import io.github.parlor.id.TenantId;
import io.github.parlor.journal.Journal;
import java.util.List;

/**
 * Reads a tenant's journal by position into {@link ChatMetrics}: all of it, or what has come since the last call. It
 * misses nothing and needs no subscription. Single-owner.
 */
public final class MetricsReplay {
    private static final int PAGE = 1_000;

    private final Journal journal;
    private final TenantId tenant;
    private final ChatMetrics metrics;
    private long position;

    /**
     * Prepares a replay; nothing is read yet.
     *
     * @param journal what to read
     * @param tenant whose records
     * @param metrics what takes them in
     * @param afterPosition the position after which to begin, 0 for the beginning
     */
    public MetricsReplay(Journal journal, TenantId tenant, ChatMetrics metrics, long afterPosition) {
        this.journal = Bounds.present("journal", journal);
        this.tenant = Bounds.present("tenant", tenant);
        this.metrics = Bounds.present("metrics", metrics);
        this.position = Bounds.range("afterPosition", afterPosition, 0, Long.MAX_VALUE);
    }

    /** Returns the metrics of records in any order, for example those of a file. */
    public static ChatMetrics of(Iterable<EventRecord> records) {
        ChatMetrics metrics = new ChatMetrics();
        records.forEach(metrics::accept);
        return metrics;
    }

    /** Returns the metrics of all that a journal holds of a tenant now. */
    public static ChatMetrics of(Journal journal, TenantId tenant) {
        ChatMetrics metrics = new ChatMetrics();
        new MetricsReplay(journal, tenant, metrics, 0).catchUp();
        return metrics;
    }

    /**
     * Reads on until there is nothing more.
     *
     * @return how many records were read
     */
    public long catchUp() {
        long read = 0;
        List<EventRecord> page = journal.readAll(tenant, position, PAGE);
        while (!page.isEmpty()) {
            page.forEach(metrics::accept);
            read += page.size();
            position = page.get(page.size() - 1).position();
            page = journal.readAll(tenant, position, PAGE);
        }
        return read;
    }

    /** Returns the position of the last record that was read, with which a later replay can go on. */
    public long position() {
        return position;
    }
}
