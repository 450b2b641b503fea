package io.github.parlor.routing.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.routing.Instrumented;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two or three threads do a few things at once by a plan; at rest all must hold, and one that stops holds nobody up. */
@Timeout(600)
class PlanBurstTest {
    @Test
    void bursts_whose_threads_take_turns_leave_nothing_wrong() {
        play(0, 1_500);
    }

    @Test
    @Tag("slow")
    void many_bursts_whose_threads_take_turns_leave_nothing_wrong() {
        play(1_000_000, 30_000);
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
