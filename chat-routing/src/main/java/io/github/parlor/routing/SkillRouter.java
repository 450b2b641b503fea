package io.github.parlor.routing;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.dispatch.Pool;
import io.github.parlor.dispatch.Proposal;
import io.github.parlor.dispatch.RouterFactory;
import io.github.parlor.event.LifecycleEvent;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.SessionId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import io.github.parlor.routing.Tangle.Hold;
import io.github.parlor.routing.waits.Micros;
import io.github.parlor.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Decides who serves a waiting session and whom a freed agent takes next: by skills, limits and priority, at once, exactly
 * once, never above a limit. Thread-safe without locks. Its rules are those of {@link PlainRouter}, and driven by one thread
 * it decides like it, offer for offer.
 *
 * <p>Everything that a session or an agent does is one word of 64 bits. A call that takes an agent's units does so by one
 * compare-and-set on the agent's word that tests the status and the room again; a call that claims a session does so by one
 * on the session's word. Agents are reserved first, then sessions are claimed; who loses the second gives the first back and
 * looks again. Who publishes (a session that waits, an agent with room) looks afterwards for the other side, so of two that
 * come at once at least one sees the other.
 *
 * <p><b>Progress.</b> No call locks, blocks or waits for another. A thread that is stopped anywhere, also in its listener,
 * does not stop the others: it hides at most the session that it was about to put into lane, or the units that it was about
 * to give back. One that is stopped while it changes an agent's skills or limit hides that agent.
 */
public final class SkillRouter {
    private static final int MAX_UNITS = Agent.MAX_CAPACITY_UNITS;

    private final Offered listener;
    private final Loads loads = new Loads();
    private final Roster roster;
    private final Search search;
    private final Standing standing;
    private final Moves moves;
    private final Matching matching;

    /** Which of the equally loaded agents is asked first. */
    public enum AgentOrder {
        /** The one who was given work least recently. Exact, and the default. */
        LEAST_RECENTLY_GIVEN,
        /** The next one in turn, among those with the same skills. Cheaper: giving work never moves an agent. */
        IN_TURN
    }

    /**
     * Makes an empty router.
     *
     * @param order which of equally loaded agents is asked first
     * @param listener is told each offer at the end of the call that made it
     */
    public SkillRouter(AgentOrder order, Offered listener) {
        boolean inTurn = Bounds.present("order", order) == AgentOrder.IN_TURN;
        this.listener = Bounds.present("listener", listener);
        roster = new Roster(loads, inTurn);
        search = new Search(roster, loads, inTurn);
        standing = new Standing(roster);
        moves = new Moves(roster, loads);
        matching = new Matching(search, moves, listener);
    }

    /** Returns a factory of such routers for the engine, in the order {@link AgentOrder#LEAST_RECENTLY_GIVEN}. */
    public static RouterFactory factory() {
        return factory(AgentOrder.LEAST_RECENTLY_GIVEN);
    }

    /** Returns a factory of such routers for the engine. */
    public static RouterFactory factory(AgentOrder order) {
        Bounds.present("order", order);
        return (tenant, proposals) -> {
            Bounds.present("tenant", tenant);
            return new NamedRouter(order, Bounds.present("proposals", proposals));
        };
    }

    /** Returns the way to the agents who meet a target, for sessions that take so many units. */
    public Route route(Target target, int units) {
        Bounds.present("target", target);
        Bounds.range("units", units, 1, MAX_UNITS);
        return roster.route(target, units);
    }

    /** Returns the agent of that name, who is made known by it and takes no work until {@link #update}d. */
    public RoutedAgent agent(AgentId id) {
        return roster.agent(Bounds.present("agent", id));
    }

    @Nullable
    RoutedAgent known(AgentId id) {
        return roster.known(id);
    }

    RoutedAgent agent(int number) {
        return roster.agent(number);
    }

    /**
     * Tells who an agent is and whether the agent takes work. Offers open to an agent who takes none are withdrawn, and their
     * sessions wait again in their place. Of two calls for one agent at the same time, one carries out both.
     */
    public RoutedAgent update(Agent agent, AgentStatus status, Instant now) {
        Bounds.present("agent", agent);
        Bounds.present("status", status);
        Bounds.present("now", now);
        RoutedAgent routed = agent(agent.id());
        roster.join(routed);
        routed.wanted = new RoutedAgent.Wanted(agent, status);
        Pass pass = new Pass();
        if (routed.updates.getAndIncrement() == 0) {
            int taken;
            do {
                taken = routed.updates.get();
                become(routed, pass);
            } while (routed.updates.addAndGet(-taken) != 0);
        }
        matching.finish(pass);
        return routed;
    }

    private void become(RoutedAgent agent, Pass pass) {
        RoutedAgent.Wanted wanted = agent.wanted;
        if (wanted == null) {
            return;
        }
        Room room = roster.room(wanted.agent());
        Room former = agent.seating().room();
        boolean open = wanted.status() == AgentStatus.AVAILABLE;
        agent.profile(wanted.agent());
        agent.status(wanted.status());
        if (room != former) {
            room.seat(agent, open);
        } else {
            Room.open(agent, open);
        }
        if (!open) {
            agent.forEachHeld(session -> moves.revoke(session, agent, pass));
        }
        pass.lookAt(agent);
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
    public RoutedSession submit(
            Route route,
            SessionId session,
            Instant orderedFrom,
            Duration credit,
            @Nullable RoutedAgent preferred,
            Instant now) {
        Bounds.present("route", route);
        Bounds.present("session", session);
        Moment.wall("orderedFrom", orderedFrom);
        Bounds.duration("credit", credit, LifecycleEvent.MAX_CREDIT);
        Bounds.present("now", now);
        RoutedSession made = session(route, session, orderedFrom, credit, preferred);
        submit(made, now);
        return made;
    }

    RoutedSession session(
            Route route, SessionId session, Instant orderedFrom, Duration credit, @Nullable RoutedAgent preferred) {
        long micros = Micros.of(credit);
        return new RoutedSession(session, route.lane(micros), Micros.of(orderedFrom) - micros, preferred);
    }

    /** Returns a session that does not wait for anybody. */
    RoutedSession unqueued(SessionId session, int units) {
        RoutedSession made =
                new RoutedSession(session, new Lane(new Route(-1, new Reach(-1, Target.ANYONE, null), units)), 0, null);
        return made;
    }

    /**
     * Lets a session wait whose name others may know already.
     *
     * @return false if one of them was faster
     */
    boolean submit(RoutedSession session, Instant now) {
        Lane lane = session.lane();
        if (matching.isSettled() && lane.isEmpty()) {
            RoutedAgent agent = search.choose(session, null);
            long epoch = agent == null ? 0 : search.take(agent, session);
            if (agent != null && epoch != 0) {
                session.number((int) epoch);
                if (!session.begin(RoutedSession.word(RoutedSession.OFFERED, agent.number(), epoch))) {
                    Pass pass = new Pass();
                    Room.free(agent, session.route().units());
                    pass.lookAt(agent);
                    matching.finish(pass);
                    return false;
                }
                agent.hold(session, agent);
                if (RoutedAgent.isOpen(agent.word())) {
                    listener.offered(session, agent, epoch);
                } else {
                    Pass pass = new Pass();
                    moves.revoke(session, agent, pass);
                    matching.finish(pass);
                }
                return true;
            }
        }
        session.number((int) loads.nextNumber());
        session.since(Micros.of(now));
        if (!session.begin(RoutedSession.word(RoutedSession.WAITING, 0, 0))) {
            return false;
        }
        lane.enter(session);
        roster.publish(session);
        if (matching.hasWorkIn(lane)) {
            Pass pass = new Pass();
            pass.lookAt(lane);
            matching.settle(pass);
            if (RoutedSession.stateOf(session.word()) != RoutedSession.WAITING) {
                // Somebody was free after all.
                session.since(Long.MIN_VALUE);
            }
            pass.tellAll(listener);
        }
        return true;
    }

    /**
     * Accepts an offer: the agent serves the session, which waits no longer; other offers of it are withdrawn.
     *
     * @return false if the offer is no longer open
     */
    public boolean accept(RoutedSession session, RoutedAgent agent, long epoch, Instant now) {
        Bounds.present("session", session);
        Bounds.present("agent", agent);
        Bounds.present("now", now);
        long offered = RoutedSession.word(RoutedSession.OFFERED, agent.number(), epoch);
        long word = session.word();
        if (RoutedSession.isTangled(word)) {
            Pass pass = new Pass();
            Tangle before = moves.retangle(
                    session,
                    tangle -> {
                        Hold hold = tangle.reservation(agent.number(), epoch);
                        return hold == null ? null : Tangle.only(hold);
                    },
                    pass);
            if (before != null) {
                served(session, before.waits(), now);
                matching.finish(pass);
            }
            return before != null;
        }
        if (word != offered
                || !session.change(offered, RoutedSession.word(RoutedSession.ASSIGNED, agent.number(), epoch))) {
            return word == offered && accept(session, agent, epoch, now);
        }
        served(session, true, now);
        matching.changed();
        return true;
    }

    private static void served(RoutedSession session, boolean waited, Instant now) {
        if (waited && session.since() != Long.MIN_VALUE) {
            session.route().reach().waited(session.since(), Micros.of(now));
        }
    }

    /**
     * Declines an offer, also for one that expired or is withdrawn: the session waits again in its place and goes to this
     * agent again only if nobody else can take it, and not within this call.
     *
     * @return false if the offer is no longer open
     */
    public boolean decline(RoutedSession session, RoutedAgent agent, long epoch, Instant now) {
        Bounds.present("session", session);
        Bounds.present("agent", agent);
        Bounds.present("now", now);
        long offered = RoutedSession.word(RoutedSession.OFFERED, agent.number(), epoch);
        Pass pass = new Pass();
        pass.bar(session, agent);
        while (true) {
            long word = session.word();
            if (RoutedSession.isTangled(word)) {
                Tangle before = moves.retangle(
                        session,
                        tangle -> {
                            Hold hold = tangle.reservation(agent.number(), epoch);
                            return hold == null ? null : tangle.without(hold);
                        },
                        pass);
                if (before == null) {
                    return false;
                }
                if (before.waits()) {
                    session.declinedBy(agent);
                }
                break;
            }
            if (word != offered) {
                return false;
            }
            session.declinedBy(agent);
            if (moves.takeBack(session, word, agent, pass)) {
                break;
            }
        }
        matching.settle(pass);
        if (session.waits() && search.mayServe(agent, session)) {
            matching.lookLater(session);
        }
        pass.tellAll(listener);
        return true;
    }

    /**
     * Ends the assignment of a session to an agent and gives the capacity back.
     *
     * @return false if the agent does not serve the session
     */
    public boolean release(RoutedSession session, RoutedAgent agent, Instant now) {
        Bounds.present("session", session);
        Bounds.present("agent", agent);
        Bounds.present("now", now);
        long word = session.word();
        if (RoutedSession.isTangled(word)) {
            Pass pass = new Pass();
            Tangle before = moves.retangle(
                    session,
                    tangle -> {
                        Hold assigned = tangle.assigned();
                        return assigned == null || assigned.agent() != agent.number() ? null : tangle.assignedTo(null);
                    },
                    pass);
            if (before != null) {
                matching.finish(pass);
            }
            return before != null;
        }
        if (RoutedSession.stateOf(word) != RoutedSession.ASSIGNED || RoutedSession.agentOf(word) != agent.number()) {
            return false;
        }
        if (!session.change(word, RoutedSession.OVER)) {
            return release(session, agent, now);
        }
        agent.letGo(session, agent);
        matching.giveBack(agent, session.route().units());
        return true;
    }

    /**
     * Forgets that a session waits and withdraws its offers; an assignment stays.
     *
     * @return false if it neither waits nor is offered
     */
    public boolean abandon(RoutedSession session, Instant now) {
        Bounds.present("session", session);
        Bounds.present("now", now);
        while (true) {
            long word = session.word();
            if (RoutedSession.isTangled(word)) {
                Pass pass = new Pass();
                Tangle before = moves.retangle(
                        session,
                        tangle -> tangle.waits() || !tangle.reserved().isEmpty()
                                ? new Tangle(false, tangle.assigned(), List.of())
                                : null,
                        pass);
                if (before != null) {
                    matching.finish(pass);
                }
                return before != null;
            }
            int state = RoutedSession.stateOf(word);
            if (state != RoutedSession.WAITING && state != RoutedSession.OFFERED) {
                return false;
            }
            if (session.change(word, RoutedSession.OVER)) {
                if (state == RoutedSession.WAITING) {
                    moves.leave(session);
                    matching.changed();
                } else {
                    RoutedAgent agent = roster.agent(RoutedSession.agentOf(word));
                    agent.letGo(session, agent);
                    matching.giveBack(agent, session.route().units());
                }
                return true;
            }
        }
    }

    /**
     * Reserves capacity of a given agent for a session, whether it waits or not; nobody is told.
     *
     * @return the epoch of the reservation, or empty if the agent takes no work, has no room, or has a reservation of this
     *     session already, or the session is over
     */
    public OptionalLong reserve(RoutedSession session, RoutedAgent agent, int units, Instant now) {
        Bounds.present("session", session);
        Bounds.present("agent", agent);
        Bounds.range("units", units, 1, MAX_UNITS);
        Bounds.present("now", now);
        long epoch = Moves.isReservedAt(session, agent) ? 0 : Room.take(agent, units);
        if (epoch == 0) {
            return OptionalLong.empty();
        }
        Pass pass = new Pass();
        if (!moves.claim(session, agent, units, epoch, pass)) {
            Room.free(agent, units);
            pass.lookAt(agent);
            matching.finish(pass);
            return OptionalLong.empty();
        }
        matching.finish(pass);
        return OptionalLong.of(epoch);
    }

    /** Reserves the next waiting session that an agent may serve; nobody is told. Empty if there is none. */
    Optional<Proposal> reserveNext(RoutedAgent agent, Instant now) {
        Bounds.present("now", now);
        Pass pass = new Pass();
        while (true) {
            RoutedSession next = search.firstFor(agent, pass);
            if (next == null) {
                pass.tellAll(listener);
                return Optional.empty();
            }
            long epoch = search.take(agent, next);
            if (epoch == 0) {
                continue;
            }
            if (moves.claimIfWaiting(next, agent, epoch, pass)) {
                matching.finish(pass);
                return Optional.of(new Proposal(next.id(), agent.id(), epoch));
            }
            Room.free(agent, next.route().units());
            pass.lookAt(agent);
            matching.settle(pass);
        }
    }

    /**
     * Records that an agent serves a session, whoever decided so; may stand above the limit.
     *
     * @return false if the session is over
     */
    public boolean assign(RoutedSession session, RoutedAgent agent, int units, Instant now) {
        Bounds.present("session", session);
        Bounds.present("agent", agent);
        Bounds.range("units", units, 0, MAX_UNITS);
        Bounds.present("now", now);
        roster.join(agent);
        if (!Moves.entangle(session)) {
            return false;
        }
        long epoch = Room.force(agent, units, loads);
        Pass pass = new Pass();
        Tangle before = moves.retangle(
                session, tangle -> tangle.isOver() ? null : Tangle.only(new Hold(agent.number(), units, epoch)), pass);
        if (before == null) {
            Room.free(agent, units);
            pass.lookAt(agent);
        } else {
            served(session, before.waits(), now);
        }
        matching.finish(pass);
        return before != null;
    }

    /**
     * Changes how many units an assignment takes.
     *
     * @return false if the agent does not serve the session or has no room for the difference
     */
    public boolean resize(RoutedSession session, RoutedAgent agent, int units, Instant now) {
        Bounds.present("session", session);
        Bounds.present("agent", agent);
        Bounds.range("units", units, 0, MAX_UNITS);
        Bounds.present("now", now);
        long word = session.word();
        if (!RoutedSession.isTangled(word)
                && (RoutedSession.stateOf(word) != RoutedSession.ASSIGNED
                        || RoutedSession.agentOf(word) != agent.number())) {
            return false;
        }
        if (!Moves.entangle(session)) {
            return false;
        }
        Pass pass = new Pass();
        while (true) {
            RoutedSession.Extras extras = session.extras();
            Tangle tangle = session.tangle(session.word());
            Hold assigned = tangle.assigned();
            if (assigned == null || assigned.agent() != agent.number()) {
                matching.settleMarked(pass);
                return false;
            }
            int more = units - assigned.units();
            // The agent always holds at least what the sessions say: take before they say more, free after they say
            // less.
            if (more >= 0 && !Room.resize(agent, more)) {
                matching.settleMarked(pass);
                return false;
            }
            if (session.retangle(
                    extras, tangle, tangle.assignedTo(new Hold(agent.number(), units, assigned.epoch())))) {
                if (more < 0) {
                    Room.free(agent, -more);
                }
                pass.lookAt(agent);
                matching.finish(pass);
                return true;
            }
            if (more > 0) {
                Room.free(agent, more);
                pass.lookAt(agent);
            }
        }
    }

    /** Returns who serves a session, or to whom it was offered first, or null if nothing of anybody is held for it. */
    public @Nullable RoutedAgent agentOf(RoutedSession session) {
        Bounds.present("session", session);
        long word = session.word();
        int state = RoutedSession.stateOf(word);
        if (state == RoutedSession.OFFERED || state == RoutedSession.ASSIGNED) {
            return agent(RoutedSession.agentOf(word));
        }
        if (!RoutedSession.isTangled(word)) {
            return null;
        }
        Tangle tangle = session.tangle(word);
        Hold assigned = tangle.assigned();
        if (assigned != null) {
            return agent(assigned.agent());
        }
        return tangle.reserved().isEmpty()
                ? null
                : agent(tangle.reserved().get(0).agent());
    }

    /** Returns how many are ahead of a session; see {@link io.github.parlor.dispatch.Router#position}. */
    public OptionalInt position(RoutedSession session) {
        return standing.position(Bounds.present("session", session));
    }

    /** Returns how the pool stands for a target; see {@link io.github.parlor.dispatch.Router#pool}. */
    public Pool pool(Target target, Instant now) {
        return standing.pool(Bounds.present("target", target), Bounds.present("now", now));
    }
}
