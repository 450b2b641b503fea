package io.github.parlor.routing;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.dispatch.Pool;
import io.github.parlor.dispatch.Proposal;
import io.github.parlor.dispatch.Router;
import io.github.parlor.dispatch.Ticket;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.SessionId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A {@link SkillRouter} behind the port of the engine: names instead of what the router made of them. Thread-safe. */
final class NamedRouter implements Router {
    private final SkillRouter router;
    private final ConcurrentHashMap<SessionId, RoutedSession> sessions = new ConcurrentHashMap<>();

    NamedRouter(SkillRouter.AgentOrder order, Consumer<Proposal> proposals) {
        router = new SkillRouter(
                order, (session, agent, epoch) -> proposals.accept(new Proposal(session.id(), agent.id(), epoch)));
    }

    @Override
    public void update(Agent agent, AgentStatus status, Instant now) {
        router.update(agent, status, now);
    }

    @Override
    public boolean submit(Ticket ticket, Instant now) {
        Bounds.present("ticket", ticket);
        Bounds.present("now", now);
        AgentId preferred = ticket.preferred();
        while (true) {
            RoutedSession made = router.session(
                    router.route(ticket.target(), ticket.units()),
                    ticket.session(),
                    ticket.orderedFrom(),
                    ticket.credit(),
                    preferred == null ? null : router.agent(preferred));
            if (!enter(made)) {
                return false;
            }
            if (router.submit(made, now)) {
                return true;
            }
            if (!made.isOver()) {
                // Whoever found its name assigned or reserved it first.
                return false;
            }
        }
    }

    /** Takes the name of a session that does nothing any more; false if one that does something has it. */
    private boolean enter(RoutedSession made) {
        while (true) {
            RoutedSession known = sessions.putIfAbsent(made.id(), made);
            if (known == null) {
                return true;
            }
            if (known.route().number() < 0) {
                // Made for a reservation that was not made yet, and perhaps never will be: that begins anew.
                known.endUnbegun();
            }
            if (!known.isOver()) {
                return false;
            }
            sessions.remove(made.id(), known);
        }
    }

    private void forget(RoutedSession session) {
        if (session.isOver()) {
            sessions.remove(session.id(), session);
        }
    }

    @Override
    public boolean withdraw(SessionId session, Instant now) {
        Bounds.present("session", session);
        RoutedSession known = sessions.get(session);
        boolean withdrawn = known != null && router.abandon(known, now);
        if (known != null) {
            forget(known);
        }
        return withdrawn;
    }

    @Override
    public boolean confirm(SessionId session, AgentId agent, long reservation, Instant now) {
        RoutedSession known = known(session, agent, now);
        RoutedAgent routed = router.known(agent);
        return known != null && routed != null && router.accept(known, routed, reservation, now);
    }

    @Override
    public boolean decline(SessionId session, AgentId agent, long reservation, Instant now) {
        RoutedSession known = known(session, agent, now);
        RoutedAgent routed = router.known(agent);
        if (known == null || routed == null || !router.decline(known, routed, reservation, now)) {
            return false;
        }
        forget(known);
        return true;
    }

    @Override
    public OptionalLong reserve(SessionId session, AgentId agent, int units, Instant now) {
        Bounds.present("session", session);
        Bounds.present("agent", agent);
        Bounds.range("units", units, 1, Agent.MAX_CAPACITY_UNITS);
        Bounds.present("now", now);
        RoutedAgent routed = router.known(agent);
        if (routed == null) {
            return OptionalLong.empty();
        }
        while (true) {
            RoutedSession known = knownOrNew(session, units);
            OptionalLong epoch = router.reserve(known, routed, units, now);
            if (epoch.isPresent()) {
                return epoch;
            }
            if (!known.isOver()) {
                if (known.route().number() < 0) {
                    known.endUnbegun();
                    forget(known);
                }
                return epoch;
            }
            // It ended meanwhile: the name is free for another.
            sessions.remove(session, known);
        }
    }

    private RoutedSession knownOrNew(SessionId session, int units) {
        while (true) {
            RoutedSession known = sessions.get(session);
            if (known != null && !known.isOver()) {
                return known;
            }
            RoutedSession made = router.unqueued(session, units);
            if (enter(made)) {
                return made;
            }
        }
    }

    @Override
    public Optional<Proposal> reserveNext(AgentId agent, Instant now) {
        Bounds.present("agent", agent);
        Bounds.present("now", now);
        RoutedAgent routed = router.known(agent);
        return routed == null ? Optional.empty() : router.reserveNext(routed, now);
    }

    @Override
    public void assign(SessionId session, AgentId agent, int units, Instant now) {
        Bounds.present("session", session);
        Bounds.present("agent", agent);
        Bounds.range("units", units, 0, Agent.MAX_CAPACITY_UNITS);
        Bounds.present("now", now);
        RoutedSession known = knownOrNew(session, Math.max(1, units));
        while (!router.assign(known, router.agent(agent), units, now)) {
            known = knownOrNew(session, Math.max(1, units));
        }
    }

    @Override
    public boolean resize(SessionId session, AgentId agent, int units, Instant now) {
        Bounds.range("units", units, 0, Agent.MAX_CAPACITY_UNITS);
        RoutedSession known = known(session, agent, now);
        RoutedAgent routed = router.known(agent);
        return known != null && routed != null && router.resize(known, routed, units, now);
    }

    @Override
    public boolean release(SessionId session, AgentId agent, Instant now) {
        RoutedSession known = known(session, agent, now);
        RoutedAgent routed = router.known(agent);
        if (known == null || routed == null || !router.release(known, routed, now)) {
            return false;
        }
        forget(known);
        return true;
    }

    private @Nullable RoutedSession known(SessionId session, AgentId agent, Instant now) {
        Bounds.present("session", session);
        Bounds.present("agent", agent);
        Bounds.present("now", now);
        return sessions.get(session);
    }

    @Override
    public OptionalInt position(SessionId session) {
        Bounds.present("session", session);
        RoutedSession known = sessions.get(session);
        return known == null ? OptionalInt.empty() : router.position(known);
    }

    @Override
    public Pool pool(Target target, Instant now) {
        return router.pool(target, now);
    }
}
