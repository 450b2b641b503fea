package io.github.parlor;

import io.github.parlor.event.StreamId;
import io.github.parlor.id.TenantId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/**
 * When which stream wants to be looked at next: one entry per stream, ordered by (deadline, tenant, stream). Nothing is
 * lost with it, since deadlines are derived from state. An entry that has become too early is left where it is: looking
 * at a stream for nothing costs less than moving its entry with every message. Thread-safe.
 */
final class Timetable {
    record Entry(Instant at, TenantId tenant, StreamId stream) implements Comparable<Entry> {
        private static final Comparator<Entry> ORDER = Comparator.comparing(Entry::at)
                .thenComparing(Entry::tenant)
                .thenComparing(entry -> entry.stream().kind())
                .thenComparing(entry -> entry.stream().id());

        @Override
        public int compareTo(Entry other) {
            return ORDER.compare(this, other);
        }
    }

    private final ConcurrentSkipListSet<Entry> entries = new ConcurrentSkipListSet<>();
    private final Map<TenantId, Map<StreamId, Entry>> byStream = new ConcurrentHashMap<>();

    /** Has the stream looked at not later than {@code at}. Returns whether this became the earliest entry. */
    boolean schedule(TenantId tenant, StreamId stream, Instant at) {
        Entry entry = new Entry(at, tenant, stream);
        streams(tenant).compute(stream, (key, present) -> {
            if (present != null && !present.at().isAfter(at)) {
                return present;
            }
            if (present != null) {
                entries.remove(present);
            }
            entries.add(entry);
            return entry;
        });
        return entry.equals(firstOrNull());
    }

    /** Takes the earliest entry out if it is due. */
    Optional<Entry> takeDue(Instant now) {
        while (true) {
            Entry first = firstOrNull();
            if (first == null || first.at().isAfter(now)) {
                return Optional.empty();
            }
            if (entries.remove(first)) {
                streams(first.tenant()).remove(first.stream(), first);
                return Optional.of(first);
            }
        }
    }

    /** Returns when the earliest entry is due, if there is one. */
    Optional<Instant> next() {
        return Optional.ofNullable(firstOrNull()).map(Entry::at);
    }

    private @Nullable Entry firstOrNull() {
        Iterator<Entry> inOrder = entries.iterator();
        return inOrder.hasNext() ? inOrder.next() : null;
    }

    private Map<StreamId, Entry> streams(TenantId tenant) {
        return byStream.computeIfAbsent(tenant, key -> new ConcurrentHashMap<>());
    }
}
