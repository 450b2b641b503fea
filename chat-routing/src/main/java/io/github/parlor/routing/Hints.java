package io.github.parlor.routing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

/**
 * A set of small numbers that many threads change and look through, smallest first. A number in it is a hint: whoever finds
 * it looks at the thing it stands for, which is the truth, and takes the hint away if it no longer holds.
 *
 * <p>The numbers are bits of a tree of words: a set bit of a word above says that the word below is not empty. What makes it
 * fit for a router is what a stopped thread can do to it: <b>it hides nothing but the number that it was adding.</b>
 *
 * <ul>
 *   <li>A word counts its additions. A removal is a compare-and-set from a word that was read before the truth was checked,
 *       so it fails if anything was added since: no late removal takes away a hint that became true again.
 *   <li>An empty word is shut before its bit above is cleared, and whoever opens it again sets the bit above first. So an
 *       open word is always visible from above, and an addition to one is a single compare-and-set.
 * </ul>
 *
 * <p>Shutting: read the word above, shut the empty word (which counts as a change), clear its bit above by a compare-and-set
 * from what was read. Opening: set the bit above (which counts as a change), then open by a compare-and-set from the shut
 * word that was read before. If the shutting began before the bit was set, its last step fails or comes before the bit is
 * set; if it began later, it changed the word and the opening fails and starts again.
 *
 * <p>Thread-safe and lock-free. {@link #next} is not a snapshot: it finds every number that was in the set from its
 * beginning to its end, and may or may not find others.
 */
final class Hints {
    private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);

    private static final int BITS = 5;
    private static final long MEMBERS = 0xFFFF_FFFFL;
    /** The bit above may be clear. */
    private static final long SHUT = 1L << 32;
    /** The lowest bit of the count, which overflows without harm. */
    private static final long CHANGE = 1L << 33;
    /** So many words are looked through one by one: as fast as another word above them. */
    private static final int MAX_TOP = 8;

    private final int size;
    private final long[][] levels;

    /** Makes an empty set that can hold the numbers from 0 to {@code size - 1}. */
    Hints(int size) {
        this.size = size;
        List<long[]> made = new ArrayList<>();
        int words = wordsFor(size);
        made.add(new long[words]);
        while (words > MAX_TOP) {
            java.util.Arrays.fill(made.get(made.size() - 1), SHUT);
            words = wordsFor(words);
            made.add(new long[words]);
        }
        levels = made.toArray(long[][]::new);
    }

    private static int wordsFor(int bits) {
        return Math.max(1, (bits + (1 << BITS) - 1) >>> BITS);
    }

    int size() {
        return size;
    }

    /**
     * Adds a number; it is visible to every look that begins after this returns.
     *
     * @return whether it was not there
     */
    boolean add(int number) {
        return add(0, number);
    }

    private boolean add(int level, int number) {
        long[] words = levels[level];
        int at = number >>> BITS;
        while (true) {
            long word = (long) WORDS.getVolatile(words, at);
            if ((word & SHUT) != 0) {
                add(level + 1, at);
            }
            if (WORDS.compareAndSet(words, at, word, ((word | bit(number)) & ~SHUT) + CHANGE)) {
                return (word & bit(number)) == 0;
            }
        }
    }

    /** Returns what {@link #remove} needs: read it first, then look whether the number still belongs in the set. */
    long read(int number) {
        return (long) WORDS.getVolatile(levels[0], number >>> BITS);
    }

    /** Returns whether a word that was read has the number. */
    static boolean has(long read, int number) {
        return (read & bit(number)) != 0;
    }

    /**
     * Takes a number out, if nothing near it changed since {@code read}.
     *
     * @return false if something did, so that the caller must read and look again
     */
    boolean remove(int number, long read) {
        return WORDS.compareAndSet(levels[0], number >>> BITS, read, read & ~bit(number));
    }

    /** Returns the members among the 32 numbers from {@code 32 * word} on, as bits. */
    int word(int word) {
        return (int) (long) WORDS.getVolatile(levels[0], word);
    }

    /** Returns the smallest number in the set that is not below {@code from}, or -1. */
    int next(int from) {
        return from >= size ? -1 : next(0, from);
    }

    private int next(int level, int from) {
        long[] words = levels[level];
        int at = from >>> BITS;
        if (at >= words.length) {
            return -1;
        }
        long rest = (long) WORDS.getVolatile(words, at) & MEMBERS & -bit(from);
        return rest != 0 ? number(at, rest) : nextAfter(level, at);
    }

    private int nextAfter(int level, int word) {
        long[] words = levels[level];
        boolean top = level == levels.length - 1;
        int at = top ? word + 1 : next(level + 1, word + 1);
        while (at >= 0 && at < words.length) {
            long members = (long) WORDS.getVolatile(words, at) & MEMBERS;
            if (members != 0) {
                return number(at, members);
            }
            if (!top) {
                shut(level, at);
            }
            at = top ? at + 1 : next(level + 1, at + 1);
        }
        return -1;
    }

    private void shut(int level, int at) {
        long[] above = levels[level + 1];
        long seenAbove = (long) WORDS.getVolatile(above, at >>> BITS);
        long word = (long) WORDS.getVolatile(levels[level], at);
        if ((word & MEMBERS) == 0 && WORDS.compareAndSet(levels[level], at, word, (word | SHUT) + CHANGE)) {
            WORDS.compareAndSet(above, at >>> BITS, seenAbove, seenAbove & ~bit(at));
        }
    }

    private static long bit(int number) {
        return 1L << (number & 31);
    }

    private static int number(int word, long members) {
        return (word << BITS) + Long.numberOfTrailingZeros(members);
    }
}
