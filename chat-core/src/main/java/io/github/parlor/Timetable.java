package io.github.parlor;

import io.github.parlor.event.StreamId;
import io.github.parlor.id.TenantId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
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

    private record Key(TenantId tenant, StreamId stream) {}

    private final ConcurrentSkipListMap<Entry, Key> entries = new ConcurrentSkipListMap<>();
    private final Map<Key, Entry> byStream = new ConcurrentHashMap<>();

    /** Has the stream looked at not later than {@code at}. Returns whether this became the earliest entry. */
    boolean schedule(TenantId tenant, StreamId stream, Instant at) {
        Entry entry = new Entry(at, tenant, stream);
        byStream.compute(new Key(tenant, stream), (key, present) -> {
            if (present != null && !present.at().isAfter(at)) {
                return present;
            }
            if (present != null) {
                entries.remove(present);
            }
            entries.put(entry, key);
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
            Key key = entries.remove(first);
            if (key != null) {
                byStream.remove(key, first);
                return Optional.of(first);
            }
        }
    }

    /** Returns when the earliest entry is due, if there is one. */
    Optional<Instant> next() {
        return Optional.ofNullable(firstOrNull()).map(Entry::at);
    }

    private @Nullable Entry firstOrNull() {
        Map.Entry<Entry, Key> first = entries.firstEntry();
        return first == null ? null : first.getKey();
    }
}
