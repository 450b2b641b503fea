package io.github.parlor.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongToIntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A thread stops for good at some access to what threads share, also within its listener, while the others go on and a
 * newcomer brings sessions and agents: none of them waits for it, assignments go on, and it hides no more than what it
 * holds. See {@link Burst#playWithStop}.
 */
@Timeout(600)
class StallTest {
    /** Each of the newcomers' agents serves one at least. */
    private static final int LEAST_OFFERED = 3;

    @Test
    void assignments_go_on_while_a_thread_stands_somewhere() {
        assertGoesOn(2_000);
    }

    @Test
    @Tag("slow")
    void assignments_go_on_while_a_thread_stands_anywhere() {
        assertGoesOn(100_000);
    }

    private static void assertGoesOn(int worlds) {
        LongToIntFunction bursts = (LongToIntFunction) Instrumented.router().make(BurstsWithAStop.class);
        int stops = 0;
        for (long seed = 0; seed < worlds; seed++) {
            int offered = bursts.applyAsInt(seed);
            if (offered >= 0) {
                stops++;
                assertThat(offered)
                        .as("offered while a thread stands, seed %d", seed)
                        .isGreaterThanOrEqualTo(LEAST_OFFERED);
            }
        }
        assertThat(stops).as("worlds in which a thread stood").isGreaterThan(worlds / 2);
    }
}
