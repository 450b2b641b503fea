package io.github.parlor.id;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.InvalidValueException;
import java.time.Instant;
import java.util.UUID;

/** Reads, orders and builds UUIDs strictly; {@link UUID#fromString} accepts shortened groups, which would alias ids. */
final class Uuids {
    private static final int LENGTH = 36;
    private static final long MAX_MILLIS = (1L << 48) - 1;

    private Uuids() {}

    static UUID parse(String field, String text) {
        Bounds.present(field, text);
        if (!isUuid(text)) {
            throw new InvalidValueException(field, "a UUID of 36 characters", InvalidValueException.show(text));
        }
        return UUID.fromString(text);
    }

    /** The order of the textual forms and thereby of time; {@link UUID#compareTo} takes the halves for signed. */
    static int compare(UUID a, UUID b) {
        int byHigh = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return byHigh != 0 ? byHigh : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    }

    /** Version 7 of RFC 9562: 48 bits of milliseconds, 74 random bits. */
    static UUID version7(Instant at, long randomHigh, long randomLow) {
        long high = (millis(at) << 16) | 0x7000L | (randomHigh & 0x0FFFL);
        long low = 0x8000_0000_0000_0000L | (randomLow & 0x3FFF_FFFF_FFFF_FFFFL);
        return new UUID(high, low);
    }

    /** The format knows no time before 1970: what is older gets the first millisecond instead of a wrong late one. */
    private static long millis(Instant at) {
        if (at.getEpochSecond() < 0) {
            return 0;
        }
        long seconds = Math.min(at.getEpochSecond(), MAX_MILLIS);
        return Math.min(seconds * 1_000 + at.getNano() / 1_000_000, MAX_MILLIS);
    }

    private static boolean isUuid(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            char c = text.charAt(i);
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            if (hyphen ? c != '-' : !isHexDigit(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHexDigit(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }
}
