package io.github.parlor.routing.live;

import static io.github.parlor.routing.live.Stage.instant;
import static io.github.parlor.routing.live.Stage.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.routing.live.RoutingCommand.CallBack;
import io.github.parlor.routing.plan.Queue;
import org.junit.jupiter.api.Test;

/** A callback that is due already when it is agreed. */
class CallbackTest {
    private static Stage stage(boolean keeps) {
        Queue queue = Queue.builder("sales").keepsCallbacks(keeps).build();
        Stage stage =
                Stage.of(Stage.given(queue)).submit("c1").at(10).submit("c2").at(20);
        stage.told();
        return stage;
    }

    @Test
    void a_callback_for_now_or_earlier_waits_at_once_and_leaves_nothing_due() {
        for (boolean keeps : new boolean[] {true, false}) {
            for (long at : new long[] {20, 5}) {
                Stage stage = stage(keeps).done(new CallBack(session("c1"), instant(at)));
                assertThat(stage.told()).containsExactly("20 c1 callback 20", "20 c1 queued sales CALLBACK_DUE");
                assertThat(stage.router().nextDue()).isEmpty();
            }
        }
    }

    @Test
    void nobody_gains_a_place_by_agreeing_to_an_instant_that_is_over() {
        Stage stage = stage(false).done(new CallBack(session("c2"), instant(-100)));
        assertThat(stage.waiting()).containsExactly("c1", "c2");
    }
}
