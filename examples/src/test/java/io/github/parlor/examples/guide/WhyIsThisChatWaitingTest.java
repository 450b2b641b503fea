package io.github.parlor.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.dispatch.Availability;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.SessionId;
import io.github.parlor.id.SkillId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.routing.live.Decision;
import io.github.parlor.routing.live.DryRun;
import io.github.parlor.routing.live.Explanation;
import io.github.parlor.routing.live.LiveJson;
import io.github.parlor.routing.live.Obstacle;
import io.github.parlor.routing.live.PlanRouter;
import io.github.parlor.routing.live.Reachability;
import io.github.parlor.routing.live.RoutingCommand;
import io.github.parlor.routing.live.RoutingEvent;
import io.github.parlor.routing.live.RoutingLog;
import io.github.parlor.routing.live.RoutingState;
import io.github.parlor.routing.live.SessionWork;
import io.github.parlor.routing.live.Standing;
import io.github.parlor.routing.live.Unmet;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.Finding;
import io.github.parlor.routing.plan.Ladder;
import io.github.parlor.routing.plan.OfferPolicy;
import io.github.parlor.routing.plan.Queue;
import io.github.parlor.routing.plan.Requirement;
import io.github.parlor.routing.plan.RoutingPlan;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WhyIsThisChatWaitingTest {
    private final Instant nine = Instant.parse("2026-03-02T09:00:00Z");
    private final Instant now = nine.plusSeconds(10);
    private final SessionId first = new SessionId(new ConversationId("c1"), 1);
    private final SessionId second = new SessionId(new ConversationId("c2"), 1);
    private final List<RoutingEvent> events = new ArrayList<>();
    private final List<RoutingLog.Entry> log = new ArrayList<>();
    private final RoutingPlan plan = plan();
    private final PlanRouter router = PlanRouter.of(plan, events::add);

    private static RoutingPlan plan() {
        // snippet plan
        Ladder ladder =
                Ladder.rings(Duration.ofSeconds(30), Requirement.skill("french", 7), Requirement.skill("french", 3));
        RoutingPlan plan = RoutingPlan.builder()
                .queues(Queue.builder("sales").ladder(ladder).build())
                .offers(OfferPolicy.builder().autoAccept(true).build())
                .build();
        // end
        return plan;
    }

    // snippet tell
    private void tell(RoutingCommand command, Instant at) {
        log.add(new RoutingLog.Entry(at, command));
        router.apply(command, at);
    }
    // end

    private void morning() {
        // snippet morning
        Map<SkillId, Integer> fluent = Map.of(new SkillId("french"), 9);
        Map<SkillId, Integer> some = Map.of(new SkillId("french"), 4);
        Agent ida = Agent.of("ida").withSkills(fluent).withSessions(1);
        Agent ben = Agent.of("ben").withSkills(some);
        tell(new RoutingCommand.SetAgent(ida, AgentStatus.AVAILABLE, null), nine);
        tell(new RoutingCommand.SetAgent(ben, AgentStatus.AVAILABLE, null), nine);
        tell(new RoutingCommand.SetAgent(Agent.of("zoe"), AgentStatus.AWAY, null), nine);
        tell(new RoutingCommand.Submit(first, Demand.of("sales"), nine), nine);
        tell(new RoutingCommand.Submit(second, Demand.of("sales"), now), now);
        // end
    }

    @Test
    void every_agent_has_a_first_thing_in_the_way() throws IOException {
        morning();
        // snippet explain
        Explanation why = router.explain(second, now).orElseThrow();
        String text = why.text();
        // end
        assertThat(text.strip())
                .isEqualTo(Page.of("docs/guide/why-is-this-chat-waiting.md")
                        .block("text", "explanation")
                        .strip());
        // snippet row
        Obstacle obstacle = why.agent(new AgentId("ben")).orElseThrow().obstacle();
        Unmet unmet = why.agent(new AgentId("zoe")).orElseThrow().unmet();
        // end
        assertThat(obstacle).isEqualTo(new Obstacle(Obstacle.Kind.STEP, "1", now.plusSeconds(30)));
        assertThat(unmet).isEqualTo(new Unmet(Requirement.skill("french", 3), Unmet.AskedBy.QUEUE, 1));
        assertThat(why.canBeServed()).isTrue();
        tell(new RoutingCommand.Advance(), now.plusSeconds(30));
        assertThat(router.session(second).orElseThrow().owner()).isEqualTo(new AgentId("ben"));
    }

    @Test
    void a_contact_is_told_the_place_and_the_wait_if_it_is_known() {
        morning();
        // snippet standing
        Standing standing = router.standing(second, now).orElseThrow();
        Reachability sales = router.availability(Demand.of("sales"), now).orElseThrow();
        // end
        assertThat(standing.position()).isEqualTo(1);
        assertThat(standing.couldServe()).isEqualTo(2);
        assertThat(standing.expected().low()).isNull();
        assertThat(sales.answer()).isInstanceOf(Availability.Busy.class);
        assertThat(sales.waiting()).isEqualTo(1);
        assertThat(sales.freeSlots()).isZero();
        assertThat(router.availability(Demand.of("wine"), now)).isEmpty();
    }

    @Test
    void a_dry_run_says_what_would_help() {
        morning();
        // snippet whatif
        Agent zoe = Agent.of("zoe").withSkills(Map.of(new SkillId("french"), 8));
        DryRun trained = DryRun.of(router.state())
                .with(zoe)
                .apply(new RoutingCommand.SetAgent(zoe, AgentStatus.AVAILABLE, null), now);
        SessionWork then = trained.state().sessions().get(1);
        // end
        assertThat(then.owner()).isEqualTo(new AgentId("zoe"));
        assertThat(router.session(second).orElseThrow().owner()).isNull();
    }

    @Test
    void a_log_says_why_this_agent() {
        morning();
        // snippet decision
        long holding = router.session(first).orElseThrow().holding();
        Decision decision =
                RoutingLog.why(RoutingState.of(plan), Map.of(), log, holding).orElseThrow();
        // end
        assertThat(decision.offer().agent()).isEqualTo(new AgentId("ida"));
        assertThat(decision.runnersUp()).isEmpty();
        assertThat(decision.before().agent(new AgentId("zoe")).orElseThrow().text())
                .isEqualTo("zoe: is AWAY, and lacks french 3 (asked by the queue's step 2, the last)");
    }

    @Test
    void the_same_log_is_the_same_day_and_a_snapshot_goes_on() {
        morning();
        // snippet replay
        List<String> lines = log.stream().map(RoutingLog.Entry::toJson).toList();
        RoutingLog.Played again = PlanRouter.replay(plan, Map.of(), RoutingLog.parse(lines));
        // end
        assertThat(again.events()).isEqualTo(events);
        assertThat(again.state()).isEqualTo(router.state());
        List<RoutingEvent> told = new ArrayList<>();
        // snippet snapshot
        List<String> snapshot = LiveJson.write(router.state());
        PlanRouter next = PlanRouter.recover(LiveJson.read(snapshot), Map.of(), told::add, now);
        // end
        assertThat(next.agent(new AgentId("ida")).orElseThrow().status()).isEqualTo(AgentStatus.LOST);
        assertThat(next.session(first).orElseThrow().owner()).isEqualTo(new AgentId("ida"));
    }

    @Test
    void a_plan_is_looked_at_before_it_is_set() {
        morning();
        // snippet findings
        RoutingPlan other = RoutingPlan.of(
                Queue.builder("sales").served(Requirement.skill("latin", 5)).build());
        List<Finding> findings = router.findings(other);
        // end
        assertThat(findings).anyMatch(each -> each.severity() == Finding.Severity.ERROR);
    }
}
