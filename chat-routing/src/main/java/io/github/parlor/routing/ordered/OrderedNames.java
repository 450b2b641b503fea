package io.github.parlor.routing.ordered;

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
import io.github.parlor.routing.waits.Micros;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The same decisions behind the port of the engine: names instead of handles. Thread-safe. */
final class OrderedNames implements Router {
    private final OrderedRouter.Listener listener;
    private final Object lock = new Object();
    /** Those that are not over. Guarded by the lock. */
    private final Map<SessionId, OrderedSession> sessions = new HashMap<>();

    private final Decisions decisions = new Decisions(session -> sessions.remove(session.id()));

    OrderedNames(Consumer<Proposal> proposals) {
        listener = (session, agent, epoch) -> proposals.accept(new Proposal(session.id(), agent.id(), epoch));
    }

    @Override
    public void update(Agent agent, AgentStatus status, Instant now) {
        Bounds.present("agent", agent);
        Bounds.present("status", status);
        Bounds.present("now", now);
        call(() -> decisions.update(agent, status));
    }

    @Override
    public boolean submit(Ticket ticket, Instant now) {
        Bounds.present("ticket", ticket);
        Bounds.present("now", now);
        return call(() -> {
            if (sessions.containsKey(ticket.session())) {
                return false;
            }
            AgentId preferred = ticket.preferred();
            OrderedSession made = decisions.session(
                    decisions.route(ticket.target(), ticket.units()),
                    ticket.session(),
                    ticket.orderedFrom(),
                    Micros.of(ticket.credit()),
                    preferred == null ? null : decisions.agent(preferred));
            sessions.put(made.id(), made);
            decisions.submit(made, now);
            return true;
        });
    }

    @Override
    public boolean withdraw(SessionId session, Instant now) {
        Bounds.present("session", session);
        Bounds.present("now", now);
        return call(() -> {
            OrderedSession known = sessions.get(session);
            return known != null && decisions.abandon(known);
        });
    }

    @Override
    public boolean confirm(SessionId session, AgentId agent, long reservation, Instant now) {
        return withBoth(session, agent, now, (known, its) -> decisions.accept(known, its, reservation, now));
    }

    @Override
    public boolean decline(SessionId session, AgentId agent, long reservation, Instant now) {
        return withBoth(session, agent, now, (known, its) -> decisions.decline(known, its, reservation));
    }

    @Override
    public OptionalLong reserve(SessionId session, AgentId agent, int units, Instant now) {
        check(session, agent, now);
        Bounds.range("units", units, 1, Agent.MAX_CAPACITY_UNITS);
        return call(() -> {
            OrderedAgent its = decisions.known(agent);
            OrderedSession known = knownOrNew(session);
            long epoch = its == null ? 0 : decisions.reserve(known, its, units);
            if (epoch == 0) {
                return OptionalLong.empty();
            }
            sessions.put(session, known);
            return OptionalLong.of(epoch);
        });
    }

    @Override
    public Optional<Proposal> reserveNext(AgentId agent, Instant now) {
        Bounds.present("agent", agent);
        Bounds.present("now", now);
        return call(() -> {
            OrderedAgent its = decisions.known(agent);
            OrderedSession next = its == null ? null : decisions.reserveNext(its);
            return next == null || its == null
                    ? Optional.empty()
                    : Optional.of(new Proposal(next.id(), agent, Decisions.epoch(next, its)));
        });
    }

    @Override
    public void assign(SessionId session, AgentId agent, int units, Instant now) {
        check(session, agent, now);
        Bounds.range("units", units, 0, Agent.MAX_CAPACITY_UNITS);
        call(() -> {
            OrderedSession known = knownOrNew(session);
            decisions.assign(known, decisions.agent(agent), units, now);
            return sessions.put(session, known);
        });
    }

    @Override
    public boolean resize(SessionId session, AgentId agent, int units, Instant now) {
        Bounds.range("units", units, 0, Agent.MAX_CAPACITY_UNITS);
        return withBoth(session, agent, now, (known, its) -> decisions.resize(known, its, units));
    }

    @Override
    public boolean release(SessionId session, AgentId agent, Instant now) {
        return withBoth(session, agent, now, decisions::release);
    }

    @Override
    public OptionalInt position(SessionId session) {
        Bounds.present("session", session);
        synchronized (lock) {
            OrderedSession known = sessions.get(session);
            return known == null ? OptionalInt.empty() : decisions.standing().position(known);
        }
    }

    @Override
    public Pool pool(Target target, Instant now) {
        Bounds.present("target", target);
        Bounds.present("now", now);
        synchronized (lock) {
            return decisions.standing().pool(target, now);
        }
    }

    private <T extends @Nullable Object> T call(Supplier<T> change) {
        T result;
        Told told;
        synchronized (lock) {
            result = change.get();
            told = decisions.told();
        }
        decisions.tell(told, listener);
        return result;
    }

    private interface Change {
        boolean of(OrderedSession session, OrderedAgent agent);
    }

    private boolean withBoth(SessionId session, AgentId agent, Instant now, Change change) {
        check(session, agent, now);
        return call(() -> {
            OrderedSession known = sessions.get(session);
            OrderedAgent its = decisions.known(agent);
            return known != null && its != null && change.of(known, its);
        });
    }

    /** Is remembered only when something is held for it. */
    private OrderedSession knownOrNew(SessionId session) {
        OrderedSession known = sessions.get(session);
        return known == null ? decisions.unqueued(session) : known;
    }

    private static void check(SessionId session, AgentId agent, Instant now) {
        Bounds.present("session", session);
        Bounds.present("agent", agent);
        Bounds.present("now", now);
    }
}
