package io.github.parlor.benchmarks.routing.peer;

import io.github.parlor.dispatch.Proposal;
import io.github.parlor.dispatch.Router;
import io.github.parlor.dispatch.RouterFactory;
import io.github.parlor.dispatch.Ticket;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.SessionId;
import io.github.parlor.id.TenantId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A router behind the port of the engine, which names sessions by their ids: making the id and finding the session of a
 * proposal again are part of the figures, as they are part of the engine. Knows offers only. Thread-safe.
 */
public final class PortRouter implements RouterUnderTest<PortRouter.Named> {
    private final Router router;
    private final Target[] targets = new Target[Matching.KINDS];
    private final AgentId[] agents;
    private final Map<AgentId, Integer> numbers = new HashMap<>();
    private final Map<SessionId, Named> sessions = new ConcurrentHashMap<>();
    private final AtomicLong submitted = new AtomicLong();

    /** A session, by the id under which the router knows it. */
    public static final class Named {
        private final SessionId id;
        /** Whose it is; written by the thread that was told, before it or another one can answer. */
        private volatile @Nullable AgentId agent;

        private Named(SessionId id) {
            this.id = id;
        }
    }

    /** Makes a router and tells it all agents. */
    public PortRouter(RouterFactory factory, Matching matching, Offers<Named> told) {
        agents = new AgentId[matching.agents()];
        router = factory.create(new TenantId("shop"), proposal -> tell(proposal, told));
        for (int kind = 0; kind < targets.length; kind++) {
            targets[kind] = matching.target(kind);
        }
        for (int number = 0; number < agents.length; number++) {
            Agent agent = matching.agent(number);
            agents[number] = agent.id();
            numbers.put(agent.id(), number);
            router.update(agent, AgentStatus.AVAILABLE, Instant.EPOCH);
        }
    }

    private void tell(Proposal proposal, Offers<Named> told) {
        Named session = sessions.get(proposal.session());
        if (session != null) {
            session.agent = proposal.agent();
            told.offered(numbers.getOrDefault(proposal.agent(), -1), session, proposal.reservation());
        }
    }

    @Override
    public Named submit(int kind, Credit credit, Tick now) {
        Named session = new Named(new SessionId(new ConversationId("c" + submitted.getAndIncrement()), 1));
        sessions.put(session.id, session);
        router.submit(
                new Ticket(session.id, targets[kind], now.instant(), credit.duration(), Agent.UNITS_PER_SESSION, null),
                now.instant());
        return session;
    }

    @Override
    public boolean accept(Named session, long epoch, Tick now) {
        AgentId agent = session.agent;
        return agent != null && router.confirm(session.id, agent, epoch, now.instant());
    }

    @Override
    public boolean decline(Named session, long epoch, Tick now) {
        AgentId agent = session.agent;
        return agent != null && router.decline(session.id, agent, epoch, now.instant());
    }

    @Override
    public boolean release(Named session, Tick now) {
        AgentId agent = session.agent;
        return forgetIf(agent != null && router.release(session.id, agent, now.instant()), session);
    }

    @Override
    public boolean abandon(Named session, Tick now) {
        return forgetIf(router.withdraw(session.id, now.instant()), session);
    }

    private boolean forgetIf(boolean ended, Named session) {
        if (ended) {
            sessions.remove(session.id);
        }
        return ended;
    }
}
