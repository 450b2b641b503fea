package io.github.parlor.routing;

import java.util.List;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two or three threads do a few things at once in a tiny world; at rest all must hold that always must. */
@Timeout(600)
class BurstTest {
    private static final int MOST_THREADS = 3;

    /** Rings of places that come to their end after a few gifts, not after a hundred. */
    static final List<Instrumented.Edit> SMALL_RINGS = List.of(
            new Instrumented.Edit("int MIN_PLACES = 128;", "int MIN_PLACES = 2;"),
            new Instrumented.Edit("int PLACES_PER_AGENT = 8;", "int PLACES_PER_AGENT = 1;"));

    @Test
    void bursts_whose_threads_take_turns_leave_nothing_wrong() {
        byTurns(Instrumented.router(), 8_000);
    }

    @Test
    void bursts_whose_rings_of_places_are_small_leave_nothing_wrong() {
        byTurns(Instrumented.router(SMALL_RINGS), 2_000);
    }

    @Test
    void bursts_on_all_processors_leave_nothing_wrong() {
        abreast(0, 1_500);
    }

    @Test
    @Tag("slow")
    void many_bursts_whose_threads_take_turns_leave_nothing_wrong() {
        byTurns(Instrumented.router(), 60_000);
        byTurns(Instrumented.router(SMALL_RINGS), 20_000);
    }

    @Test
    @Tag("slow")
    void many_bursts_on_all_processors_leave_nothing_wrong() {
        abreast(0, 10_000);
    }

    private static void byTurns(Instrumented router, int worlds) {
        LongConsumer bursts = (LongConsumer) router.make(BurstsByTurns.class);
        for (long seed = 0; seed < worlds; seed++) {
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
