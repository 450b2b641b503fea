package io.github.parlor.examples.log;

import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of a log as identifiers of the library, and back. A log may name a server with nothing at all or with blanks at
 * the end, and an identifier may not; so what an identifier cannot hold is written as {@code %} and four hexadecimal
 * digits. An ordinary name stays as it is. Stateless.
 */
public final class Label {
    /** Longest encoded name; leaves room for what is put around it. */
    public static final int MAX = 96;

    private static final String EMPTY = "%";
    private static final String CUT = "%~";
    private static final String COPY = "%#";
    private static final int KEPT = MAX - CUT.length() - 8;
    private static final Pattern CODE = Pattern.compile("%(?:([0-9A-F]{4})|(~).*|(#)[0-9]+|)");

    private Label() {}

    /** Returns the identifier for a name, at most {@value #MAX} characters; longer names are cut and told apart by a hash. */
    public static String encode(String name) {
        if (name.isEmpty()) {
            return EMPTY;
        }
        StringBuilder label = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            boolean atEnd = i == 0 || i == name.length() - 1;
            append(label, name, i, atEnd);
        }
        return label.length() <= MAX ? label.toString() : cut(label) + CUT + hash(name);
    }

    /** Returns the identifier for the second, third … thing of the same name; {@link #decode} gives the name for all. */
    public static String copy(String label, int number) {
        return number == 1 ? label : label + COPY + number;
    }

    /** Returns the name that was encoded; of one that was cut, the beginning and an ellipsis. */
    public static String decode(String label) {
        if (label.indexOf('%') < 0) {
            return label;
        }
        Matcher code = CODE.matcher(label);
        StringBuilder name = new StringBuilder(label.length());
        while (code.find()) {
            code.appendReplacement(name, Matcher.quoteReplacement(meaning(code)));
        }
        return code.appendTail(name).toString();
    }

    private static String meaning(Matcher code) {
        if (code.group(1) != null) {
            return String.valueOf((char) HexFormat.fromHexDigits(code.group(1)));
        }
        return code.group(2) != null ? "…" : "";
    }

    private static void append(StringBuilder label, String name, int i, boolean atEnd) {
        char c = name.charAt(i);
        boolean blank = atEnd && Character.isWhitespace(c);
        if (c == '%' || blank || Character.isISOControl(c) || isLoneSurrogate(name, i)) {
            label.append('%').append(HexFormat.of().withUpperCase().toHexDigits(c));
        } else {
            label.append(c);
        }
    }

    private static boolean isLoneSurrogate(String name, int i) {
        char c = name.charAt(i);
        return Character.isHighSurrogate(c)
                ? i + 1 == name.length() || !Character.isLowSurrogate(name.charAt(i + 1))
                : Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(name.charAt(i - 1)));
    }

    /** Neither a code nor a pair of surrogates may be torn. */
    private static String cut(StringBuilder label) {
        int end = KEPT;
        int code = label.lastIndexOf("%", end - 1);
        if (code >= 0 && code + 5 > end) {
            end = code;
        }
        if (Character.isHighSurrogate(label.charAt(end - 1))) {
            end--;
        }
        return label.substring(0, end);
    }

    private static String hash(String name) {
        return HexFormat.of().withUpperCase().toHexDigits(name.hashCode());
    }
}
