package io.github.parlor.bounds;

import java.lang.Character.UnicodeScript;
import org.jspecify.annotations.Nullable;

/**
 * What single characters do to the text around them. ASCII is decided first in every loop: nearly all identifiers and
 * most messages are nothing else.
 */
final class Characters {
    private static final int FIRST_BEYOND_ASCII = 0x80;
    private static final int NO_BREAK_SPACE = 0xA0;
    private static final int SOFT_HYPHEN = 0xAD;
    private static final int LAST_OF_LATIN_1 = 0xFF;
    private static final int COMBINING_GRAPHEME_JOINER = 0x034F;
    private static final int HANGUL_CHOSEONG_FILLER = 0x115F;
    private static final int HANGUL_JUNGSEONG_FILLER = 0x1160;
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int LINE_SEPARATOR = 0x2028;
    private static final int PARAGRAPH_SEPARATOR = 0x2029;
    private static final int BRAILLE_BLANK = 0x2800;
    private static final int HANGUL_FILLER = 0x3164;
    private static final int HALFWIDTH_HANGUL_FILLER = 0xFFA0;

    private Characters() {}

    /** Returns whether all of the text is printable ASCII without blanks, as nearly all identifiers are. */
    static boolean isWord(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7F) {
                return false;
            }
        }
        return true;
    }

    /** Returns what text must not contain but this one does, or null. */
    static @Nullable String flaw(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return "text without NUL characters";
            }
            if (Character.isSurrogate(c)) {
                if (!startsPair(text, i)) {
                    return "text without lone surrogates";
                }
                i++;
            }
        }
        return null;
    }

    /** Returns whether the text holds anything that ends a line, turns its direction or controls a terminal. */
    static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** All of these lie in the first plane, so a look at UTF-16 units is enough. */
    static boolean isControl(int c) {
        return Character.isISOControl(c)
                || (c >= FIRST_BEYOND_ASCII && (isBidiControl(c) || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR));
    }

    static boolean isBlank(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** Returns the text without what nobody sees, with single spaces between words and none at the ends. */
    static String visible(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        boolean gap = false;
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (isGap(c)) {
                gap = true;
            } else if (!isInvisible(c) || (!gap && joins(clean, c, text, i))) {
                if (gap && !clean.isEmpty()) {
                    clean.append(' ');
                }
                gap = false;
                clean.appendCodePoint(c);
            }
        }
        return clean.toString();
    }

    /** The fast way: printable Latin-1 with single spaces inside. */
    private static boolean isPlain(String text) {
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean printable =
                    c < FIRST_BEYOND_ASCII ? c >= ' ' && c < 0x7F : c > NO_BREAK_SPACE && c <= LAST_OF_LATIN_1;
            if (!printable || c == SOFT_HYPHEN || (c == ' ' && before == ' ')) {
                return false;
            }
            before = c;
        }
        return text.isEmpty() || before != ' ';
    }

    private static boolean isGap(int c) {
        return isBlank(c)
                || Character.isISOControl(c)
                || c == HANGUL_CHOSEONG_FILLER
                || c == HANGUL_JUNGSEONG_FILLER
                || c == HANGUL_FILLER
                || c == HALFWIDTH_HANGUL_FILLER
                || c == BRAILLE_BLANK;
    }

    private static boolean isInvisible(int c) {
        return Character.getType(c) == Character.FORMAT || c == COMBINING_GRAPHEME_JOINER;
    }

    /** Persian and the Indic scripts spell words with joiners; anywhere else they only make two names look the same. */
    private static boolean joins(StringBuilder before, int c, String text, int next) {
        return (c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER)
                && !before.isEmpty()
                && needsJoiners(before.codePointBefore(before.length()), true)
                && needsJoiners(nextSeen(text, next), false);
    }

    /** Returns the code point that will follow once the invisible ones are out, or a space at the end. */
    private static int nextSeen(String text, int from) {
        int i = from;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            if (!isInvisible(c)) {
                return isGap(c) ? ' ' : c;
            }
            i += Character.charCount(c);
        }
        return ' ';
    }

    private static boolean needsJoiners(int c, boolean markCounts) {
        UnicodeScript script = UnicodeScript.of(c);
        return switch (script) {
            case COMMON, UNKNOWN, LATIN, GREEK, CYRILLIC -> false;
            case INHERITED -> markCounts && !isInvisible(c);
            default -> true;
        };
    }

    private static boolean isBidiControl(int c) {
        return c == 0x061C
                || c == 0x200E
                || c == 0x200F
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069);
    }

    private static boolean startsPair(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
    }
}
