package io.github.parlor.routing.live;

import io.github.parlor.conversation.ConversationPolicy.WakePolicy;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ChannelId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.QueueId;
import io.github.parlor.id.SessionId;
import io.github.parlor.id.SkillId;
import io.github.parlor.id.TeamId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.routing.live.RoutingLog.Entry;
import io.github.parlor.routing.live.SessionWork.Offer;
import io.github.parlor.routing.plan.Capacity;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.Queue;
import io.github.parlor.routing.plan.RandomPlans;
import io.github.parlor.routing.plan.RoutingPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** A random plan and a random day by it, in which all commands occur and most of them mean something. */
final class RandomHistory {
    static final Instant START = Instant.parse("2026-03-02T08:30:00Z");
    static final Map<String, ToIntFunction<Agent>> SCORERS =
            Map.of("buys-most", agent -> agent.id().value().hashCode() % 7);

    final long seed;
    final RoutingPlan plan;
    final List<Entry> entries = new ArrayList<>();
    final List<RoutingEvent> events = new ArrayList<>();
    final PlanRouter router;
    Instant now = START;

    private final SplittableRandom random;
    private final RandomPlans plans;
    private final int agents;
    private int sessions;

    RandomHistory(long seed) {
        this.seed = seed;
        random = new SplittableRandom(seed);
        plans = new RandomPlans(seed);
        plan = nextPlan();
        agents = 1 + random.nextInt(5);
        router = new PlanRouter(plan, SCORERS, events::add);
    }

    private RoutingPlan nextPlan() {
        RoutingPlan plan = plans.plan();
        Capacity capacity = plan.capacity();
        return new RoutingPlan(
                plan.queues(),
                plan.groups(),
                plan.workOrder(),
                plan.agentOrder(),
                new Capacity(
                        capacity.channels(),
                        capacity.others(),
                        capacity.limits(),
                        Duration.ofSeconds(random.nextBoolean() ? 20 : 0)),
                plan.offers(),
                plan.statuses(),
                plan.maxHops());
    }

    /** Plays so many commands. */
    RandomHistory play(int commands) {
        for (int i = 0; i < commands; i++) {
            step();
        }
        return this;
    }

    void step() {
        if (random.nextInt(3) > 0) {
            now = now.plusMillis(random.nextInt(random.nextInt(8) == 0 ? 120_000 : 5_000));
        }
        RoutingCommand command = command();
        entries.add(new Entry(now, command));
        router.apply(command, now);
    }

    private RoutingCommand command() {
        int kind = random.nextInt(100);
        if (kind < 22) {
            return new RoutingCommand.Submit(
                    random.nextInt(5) == 0 ? someSession() : newSession(),
                    demand(),
                    now.minusMillis(random.nextInt(3) == 0 ? random.nextInt(90_000) : 0));
        } else if (kind < 38) {
            return setAgent();
        } else if (kind < 52) {
            return answer();
        } else if (kind < 60) {
            return new RoutingCommand.Advance();
        } else if (kind < 62) {
            return new RoutingCommand.SetPlan(nextPlan());
        } else if (kind < 70) {
            return new RoutingCommand.Release(someSession());
        }
        SessionId session = someSession();
        AgentId agent = someAgent();
        if (kind < 74) {
            return endConsult()
                    .or(() -> missing().map(RoutingCommand.ClearMissed::new))
                    .orElse(new RoutingCommand.Consult(session, agent));
        }
        return switch (random.nextInt(16)) {
            case 0 -> new RoutingCommand.Connect(agent, "d" + random.nextInt(2));
            case 1 -> new RoutingCommand.Disconnect(agent, "d" + random.nextInt(2));
            case 2 -> new RoutingCommand.ClearMissed(missing().orElse(agent));
            case 3 -> new RoutingCommand.TakeNext(agent);
            case 4 -> new RoutingCommand.Abandon(session);
            case 5 -> new RoutingCommand.Pick(session, agent);
            case 6 -> new RoutingCommand.Force(session, agent, random.nextBoolean());
            case 7 -> new RoutingCommand.EndWrapUp(session, agent);
            case 8 -> new RoutingCommand.Requeue(session);
            case 9 -> new RoutingCommand.Transfer(session, demand());
            case 10 -> new RoutingCommand.Park(session);
            case 11 -> new RoutingCommand.Wake(session, pick(WakePolicy.values()));
            case 12 -> new RoutingCommand.Consult(session, agent);
            case 13 -> new RoutingCommand.EndConsult(session, agent);
            case 14 -> new RoutingCommand.CallBack(session, now.plusMillis(random.nextInt(90_000)));
            default ->
                new RoutingCommand.Reorder(
                        session,
                        random.nextInt(-5, 6),
                        Duration.ofSeconds(random.nextInt(-60, 60)),
                        random.nextBoolean() ? null : now.plusSeconds(random.nextInt(600)));
        };
    }

    private Optional<AgentId> missing() {
        return router.state().agents().stream()
                .filter(agent -> agent.held().stream().anyMatch(held -> held.phase() == Capacity.Phase.MISSED))
                .map(AgentWork::id)
                .findFirst();
    }

    private Optional<RoutingCommand> endConsult() {
        return router.state().sessions().stream()
                .filter(session -> !session.advisers().isEmpty())
                .map(session -> (RoutingCommand) new RoutingCommand.EndConsult(
                        session.id(), session.advisers().iterator().next()))
                .findFirst();
    }

    private RoutingCommand answer() {
        List<RoutingCommand> answers = new ArrayList<>();
        for (SessionWork session : router.state().sessions()) {
            for (Offer offer : session.offers()) {
                answers.add(
                        random.nextInt(3) > 0
                                ? new RoutingCommand.Accept(session.id(), offer.agent(), offer.number())
                                : new RoutingCommand.Decline(
                                        session.id(),
                                        offer.agent(),
                                        offer.number(),
                                        random.nextBoolean() ? "busy" : null));
            }
        }
        return answers.isEmpty()
                ? new RoutingCommand.Accept(someSession(), someAgent(), random.nextInt(9))
                : answers.get(random.nextInt(answers.size()));
    }

    private RoutingCommand setAgent() {
        Map<SkillId, Integer> skills = new LinkedHashMap<>();
        Set<TeamId> teams = new LinkedHashSet<>();
        for (int i = 0; i < 4; i++) {
            if (random.nextInt(3) > 0) {
                skills.put(new SkillId("s" + i), 1 + random.nextInt(Agent.MAX_LEVEL));
            }
            if (i < 3 && random.nextBoolean()) {
                teams.add(new TeamId("t" + i));
            }
        }
        Agent profile = Agent.of(someAgent().value())
                .withSkills(skills)
                .withTeams(teams)
                .withSessions(random.nextInt(4));
        AgentStatus status = random.nextInt(3) > 0 ? AgentStatus.AVAILABLE : pick(AgentStatus.values());
        return new RoutingCommand.SetAgent(profile, status, null);
    }

    Demand demand() {
        Demand demand = Demand.of("q" + random.nextInt(4))
                .withQueue(random.nextInt(8) > 0 ? someQueue() : new QueueId("elsewhere"))
                .withPriority(random.nextInt(-3, 4))
                .withNamed(random.nextInt(5) == 0 ? someAgent() : null)
                .withLast(random.nextInt(5) == 0 ? someAgent() : null);
        if (random.nextInt(4) == 0) {
            demand = demand.withRequired(plans.requirement(1));
        }
        if (random.nextInt(6) == 0) {
            demand = demand.withExcluded(Set.of(someAgent()));
        }
        return random.nextInt(4) > 0
                ? demand
                : new Demand(
                        demand.queue(),
                        new ChannelId("c" + random.nextInt(3)),
                        demand.required(),
                        demand.excluded(),
                        demand.named(),
                        demand.last(),
                        demand.priority(),
                        demand.credit(),
                        demand.due());
    }

    private QueueId someQueue() {
        List<Queue> queues = router.state().plan().queues();
        return queues.get(random.nextInt(queues.size())).id();
    }

    @SafeVarargs
    private <T> T pick(T... from) {
        return from[random.nextInt(from.length)];
    }

    private AgentId someAgent() {
        return new AgentId("a" + random.nextInt(agents));
    }

    private SessionId newSession() {
        return session(++sessions);
    }

    private SessionId someSession() {
        @Nullable SessionWork some = null;
        List<SessionWork> known = router.state().sessions();
        if (!known.isEmpty() && random.nextInt(10) > 0) {
            some = known.get(random.nextInt(known.size()));
        }
        return some == null ? session(1 + random.nextInt(sessions + 1)) : some.id();
    }

    private static SessionId session(int number) {
        return new SessionId(new ConversationId("c" + number), 1);
    }
}
