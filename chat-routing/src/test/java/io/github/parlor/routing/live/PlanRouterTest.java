package io.github.parlor.routing.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.id.AgentId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.SessionId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.routing.live.RoutingEvent.AssignedBy;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.OfferPolicy;
import io.github.parlor.routing.plan.Queue;
import io.github.parlor.routing.plan.RoutingPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanRouterTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final SessionId SESSION = new SessionId(new ConversationId("c1"), 1);
    private static final AgentId ANNA = new AgentId("anna");

    private final List<RoutingEvent> events = new ArrayList<>();

    @Test
    void aSessionIsOfferedAcceptedServedAndReleased() {
        PlanRouter router =
                router(OfferPolicy.builder().timeout(Duration.ofSeconds(30)).build());
        assertThat(router.apply(new RoutingCommand.Submit(SESSION, Demand.of("sales"), NOON), NOON))
                .isEqualTo(Outcome.DONE);
        assertThat(router.apply(
                        new RoutingCommand.SetAgent(Agent.of("anna"), AgentStatus.AVAILABLE, null),
                        NOON.plusSeconds(5)))
                .isEqualTo(Outcome.DONE);
        RoutingEvent.Offered offered = (RoutingEvent.Offered) events.get(2);
        assertThat(offered.agent()).isEqualTo(ANNA);
        assertThat(offered.expires()).isEqualTo(NOON.plusSeconds(35));
        assertThat(router.apply(new RoutingCommand.Accept(SESSION, ANNA, offered.offer()), NOON.plusSeconds(6)))
                .isEqualTo(Outcome.DONE);
        assertThat(events.get(3))
                .isEqualTo(new RoutingEvent.Assigned(SESSION, 3, NOON.plusSeconds(6), ANNA, AssignedBy.OFFER, false));
        assertThat(router.apply(new RoutingCommand.Release(SESSION), NOON.plusSeconds(60)))
                .isEqualTo(Outcome.DONE);
        assertThat(router.state().sessions()).isEmpty();
        assertThat(events).hasSize(6);
    }

    @Test
    void anOfferLapsesAtItsInstant() {
        PlanRouter router = router(OfferPolicy.builder()
                .timeout(Duration.ofSeconds(30))
                .lastResort(false)
                .build());
        router.apply(new RoutingCommand.SetAgent(Agent.of("anna"), AgentStatus.AVAILABLE, null), NOON);
        router.apply(new RoutingCommand.Submit(SESSION, Demand.of("sales"), NOON), NOON);
        router.apply(new RoutingCommand.Advance(), NOON.plusSeconds(30).minusNanos(1));
        assertThat(events).hasSize(3);
        router.apply(new RoutingCommand.Advance(), NOON.plusSeconds(30));
        assertThat(events.subList(3, events.size()))
                .containsExactly(
                        new RoutingEvent.Lapsed(SESSION, 3, NOON.plusSeconds(30), ANNA, 1),
                        new RoutingEvent.FullyDeclined(SESSION, 4, NOON.plusSeconds(30)));
        assertThat(router.agent(ANNA).orElseThrow().held()).isEmpty();
    }

    private PlanRouter router(OfferPolicy offers) {
        return PlanRouter.of(
                RoutingPlan.builder().queues(Queue.of("sales")).offers(offers).build(), events::add);
    }
}
