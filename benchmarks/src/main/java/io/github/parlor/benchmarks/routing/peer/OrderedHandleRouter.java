package io.github.parlor.benchmarks.routing.peer;

import io.github.parlor.id.ConversationId;
import io.github.parlor.id.SessionId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.routing.ordered.OrderedAgent;
import io.github.parlor.routing.ordered.OrderedRoute;
import io.github.parlor.routing.ordered.OrderedRouter;
import io.github.parlor.routing.ordered.OrderedSession;
import java.time.Instant;

/** Parlor's router behind one lock by its own handles. All sessions have one id, as none of the peers has any. Thread-safe. */
public final class OrderedHandleRouter implements RouterUnderTest<OrderedSession> {
    private static final SessionId ID = new SessionId(new ConversationId("c"), 1);

    private final OrderedRouter router;
    private final OrderedRoute[] routes = new OrderedRoute[Matching.KINDS];

    /** Makes a router and tells it all agents. */
    public OrderedHandleRouter(Matching matching, boolean offers, Offers<OrderedSession> told) {
        router = new OrderedRouter((session, agent, epoch) -> offered(session, agent, epoch, offers, told));
        for (int kind = 0; kind < routes.length; kind++) {
            routes[kind] = router.route(matching.target(kind), Agent.UNITS_PER_SESSION);
        }
        for (int number = 0; number < matching.agents(); number++) {
            router.update(matching.agent(number), AgentStatus.AVAILABLE, Instant.EPOCH);
        }
    }

    private void offered(
            OrderedSession session, OrderedAgent agent, long epoch, boolean offers, Offers<OrderedSession> told) {
        if (offers || router.accept(session, agent, epoch, Instant.EPOCH)) {
            told.offered(agent.number(), session, epoch);
        }
    }

    @Override
    public OrderedSession submit(int kind, Credit credit, Tick now) {
        return router.submit(routes[kind], ID, now.instant(), credit.duration(), null, now.instant());
    }

    @Override
    public boolean accept(OrderedSession session, long epoch, Tick now) {
        OrderedAgent agent = router.agentOf(session);
        return agent != null && router.accept(session, agent, epoch, now.instant());
    }

    @Override
    public boolean decline(OrderedSession session, long epoch, Tick now) {
        OrderedAgent agent = router.agentOf(session);
        return agent != null && router.decline(session, agent, epoch, now.instant());
    }

    @Override
    public boolean release(OrderedSession session, Tick now) {
        OrderedAgent agent = router.agentOf(session);
        return agent != null && router.release(session, agent, now.instant());
    }

    @Override
    public boolean abandon(OrderedSession session, Tick now) {
        return router.abandon(session, now.instant());
    }
}
