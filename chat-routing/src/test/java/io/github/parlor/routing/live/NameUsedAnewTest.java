package io.github.parlor.routing.live;

import static io.github.parlor.routing.live.Stage.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.routing.Instrumented;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.Queue;
import io.github.parlor.routing.plan.RoutingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A session may have the name of one that ended, at once; what is told of the name is one life after the other. */
@Timeout(600)
class NameUsedAnewTest {
    @Test
    void what_is_told_of_a_name_is_one_life_after_the_other_whatever_turns_the_threads_take() {
        LongPredicate names = (LongPredicate) Instrumented.router().make(NamesByTurns.class);
        int anew = 0;
        for (long seed = 0; seed < 3_000; seed++) {
            try {
                anew += names.test(seed) ? 1 : 0;
            } catch (AssertionError failure) {
                throw new AssertionError("seed " + seed + ": " + failure.getMessage(), failure);
            }
        }
        assertThat(anew).as("worlds in which the name was used anew").isGreaterThan(500);
    }

    @Test
    void who_hears_the_end_may_use_the_name_at_once() {
        List<RoutingEvent> told = new ArrayList<>();
        PlanRouter[] router = new PlanRouter[1];
        RoutingCommand come = new RoutingCommand.Submit(session("again"), Demand.of("sales"), Stage.NOON);
        router[0] = PlanRouter.of(RoutingPlan.of(Queue.of("sales")), event -> {
            told.add(event);
            if (event instanceof RoutingEvent.Ended && told.size() < 6) {
                assertThat(router[0].apply(come, Stage.NOON)).isEqualTo(Outcome.DONE);
                assertThat(router[0].session(session("again"))).isPresent();
            }
        });
        router[0].apply(come, Stage.NOON);
        for (int i = 0; i < 3; i++) {
            router[0].apply(new RoutingCommand.Abandon(session("again")), Stage.NOON);
        }
        assertThat(told.stream().map(Script::line).toList())
                .containsExactly(
                        "0 again queued sales SUBMITTED",
                        "0 again ended ABANDONED",
                        "0 again queued sales SUBMITTED",
                        "0 again ended ABANDONED",
                        "0 again queued sales SUBMITTED",
                        "0 again ended ABANDONED");
        assertThat(router[0].state().sessions()).isEmpty();
    }
}
