package io.github.parlor.routing.live;

import static io.github.parlor.routing.live.Stage.id;
import static io.github.parlor.routing.live.Stage.minutes;
import static io.github.parlor.routing.live.Stage.seconds;
import static io.github.parlor.routing.live.Stage.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.conversation.ConversationPolicy.WakePolicy;
import io.github.parlor.routing.live.Outcome.Refusal;
import io.github.parlor.routing.live.RoutingCommand.Park;
import io.github.parlor.routing.live.RoutingCommand.Release;
import io.github.parlor.routing.live.RoutingCommand.Wake;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.Queue;
import io.github.parlor.routing.plan.StatusPolicy;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of a parked session whose agent is gone. */
class SilentSessionTest {
    private static final Queue SALES = Queue.of("sales");
    private static final Demand DEMAND = Demand.of("sales");

    private static Stage stage(StatusPolicy.Gone policy) {
        return Stage.of(Stage.given(SALES).statuses(new StatusPolicy(Map.of(), seconds(60), policy, false, null)));
    }

    private static Stage silent(StatusPolicy.Gone policy) {
        Stage stage = stage(policy).agent("a", 1).submit("c1").park("c1").at(10);
        stage.told();
        return stage;
    }

    @Test
    void a_silent_session_stays_parked_without_an_owner_and_waits_when_its_contact_writes() {
        Stage stage = silent(StatusPolicy.Gone.REQUEUE).agent("b", 1).gone("a");
        assertThat(stage.told("a", "c1")).containsExactly("10 a GONE CHOSEN", "10 c1 released a");
        assertThat(stage.held("a")).isEmpty();
        assertThat(stage.work(session("c1")).stage()).isEqualTo(SessionWork.Stage.PARKED);
        assertThat(stage.assignedTo("c1")).isEmpty();
        assertThat(stage.restored().held("b")).isEmpty();
        assertThat(stage.refusal(new Release(session("c1")))).isEqualTo(Refusal.NOT_SERVED);
        assertThat(stage.refusal(new Park(session("c1")))).isEqualTo(Refusal.NOT_SERVED);

        stage.at(20).done(new Wake(session("c1"), WakePolicy.QUEUE));
        assertThat(stage.told("c1")).contains("20 c1 queued sales WOKEN", "20 c1 assigned b AUTO_ACCEPT");
    }

    @Test
    void a_silent_session_without_an_owner_goes_back_to_nobody() {
        Stage stage = silent(StatusPolicy.Gone.REQUEUE).gone("a");
        stage.told();
        stage.done(new Wake(session("c1"), WakePolicy.RESUME_OVER_LIMIT));
        assertThat(stage.told()).containsExactly("10 c1 queued sales WOKEN", "10 c1 step 1");
        assertThat(stage.waiting()).containsExactly("c1");
    }

    @Test
    void who_comes_back_is_asked_first_for_the_silent_session_and_waited_for_as_the_queue_says() {
        Queue patient = Queue.builder("sales").lastPatience(minutes(1)).build();
        Stage stage = Stage.of(Stage.given(patient))
                .agent("a", 1)
                .submit("c1")
                .park("c1")
                .gone("a");
        stage.agent("b", 1).at(10).agent("a", 1);
        stage.submit("busy", DEMAND.withExcluded(Set.of(id("b"))));
        stage.done(new Wake(session("c1"), WakePolicy.QUEUE));
        assertThat(stage.waiting()).containsExactly("c1");
        stage.release("busy");
        assertThat(stage.assignedTo("c1")).isEqualTo("a");
    }

    @Test
    void a_silent_session_is_kept_or_ended_as_the_plan_says() {
        Stage keeping = silent(StatusPolicy.Gone.KEEP).gone("a");
        assertThat(keeping.assignedTo("c1")).isEqualTo("a");
        Stage ending = silent(StatusPolicy.Gone.END).gone("a");
        assertThat(ending.told()).endsWith("10 c1 released a", "10 c1 ended AGENT_GONE");
    }

    @Test
    void a_silent_session_without_an_owner_may_end_or_go_elsewhere() {
        Stage ended = silent(StatusPolicy.Gone.REQUEUE).gone("a").abandon("c1");
        assertThat(ended.isThere("c1")).isFalse();
        Stage given = silent(StatusPolicy.Gone.REQUEUE).gone("a").agent("b", 1).force("c1", "b");
        assertThat(given.serves("b")).containsExactly("c1");
        Stage waiting = silent(StatusPolicy.Gone.REQUEUE).gone("a").requeue("c1");
        assertThat(waiting.waiting()).containsExactly("c1");
        waiting.agent("b", 1);
        assertThat(waiting.serves("b")).containsExactly("c1");
    }
}
