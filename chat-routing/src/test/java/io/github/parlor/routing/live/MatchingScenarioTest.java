package io.github.parlor.routing.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.routing.plan.AgentOrder;
import io.github.parlor.routing.plan.Queue;
import org.junit.jupiter.api.Test;

/** The scenarios 1 to 31 of the routing reference, section 6.4, that are about who goes with whom. */
class MatchingScenarioTest {
    private static final Queue SALES = Queue.of("sales");

    @Test
    void scenario_1_the_agent_without_work_for_longest_is_asked() {
        Stage stage = Stage.of(Stage.given(SALES).agentOrder(AgentOrder.LONGEST_IDLE));
        stage.agent("b", 1).submit("first").agent("a", 1).submit("second");
        stage.at(60).release("second").at(240).release("first").at(360).submit("chat");
        assertThat(stage.told("chat"))
                .containsExactly(
                        "360 chat queued sales SUBMITTED",
                        "360 chat offered a until 390",
                        "360 chat assigned a AUTO_ACCEPT");
    }
}
