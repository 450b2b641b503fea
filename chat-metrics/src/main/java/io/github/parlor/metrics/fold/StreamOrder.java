package io.github.parlor.metrics.fold;

import io.github.parlor.event.EventRecord;
import java.util.Collection;
import java.util.Collections;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Puts the records of one stream back in order: each is passed on once, after all before it. What comes too early is kept
 * until the hole before it is filled. Single-owner.
 */
final class StreamOrder {
    private final TreeMap<Long, EventRecord> early = new TreeMap<>();
    private long last;

    /**
     * Takes in a record and passes on what is in order now.
     *
     * @return false if it was taken in before
     */
    boolean accept(EventRecord record, Consumer<EventRecord> next) {
        if (record.sequence() <= last || early.putIfAbsent(record.sequence(), record) != null) {
            return false;
        }
        while (!early.isEmpty() && early.firstKey() == last + 1) {
            next.accept(early.pollFirstEntry().getValue());
            last++;
        }
        return true;
    }

    /** Returns what waits behind a hole, in order. */
    Collection<EventRecord> early() {
        return Collections.unmodifiableCollection(early.values());
    }

    /** Returns how many records are missing before the last one that was seen. */
    long missing() {
        return early.isEmpty() ? 0 : early.lastKey() - last - early.size();
    }
}
