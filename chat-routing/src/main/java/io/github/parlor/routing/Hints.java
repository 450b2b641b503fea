package io.github.parlor.routing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
class Hints {
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
    /** The lowest level. */
    private final long[] leaves;
    /** The highest one, which may be the same. */
    private final long[] top;

    /** A set that has {@link #inAbove} while this one is open, or null. */
    private final @Nullable Hints above;

    private final int inAbove;

    /** Makes an empty set that can hold the numbers from 0 to {@code size - 1}. */
    Hints(int size) {
        this(size, MAX_TOP, null, 0);
    }

    /**
     * Makes an empty set whose members make it a member of another one, until it is {@link #shut} when empty.
     *
     * @param above that other set
     * @param inAbove the number of this set in it
     */
    Hints(int size, Hints above, int inAbove) {
        this(size, 1, above, inAbove);
    }

    private Hints(int size, int maxTop, @Nullable Hints above, int inAbove) {
        this.size = size;
        this.above = above;
        this.inAbove = inAbove;
        List<long[]> made = new ArrayList<>();
        int words = wordsFor(size);
        made.add(new long[words]);
        while (words > maxTop) {
            Arrays.fill(made.get(made.size() - 1), SHUT);
            words = wordsFor(words);
            made.add(new long[words]);
        }
        if (above != null) {
            made.get(made.size() - 1)[0] = SHUT;
        }
        levels = made.toArray(long[][]::new);
        leaves = levels[0];
        top = levels[levels.length - 1];
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
                tellAbove(level, at);
            }
            if (WORDS.compareAndSet(words, at, word, ((word | bit(number)) & ~SHUT) + CHANGE)) {
                return (word & bit(number)) == 0;
            }
        }
    }

    private void tellAbove(int level, int at) {
        if (level + 1 < levels.length) {
            add(level + 1, at);
        } else if (above != null) {
            above.add(inAbove);
        }
    }

    /**
     * Shuts the set if it is empty: who adds to it from now on makes it a member of the set above again. To take it out
     * there, {@link #read} the set above first, then shut, then {@link #remove} from what was read.
     */
    boolean shut() {
        long word = (long) WORDS.getVolatile(top, 0);
        return (word & MEMBERS) == 0 && WORDS.compareAndSet(top, 0, word, (word | SHUT) + CHANGE);
    }

    /** Returns what {@link #remove} needs: read it first, then look whether the number still belongs in the set. */
    long read(int number) {
        return (long) WORDS.getVolatile(leaves, number >>> BITS);
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
        return WORDS.compareAndSet(leaves, number >>> BITS, read, read & ~bit(number));
    }

    /** Returns the members among the 32 numbers from {@code 32 * word} on, as bits. */
    int word(int word) {
        return (int) (long) WORDS.getVolatile(leaves, word);
    }

    /** Returns into how many groups of 32 its words of 32 numbers fall. */
    int groups() {
        return wordsFor(leaves.length);
    }

    /** Returns which words of a group may have members, as bits. */
    int words(int group) {
        if (levels.length > 1) {
            return (int) (long) WORDS.getVolatile(levels[1], group);
        }
        return leaves.length < 32 ? (1 << leaves.length) - 1 : -1;
    }

    /** The same as {@link #word}, and an empty word is not among {@link #words} any more until something is added. */
    int wordOrShut(int word) {
        int members = word(word);
        if (members == 0 && levels.length > 1) {
            shutWord(0, word);
        }
        return members;
    }

    /** Returns the smallest number in the set, or -1. */
    int first() {
        long[] words = top;
        int level = levels.length - 1;
        int number = 0;
        while (true) {
            long members = (long) WORDS.getVolatile(words, number) & MEMBERS;
            if (members == 0) {
                return next(0);
            }
            number = number(number, members);
            if (level-- == 0) {
                return number;
            }
            words = level == 0 ? leaves : levels[level];
        }
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
        long word = (long) WORDS.getVolatile(words, at);
        long rest = word & MEMBERS & -bit(from);
        if (rest != 0) {
            return number(at, rest);
        }
        if ((word & (MEMBERS | SHUT)) == 0 && level + 1 < levels.length) {
            shutWord(level, at);
        }
        return nextAfter(level, at);
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
                shutWord(level, at);
            }
            at = top ? at + 1 : next(level + 1, at + 1);
        }
        return -1;
    }

    private void shutWord(int level, int at) {
        long[] parents = levels[level + 1];
        long seen = (long) WORDS.getVolatile(parents, at >>> BITS);
        long word = (long) WORDS.getVolatile(levels[level], at);
        if ((word & MEMBERS) == 0 && WORDS.compareAndSet(levels[level], at, word, (word | SHUT) + CHANGE)) {
            WORDS.compareAndSet(parents, at >>> BITS, seen, seen & ~bit(at));
        }
    }

    private static long bit(int number) {
        return 1L << (number & 31);
    }

    private static int number(int word, long members) {
        return (word << BITS) + Long.numberOfTrailingZeros(members);
    }
}
