package io.github.parlor.journal;

import io.github.parlor.event.EventRecord;
import io.github.parlor.event.PendingEvent;
import io.github.parlor.event.StreamId;
import io.github.parlor.id.EventId;
import io.github.parlor.id.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one tenant. Thread-safe: one lock guards all of it, reads included, which makes every answer a state
 * that was. Under the lock there are look-ups, copies of at most {@value #SLICE} references and never foreign code, so
 * nobody holds it for long. Reads that avoid the lock were left out: they would show streams and positions out of step.
 */
final class TenantLog {
    private static final int SLICE = 1_024;
    private static final Delivery[] NOBODY = {};

    private final TenantId tenant;
    private final long maxEvents;
    private final boolean forgetting;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<StreamId, StreamLog> streams = new HashMap<>();
    private final PositionLog positions = new PositionLog();
    private final IdSet ids = new IdSet();
    private final Claims claims;

    /** Streams that may be forgotten, by the time since when; maintained only if that may happen at all. */
    private final Set<StreamLog> ended = new LinkedHashSet<>();

    private long size;

    /** {@code positions.last()} for those who look without the lock; written under it. */
    private volatile long lastPosition;

    /** Replaced under the lock, read without it. */
    private volatile Delivery[] deliveries = NOBODY;

    /** Appends that will look after the deliveries when their commit is done. */
    private final AtomicInteger underWay = new AtomicInteger();

    TenantLog(TenantId tenant, long maxEvents, boolean forgetting) {
        this.tenant = tenant;
        this.maxEvents = maxEvents;
        this.forgetting = forgetting;
        this.claims = new Claims(forgetting);
    }

    AppendResult append(
            StreamId stream, long expected, PendingEvent[] events, ClaimChange[] changes, Instant recorded) {
        boolean counted = deliveries.length > 0;
        if (counted) {
            underWay.incrementAndGet();
        }
        try {
            lock.lock();
            try {
                return commit(stream, expected, events, changes, recorded);
            } finally {
                lock.unlock();
            }
        } finally {
            // Before draining, so that a drainer who counts on this append leaves while it is still to come.
            if (counted) {
                underWay.decrementAndGet();
            }
            drain();
        }
    }

    List<EventRecord> read(StreamId stream, long afterSequence, int limit) {
        lock.lock();
        try {
            StreamLog log = streams.get(stream);
            return log == null ? List.of() : log.after(afterSequence, limit);
        } finally {
            lock.unlock();
        }
    }

    long lastSequence(StreamId stream) {
        lock.lock();
        try {
            StreamLog log = streams.get(stream);
            return log == null ? 0 : log.lastSequence();
        } finally {
            lock.unlock();
        }
    }

    /** Takes the lock for one slice after another, so that a long page holds no append up. */
    List<EventRecord> readAll(long afterPosition, int limit) {
        List<EventRecord> page = new ArrayList<>();
        long end = lastPosition;
        long at = afterPosition;
        while (at < end && page.size() < limit) {
            at = copy(at, end, Math.min(SLICE, limit - page.size()), page);
        }
        return Collections.unmodifiableList(page);
    }

    Optional<String> holder(ClaimKey key) {
        lock.lock();
        try {
            return claims.holder(key);
        } finally {
            lock.unlock();
        }
    }

    long size() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }

    Delivery subscribe(long afterPosition, Consumer<EventRecord> subscriber, LongAdder failures) {
        Delivery delivery = new Delivery(this, afterPosition, subscriber, failures);
        lock.lock();
        try {
            Delivery[] more = Arrays.copyOf(deliveries, deliveries.length + 1);
            more[deliveries.length] = delivery;
            deliveries = more;
        } finally {
            lock.unlock();
        }
        delivery.drain();
        return delivery;
    }

    void unsubscribe(Delivery delivery) {
        lock.lock();
        try {
            deliveries =
                    Arrays.stream(deliveries).filter(other -> other != delivery).toArray(Delivery[]::new);
        } finally {
            lock.unlock();
        }
    }

    long lastPosition() {
        return lastPosition;
    }

    boolean isAppendUnderWay() {
        return underWay.get() > 0;
    }

    /** As {@link PositionLog#copy}, up to what is stored. */
    long copy(long after, int limit, List<EventRecord> into) {
        return copy(after, lastPosition, limit, into);
    }

    private long copy(long after, long upTo, int limit, List<EventRecord> into) {
        lock.lock();
        try {
            return positions.copy(after, upTo, limit, into);
        } finally {
            lock.unlock();
        }
    }

    private void drain() {
        for (Delivery delivery : deliveries) {
            delivery.drain();
        }
    }

    /**
     * All checks come before the first change. A repeated or known id wins over a conflict: whoever repeats an append does
     * not know whether it took place, and that is the answer to it.
     */
    private AppendResult commit(
            StreamId id, long expected, PendingEvent[] events, ClaimChange[] changes, Instant recorded) {
        StreamLog known = streams.get(id);
        StreamLog stream = known == null ? new StreamLog(id) : known;
        if (stream.holds(expected, events)) {
            return new AppendResult.Appended(stream.after(expected, events.length), true);
        }
        EventId stored = firstStored(events);
        if (stored != null) {
            return new AppendResult.DuplicateEvent(stored);
        }
        if (stream.lastSequence() != expected) {
            return new AppendResult.Conflict(stream.lastSequence());
        }
        int toForget = toForget(events.length, stream);
        if (toForget < 0) {
            return new AppendResult.Refused(fullBy(events.length));
        }
        EventRecord[] records = envelopes(stream, events, recorded);
        AppendResult held = changes.length == 0 ? null : claims.apply(changes, stream);
        if (held != null) {
            return held;
        }
        if (toForget > 0) {
            forget(toForget, stream);
        }
        store(stream, records);
        if (known == null) {
            streams.put(id, stream);
        }
        return new AppendResult.Appended(List.of(records), false);
    }

    private @Nullable EventId firstStored(PendingEvent[] events) {
        for (PendingEvent event : events) {
            if (ids.contains(event.id().value())) {
                return event.id();
            }
        }
        return null;
    }

    private EventRecord[] envelopes(StreamLog stream, PendingEvent[] events, Instant recorded) {
        EventRecord[] records = new EventRecord[events.length];
        long sequence = stream.lastSequence();
        long position = positions.last();
        for (int i = 0; i < events.length; i++) {
            PendingEvent event = events[i];
            records[i] = new EventRecord(
                    event.id(),
                    tenant,
                    stream.id(),
                    sequence + 1 + i,
                    position + 1 + i,
                    event.at(),
                    recorded,
                    event.actor(),
                    event.cause(),
                    EventRecord.SCHEMA_VERSION,
                    event.event());
        }
        return records;
    }

    private void store(StreamLog stream, EventRecord[] records) {
        for (EventRecord record : records) {
            stream.add(record);
            positions.add(record);
            ids.add(record.id().value());
            if (forgetting) {
                noteEnd(stream);
            }
        }
        size += records.length;
        lastPosition = positions.last();
    }

    /** A stream keeps its place from the event that ended it until the one that opens it again. */
    private void noteEnd(StreamLog stream) {
        if (stream.mayBeForgotten()) {
            ended.add(stream);
        } else {
            ended.remove(stream);
        }
    }

    /**
     * Returns how many streams have to go so that there is room, or -1 if that does not help. Stops at the first that a
     * subscription has not got to the end of: what is after it has ended later.
     */
    private int toForget(int events, StreamLog appending) {
        long missing = size + events - maxEvents;
        if (missing <= 0) {
            return 0;
        }
        long needed = firstScanned();
        int count = 0;
        for (StreamLog stream : ended) {
            if (stream != appending) {
                if (stream.lastPosition() > needed) {
                    return -1;
                }
                count++;
                missing -= stream.size();
                if (missing <= 0) {
                    return count;
                }
            }
        }
        return -1;
    }

    private long firstScanned() {
        long first = Long.MAX_VALUE;
        for (Delivery delivery : deliveries) {
            first = Math.min(first, delivery.scanned());
        }
        return first;
    }

    private void forget(int count, StreamLog appending) {
        int left = count;
        for (Iterator<StreamLog> oldest = ended.iterator(); left > 0; ) {
            StreamLog stream = oldest.next();
            if (stream != appending) {
                oldest.remove();
                claims.forget(stream);
                stream.forget().forEach(this::drop);
                left--;
            }
        }
    }

    private void drop(EventRecord record) {
        positions.remove(record);
        ids.remove(record.id().value());
        size--;
    }

    private String fullBy(int events) {
        return "tenant " + tenant + " holds " + size + " of at most " + maxEvents + " events, " + events + " more came"
                + (forgetting ? " and no ended conversation can be forgotten" : "");
    }
}
