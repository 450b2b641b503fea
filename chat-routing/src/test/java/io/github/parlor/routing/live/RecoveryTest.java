package io.github.parlor.routing.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.id.AgentId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.SessionId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.routing.live.RoutingEvent.EndedBecause;
import io.github.parlor.routing.live.RoutingEvent.QueuedBecause;
import io.github.parlor.routing.live.RoutingEvent.StatusBecause;
import io.github.parlor.routing.live.RoutingEvent.WithdrawnBecause;
import io.github.parlor.routing.live.SessionWork.Stage;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.OfferPolicy;
import io.github.parlor.routing.plan.Queue;
import io.github.parlor.routing.plan.RoutingPlan;
import io.github.parlor.routing.plan.StatusPolicy;
import io.github.parlor.routing.plan.StatusPolicy.Gone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A process died; another takes over from what it had written last. */
class RecoveryTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Instant RESTART = NOON.plusSeconds(100);
    private static final Duration GRACE = Duration.ofSeconds(60);
    private static final AgentId IDA = new AgentId("ida");

    private final List<RoutingEvent> events = new ArrayList<>();

    @Test
    void agents_are_lost_offers_are_withdrawn_and_sessions_are_kept() {
        PlanRouter router = recovered(Gone.REQUEUE);
        AgentWork ida = router.agent(IDA).orElseThrow();
        assertThat(ida.status()).isEqualTo(AgentStatus.LOST);
        assertThat(ida.lostSince()).isEqualTo(RESTART);
        assertThat(ida.held()).extracting(AgentWork.Held::session).containsExactly(session(1));
        assertThat(router.session(session(1)).orElseThrow().stage()).isEqualTo(Stage.SERVED);
        assertThat(router.session(session(2)).orElseThrow().offers()).isEmpty();
        assertThat(router.session(session(2)).orElseThrow().refusals()).isEmpty();
        assertThat(router.agent(new AgentId("zoe")).orElseThrow().status()).isEqualTo(AgentStatus.GONE);
        assertThat(events)
                .anyMatch(event -> event instanceof RoutingEvent.StatusChanged changed
                        && changed.agent().equals(IDA)
                        && changed.because() == StatusBecause.DEVICES_AWAY)
                .anyMatch(event -> event instanceof RoutingEvent.Withdrawn withdrawn
                        && withdrawn.session().equals(session(2))
                        && withdrawn.because() == WithdrawnBecause.AGENT_LEFT)
                .noneMatch(event -> event instanceof RoutingEvent.Offered);
        assertThat(router.nextDue()).contains(RESTART.plus(GRACE));
    }

    @Test
    void who_comes_back_within_the_grace_has_the_sessions_and_is_asked_again() {
        PlanRouter router = recovered(Gone.REQUEUE);
        events.clear();
        router.apply(new RoutingCommand.Connect(IDA, "tab"), RESTART.plus(GRACE).minusNanos(1));
        assertThat(router.session(session(1)).orElseThrow().owner()).isEqualTo(IDA);
        assertThat(router.session(session(2)).orElseThrow().offerTo(IDA)).isPresent();
        assertThat(events.get(0))
                .isInstanceOfSatisfying(
                        RoutingEvent.StatusChanged.class,
                        changed -> assertThat(changed.because()).isEqualTo(StatusBecause.BACK));
    }

    @Test
    void who_is_away_longer_than_the_grace_is_gone_and_the_sessions_wait_in_their_old_place() {
        PlanRouter router = recovered(Gone.REQUEUE);
        events.clear();
        router.apply(new RoutingCommand.Advance(), RESTART.plus(GRACE));
        assertThat(router.agent(IDA).orElseThrow().status()).isEqualTo(AgentStatus.GONE);
        SessionWork waiting = router.session(session(1)).orElseThrow();
        assertThat(waiting.stage()).isEqualTo(Stage.WAITING);
        assertThat(waiting.place().orderedFrom()).isEqualTo(NOON);
        assertThat(events)
                .anyMatch(event ->
                        event instanceof RoutingEvent.Queued queued && queued.because() == QueuedBecause.AGENT_GONE);
        router.apply(new RoutingCommand.Connect(IDA, "tab"), RESTART.plus(GRACE).plusSeconds(1));
        assertThat(router.agent(IDA).orElseThrow().status())
                .as("a device alone brings nobody back who is gone")
                .isEqualTo(AgentStatus.GONE);
        router.apply(
                new RoutingCommand.SetAgent(Agent.of("ida").withSessions(2), AgentStatus.AVAILABLE, null),
                RESTART.plus(GRACE).plusSeconds(2));
        assertThat(router.session(session(1)).orElseThrow().offerTo(IDA)).isPresent();
    }

    @Test
    void the_plan_may_keep_or_end_the_sessions_of_who_is_gone() {
        PlanRouter keeps = recovered(Gone.KEEP);
        keeps.apply(new RoutingCommand.Advance(), RESTART.plus(GRACE));
        assertThat(keeps.session(session(1)).orElseThrow().owner()).isEqualTo(IDA);
        events.clear();
        PlanRouter ends = recovered(Gone.END);
        ends.apply(new RoutingCommand.Advance(), RESTART.plus(GRACE));
        assertThat(ends.session(session(1))).isEmpty();
        assertThat(events)
                .anyMatch(event ->
                        event instanceof RoutingEvent.Ended ended && ended.because() == EndedBecause.AGENT_GONE);
    }

    /** Ida serves session 1 and is offered session 2, Zoe is gone; then the process dies. */
    private PlanRouter recovered(Gone onGone) {
        RoutingPlan plan = RoutingPlan.builder()
                .queues(Queue.of("sales"))
                .offers(OfferPolicy.builder().timeout(Duration.ofHours(1)).build())
                .statuses(new StatusPolicy(Map.of(), GRACE, onGone, true, null))
                .build();
        PlanRouter router = PlanRouter.of(plan, event -> {});
        router.apply(new RoutingCommand.SetAgent(Agent.of("zoe"), AgentStatus.GONE, null), NOON);
        router.apply(new RoutingCommand.SetAgent(Agent.of("ida").withSessions(2), AgentStatus.AVAILABLE, null), NOON);
        for (int i = 1; i <= 2; i++) {
            router.apply(new RoutingCommand.Submit(session(i), Demand.of("sales"), NOON), NOON);
        }
        long offer = router.session(session(1)).orElseThrow().offers().get(0).number();
        router.apply(new RoutingCommand.Accept(session(1), IDA, offer), NOON);
        List<String> written = LiveJson.write(router.state());
        return PlanRouter.recover(LiveJson.read(written), Map.of(), events::add, RESTART);
    }

    private static SessionId session(int number) {
        return new SessionId(new ConversationId("c" + number), 1);
    }
}
