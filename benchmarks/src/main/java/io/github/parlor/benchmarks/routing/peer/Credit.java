package io.github.parlor.benchmarks.routing.peer;

import java.time.Duration;

/** The priorities of the load: a session is served as if it had come so much earlier. */
public enum Credit {
    /** Seven of ten. */
    NONE(0, 0),
    /** Two of ten. */
    HALF_MINUTE(1, 30),
    /** One of ten. */
    MINUTE_AND_HALF(2, 90);

    static final int COUNT = 3;

    private final int index;
    private final long millis;
    private final Duration duration;

    Credit(int index, int seconds) {
        this.index = index;
        duration = Duration.ofSeconds(seconds);
        millis = duration.toMillis();
    }

    /** Returns it as the host would keep it. */
    public Duration duration() {
        return duration;
    }

    long millis() {
        return millis;
    }

    int index() {
        return index;
    }

    /** Picks by a number from 0 to 9. */
    public static Credit ofTenth(int tenth) {
        return tenth < 7 ? NONE : tenth < 9 ? HALF_MINUTE : MINUTE_AND_HALF;
    }
}
