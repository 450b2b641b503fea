package io.github.parlor.id;

import io.github.parlor.bounds.Bounds;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads and builds UUIDs strictly; {@link UUID#fromString} accepts shortened groups, which would alias ids. */
final class Uuids {
    private static final Pattern SHAPE =
            Pattern.compile("\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");

    private Uuids() {}

    static UUID parse(String field, String text) {
        Bounds.text(field, text, 36, 36);
        Bounds.check(field, SHAPE.matcher(text).matches(), "a UUID of 36 characters", text);
        return UUID.fromString(text);
    }

    /** Version 7 of RFC 9562: 48 bits of milliseconds, 74 random bits. */
    static UUID version7(long epochMillis, long randomHigh, long randomLow) {
        long high = (epochMillis << 16) | 0x7000L | (randomHigh & 0x0FFFL);
        long low = 0x8000_0000_0000_0000L | (randomLow & 0x3FFF_FFFF_FFFF_FFFFL);
        return new UUID(high, low);
    }
}
