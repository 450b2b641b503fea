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
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.RandomPlans;
import io.github.parlor.routing.plan.Requirement;
import io.github.parlor.routing.plan.RoutingPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Random commands for a router in a small world, by a seed. Single-owner. */
final class History {
    static final Instant BEGIN = Instant.parse("2026-03-02T08:30:00Z");
    /** The function that random plans ask for. */
    static final Map<String, ToIntFunction<Agent>> SCORERS =
            Map.of("buys-most", agent -> agent.id().value().hashCode() % 3);

    private final SplittableRandom random;
    private final RandomPlans plans;
    private Instant now = BEGIN;
    private int sessions;

    History(long seed) {
        random = new SplittableRandom(seed);
        plans = new RandomPlans(seed);
    }

    RoutingPlan plan() {
        return plans.plan();
    }

    /** Returns when the next command comes; now and then a step back. */
    Instant next() {
        int step = random.nextInt(20);
        if (step < 8) {
            now = now.plusMillis(random.nextInt(1_500));
        } else if (step < 15) {
            now = now.plusSeconds(random.nextInt(30));
        } else if (step == 15) {
            now = now.plusSeconds(random.nextInt(4_000));
        } else if (step == 16 && random.nextInt(4) == 0) {
            return now.minusSeconds(random.nextInt(60));
        }
        return now;
    }

    RoutingCommand command(RoutingState state) {
        int kind = random.nextInt(100);
        if (state.agents().isEmpty() || kind < 12) {
            return agent(state);
        }
        if (state.sessions().isEmpty() || kind < 36) {
            return new RoutingCommand.Submit(session(), demand(), now.minusSeconds(random.nextInt(90)));
        }
        SessionWork work = state.sessions().get(random.nextInt(state.sessions().size()));
        AgentId agent = work.owner() == null || random.nextInt(4) == 0 ? anAgent() : work.owner();
        SessionId id = work.id();
        if (kind < 66 && !work.offers().isEmpty()) {
            SessionWork.Offer offer =
                    work.offers().get(random.nextInt(work.offers().size()));
            return random.nextInt(3) > 0
                    ? new RoutingCommand.Accept(id, offer.agent(), offer.number())
                    : new RoutingCommand.Decline(id, offer.agent(), offer.number(), null);
        }
        return switch (kind) {
            case 66, 67, 68, 69, 70, 71, 72, 73, 74, 75 -> new RoutingCommand.Release(id);
            case 76, 77 -> new RoutingCommand.Abandon(id);
            case 78 -> new RoutingCommand.Pick(id, agent);
            case 79 -> new RoutingCommand.Force(id, agent, random.nextBoolean());
            case 80, 81 -> new RoutingCommand.EndWrapUp(id, agent);
            case 82 -> new RoutingCommand.Requeue(id);
            case 83, 84 -> new RoutingCommand.Transfer(id, demand());
            case 85, 86 -> new RoutingCommand.Park(id);
            case 87, 88 ->
                new RoutingCommand.Wake(id, random.nextBoolean() ? WakePolicy.QUEUE : WakePolicy.RESUME_OVER_LIMIT);
            case 89 -> new RoutingCommand.CallBack(id, now.plusSeconds(random.nextInt(100)));
            case 90, 91 ->
                new RoutingCommand.Reorder(id, random.nextInt(-3, 4), Duration.ofSeconds(random.nextInt(60)), due());
            case 92, 93, 94 -> new RoutingCommand.TakeNext(agent);
            case 95 -> new RoutingCommand.ClearMissed(agent);
            case 96 ->
                random.nextBoolean()
                        ? new RoutingCommand.Connect(agent, "d" + random.nextInt(2))
                        : new RoutingCommand.Disconnect(agent, "d" + random.nextInt(2));
            case 97 ->
                random.nextBoolean() ? new RoutingCommand.Consult(id, agent) : new RoutingCommand.EndConsult(id, agent);
            case 98 -> random.nextInt(3) == 0 ? new RoutingCommand.SetPlan(plan()) : new RoutingCommand.Advance();
            default -> new RoutingCommand.Advance();
        };
    }

    private RoutingCommand agent(RoutingState state) {
        AgentId id = anAgent();
        for (AgentWork known : state.agents()) {
            if (known.id().equals(id) && random.nextInt(3) > 0) {
                return new RoutingCommand.SetAgent(known.profile(), status(), null);
            }
        }
        Set<TeamId> teams = new HashSet<>();
        Map<SkillId, Integer> skills = new HashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            teams.add(new TeamId("t" + random.nextInt(3)));
            skills.put(new SkillId("s" + random.nextInt(4)), 1 + random.nextInt(Agent.MAX_LEVEL));
        }
        int units = random.nextInt(4) == 0 ? random.nextInt(2_000) : 300 * (1 + random.nextInt(4));
        return new RoutingCommand.SetAgent(new Agent(id, "agent", teams, skills, units), status(), null);
    }

    private AgentStatus status() {
        return switch (random.nextInt(8)) {
            case 0 -> AgentStatus.AWAY;
            case 1 -> AgentStatus.DRAINING;
            case 2 -> random.nextBoolean() ? AgentStatus.GONE : AgentStatus.LOST;
            default -> AgentStatus.AVAILABLE;
        };
    }

    private AgentId anAgent() {
        return new AgentId("a" + random.nextInt(6));
    }

    private SessionId session() {
        int number = random.nextInt(8) == 0 ? random.nextInt(sessions + 1) : sessions++;
        return new SessionId(new ConversationId("c" + number), 1);
    }

    private Demand demand() {
        ChannelId[] channels = {Demand.WEB, Demand.WEB, new ChannelId("c1"), new ChannelId("c2")};
        Requirement required = random.nextInt(3) == 0 ? plans.requirement(1) : Requirement.anyone();
        return new Demand(
                new QueueId("q" + random.nextInt(4)),
                channels[random.nextInt(channels.length)],
                required,
                random.nextInt(6) == 0 ? Set.of(anAgent()) : Set.of(),
                random.nextInt(6) == 0 ? anAgent() : null,
                random.nextInt(5) == 0 ? anAgent() : null,
                random.nextInt(4) == 0 ? random.nextInt(-5, 6) : 0,
                random.nextInt(4) == 0 ? Duration.ofSeconds(random.nextInt(60)) : Duration.ZERO,
                due());
    }

    private @Nullable Instant due() {
        return random.nextInt(3) == 0 ? now.plusSeconds(random.nextInt(300)) : null;
    }

    /** Returns what a router that searches in some way is made of. */
    static PlanRouter router(
            RoutingState state, List<RoutingEvent> events, java.util.function.Function<Floor, Search> searches) {
        return new PlanRouter(state, SCORERS, events::add, searches);
    }
}
