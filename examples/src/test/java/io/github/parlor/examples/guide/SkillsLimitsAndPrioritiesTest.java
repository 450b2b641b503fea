package io.github.parlor.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.id.AgentId;
import io.github.parlor.id.ChannelId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.QueueId;
import io.github.parlor.id.SessionId;
import io.github.parlor.id.SkillId;
import io.github.parlor.id.TeamId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.routing.live.AgentWork;
import io.github.parlor.routing.live.PlanRouter;
import io.github.parlor.routing.live.RoutingCommand.Accept;
import io.github.parlor.routing.live.RoutingCommand.Advance;
import io.github.parlor.routing.live.RoutingCommand.Force;
import io.github.parlor.routing.live.RoutingCommand.Release;
import io.github.parlor.routing.live.RoutingCommand.Reorder;
import io.github.parlor.routing.live.RoutingCommand.SetAgent;
import io.github.parlor.routing.live.RoutingCommand.SetPlan;
import io.github.parlor.routing.live.RoutingCommand.Submit;
import io.github.parlor.routing.live.RoutingEvent;
import io.github.parlor.routing.live.RoutingEvent.Moved;
import io.github.parlor.routing.live.RoutingEvent.Offered;
import io.github.parlor.routing.plan.AgentGroup;
import io.github.parlor.routing.plan.AgentGroup.Preference;
import io.github.parlor.routing.plan.Capacity;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.Escalation;
import io.github.parlor.routing.plan.Finding;
import io.github.parlor.routing.plan.Ladder;
import io.github.parlor.routing.plan.Limit;
import io.github.parlor.routing.plan.Queue;
import io.github.parlor.routing.plan.Requirement;
import io.github.parlor.routing.plan.RoutingPlan;
import io.github.parlor.routing.plan.Scoring;
import io.github.parlor.routing.plan.WorkOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SkillsLimitsAndPrioritiesTest {
    private final Instant nine = Instant.parse("2026-03-02T09:00:00Z");
    private final AgentId ida = new AgentId("ida");
    private final AgentId max = new AgentId("max");
    private final List<RoutingEvent> events = new ArrayList<>();

    @Test
    void skills_widen_as_a_session_waits() {
        // snippet ladder
        Ladder ladder = Ladder.builder()
                .step(Requirement.skill("french", 7), Duration.ofSeconds(30))
                .stepUnlessNobodyIsThere(Requirement.skill("french", 1), Duration.ofSeconds(60))
                .last(Requirement.team("service"));
        RoutingPlan plan =
                RoutingPlan.of(Queue.builder("boutique").ladder(ladder).build());
        PlanRouter router = PlanRouter.of(plan, events::add);
        Agent fair = Agent.of("max").withSkills(Map.of(new SkillId("french"), 3));
        router.apply(new SetAgent(fair, AgentStatus.AVAILABLE, null), nine);
        router.apply(new Submit(chat("c1"), Demand.of("boutique"), nine), nine);
        router.apply(new Advance(), nine.plusSeconds(30));
        // end
        assertThat(offers()).hasSize(1);
        assertThat(offers().get(0).at()).isEqualTo(nine.plusSeconds(30));
        assertThat(offers().get(0).suitability().tier()).isEqualTo(1);
    }

    @Test
    void who_is_named_is_asked_first() {
        // snippet named
        Queue queue =
                Queue.builder("sales").namedPatience(Duration.ofSeconds(20)).build();
        Demand demand = Demand.of("sales").withNamed(ida).withLast(max);
        // end
        PlanRouter router = PlanRouter.of(RoutingPlan.of(queue), events::add);
        available(router, Agent.of("max"));
        available(router, Agent.of("ida").withSessions(0));
        router.apply(new Submit(chat("c1"), demand, nine), nine);
        assertThat(offers()).isEmpty();
        router.apply(new Advance(), nine.plusSeconds(20));
        assertThat(offers()).singleElement().extracting(Offered::agent).isEqualTo(max);
    }

    @Test
    void several_limits_hold_at_once() {
        ChannelId phone = new ChannelId("phone");
        ChannelId mail = new ChannelId("mail");
        // snippet limits
        Capacity capacity = Capacity.DEFAULT
                .with(phone, Capacity.Load.of(900).onlyAlongside())
                .with(mail, Capacity.Load.of(100))
                .with(Limit.held("mails", 4, mail))
                .with(Limit.rate("calm", 20, Duration.ofHours(1)));
        RoutingPlan plan = RoutingPlan.builder()
                .queues(Queue.of("service"))
                .capacity(capacity)
                .build();
        // end
        PlanRouter router = PlanRouter.of(plan, events::add);
        available(router, Agent.of("ida"));
        for (int i = 1; i <= 6; i++) {
            Demand demand = Demand.of("service").withChannel(mail);
            router.apply(new Submit(chat("m" + i), demand, nine), nine);
        }
        assertThat(offers()).hasSize(4);
    }

    @Test
    void a_group_comes_later_and_prefers_its_own_queue() {
        // snippet groups
        QueueId sales = new QueueId("sales");
        QueueId support = new QueueId("support");
        AgentGroup sellers = new AgentGroup(
                "sellers",
                Requirement.team("sales"),
                Map.of(sales, Preference.DEFAULT, support, Preference.of(1, Duration.ofSeconds(30))));
        RoutingPlan plan = RoutingPlan.builder()
                .queues(Queue.of("sales"), Queue.of("support"))
                .groups(sellers)
                .build();
        // end
        PlanRouter router = PlanRouter.of(plan, events::add);
        available(router, Agent.of("ida").withTeams(Set.of(new TeamId("sales"))));
        router.apply(new Submit(chat("c1"), Demand.of("support"), nine), nine);
        router.apply(new Advance(), nine.plusSeconds(29));
        assertThat(offers()).isEmpty();
        router.apply(new Advance(), nine.plusSeconds(30));
        assertThat(offers()).hasSize(1);
    }

    @Test
    void priority_is_time_or_levels() {
        // snippet priority
        WorkOrder order = new WorkOrder(WorkOrder.Rule.CREDIT, Duration.ofMinutes(1));
        Demand gold = Demand.of("sales").withPriority(2);
        Demand hurt = Demand.of("sales").withCredit(Duration.ofMinutes(10));
        // end
        RoutingPlan plan =
                RoutingPlan.builder().queues(Queue.of("sales")).workOrder(order).build();
        PlanRouter router = PlanRouter.of(plan, events::add);
        router.apply(new Submit(chat("plain"), Demand.of("sales"), nine), nine);
        router.apply(new Submit(chat("gold"), gold, nine.plusSeconds(60)), nine.plusSeconds(60));
        router.apply(new Submit(chat("hurt"), hurt, nine.plusSeconds(90)), nine.plusSeconds(90));
        // snippet reorder
        router.apply(new Reorder(chat("plain"), 20, Duration.ZERO, null), nine.plusSeconds(95));
        // end
        router.apply(new SetAgent(Agent.of("ida"), AgentStatus.AVAILABLE, null), nine.plusSeconds(100));
        assertThat(offers())
                .extracting(offered -> offered.session().conversation().value())
                .containsExactly("plain", "hurt", "gold");
    }

    @Test
    void a_long_queue_overflows_and_a_supervisor_may_go_beyond_a_limit() {
        // snippet overflow
        Queue sales = Queue.builder("sales")
                .served(Requirement.team("sales"))
                .escalations(
                        Escalation.atLength(50, Escalation.Action.refuse()),
                        Escalation.afterWait(Duration.ofMinutes(1), Escalation.Action.raise(5)),
                        Escalation.afterWait(Duration.ofMinutes(3), Escalation.Action.move("everybody")))
                .build();
        RoutingPlan plan = RoutingPlan.of(sales, Queue.of("everybody"));
        // end
        PlanRouter router = PlanRouter.of(plan, events::add);
        router.apply(new Submit(chat("c1"), Demand.of("sales"), nine), nine);
        available(router, Agent.of("ida").withSessions(1));
        router.apply(new Advance(), nine.plusSeconds(180));
        assertThat(events).anyMatch(Moved.class::isInstance);
        Offered offer = offers().get(0);
        router.apply(new Accept(chat("c1"), ida, offer.offer()), nine.plusSeconds(181));
        router.apply(new Submit(chat("c2"), Demand.of("everybody"), nine), nine.plusSeconds(182));

        // snippet force
        router.apply(new Force(chat("c2"), ida, true), nine.plusSeconds(183));
        AgentWork now = router.agent(ida).orElseThrow();
        int above = now.over().getOrDefault(RoutingEvent.OverBecause.FORCED, 0);
        // end
        assertThat(above).isEqualTo(1);
        router.apply(new Release(chat("c1")), nine.plusSeconds(200));
        assertThat(router.agent(ida).orElseThrow().held()).hasSize(1);
    }

    @Test
    void a_plan_is_checked_and_swapped() {
        List<Agent> agents = List.of(Agent.of("ida"));
        PlanRouter router = PlanRouter.of(RoutingPlan.of(Queue.of("sales")), events::add);
        // snippet swap
        RoutingPlan plan = RoutingPlan.of(Queue.builder("sales")
                .served(Requirement.skill("klingon", 3))
                .scoring(new Scoring.Specialists())
                .build());
        List<Finding> findings = plan.findings(agents);
        if (findings.isEmpty()) {
            router.apply(new SetPlan(plan), nine);
        }
        // end
        assertThat(findings).isNotEmpty();
        assertThat(findings.get(0).words()).contains("sales");
    }

    private static SessionId chat(String id) {
        return new SessionId(new ConversationId(id), 1);
    }

    private void available(PlanRouter router, Agent agent) {
        router.apply(new SetAgent(agent, AgentStatus.AVAILABLE, null), nine);
    }

    private List<Offered> offers() {
        return events.stream()
                .filter(Offered.class::isInstance)
                .map(Offered.class::cast)
                .toList();
    }
}
