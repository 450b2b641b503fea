package io.github.parlor.routing.plan;

import io.github.parlor.id.AgentId;
import io.github.parlor.id.ChannelId;
import io.github.parlor.id.QueueId;
import io.github.parlor.id.SkillId;
import io.github.parlor.id.TeamId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.time.Schedule;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Random valid plans that use everything a plan can have. */
public final class RandomPlans {
    private final SplittableRandom random;

    /** Draws by a seed. */
    public RandomPlans(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Returns the next plan. */
    public RoutingPlan plan() {
        int queues = 1 + random.nextInt(4);
        WorkOrder order = new WorkOrder(pick(WorkOrder.Rule.values()), seconds(600));
        boolean due = order.rule() == WorkOrder.Rule.DUE;
        List<Queue> all = list(queues, i -> queue("q" + i, queues, due));
        List<AgentGroup> groups = list(random.nextInt(3), i -> group("g" + i, queues));
        return new RoutingPlan(
                all,
                groups,
                order,
                pick(AgentOrder.values()),
                capacity(queues),
                offers(),
                statuses(),
                random.nextInt(RoutingPlan.MAX_HOPS + 1));
    }

    Queue queue(String id, int queues, boolean due) {
        Set<TeamId> teams = new LinkedHashSet<>(list(random.nextInt(3), i -> new TeamId("t" + i)));
        return new Queue(
                new QueueId(id),
                teams,
                ladder(),
                scoring(),
                random.nextInt(-9, 10),
                Duration.ofMillis(random.nextInt(-90_000, 90_000)),
                due || random.nextBoolean() ? seconds(900) : null,
                hours(),
                list(random.nextInt(4), i -> escalation(queues)),
                seconds(60),
                seconds(60),
                seconds(60),
                random.nextBoolean(),
                random.nextBoolean() ? offers() : null);
    }

    Ladder ladder() {
        List<Ladder.Step> steps =
                list(random.nextInt(4), i -> new Ladder.Step(requirement(2), seconds(40), random.nextBoolean()));
        List<Ladder.Step> all = new ArrayList<>(steps);
        all.add(new Ladder.Step(requirement(1), null, false));
        return new Ladder(random.nextBoolean() ? Requirement.anyone() : requirement(1), all);
    }

    /** Returns a requirement so deep. */
    public Requirement requirement(int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 7)) {
            case 0 -> Requirement.anyone();
            case 1 -> new Requirement.HasSkill(skill(), 1 + random.nextInt(Agent.MAX_LEVEL));
            case 2 -> new Requirement.InTeam(new TeamId("t" + random.nextInt(3)));
            case 3 ->
                new Requirement.Named(new LinkedHashSet<>(list(1 + random.nextInt(3), i -> new AgentId("a" + i))));
            case 4 -> new Requirement.AllOf(list(1 + random.nextInt(3), i -> requirement(depth - 1)));
            case 5 -> new Requirement.AnyOf(list(1 + random.nextInt(3), i -> requirement(depth - 1)));
            default -> new Requirement.Not(requirement(depth - 1));
        };
    }

    private Scoring scoring() {
        return switch (random.nextInt(6)) {
            case 0 -> Scoring.even();
            case 1 ->
                new Scoring.Points(list(
                        random.nextInt(3), i -> new Scoring.Points.Entry(requirement(1), random.nextInt(-100, 100))));
            case 2 -> new Scoring.MostSkilled(new LinkedHashSet<>(List.of(skill())));
            case 3 -> new Scoring.Match(Map.of(skill(), 1 + random.nextInt(Agent.MAX_LEVEL)));
            case 4 -> new Scoring.Specialists();
            default -> new Scoring.Custom("buys-most");
        };
    }

    private Escalation escalation(int queues) {
        Escalation.Condition when = switch (random.nextInt(4)) {
            case 0 -> new Escalation.Condition.Length(random.nextInt(100));
            case 1 -> new Escalation.Condition.Wait(Duration.ofSeconds(1 + random.nextInt(600)));
            case 2 -> new Escalation.Condition.Unstaffed(seconds(60));
            default -> new Escalation.Condition.OutOfHours();
        };
        Escalation.Action then = switch (random.nextInt(3)) {
            case 0 -> new Escalation.Action.Refuse();
            case 1 ->
                new Escalation.Action.Move(someQueue(queues), random.nextBoolean() ? null : random.nextInt(-5, 5));
            default -> new Escalation.Action.Raise(1 + random.nextInt(10));
        };
        return new Escalation(when, then);
    }

    private AgentGroup group(String name, int queues) {
        Map<QueueId, AgentGroup.Preference> preferences = new LinkedHashMap<>();
        for (int i = random.nextInt(queues + 1); i > 0; i--) {
            preferences.put(
                    someQueue(queues),
                    new AgentGroup.Preference(random.nextInt(4), 1 + random.nextInt(5), seconds(90)));
        }
        return new AgentGroup(name, requirement(1), preferences);
    }

    private Capacity capacity(int queues) {
        Capacity capacity = Capacity.DEFAULT;
        for (int i = random.nextInt(3); i > 0; i--) {
            Capacity.Load load = new Capacity.Load(random.nextInt(900), random.nextInt(100), random.nextInt(900), null);
            capacity = capacity.with(
                    new ChannelId("c" + i), random.nextBoolean() ? load : load.onlyAlongside(new ChannelId("web")));
        }
        Set<QueueId> some = Set.of(someQueue(queues));
        return switch (random.nextInt(4)) {
            case 0 -> capacity;
            case 1 -> capacity.with(new Limit.Held("held", random.nextInt(9), Set.of(), some));
            case 2 -> capacity.with(Limit.rate("rate", random.nextInt(9), Duration.ofHours(1)));
            default -> capacity.with(Limit.daily("day", random.nextInt(9), ZoneId.of("Europe/Paris")));
        };
    }

    private OfferPolicy offers() {
        return OfferPolicy.builder()
                .timeout(Duration.ofSeconds(1 + random.nextInt(90)))
                .autoAccept(random.nextBoolean())
                .atOnce(1 + random.nextInt(OfferPolicy.MAX_AT_ONCE))
                .onMissed(1 + random.nextInt(4), pick(OfferPolicy.Missed.values()))
                .declineLimit(1 + random.nextInt(4))
                .coolDown(seconds(60))
                .lastResort(random.nextBoolean())
                .takeNext(random.nextBoolean())
                .pick(random.nextBoolean())
                .build();
    }

    private StatusPolicy statuses() {
        Map<String, AgentStatus> reasons =
                random.nextBoolean() ? Map.of() : Map.of("lunch", AgentStatus.AWAY, "last call", AgentStatus.DRAINING);
        String missedReason = !reasons.isEmpty() && random.nextBoolean() ? "lunch" : null;
        return new StatusPolicy(
                reasons, seconds(120), pick(StatusPolicy.Gone.values()), random.nextBoolean(), missedReason);
    }

    private @Nullable Schedule hours() {
        Schedule week = Schedule.builder(ZoneId.of("Europe/Paris"))
                .open(DayOfWeek.MONDAY, DayOfWeek.FRIDAY, "09:00-18:00")
                .build();
        return switch (random.nextInt(3)) {
            case 0 -> week;
            case 1 -> Schedule.union(week, Schedule.never());
            default -> null;
        };
    }

    private SkillId skill() {
        return new SkillId("s" + random.nextInt(4));
    }

    private QueueId someQueue(int queues) {
        return new QueueId("q" + random.nextInt(queues));
    }

    private Duration seconds(int most) {
        return Duration.ofSeconds(random.nextInt(most + 1));
    }

    @SafeVarargs
    private <T> T pick(T... from) {
        return from[random.nextInt(from.length)];
    }

    private static <T> List<T> list(int size, IntFunction<T> make) {
        List<T> elements = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            elements.add(make.apply(i));
        }
        return elements;
    }
}
