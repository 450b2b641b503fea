package io.github.parlor.routing.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.routing.plan.RoutingPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The index finds whom a look at everybody finds: the same commands bring about the same events, call by call. */
class IndexTest {
    private static final int COMMANDS = 120;

    @Test
    void decides_as_a_look_at_everybody_in_random_histories() {
        compare(0, 500);
    }

    @Test
    @Tag("slow")
    void decides_as_a_look_at_everybody_in_very_many_random_histories() {
        compare(1_000_000, 10_000);
    }

    static void compare(long from, int histories) {
        for (long seed = from; seed < from + histories; seed++) {
            try {
                compare(seed);
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("seed " + seed + ": " + failure.getMessage(), failure);
            }
        }
    }

    private static void compare(long seed) {
        History history = new History(seed);
        RoutingPlan plan = history.plan();
        List<RoutingEvent> fast = new ArrayList<>();
        List<RoutingEvent> slow = new ArrayList<>();
        PlanRouter indexed = History.router(RoutingState.of(plan), fast, Index::new);
        PlanRouter everybody = History.router(RoutingState.of(plan), slow, Everybody::new);
        for (int i = 0; i < COMMANDS; i++) {
            RoutingCommand command = history.command(everybody.state());
            Instant now = history.next();
            Outcome expected = everybody.apply(command, now);
            Outcome found = indexed.apply(command, now);
            String step = i + " " + command;
            assertThat(fast).as("events of %s", step).isEqualTo(slow);
            assertThat(found).as("outcome of %s", step).isEqualTo(expected);
            assertThat(indexed.state()).as("state after %s", step).isEqualTo(everybody.state());
            fast.clear();
            slow.clear();
        }
    }
}
