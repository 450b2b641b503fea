package io.github.parlor.benchmarks.routing.peer;

import io.github.parlor.id.ConversationId;
import io.github.parlor.id.SessionId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.routing.Route;
import io.github.parlor.routing.RoutedAgent;
import io.github.parlor.routing.RoutedSession;
import io.github.parlor.routing.SkillRouter;
import java.time.Instant;

/** Parlor's lock-free router by its own handles. All sessions have one id, as none of the peers has any. Thread-safe. */
public final class HandleRouter implements RouterUnderTest<RoutedSession> {
    private static final SessionId ID = new SessionId(new ConversationId("c"), 1);

    private final SkillRouter router;
    private final Route[] routes = new Route[Matching.KINDS];

    /** Makes a router and tells it all agents. */
    public HandleRouter(SkillRouter.AgentOrder order, Matching matching, boolean offers, Offers<RoutedSession> told) {
        router = new SkillRouter(order, (session, agent, epoch) -> offered(session, agent, epoch, offers, told));
        for (int kind = 0; kind < routes.length; kind++) {
            routes[kind] = router.route(matching.target(kind), Agent.UNITS_PER_SESSION);
        }
        for (int number = 0; number < matching.agents(); number++) {
            router.update(matching.agent(number), AgentStatus.AVAILABLE, Instant.EPOCH);
        }
    }

    private void offered(
            RoutedSession session, RoutedAgent agent, long epoch, boolean offers, Offers<RoutedSession> told) {
        // Numbers of agents are given in the order in which they were told of, without gaps if one thread tells.
        if (offers || router.accept(session, agent, epoch, Instant.EPOCH)) {
            told.offered(agent.number(), session, epoch);
        }
    }

    @Override
    public RoutedSession submit(int kind, Credit credit, Tick now) {
        return router.submit(routes[kind], ID, now.instant(), credit.duration(), null, now.instant());
    }

    @Override
    public boolean accept(RoutedSession session, long epoch, Tick now) {
        RoutedAgent agent = router.agentOf(session);
        return agent != null && router.accept(session, agent, epoch, now.instant());
    }

    @Override
    public boolean decline(RoutedSession session, long epoch, Tick now) {
        RoutedAgent agent = router.agentOf(session);
        return agent != null && router.decline(session, agent, epoch, now.instant());
    }

    @Override
    public boolean release(RoutedSession session, Tick now) {
        RoutedAgent agent = router.agentOf(session);
        return agent != null && router.release(session, agent, now.instant());
    }

    @Override
    public boolean abandon(RoutedSession session, Tick now) {
        return router.abandon(session, now.instant());
    }
}
