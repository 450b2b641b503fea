package io.github.parlor.routing;

import java.util.function.LongConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two or three threads do a few things at once in a tiny world; at rest all must hold that always must. */
@Timeout(600)
class BurstTest {
    private static final int MOST_THREADS = 3;

    @Test
    void bursts_whose_threads_take_turns_leave_nothing_wrong() {
        byTurns(0, 8_000);
    }

    @Test
    void bursts_on_all_processors_leave_nothing_wrong() {
        abreast(0, 1_500);
    }

    @Test
    @Tag("slow")
    void many_bursts_whose_threads_take_turns_leave_nothing_wrong() {
        byTurns(0, 60_000);
    }

    @Test
    @Tag("slow")
    void many_bursts_on_all_processors_leave_nothing_wrong() {
        abreast(0, 10_000);
    }

    private static void byTurns(long from, int worlds) {
        LongConsumer bursts = (LongConsumer) Instrumented.router().make(BurstsByTurns.class);
        for (long seed = from; seed < from + worlds; seed++) {
            bursts.accept(seed);
        }
    }

    private static void abreast(long from, int worlds) {
        try (Abreast threads = new Abreast(MOST_THREADS)) {
            for (long seed = from; seed < from + worlds; seed++) {
                try {
                    new Burst(seed, threads).play(8);
                } catch (AssertionError | RuntimeException failure) {
                    throw new AssertionError("seed " + seed + ": " + failure.getMessage(), failure);
                }
            }
        }
    }
}
