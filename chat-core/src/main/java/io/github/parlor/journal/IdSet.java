package io.github.parlor.journal;

import java.util.Arrays;
import java.util.UUID;

/**
 * Which event ids are stored: open addressing with linear probing over pairs of longs, so that a look-up touches one
 * cache line and nothing is allocated per id. Single-owner; its owner is the holder of the tenant's lock.
 *
 * <p>A hash set of ids costs about 100 bytes each and one pause as long as the set when it grows. Here an id takes 24 to
 * 48 bytes, and the {@value #SHARDS} shards grow one at a time.
 */
final class IdSet {
    private static final int SHARD_BITS = 6;
    private static final int SHARDS = 1 << SHARD_BITS;
    private static final int FIRST_SLOTS = 16;
    private static final long[] UNUSED = new long[2];

    /** Per shard a table of slots, a slot being the high and the low half of an id; both zero where it is free. */
    private final long[][] tables = new long[SHARDS][];

    private final int[] sizes = new int[SHARDS];

    /** Whether the one id that looks like a free slot is in. */
    private boolean nil;

    IdSet() {
        Arrays.fill(tables, UNUSED);
    }

    boolean contains(UUID id) {
        long high = id.getMostSignificantBits();
        long low = id.getLeastSignificantBits();
        if ((high | low) == 0) {
            return nil;
        }
        long hash = hash(high, low);
        long[] table = tables[shard(hash)];
        return !isFree(table, find(table, hash, high, low));
    }

    void add(UUID id) {
        long high = id.getMostSignificantBits();
        long low = id.getLeastSignificantBits();
        if ((high | low) == 0) {
            nil = true;
            return;
        }
        long hash = hash(high, low);
        int shard = shard(hash);
        growIfFull(shard);
        int slot = find(tables[shard], hash, high, low);
        if (isFree(tables[shard], slot)) {
            set(tables[shard], slot, high, low);
            sizes[shard]++;
        }
    }

    void remove(UUID id) {
        long high = id.getMostSignificantBits();
        long low = id.getLeastSignificantBits();
        if ((high | low) == 0) {
            nil = false;
            return;
        }
        long hash = hash(high, low);
        int shard = shard(hash);
        int slot = find(tables[shard], hash, high, low);
        if (!isFree(tables[shard], slot)) {
            close(tables[shard], slot);
            sizes[shard]--;
        }
    }

    /** Two thirds full at the most: beyond that linear probing slows down quickly. */
    private void growIfFull(int shard) {
        long[] old = tables[shard];
        int slots = old.length / 2;
        if ((sizes[shard] + 1) * 3L <= slots * 2L) {
            return;
        }
        long[] table = new long[2 * Math.max(FIRST_SLOTS, 2 * slots)];
        for (int slot = 0; slot < slots; slot++) {
            if (!isFree(old, slot)) {
                long high = old[2 * slot];
                long low = old[2 * slot + 1];
                set(table, find(table, hash(high, low), high, low), high, low);
            }
        }
        tables[shard] = table;
    }

    /** Frees a slot and moves back what had been pushed past it, so that no search ends too early. */
    private static void close(long[] table, int slot) {
        int mask = table.length / 2 - 1;
        int hole = slot;
        for (int next = (hole + 1) & mask; !isFree(table, next); next = (next + 1) & mask) {
            int home = (int) hash(table[2 * next], table[2 * next + 1]) & mask;
            if (((next - home) & mask) >= ((next - hole) & mask)) {
                set(table, hole, table[2 * next], table[2 * next + 1]);
                hole = next;
            }
        }
        set(table, hole, 0, 0);
    }

    /** Returns the slot of the id, or the free slot where it belongs. */
    private static int find(long[] table, long hash, long high, long low) {
        int mask = table.length / 2 - 1;
        int slot = (int) hash & mask;
        while (!isFree(table, slot) && (table[2 * slot] != high || table[2 * slot + 1] != low)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static boolean isFree(long[] table, int slot) {
        return (table[2 * slot] | table[2 * slot + 1]) == 0;
    }

    private static void set(long[] table, int slot, long high, long low) {
        table[2 * slot] = high;
        table[2 * slot + 1] = low;
    }

    /** The upper bits choose the shard, the lower ones the slot. */
    private static int shard(long hash) {
        return (int) (hash >>> (Long.SIZE - SHARD_BITS));
    }

    /** Time-ordered ids differ in few of their upper bits, so both halves are spread over the whole word. */
    private static long hash(long high, long low) {
        long mixed = (high * 0x9E37_79B9_7F4A_7C15L) ^ low;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8_FEB8_6659_FD93L;
        return mixed ^ (mixed >>> 32);
    }
}
