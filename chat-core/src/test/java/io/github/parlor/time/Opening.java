package io.github.parlor.time;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** Zones, and wall times read in them, for the tests of schedules. */
final class Opening {
    static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private Opening() {}

    static Instant paris(String local) {
        return at(PARIS, local);
    }

    static Instant berlin(String local) {
        return at(BERLIN, local);
    }

    /** Reads a wall time the zone shows exactly once. */
    static Instant at(ZoneId zone, String local) {
        LocalDateTime time = LocalDateTime.parse(local);
        var offsets = zone.getRules().getValidOffsets(time);
        if (offsets.size() != 1) {
            throw new IllegalArgumentException(local + " is shown " + offsets.size() + " times in " + zone);
        }
        return time.toInstant(offsets.get(0));
    }

    static Duration minutes(long minutes) {
        return Duration.ofMinutes(minutes);
    }
}
