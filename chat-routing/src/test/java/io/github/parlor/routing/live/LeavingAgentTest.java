package io.github.parlor.routing.live;

import static io.github.parlor.routing.live.Stage.id;
import static io.github.parlor.routing.live.Stage.seconds;
import static io.github.parlor.routing.live.Stage.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.people.AgentStatus;
import io.github.parlor.routing.live.RoutingCommand.Force;
import io.github.parlor.routing.plan.Queue;
import io.github.parlor.routing.plan.StatusPolicy;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was given to an agent outside of the router takes no capacity, and is not forgotten when the agent is gone. */
class LeavingAgentTest {
    private static final Queue SALES = Queue.of("sales");

    private static Stage stage() {
        return Stage.of(Stage.given(SALES));
    }

    private static Stage stage(StatusPolicy.Gone policy) {
        return Stage.of(Stage.given(SALES).statuses(new StatusPolicy(Map.of(), seconds(60), policy, false, null)));
    }

    private static RoutingCommand given(String session, String agent) {
        return new Force(session(session), id(agent), false);
    }

    @Test
    void a_session_that_takes_no_capacity_waits_again_when_its_agent_is_gone() {
        Stage stage = stage().submit("c1").agent("a", 1).away("a").submit("c2").done(given("c2", "a"));
        stage.told();
        stage.at(5).gone("a");
        assertThat(stage.told())
                .containsExactly(
                        "5 a GONE CHOSEN",
                        "5 c1 released a",
                        "5 c1 queued sales AGENT_GONE",
                        "5 c2 released a",
                        "5 c2 queued sales AGENT_GONE");
        assertThat(stage.waiting()).containsExactly("c1", "c2");
    }

    @Test
    void a_session_that_takes_no_capacity_waits_again_when_its_agent_is_lost_past_the_grace() {
        Stage stage = stage().agent("a", 1).away("a").submit("c1").done(given("c1", "a"));
        stage.status("a", AgentStatus.LOST).told();
        stage.justBefore(60);
        assertThat(stage.told()).isEmpty();
        stage.at(60);
        assertThat(stage.told())
                .containsExactly("60 a GONE GRACE_OVER", "60 c1 released a", "60 c1 queued sales AGENT_GONE");
    }

    @Test
    void a_session_that_takes_no_capacity_is_kept_or_ended_as_the_plan_says() {
        Stage keeping = stage(StatusPolicy.Gone.KEEP)
                .agent("a", 1)
                .away("a")
                .submit("c1")
                .done(given("c1", "a"));
        keeping.gone("a");
        assertThat(keeping.assignedTo("c1")).isEqualTo("a");

        Stage ending = stage(StatusPolicy.Gone.END)
                .agent("a", 1)
                .away("a")
                .submit("c1")
                .done(given("c1", "a"));
        ending.told();
        ending.gone("a");
        assertThat(ending.told()).containsExactly("0 a GONE CHOSEN", "0 c1 released a", "0 c1 ended AGENT_GONE");
    }

    @Test
    void who_drains_finishes_what_takes_no_capacity_as_well() {
        Stage stage = stage().agent("a", 1).away("a").submit("c1").done(given("c1", "a"));
        stage.status("a", AgentStatus.DRAINING);
        assertThat(stage.work("a").status()).isEqualTo(AgentStatus.DRAINING);
        stage.told();
        stage.at(5).release("c1");
        assertThat(stage.told()).containsExactly("5 c1 released a", "5 c1 ended SERVED", "5 a GONE DRAINED");
    }
}
