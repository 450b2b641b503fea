package io.github.parlor.benchmarks.routing.peer;

import io.github.parlor.id.AgentId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.SessionId;
import io.github.parlor.id.TeamId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import io.github.parlor.routing.live.PlanRouter;
import io.github.parlor.routing.live.RoutingCommand;
import io.github.parlor.routing.live.RoutingEvent;
import io.github.parlor.routing.live.SessionWork;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.Requirement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Parlor's router by a plan, with its commands and events. Ids are made before they are needed and used again long after a
 * session ended, as a host has them anyway; a command and the handle of a new session are part of the call. Of several offers
 * of one session the first is answered. Single-owner.
 */
public final class PlanHandleRouter implements RouterUnderTest<PlanHandleRouter.Session> {
    /** Ids that rest: sessions that ended still hold capacity during wrap-up. */
    private static final int RESTING = 1 << 13;

    private static final ConversationId ALL = new ConversationId("c");

    private final PlanUse use;
    private final Matching matching;
    private final Offers<Session> told;
    private final Consumer<RoutingEvent> seen;
    private final PlanRouter router;
    private final Demand[][] demands = new Demand[Matching.KINDS][Credit.COUNT];
    private final AgentId[] agents;
    private final int[][] agentsOfProfile;
    private final Map<AgentId, Integer> numbers = new HashMap<>();
    private final ArrayDeque<SessionId> resting = new ArrayDeque<>();
    /** By the number in the id, which begins with 1. */
    private final List<@Nullable Session> sessions = new ArrayList<>();

    private int submitted;
    private int offered;

    /** A session, and the offer of it that is to be answered. */
    public static final class Session {
        private final SessionId id;
        private @Nullable AgentId agent;
        private long offer;
        private boolean ended;

        private Session(SessionId id) {
            this.id = id;
        }
    }

    /**
     * Makes a router and tells it all agents.
     *
     * @param seen sees every event, before what it means is told
     */
    public PlanHandleRouter(PlanUse use, Matching matching, Offers<Session> told, Consumer<RoutingEvent> seen) {
        this.use = use;
        this.matching = matching;
        this.told = told;
        this.seen = seen;
        router = PlanRouter.of(use.plan(), this::tell);
        for (int kind = 0; kind < Matching.KINDS; kind++) {
            Demand demand =
                    Demand.of(use.plan().queues().get(0).id().value()).withRequired(required(matching.target(kind)));
            for (Credit credit : Credit.values()) {
                demands[kind][credit.index()] = use.withPriority(demand, credit);
            }
        }
        agents = new AgentId[matching.agents()];
        for (int number = 0; number < agents.length; number++) {
            Agent agent = matching.agent(number).withTeams(Set.of(new TeamId(PlanUse.team(matching, number))));
            agents[number] = agent.id();
            numbers.put(agent.id(), number);
            router.apply(
                    new RoutingCommand.SetAgent(agent, AgentStatus.AVAILABLE, null),
                    Tick.first(1).instant());
        }
        agentsOfProfile = IntStream.range(0, Matching.PROFILES)
                .mapToObj(profile -> IntStream.range(0, agents.length)
                        .filter(agent -> matching.profile(agent) == profile)
                        .toArray())
                .toArray(int[][]::new);
    }

    private static Requirement required(Target target) {
        return Requirement.all(target.skills().keySet().stream()
                .map(skill -> Requirement.skill(skill.value()))
                .toArray(Requirement[]::new));
    }

    private void tell(RoutingEvent event) {
        seen.accept(event);
        if (event instanceof RoutingEvent.Offered made) {
            tell(made);
        } else if (event instanceof RoutingEvent.Lapsed lapsed) {
            close(lapsed.session(), lapsed.offer());
        } else if (event instanceof RoutingEvent.Withdrawn withdrawn) {
            close(withdrawn.session(), withdrawn.offer());
        }
    }

    private void tell(RoutingEvent.Offered made) {
        Session session = find(made.session());
        boolean looked = use.unansweredEvery() == 0 || ++offered % use.unansweredEvery() != 0;
        if (session != null && session.offer == 0 && looked) {
            tell(session, made.agent(), made.offer());
        }
    }

    private void tell(Session session, AgentId agent, long offer) {
        session.agent = agent;
        session.offer = offer;
        told.offered(numbers.getOrDefault(agent, -1), session, offer);
    }

    private @Nullable Session find(SessionId id) {
        return sessions.get(id.number() - 1);
    }

    private void close(SessionId id, long offer) {
        Session session = find(id);
        if (session != null && session.offer == offer) {
            session.offer = 0;
        }
    }

    @Override
    public Session submit(int kind, Credit credit, Tick now) {
        Session session = new Session(nextId());
        sessions.set(session.id.number() - 1, session);
        Demand demand = demands[kind][credit.index()];
        submitted++;
        if (use.lastAgents() && submitted % 2 == 0) {
            demand = demand.withLast(agentFor(kind));
        }
        if (use.due() && submitted % 2 == 0) {
            demand = demand.withDue(now.instant().plusSeconds(submitted % 120));
        }
        if (use.aloneEvery() > 0 && submitted % use.aloneEvery() == 0) {
            demand = demand.withChannel(PlanUse.ALONE);
        }
        router.apply(new RoutingCommand.Submit(session.id, demand, now.instant()), now.instant());
        return session;
    }

    private SessionId nextId() {
        while (resting.size() < RESTING) {
            sessions.add(null);
            resting.add(new SessionId(ALL, sessions.size()));
        }
        return resting.remove();
    }

    /** Returns somebody who meets the kind, as who served the contact before did. */
    private AgentId agentFor(int kind) {
        long profiles = matching.profiles(kind);
        int skip = submitted % Long.bitCount(profiles);
        for (int i = 0; i < skip; i++) {
            profiles &= profiles - 1;
        }
        int[] alike = agentsOfProfile[Long.numberOfTrailingZeros(profiles)];
        return alike.length == 0 ? agents[0] : agents[alike[submitted / 2 % alike.length]];
    }

    @Override
    public boolean accept(Session session, long epoch, Tick now) {
        AgentId agent = session.agent;
        return agent != null
                && session.offer == epoch
                && router.apply(new RoutingCommand.Accept(session.id, agent, epoch), now.instant())
                        .isDone();
    }

    @Override
    public boolean decline(Session session, long epoch, Tick now) {
        AgentId agent = session.agent;
        if (agent == null || session.offer != epoch) {
            return false;
        }
        session.offer = 0;
        boolean done = router.apply(new RoutingCommand.Decline(session.id, agent, epoch, null), now.instant())
                .isDone();
        if (session.offer == 0) {
            // It may still be offered to others, of whom nobody was told.
            router.session(session.id).stream()
                    .map(SessionWork::offers)
                    .flatMap(List::stream)
                    .findFirst()
                    .ifPresent(other -> tell(session, other.agent(), other.number()));
        }
        return done;
    }

    @Override
    public boolean release(Session session, Tick now) {
        return end(session, new RoutingCommand.Release(session.id), now);
    }

    @Override
    public boolean abandon(Session session, Tick now) {
        return !session.ended && end(session, new RoutingCommand.Abandon(session.id), now);
    }

    private boolean end(Session session, RoutingCommand command, Tick now) {
        boolean done = router.apply(command, now.instant()).isDone();
        if (done) {
            session.ended = true;
            sessions.set(session.id.number() - 1, null);
            resting.add(session.id);
        }
        return done;
    }
}
