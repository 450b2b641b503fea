package io.github.parlor.benchmarks.routing.peer;

import java.time.Instant;

/** Virtual time as a host would hand it on: one object for many calls, made once, so that no call pays for it. Immutable. */
public final class Tick {
    private final long millis;
    private final long length;
    private final Instant instant;

    private Tick(long millis, long length) {
        this.millis = millis;
        this.length = length;
        instant = Instant.ofEpochMilli(millis);
    }

    /** Returns the first tick. All are {@code length} milliseconds apart. */
    public static Tick first(long length) {
        return new Tick(0, length);
    }

    /** Returns the tick after this one. */
    public Tick next() {
        return new Tick(millis + length, length);
    }

    /** Returns milliseconds since the first tick. */
    public long millis() {
        return millis;
    }

    /** Returns the same instant as an object. */
    public Instant instant() {
        return instant;
    }
}
