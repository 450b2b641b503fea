package io.github.parlor.routing.live;

import static io.github.parlor.routing.live.Stage.id;
import static io.github.parlor.routing.live.Stage.minutes;
import static io.github.parlor.routing.live.Stage.seconds;
import static io.github.parlor.routing.live.Stage.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.conversation.ConversationPolicy.WakePolicy;
import io.github.parlor.id.SkillId;
import io.github.parlor.routing.live.RoutingCommand.Transfer;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.Escalation;
import io.github.parlor.routing.plan.Escalation.Action;
import io.github.parlor.routing.plan.Ladder;
import io.github.parlor.routing.plan.Queue;
import io.github.parlor.routing.plan.Requirement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** After each event by which a session waits, or waits elsewhere, it stands on step 0 unless another step is told. */
class StepsToldTest {
    private static final Queue SALES = Queue.of("sales");

    private static Queue.Builder french(String name) {
        return Queue.builder(name)
                .ladder(Ladder.builder()
                        .stepUnlessNobodyIsThere(Requirement.skill("fr"), minutes(1))
                        .last(Requirement.anyone()));
    }

    @Test
    void a_transfer_tells_the_step_on_which_it_begins() {
        Stage stage = Stage.of(Stage.given(SALES, french("other").build())).submit("c1");
        stage.told();
        stage.at(5).done(new Transfer(session("c1"), Demand.of("other")));
        assertThat(stage.told()).containsExactly("5 c1 queued other TRANSFERRED", "5 c1 step 1 without [fr]");
    }

    @Test
    void a_move_tells_the_step_on_which_it_ends() {
        Queue first = Queue.builder("sales")
                .escalations(Escalation.afterWait(seconds(30), Action.move("other")))
                .build();
        Stage stage = Stage.of(Stage.given(first, french("other").build())).submit("c1");
        stage.told();
        stage.at(30);
        assertThat(stage.told()).containsExactly("30 c1 moved sales to other, hop 1", "30 c1 step 1 without [fr]");
    }

    @Test
    void another_plan_tells_the_step_that_it_leads_to() {
        Stage stage = Stage.of(Stage.given(SALES)).submit("c1").at(70);
        stage.told();
        stage.plan(Stage.given(french("sales").build()).build());
        assertThat(stage.told()).containsExactly("70 c1 step 1 without [fr]");
        stage.plan(Stage.given(SALES).build());
        assertThat(stage.told()).containsExactly("70 c1 step 0");
        stage.plan(Stage.given(Queue.of("sales"), Queue.of("other")).build());
        assertThat(stage.told()).isEmpty();
        // The queue is gone: it begins at step 0 of the first one unless told otherwise.
        stage.plan(Stage.given(french("other").build()).build());
        assertThat(stage.told()).containsExactly("70 c1 moved sales to other, hop 0", "70 c1 step 1 without [fr]");
        stage.plan(Stage.given(SALES).build());
        assertThat(stage.told()).containsExactly("70 c1 moved other to sales, hop 0");
    }

    @Test
    void a_session_that_waits_again_in_its_old_place_tells_its_old_step() {
        Stage stage = Stage.of(Stage.given(french("sales").build()))
                .submit("c1")
                .at(10)
                .agent("a", 1);
        stage.away("a").told();
        stage.requeue("c1");
        assertThat(stage.told())
                .containsExactly("10 c1 released a", "10 c1 queued sales REQUEUED", "10 c1 step 1 without [fr]");
        stage.done(new RoutingCommand.CallBack(session("c1"), Stage.instant(20)))
                .at(20);
        assertThat(stage.told())
                .containsExactly("10 c1 callback 20", "20 c1 queued sales CALLBACK_DUE", "20 c1 step 1 without [fr]");
    }

    @Test
    void a_plan_tells_no_step_of_what_does_not_wait_and_the_wait_does() {
        Stage stage = Stage.of(Stage.given(SALES)).submit("c1").at(70).agent("a", 1);
        stage.told();
        stage.plan(Stage.given(french("sales").build()).build());
        assertThat(stage.told()).isEmpty();
        stage.away("a").requeue("c1");
        assertThat(stage.told("c1"))
                .containsExactly("70 c1 released a", "70 c1 queued sales REQUEUED", "70 c1 step 1 without [fr]");
    }

    @Test
    void a_woken_session_begins_at_the_step_of_its_last_agent() {
        Stage stage = Stage.of(Stage.given(SALES))
                .agent("a", 1)
                .submit("c1")
                .park("c1")
                .away("a");
        stage.told();
        stage.done(new RoutingCommand.Wake(session("c1"), WakePolicy.QUEUE));
        assertThat(stage.told()).containsExactly("0 c1 released a", "0 c1 queued sales WOKEN", "0 c1 step 1");
        assertThat(stage.work(session("c1")).demand().last()).isEqualTo(id("a"));
    }

    @Test
    void what_a_step_no_longer_asks_for_is_remembered_and_as_its_ladder_says() {
        Queue queue = french("sales")
                .namedPatience(seconds(5))
                .lastPatience(seconds(5))
                .build();
        Judge judge = new Judge(Stage.given(queue).build(), 1, Map.of());
        Demand demand = Demand.of("sales").withRequired(Requirement.skill("seo"));
        List<Demand> all = List.of(
                demand,
                demand.withExcluded(Set.of(id("a"))),
                demand.withNamed(id("b")),
                demand.withLast(id("b")).withExcluded(Set.of(id("a"))),
                demand.withNamed(id("b")).withLast(id("c")));
        for (Demand each : all) {
            Ladder ladder = judge.plan().ladder(each);
            assertThat(judge.way(each).ladder()).isEqualTo(ladder);
            for (int step = 0; step < ladder.steps().size(); step++) {
                assertThat(judge.dropped(each, step)).isEqualTo(ladder.dropped(step));
            }
        }
        assertThat(judge.dropped(demand, 1)).containsExactly(new SkillId("fr"));
    }
}
