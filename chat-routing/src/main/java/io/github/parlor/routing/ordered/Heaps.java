package io.github.parlor.routing.ordered;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Binary heaps of small numbers, each of which is in one heap at most, under keys that are all different. All is in arrays
 * of numbers, so that a step down a heap touches no object and nothing is allocated once they have grown. Single-owner.
 */
final class Heaps {
    /** The key of nobody. */
    static final long NONE = Long.MAX_VALUE;

    private static final int NOWHERE = -1;

    /** By heap. */
    private long[][] keys = new long[0][];

    private int[][] members = new int[0][];
    private int[] sizes = new int[0];
    private long[] least = new long[0];
    /** By member: where in its heap. */
    private int[] places = new int[0];

    /** Adds an empty heap, whose number is how many there were. */
    void addHeap() {
        int heap = sizes.length;
        keys = Arrays.copyOf(keys, heap + 1);
        keys[heap] = new long[4];
        members = Arrays.copyOf(members, heap + 1);
        members[heap] = new int[4];
        sizes = Arrays.copyOf(sizes, heap + 1);
        least = Arrays.copyOf(least, heap + 1);
        least[heap] = NONE;
    }

    /** Makes place for a member, who is in no heap. */
    void addMember(int member) {
        if (member >= places.length) {
            int size = places.length;
            places = Arrays.copyOf(places, Math.max(64, 2 * member));
            Arrays.fill(places, size, places.length, NOWHERE);
        }
    }

    /** Returns the least key of a heap, or {@link #NONE}. */
    long leastKey(int heap) {
        return least[heap];
    }

    /** Returns who has the least key of a heap that is not empty. */
    int least(int heap) {
        return members[heap][0];
    }

    /** Puts a member into a heap, or gives one who is there another key. */
    void put(int heap, int member, long key) {
        int place = places[member];
        if (place == NOWHERE) {
            place = sizes[heap]++;
            if (place == keys[heap].length) {
                keys[heap] = Arrays.copyOf(keys[heap], 2 * place);
                members[heap] = Arrays.copyOf(members[heap], 2 * place);
            }
            up(heap, place, member, key);
        } else if (key < keys[heap][place]) {
            up(heap, place, member, key);
        } else {
            down(heap, place, member, key);
        }
        least[heap] = keys[heap][0];
    }

    /** Takes a member out of a heap, if there. */
    void remove(int heap, int member) {
        int place = places[member];
        if (place == NOWHERE) {
            return;
        }
        places[member] = NOWHERE;
        int last = --sizes[heap];
        if (place < last) {
            int moved = members[heap][last];
            long key = keys[heap][last];
            if (key < keys[heap][place]) {
                up(heap, place, moved, key);
            } else {
                down(heap, place, moved, key);
            }
        }
        least[heap] = last == 0 ? NONE : keys[heap][0];
    }

    private void up(int heap, int from, int member, long key) {
        long[] its = keys[heap];
        int[] who = members[heap];
        int place = from;
        while (place > 0) {
            int parent = (place - 1) >>> 1;
            if (its[parent] <= key) {
                break;
            }
            set(its, who, place, who[parent], its[parent]);
            place = parent;
        }
        set(its, who, place, member, key);
    }

    private void down(int heap, int from, int member, long key) {
        long[] its = keys[heap];
        int[] who = members[heap];
        int size = sizes[heap];
        int place = from;
        int child = 2 * place + 1;
        while (child < size) {
            if (child + 1 < size && its[child + 1] < its[child]) {
                child++;
            }
            if (its[child] >= key) {
                break;
            }
            set(its, who, place, who[child], its[child]);
            place = child;
            child = 2 * place + 1;
        }
        set(its, who, place, member, key);
    }

    private void set(long[] its, int[] who, int place, int member, long key) {
        its[place] = key;
        who[place] = member;
        places[member] = place;
    }

    /** Returns the place of who has the least key among those that may be asked, or -1. As many steps as may not. */
    int leastPlace(int heap, IntPredicate may) {
        return leastPlace(heap, 0, -1, may);
    }

    private int leastPlace(int heap, int from, int best, IntPredicate may) {
        if (from >= sizes[heap] || (best >= 0 && keys[heap][best] < keys[heap][from])) {
            return best;
        }
        if (may.test(members[heap][from])) {
            return from;
        }
        return leastPlace(heap, 2 * from + 2, leastPlace(heap, 2 * from + 1, best, may), may);
    }

    int memberAt(int heap, int place) {
        return members[heap][place];
    }
}
