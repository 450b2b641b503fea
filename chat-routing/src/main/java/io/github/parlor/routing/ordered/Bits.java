package io.github.parlor.routing.ordered;

import java.util.Arrays;

/** Sets of small numbers, 64 in a word. */
final class Bits {
    private Bits() {}

    /** Returns the words, and more of them if they have no place for a number. */
    static long[] reaching(int number, long[] words) {
        return number >>> 6 < words.length ? words : Arrays.copyOf(words, (number >>> 6) + 1);
    }

    static long[] with(int number, long[] words) {
        long[] more = reaching(number, words);
        more[number >>> 6] |= 1L << number;
        return more;
    }

    static boolean has(long[] words, int number) {
        return number >>> 6 < words.length && (words[number >>> 6] & 1L << number) != 0;
    }

    static boolean intersect(long[] one, long[] other) {
        for (int word = Math.min(one.length, other.length) - 1; word >= 0; word--) {
            if ((one[word] & other[word]) != 0) {
                return true;
            }
        }
        return false;
    }
}
