package io.github.parlor.routing.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.routing.Instrumented;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two or three threads do a few things at once by a plan; at rest all must hold, and one that stops holds nobody up. */
@Timeout(600)
class PlanBurstTest {
    /** Forgets kinds, lanes and shelves that nobody uses as soon as there are two, not hundreds. */
    static final List<Instrumented.Edit> FORGETFUL = List.of(
            new Instrumented.Edit("int FEW = 512;", "int FEW = 1;"),
            new Instrumented.Edit("int FEW_LINKS = 1 << 17;", "int FEW_LINKS = 0;"),
            new Instrumented.Edit("int MOST_SHELVES = 32;", "int MOST_SHELVES = 2;"));

    @Test
    void bursts_whose_threads_take_turns_leave_nothing_wrong() {
        play(0, 1_500);
    }

    @Test
    @Tag("slow")
    void many_bursts_whose_threads_take_turns_leave_nothing_wrong() {
        play(1_000_000, 30_000);
    }

    @Test
    void worlds_of_the_index_whose_threads_take_turns_leave_nothing_wrong() {
        playIndex(2_000, List.of());
        playIndex(2_000, FORGETFUL);
    }

    @Test
    @Tag("slow")
    void many_worlds_of_the_index_whose_threads_take_turns_leave_nothing_wrong() {
        playIndex(60_000, List.of());
        playIndex(60_000, FORGETFUL);
    }

    private static void playIndex(int worlds, List<Instrumented.Edit> edits) {
        LongConsumer bursts = (LongConsumer) Instrumented.router(edits).make(IndexBurstsByTurns.class);
        for (long seed = 0; seed < worlds; seed++) {
            bursts.accept(seed);
        }
    }

    private static void play(long from, int worlds) {
        LongPredicate bursts = (LongPredicate) Instrumented.router().make(PlanBurstsByTurns.class);
        int stood = 0;
        for (long seed = from; seed < from + worlds; seed++) {
            stood += bursts.test(seed) ? 1 : 0;
        }
        assertThat(stood).as("worlds in which a thread stood").isGreaterThan(worlds / 4);
    }
}
