package io.github.parlor.routing;

import io.github.parlor.id.AgentId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.SessionId;
import io.github.parlor.id.SkillId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** A router with one agent and what the races do to it. */
final class Scene {
    static final Instant NOW = Instant.parse("2026-01-01T08:00:00Z");
    static final Target SKILLED = Target.skill(new SkillId("x"));

    final SkillRouter router =
            new SkillRouter(SkillRouter.AgentOrder.LEAST_RECENTLY_GIVEN, (session, agent, epoch) -> {});
    final RoutedAgent agent;

    Scene(int sessions) {
        agent = agent("a", sessions);
    }

    RoutedAgent agent(String name, int sessions) {
        return update(name, sessions, false, AgentStatus.AVAILABLE);
    }

    RoutedAgent update(String name, int sessions, boolean skilled, AgentStatus status) {
        Map<SkillId, Integer> skills = skilled ? Map.of(new SkillId("x"), 1) : Map.of();
        return router.update(new Agent(new AgentId(name), name, Set.of(), skills, sessions), status, NOW);
    }

    RoutedSession session(String name, Target target) {
        SessionId id = new SessionId(new ConversationId(name), 1);
        return router.session(router.route(target, 1), id, NOW, Duration.ZERO, null);
    }

    RoutedSession submitted(String name) {
        RoutedSession session = session(name, Target.ANYONE);
        submit(session);
        return session;
    }

    boolean submit(RoutedSession session) {
        return router.submit(session, NOW);
    }

    /** Accepts the offer that a session has now. */
    void accept(RoutedSession session) {
        long word = session.word();
        router.accept(session, router.agent(RoutedSession.agentOf(word)), RoutedSession.epochOf(word), NOW);
    }

    static int state(RoutedSession session) {
        return RoutedSession.stateOf(session.word());
    }

    static int held(RoutedAgent agent) {
        return RoutedAgent.heldOf(agent.word());
    }

    /** Whether an agent who has room is found in a room by the hints at the agent's load. */
    static boolean finds(Room room, RoutedAgent agent) {
        return room.best(Loads.step(RoutedAgent.heldOf(agent.word()), room.capacity()), 1, null) == agent;
    }
}
