package io.github.parlor.routing.ordered;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.dispatch.Pool;
import io.github.parlor.dispatch.RouterFactory;
import io.github.parlor.event.LifecycleEvent;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.SessionId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import io.github.parlor.routing.waits.Micros;
import io.github.parlor.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Decides who serves a waiting session and whom a freed agent takes next, call after call in one strict order. Thread-safe:
 * one lock is around each call, so all of them take effect one after the other, and each decides like {@link
 * io.github.parlor.routing.PlainRouter} does, offer for offer. The fastest router for whoever drives it with one thread;
 * {@link io.github.parlor.routing.SkillRouter} is for many.
 *
 * <p>A call looks at kinds of agents and at routes, never at all agents or all who wait; it allocates nothing but the
 * session that it returns. The exceptions: a decline, a reservation beside something else, a session that comes back to a
 * place in the middle of a long lane.
 *
 * <p><b>Progress.</b> A call waits for the calls of others, and a thread that is stopped inside a call stops all of them
 * until it goes on. The listener is told outside the lock: a thread that is stopped there stops nobody.
 */
public final class OrderedRouter {
    private static final int MAX_UNITS = Agent.MAX_CAPACITY_UNITS;

    private final Listener listener;
    private final Decisions decisions = new Decisions(session -> {});
    private final Object lock = new Object();

    /**
     * Is told of each offer of a router by the thread whose call made it, before that call returns, in the order of the
     * decisions of that call. Those of two threads may be told in any order.
     */
    @FunctionalInterface
    public interface Listener {
        /**
         * Takes note that a session was offered to an agent, whose capacity is reserved until the offer is accepted,
         * declined or withdrawn. The router is complete when this is called, and its lock is free: it may be called back,
         * also about this very offer.
         *
         * @param session which session
         * @param agent to whom
         * @param epoch the number of the offer, unique within the router
         */
        void offered(OrderedSession session, OrderedAgent agent, long epoch);
    }

    /**
     * What an agent took next.
     *
     * @param session which session is reserved now
     * @param epoch the number of the reservation
     */
    public record Next(OrderedSession session, long epoch) {}

    /**
     * Makes an empty router.
     *
     * @param listener is told each offer at the end of the call that made it
     */
    public OrderedRouter(Listener listener) {
        this.listener = Bounds.present("listener", listener);
    }

    /** Returns a factory of such routers for the engine. */
    public static RouterFactory factory() {
        return (tenant, proposals) -> {
            Bounds.present("tenant", tenant);
            return new OrderedNames(Bounds.present("proposals", proposals));
        };
    }

    /** Returns the way to the agents who meet a target, for sessions that take so many units. */
    public OrderedRoute route(Target target, int units) {
        Bounds.present("target", target);
        Bounds.range("units", units, 1, MAX_UNITS);
        synchronized (lock) {
            return decisions.route(target, units);
        }
    }

    /** Returns the agent of that name, who is made known by it and takes no work until {@link #update}d. */
    public OrderedAgent agent(AgentId id) {
        Bounds.present("agent", id);
        synchronized (lock) {
            return decisions.agent(id);
        }
    }

    /**
     * Tells who an agent is and whether the agent takes work. Offers open to an agent who takes none are withdrawn, and their
     * sessions wait again in their place.
     */
    public OrderedAgent update(Agent agent, AgentStatus status, Instant now) {
        Bounds.present("agent", agent);
        Bounds.present("status", status);
        Bounds.present("now", now);
        OrderedAgent updated;
        Told told;
        synchronized (lock) {
            updated = decisions.update(agent, status);
            told = decisions.told();
        }
        decisions.tell(told, listener);
        return updated;
    }

    /**
     * Lets a session wait.
     *
     * @param route to whom it waits, and how much it takes
     * @param session which session
     * @param orderedFrom the instant that drives the order of work, to the microsecond, of the years 1900 to 9999
     * @param credit priority as time credit, zero to 366 days
     * @param preferred who is asked first, or null
     * @param now when
     * @return the session, which may have been offered already
     */
    public OrderedSession submit(
            OrderedRoute route,
            SessionId session,
            Instant orderedFrom,
            Duration credit,
            @Nullable OrderedAgent preferred,
            Instant now) {
        check(route);
        Bounds.present("session", session);
        Moment.wall("orderedFrom", orderedFrom);
        Bounds.duration("credit", credit, LifecycleEvent.MAX_CREDIT);
        if (preferred != null) {
            check(preferred);
        }
        Bounds.present("now", now);
        long micros = Micros.of(credit);
        OrderedSession made;
        Told told;
        synchronized (lock) {
            made = decisions.session(route, session, orderedFrom, micros, preferred);
            decisions.submit(made, now);
            told = decisions.told();
        }
        decisions.tell(told, listener);
        return made;
    }

    /**
     * Accepts an offer: the agent serves the session, which waits no longer; other offers of it are withdrawn.
     *
     * @return false if the offer is no longer open
     */
    public boolean accept(OrderedSession session, OrderedAgent agent, long epoch, Instant now) {
        check(session);
        check(agent);
        Bounds.present("now", now);
        boolean done;
        Told told;
        synchronized (lock) {
            done = decisions.accept(session, agent, epoch, now);
            told = decisions.told();
        }
        decisions.tell(told, listener);
        return done;
    }

    /**
     * Declines an offer, also for one that expired or is withdrawn: the session waits again in its place and goes to this
     * agent again only if nobody else can take it, and not within this call.
     *
     * @return false if the offer is no longer open
     */
    public boolean decline(OrderedSession session, OrderedAgent agent, long epoch, Instant now) {
        check(session);
        check(agent);
        Bounds.present("now", now);
        boolean done;
        Told told;
        synchronized (lock) {
            done = decisions.decline(session, agent, epoch);
            told = decisions.told();
        }
        decisions.tell(told, listener);
        return done;
    }

    /**
     * Ends the assignment of a session to an agent and gives the capacity back.
     *
     * @return false if the agent does not serve the session
     */
    public boolean release(OrderedSession session, OrderedAgent agent, Instant now) {
        check(session);
        check(agent);
        Bounds.present("now", now);
        boolean done;
        Told told;
        synchronized (lock) {
            done = decisions.release(session, agent);
            told = decisions.told();
        }
        decisions.tell(told, listener);
        return done;
    }

    /**
     * Forgets that a session waits and withdraws its offers; an assignment stays.
     *
     * @return false if it neither waits nor is offered
     */
    public boolean abandon(OrderedSession session, Instant now) {
        check(session);
        Bounds.present("now", now);
        boolean done;
        Told told;
        synchronized (lock) {
            done = decisions.abandon(session);
            told = decisions.told();
        }
        decisions.tell(told, listener);
        return done;
    }

    /**
     * Reserves capacity of a given agent for a session, whether it waits or not; nobody is told.
     *
     * @param units how much, 1 to {@link Agent#MAX_CAPACITY_UNITS}
     * @return the epoch of the reservation, or empty if the agent takes no work, has no room, or has a reservation of this
     *     session already, or the session is over
     */
    public OptionalLong reserve(OrderedSession session, OrderedAgent agent, int units, Instant now) {
        check(session);
        check(agent);
        Bounds.range("units", units, 1, MAX_UNITS);
        Bounds.present("now", now);
        long epoch;
        Told told;
        synchronized (lock) {
            epoch = decisions.reserve(session, agent, units);
            told = decisions.told();
        }
        decisions.tell(told, listener);
        return epoch == 0 ? OptionalLong.empty() : OptionalLong.of(epoch);
    }

    /**
     * Reserves the next waiting session that an agent may serve, also one that the agent declined; nobody is told of it.
     * Empty if there is none.
     */
    public Optional<Next> reserveNext(OrderedAgent agent, Instant now) {
        check(agent);
        Bounds.present("now", now);
        Next next;
        Told told;
        synchronized (lock) {
            OrderedSession session = decisions.reserveNext(agent);
            next = session == null ? null : new Next(session, Decisions.epoch(session, agent));
            told = decisions.told();
        }
        decisions.tell(told, listener);
        return Optional.ofNullable(next);
    }

    /**
     * Records that an agent serves a session, whoever decided so; may stand above the limit.
     *
     * @param units how much, 0 to {@link Agent#MAX_CAPACITY_UNITS}
     * @return false if the session is over
     * @throws io.github.parlor.bounds.InvalidValueException also if the agent would hold more than four million units
     */
    public boolean assign(OrderedSession session, OrderedAgent agent, int units, Instant now) {
        check(session);
        check(agent);
        Bounds.range("units", units, 0, MAX_UNITS);
        Bounds.present("now", now);
        boolean done;
        Told told;
        synchronized (lock) {
            done = decisions.assign(session, agent, units, now);
            told = decisions.told();
        }
        decisions.tell(told, listener);
        return done;
    }

    /**
     * Changes how many units an assignment takes.
     *
     * @param units how much, 0 to {@link Agent#MAX_CAPACITY_UNITS}
     * @return false if the agent does not serve the session or has no room for the difference
     */
    public boolean resize(OrderedSession session, OrderedAgent agent, int units, Instant now) {
        check(session);
        check(agent);
        Bounds.range("units", units, 0, MAX_UNITS);
        Bounds.present("now", now);
        boolean done;
        Told told;
        synchronized (lock) {
            done = decisions.resize(session, agent, units);
            told = decisions.told();
        }
        decisions.tell(told, listener);
        return done;
    }

    /**
     * Returns who serves a session, or to whom it was offered first, or null if nothing of anybody is held for it. Waits for
     * no other call.
     */
    public @Nullable OrderedAgent agentOf(OrderedSession session) {
        check(session);
        return session.agent();
    }

    /**
     * Returns how many are ahead of a session; see {@link io.github.parlor.dispatch.Router#position}. Other calls wait
     * while they are counted.
     */
    public OptionalInt position(OrderedSession session) {
        check(session);
        synchronized (lock) {
            return decisions.standing().position(session);
        }
    }

    /** Returns how the pool stands for a target; see {@link io.github.parlor.dispatch.Router#pool}. */
    public Pool pool(Target target, Instant now) {
        Bounds.present("target", target);
        Bounds.present("now", now);
        synchronized (lock) {
            return decisions.standing().pool(target, now);
        }
    }

    private void check(OrderedRoute route) {
        Bounds.present("route", route);
        Bounds.check("route", route.owner == decisions, "a route of this router", route);
    }

    private void check(OrderedAgent agent) {
        Bounds.present("agent", agent);
        Bounds.check("agent", agent.owner == decisions, "an agent of this router", agent);
    }

    private void check(OrderedSession session) {
        Bounds.present("session", session);
        Bounds.check("session", session.route().owner == decisions, "a session of this router", session);
    }
}
