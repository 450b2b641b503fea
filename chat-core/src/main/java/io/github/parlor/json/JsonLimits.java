package io.github.parlor.json;

/** How large a JSON document may be. Whatever exceeds a limit is refused, in reading and in writing. */
public final class JsonLimits {
    /** Longest document in characters (UTF-16 units); a longer one is refused before it is looked at. */
    public static final int MAX_DOCUMENT = 1 << 20;

    /** Deepest nesting of objects and arrays. */
    public static final int MAX_DEPTH = 64;

    /** Longest string in characters. */
    public static final int MAX_STRING = 1 << 16;

    /** Longest name of a field, or key of a map, in characters. */
    public static final int MAX_NAME = 256;

    /** Longest number in characters. */
    public static final int MAX_NUMBER = 64;

    static final String TEXT = "JSON of at most " + MAX_DOCUMENT + " characters, " + MAX_DEPTH + " levels, strings of "
            + MAX_STRING + ", names of " + MAX_NAME + " and numbers of " + MAX_NUMBER + " characters";

    private JsonLimits() {}
}
