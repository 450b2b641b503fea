package io.github.parlor.benchmarks.routing;

import io.github.parlor.benchmarks.routing.peer.HandleRouter;
import io.github.parlor.benchmarks.routing.peer.PlanHandleRouter;
import io.github.parlor.benchmarks.routing.peer.PlanUse;
import io.github.parlor.people.Agent;
import io.github.parlor.routing.RoutedSession;
import io.github.parlor.routing.SkillRouter;
import io.github.parlor.routing.live.RoutingEvent;
import io.github.parlor.routing.plan.AgentGroup;
import io.github.parlor.routing.plan.AgentGroup.Preference;
import io.github.parlor.routing.plan.Capacity;
import io.github.parlor.routing.plan.Escalation;
import io.github.parlor.routing.plan.Ladder;
import io.github.parlor.routing.plan.Limit;
import io.github.parlor.routing.plan.OfferPolicy;
import io.github.parlor.routing.plan.Queue;
import io.github.parlor.routing.plan.Requirement;
import io.github.parlor.routing.plan.RoutingPlan;
import io.github.parlor.routing.plan.WorkOrder;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one line of the benchmark of plans asks for: the base, or the base and one thing more. Another feature is one more
 * constant here and what it has to bring about in the test.
 */
enum PlanLine {
    /** Beside it in the same run. */
    SKILL_ROUTER("`SkillRouter`, exact", null),
    /** What every shop has. */
    BASE("base: skills, capacity, priority", new PlanUse(plan().build())),
    /** What is off has to cost nothing. */
    ELSEWHERE(
            "+ steps, patience, broadcast, escalation in a queue nobody enters",
            new PlanUse(plan().queues(Queue.builder("elsewhere")
                            .ladder(rings())
                            .lastPatience(Duration.ofSeconds(20))
                            .escalations(Escalation.afterWait(Duration.ofSeconds(30), Escalation.Action.raise(1)))
                            .offers(OfferPolicy.builder().atOnce(3).build())
                            .build())
                    .build())),
    LADDER(
            "+ ladder of three steps",
            new PlanUse(plan(Queue.builder("all").ladder(rings()).build()).build())),
    GROUPS(
            "+ groups with ranks and delays",
            new PlanUse(plan().groups(group(0, 0, 0), group(1, 1, 0), group(2, 1, 10), group(3, 2, 20))
                    .build())),
    LIMITS(
            "+ rate and daily cap",
            new PlanUse(plan().capacity(capacity(Duration.ZERO)
                            .with(Limit.rate("in-half-an-hour", 10, Duration.ofMinutes(30)))
                            .with(Limit.daily("a-day", 400, ZoneOffset.UTC)))
                    .build())),
    CHANNELS(
            "+ a channel that stands alone",
            new PlanUse(
                    plan().capacity(capacity(Duration.ZERO)
                                    .with(
                                            PlanUse.ALONE,
                                            Capacity.Load.of(Agent.UNITS_PER_SESSION)
                                                    .onlyAlongside()))
                            .build(),
                    false,
                    false,
                    32,
                    0)),
    BROADCAST(
            "+ offers to 3 at once",
            new PlanUse(plan().offers(OfferPolicy.builder().atOnce(3).build()).build())),
    WRAP_UP(
            "+ wrap-up of 30 s",
            new PlanUse(plan().capacity(capacity(Duration.ofSeconds(30))).build())),
    LAST_AGENT(
            "+ last agent first, for 20 s",
            new PlanUse(
                    plan(Queue.builder("all")
                                    .lastPatience(Duration.ofSeconds(20))
                                    .build())
                            .build(),
                    false,
                    true,
                    0,
                    0)),
    LEVELS(
            "+ strict levels",
            new PlanUse(plan().workOrder(new WorkOrder(WorkOrder.Rule.LEVELS, Duration.ZERO))
                    .build())),
    DUE(
            "+ due times and credit",
            new PlanUse(
                    plan(Queue.builder("all").target(Duration.ofSeconds(60)).build())
                            .workOrder(new WorkOrder(WorkOrder.Rule.DUE, Duration.ZERO))
                            .build(),
                    true,
                    false,
                    0,
                    0)),
    LAPSES("+ one offer in ten lapses", new PlanUse(plan().build(), false, false, 0, 10));

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // A record that is immutable.
    private final @Nullable PlanUse use;

    PlanLine(String title, @Nullable PlanUse use) {
        this.title = title;
        this.use = use;
    }

    private static RoutingPlan.Builder plan() {
        return plan(Queue.of("all"));
    }

    private static RoutingPlan.Builder plan(Queue queue) {
        return RoutingPlan.builder()
                .queues(queue)
                .workOrder(new WorkOrder(WorkOrder.Rule.CREDIT, Duration.ofSeconds(30)))
                .capacity(capacity(Duration.ZERO));
    }

    private static Capacity capacity(Duration wrapUp) {
        return new Capacity(Map.of(), Capacity.Load.DEFAULT, List.of(), wrapUp);
    }

    private static Ladder rings() {
        return Ladder.rings(
                Duration.ofSeconds(10),
                Requirement.any(team(0), team(1)),
                Requirement.any(team(0), team(1), team(2)),
                Requirement.anyone());
    }

    private static Requirement team(int number) {
        return Requirement.team("team-" + number);
    }

    private static AgentGroup group(int team, int rank, int delaySeconds) {
        return new AgentGroup(
                "group-" + team,
                team(team),
                Map.of(Queue.of("all").id(), Preference.of(rank, Duration.ofSeconds(delaySeconds))));
    }

    String title() {
        return title;
    }

    /** Makes the router and a load for it, which is not filled yet. */
    Load<?> open(Setting setting, Consumer<RoutingEvent> seen) {
        Pace pace = Pace.ofSessions(setting);
        PlanUse its = use;
        return its == null
                ? new Load<RoutedSession>(
                        setting,
                        pace,
                        Watcher.NOBODY,
                        (matching, told) -> new HandleRouter(
                                SkillRouter.AgentOrder.LEAST_RECENTLY_GIVEN, matching, setting.offers(), told))
                : new Load<PlanHandleRouter.Session>(
                        setting,
                        pace,
                        Watcher.NOBODY,
                        (matching, told) -> new PlanHandleRouter(its, matching, told, seen));
    }
}
