package io.github.parlor.journal;

import io.github.parlor.event.EventRecord;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of one tenant by position, in segments of {@value #SEGMENT} positions, so that adding never moves what is
 * there and a position is found without a search. A segment of which little is left is packed, one of which nothing is
 * left is dropped. Single-owner; its owner is the holder of the tenant's lock.
 */
final class PositionLog {
    private static final int SHIFT = 8;
    private static final int SEGMENT = 1 << SHIFT;
    private static final int MASK = SEGMENT - 1;

    /** By position; null where everything is forgotten or nothing has been yet. */
    private @Nullable Segment[] segments = new Segment[4];

    private long last;

    /** Returns the position of the last record that was added, 0 if there was none. */
    long last() {
        return last;
    }

    /** Adds a record whose position is the one after {@link #last()}. */
    void add(EventRecord record) {
        int index = (int) (last >>> SHIFT);
        if (index == segments.length) {
            segments = Arrays.copyOf(segments, 2 * index);
        }
        Segment segment = segments[index];
        if (segment == null) {
            segment = new Segment();
            segments[index] = segment;
        }
        segment.slots[(int) last & MASK] = record;
        segment.live++;
        last++;
    }

    /** Removes a record that was added and not yet removed. */
    void remove(EventRecord record) {
        int index = (int) ((record.position() - 1) >>> SHIFT);
        Segment segment = segments[index];
        if (segment == null) {
            throw new IllegalStateException("position " + record.position() + " was removed before");
        }
        segment.remove(record);
        if (last >= (index + 1L) << SHIFT) {
            segments[index] = segment.shrunk();
        }
    }

    /**
     * Copies records after a position to the end of a list.
     *
     * @param after exclusive
     * @param upTo inclusive, at most {@link #last()}
     * @param limit most records to copy, at least 1
     * @return the position up to which everything has been copied
     */
    long copy(long after, long upTo, int limit, List<EventRecord> into) {
        int room = limit;
        long at = after;
        while (at < upTo) {
            Segment segment = segments[(int) (at >>> SHIFT)];
            long end = Math.min(upTo, (at | MASK) + 1);
            if (segment != null) {
                int before = into.size();
                segment.copy(at, end, room, into);
                room -= into.size() - before;
                if (room == 0) {
                    return into.get(into.size() - 1).position();
                }
            }
            at = end;
        }
        return Math.max(after, upTo);
    }

    private static final class Segment {
        /** By position while it has all its slots; ascending once it is packed. Null where a record was removed. */
        @Nullable
        EventRecord[] slots = new EventRecord[SEGMENT];

        int live;

        void remove(EventRecord record) {
            int slot = firstSlot(record.position() - 1);
            while (!record.equals(slots[slot])) {
                slot++;
            }
            slots[slot] = null;
            live--;
        }

        /** Returns what to keep of a full segment; packing at a quarter makes its cost constant per removed record. */
        @Nullable
        Segment shrunk() {
            if (live == 0) {
                return null;
            }
            if (4 * live <= slots.length) {
                slots = Arrays.stream(slots).filter(record -> record != null).toArray(EventRecord[]::new);
            }
            return this;
        }

        void copy(long after, long upTo, int limit, List<EventRecord> into) {
            int room = limit;
            for (int slot = firstSlot(after); slot < slots.length && room > 0; slot++) {
                EventRecord record = slots[slot];
                if (record != null && record.position() > upTo) {
                    return;
                }
                if (record != null && record.position() > after) {
                    into.add(record);
                    room--;
                }
            }
        }

        /** Returns a slot at or before the record that follows a position. */
        private int firstSlot(long after) {
            return slots.length == SEGMENT ? (int) after & MASK : 0;
        }
    }
}
