package io.github.parlor.triggers;

/**
 * Patterns for paths: {@code *} stands for any run of characters without a slash, {@code **} for any run at all, every
 * other character for itself. Stateless.
 *
 * <p>All positions the pattern can be at are carried along together, so the cost is at most text × pattern steps whatever
 * a visitor sends. Backtracking would be shorter, but a hostile pattern can make it read the text again and again.
 */
final class Glob {
    private Glob() {}

    static boolean matches(String pattern, String text) {
        boolean[] here = new boolean[pattern.length() + 1];
        here[0] = true;
        skipStars(pattern, here);
        for (int i = 0; i < text.length(); i++) {
            here = step(pattern, here, text.charAt(i));
        }
        return here[pattern.length()];
    }

    /** From each position before the pattern's next element to those after the character was read. */
    private static boolean[] step(String pattern, boolean[] here, char c) {
        boolean[] next = new boolean[here.length];
        for (int p = 0; p < pattern.length(); p++) {
            if (!here[p]) {
                continue;
            }
            if (pattern.charAt(p) != '*') {
                next[p + 1] |= pattern.charAt(p) == c;
            } else if (c != '/' || isDoubleStar(pattern, p)) {
                next[p] = true;
            }
        }
        skipStars(pattern, next);
        return next;
    }

    /** A star may stand for nothing. */
    private static void skipStars(String pattern, boolean[] at) {
        for (int p = 0; p < pattern.length(); p++) {
            if (at[p] && pattern.charAt(p) == '*') {
                at[p + starWidth(pattern, p)] = true;
            }
        }
    }

    private static int starWidth(String pattern, int p) {
        return isDoubleStar(pattern, p) ? 2 : 1;
    }

    private static boolean isDoubleStar(String pattern, int p) {
        return p + 1 < pattern.length() && pattern.charAt(p + 1) == '*';
    }
}
