package io.github.parlor.time;

import java.time.Instant;

/** The one place where Parlor reads the clocks of the machine. */
enum SystemTime implements TimeSource {
    INSTANCE;

    private final long run;

    SystemTime() {
        Instant start = Instant.now();
        this.run = start.getEpochSecond() * 1_000_000_000L + start.getNano();
    }

    @Override
    public Moment now() {
        return new Moment(Instant.now(), System.nanoTime(), run);
    }
}
