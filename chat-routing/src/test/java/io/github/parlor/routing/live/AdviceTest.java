package io.github.parlor.routing.live;

import static io.github.parlor.routing.live.Stage.id;
import static io.github.parlor.routing.live.Stage.person;
import static io.github.parlor.routing.live.Stage.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.conversation.ConversationPolicy.WakePolicy;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.routing.live.Outcome.Refusal;
import io.github.parlor.routing.live.RoutingCommand.Consult;
import io.github.parlor.routing.live.RoutingCommand.EndConsult;
import io.github.parlor.routing.live.RoutingCommand.SetAgent;
import io.github.parlor.routing.live.RoutingCommand.Transfer;
import io.github.parlor.routing.live.RoutingCommand.Wake;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.Queue;
import org.junit.jupiter.api.Test;

/** When advice ends. */
class AdviceTest {
    private static final Queue SALES = Queue.of("sales");
    private static final Demand DEMAND = Demand.of("sales");

    private static Stage stage() {
        return Stage.of(Stage.given(SALES));
    }

    private static Stage advised() {
        Stage stage = stage().agent("a", 1)
                .submit("c1")
                .agent("b", 1)
                .away("b")
                .agent("x", 1)
                .away("x");
        stage.done(new Consult(session("c1"), id("b"))).at(10).told();
        return stage;
    }

    @Test
    void advice_ends_when_the_session_leaves_the_agent_who_asked() {
        Stage requeued = advised().away("a").requeue("c1");
        assertThat(requeued.told("c1"))
                .containsExactly("10 c1 consults no more b", "10 c1 released a", "10 c1 queued sales REQUEUED");
        Stage transferred = advised().away("a").done(new Transfer(session("c1"), DEMAND));
        assertThat(transferred.told("c1"))
                .containsExactly("10 c1 consults no more b", "10 c1 released a", "10 c1 queued sales TRANSFERRED");
        Stage gone = advised().gone("a");
        assertThat(gone.told("c1"))
                .containsExactly("10 c1 consults no more b", "10 c1 released a", "10 c1 queued sales AGENT_GONE");
        Stage released = advised().release("c1");
        assertThat(released.told("c1"))
                .containsExactly("10 c1 consults no more b", "10 c1 released a", "10 c1 ended SERVED");
        Stage forced = advised().force("c1", "b");
        assertThat(forced.told("c1"))
                .containsExactly("10 c1 consults no more b", "10 c1 released a", "10 c1 assigned b FORCE");
        for (Stage each : new Stage[] {requeued, transferred, gone, forced}) {
            assertThat(each.work(session("c1")).advisers()).isEmpty();
        }
        assertThat(requeued.refusal(new EndConsult(session("c1"), id("b")))).isEqualTo(Refusal.NOTHING_TO_END);
    }

    @Test
    void advice_ends_when_a_woken_session_waits_and_not_when_it_is_only_silent() {
        Stage stage = advised().park("c1");
        assertThat(stage.told("c1")).containsExactly("10 c1 parked a");
        stage.away("a").done(new Wake(session("c1"), WakePolicy.QUEUE));
        assertThat(stage.told("c1"))
                .startsWith("10 c1 consults no more b", "10 c1 released a", "10 c1 queued sales WOKEN");
    }

    @Test
    void advice_ends_when_who_gives_it_is_gone() {
        Stage stage = advised().done(new Consult(session("c1"), id("x")));
        stage.told();
        stage.gone("b");
        assertThat(stage.told()).containsExactly("10 b GONE CHOSEN", "10 c1 consults no more b");
        assertThat(stage.work(session("c1")).advisers()).containsExactly(id("x"));
        assertThat(stage.refusal(new Consult(session("c1"), id("b")))).isEqualTo(Refusal.NOT_AVAILABLE);
        assertThat(stage.apply(new SetAgent(person("b"), AgentStatus.GONE, null))
                        .isDone())
                .isTrue();
    }
}
