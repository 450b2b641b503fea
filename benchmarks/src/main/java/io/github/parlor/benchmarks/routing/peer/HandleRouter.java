package io.github.parlor.benchmarks.routing.peer;

import io.github.parlor.id.ConversationId;
import io.github.parlor.id.SessionId;
import io.github.parlor.id.SkillId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import io.github.parlor.routing.Route;
import io.github.parlor.routing.RoutedAgent;
import io.github.parlor.routing.RoutedSession;
import io.github.parlor.routing.SkillRouter;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Parlor's lock-free router by its own handles. All sessions have one id, as none of the peers has any. Thread-safe. */
public final class HandleRouter implements RouterUnderTest<RoutedSession> {
    private static final SessionId ID = new SessionId(new ConversationId("c"), 1);

    private final SkillRouter router;
    private final Route[] routes = new Route[Matching.KINDS];

    /** Makes a router and tells it all agents. */
    public HandleRouter(SkillRouter.AgentOrder order, Matching matching, boolean offers, Offers<RoutedSession> told) {
        router = new SkillRouter(order, (session, agent, epoch) -> offered(session, agent, epoch, offers, told));
        for (int kind = 0; kind < routes.length; kind++) {
            Target target = new Target(null, skills(matching.skillsOfKind(kind)), null);
            routes[kind] = router.route(target, Agent.UNITS_PER_SESSION);
        }
        for (int number = 0; number < matching.agents(); number++) {
            Agent agent = Agent.of("agent-" + number)
                    .withSkills(skills(matching.skillsOfAgent(number)))
                    .withSessions(Matching.CAPACITY);
            router.update(agent, AgentStatus.AVAILABLE, Instant.EPOCH);
        }
    }

    private static Map<SkillId, Integer> skills(int bits) {
        Map<SkillId, Integer> skills = new HashMap<>();
        for (int left = bits; left != 0; left &= left - 1) {
            skills.put(new SkillId("skill-" + Integer.numberOfTrailingZeros(left)), 1);
        }
        return skills;
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
