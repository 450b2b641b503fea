package io.github.parlor.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.id.AgentId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.SessionId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.routing.live.Outcome;
import io.github.parlor.routing.live.PlanRouter;
import io.github.parlor.routing.live.RoutingCommand;
import io.github.parlor.routing.live.RoutingCommand.Accept;
import io.github.parlor.routing.live.RoutingCommand.Advance;
import io.github.parlor.routing.live.RoutingCommand.Decline;
import io.github.parlor.routing.live.RoutingCommand.Release;
import io.github.parlor.routing.live.RoutingCommand.SetAgent;
import io.github.parlor.routing.live.RoutingCommand.Submit;
import io.github.parlor.routing.live.RoutingEvent;
import io.github.parlor.routing.live.RoutingEvent.Lapsed;
import io.github.parlor.routing.live.RoutingEvent.Offered;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.OfferPolicy;
import io.github.parlor.routing.plan.Queue;
import io.github.parlor.routing.plan.RoutingPlan;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouteYourFirstChatTest {
    private final Instant nine = Instant.parse("2026-03-02T09:00:00Z");
    private final SessionId chat = new SessionId(new ConversationId("chat-1"), 1);
    private final AgentId ida = new AgentId("ida");

    @Test
    void a_chat_goes_from_the_queue_to_an_agent_and_back_out() {
        // snippet first-chat
        List<RoutingEvent> events = new ArrayList<>();
        PlanRouter router = PlanRouter.of(RoutingPlan.of(Queue.of("sales")), events::add);

        router.apply(new SetAgent(Agent.of("ida"), AgentStatus.AVAILABLE, null), nine);
        router.apply(new Submit(chat, Demand.of("sales"), nine), nine);

        Offered offer = (Offered) events.get(2);
        router.apply(new Accept(chat, offer.agent(), offer.offer()), nine.plusSeconds(4));
        router.apply(new Release(chat), nine.plusSeconds(300));
        // end
        assertThat(offer.agent()).isEqualTo(ida);
        assertThat(events)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("StatusChanged", "Queued", "Offered", "Assigned", "Released", "Ended");
    }

    @Test
    void what_is_no_longer_so_is_refused_and_changes_nothing() throws IOException {
        List<RoutingEvent> events = new ArrayList<>();
        PlanRouter router = PlanRouter.of(RoutingPlan.of(Queue.of("sales")), events::add);
        router.apply(new SetAgent(Agent.of("ida"), AgentStatus.AVAILABLE, null), nine);
        router.apply(new Submit(chat, Demand.of("sales"), nine), nine);
        Offered offer = (Offered) events.get(2);

        // snippet refused
        RoutingCommand decline = new Decline(chat, ida, offer.offer(), "busy");
        Outcome first = router.apply(decline, nine.plusSeconds(3));
        Outcome again = router.apply(decline, nine.plusSeconds(3));
        boolean refused = again.refusal() == Outcome.Refusal.OFFER_OVER;
        // end
        assertThat(first.isDone()).isTrue();
        assertThat(refused).isTrue();
        assertThat(again.detail())
                .isEqualTo(Page.of("docs/guide/route-your-first-chat.md")
                        .block("text", "over")
                        .strip());
    }

    @Test
    void time_passes_when_it_is_told() {
        // snippet time
        List<RoutingEvent> events = new ArrayList<>();
        RoutingPlan plan = RoutingPlan.builder()
                .queues(Queue.of("sales"))
                .offers(OfferPolicy.builder().timeout(Duration.ofSeconds(20)).build())
                .build();
        PlanRouter router = PlanRouter.of(plan, events::add);
        router.apply(new SetAgent(Agent.of("ida"), AgentStatus.AVAILABLE, null), nine);
        router.apply(new SetAgent(Agent.of("max"), AgentStatus.AVAILABLE, null), nine);
        router.apply(new Submit(chat, Demand.of("sales"), nine), nine);

        Instant next = router.nextDue().orElseThrow();
        router.apply(new Advance(), next);
        // end
        assertThat(next).isEqualTo(nine.plusSeconds(20));
        assertThat(events.get(4))
                .isInstanceOfSatisfying(
                        Lapsed.class, lapsed -> assertThat(lapsed.agent()).isEqualTo(ida));
        assertThat(events.get(5))
                .isInstanceOfSatisfying(
                        Offered.class, offered -> assertThat(offered.agent()).isEqualTo(new AgentId("max")));
    }
}
