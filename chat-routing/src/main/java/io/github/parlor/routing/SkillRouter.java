package io.github.parlor.routing;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.dispatch.Estimate;
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
import io.github.parlor.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;
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
    private static final int CHUNK = 1 << 10;
    private static final int MAX_LANES = 1 << 20;

    private final Offered listener;
    private final boolean inTurn;
    private final AtomicReference<Directory> directory = new AtomicReference<>(new Directory());
    private final ConcurrentSkipListMap<String, RoutedAgent> agents = new ConcurrentSkipListMap<>();
    private final AtomicReferenceArray<@Nullable AtomicReferenceArray<@Nullable RoutedAgent>> byNumber =
            new AtomicReferenceArray<>(RoutedSession.MAX_AGENTS / CHUNK);
    private final AtomicInteger agentNumbers = new AtomicInteger();
    private final AtomicInteger joined = new AtomicInteger();
    /** Numbers gifts and, in between, those who came to wait: the one sequence behind each order. */
    private final AtomicLong sequence = new AtomicLong();
    /** Sessions whose only free agent declined them: the next call that changes anything looks at them again. */
    private final ConcurrentLinkedQueue<RoutedSession> leftOver = new ConcurrentLinkedQueue<>();
    /** Where agents sit of whom only a name is known. */
    private final Room nowhere = new Room(-1, 0, true);

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
        this.inTurn = Bounds.present("order", order) == AgentOrder.IN_TURN;
        this.listener = Bounds.present("listener", listener);
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
        Directory.Demand demand = new Directory.Demand(target, units);
        while (true) {
            Directory now = directory();
            Route known = now.route(demand);
            if (known != null) {
                return known;
            }
            Reach reach = reach(target);
            now = directory();
            if (now.route(demand) == null) {
                directory.compareAndSet(now, now.with(new Route(reach, units)));
            }
        }
    }

    private Reach reach(Target target) {
        while (true) {
            Directory now = directory();
            Reach known = now.reach(target);
            if (known != null) {
                return known;
            }
            AgentId only = target.agent();
            directory.compareAndSet(now, now.with(new Reach(now.reaches(), target, only == null ? null : agent(only))));
        }
    }

    Lane newLane(Route route, long credit) {
        while (true) {
            Directory now = directory();
            Lane lane = new Lane(now.lanes().length, route);
            Bounds.range("lanes", lane.number(), 0, MAX_LANES);
            Directory more = now.with(lane);
            if (directory.compareAndSet(now, more)) {
                RoutedAgent only = route.reach().only();
                if (only != null) {
                    name(only, lane);
                }
                if (!more.sharesHints(now)) {
                    for (Lane other : more.lanes()) {
                        more.refresh(other);
                    }
                }
                return route.add(credit, lane);
            }
        }
    }

    private static void name(RoutedAgent agent, Lane lane) {
        while (true) {
            List<Lane> now = agent.named();
            List<Lane> more = new ArrayList<>(now);
            more.add(lane);
            if (agent.named(now, List.copyOf(more))) {
                return;
            }
        }
    }

    private Directory directory() {
        return Objects.requireNonNull(directory.get());
    }

    private Room room(Agent sample) {
        while (true) {
            Directory now = directory();
            Room known = now.room(sample);
            if (known != null) {
                return known;
            }
            directory.compareAndSet(now, now.with(new Room(now.rooms(), sample.capacityUnits(), inTurn), sample));
        }
    }

    /** Returns the agent of that name, who is made known by it and takes no work until {@link #update}d. */
    public RoutedAgent agent(AgentId id) {
        Bounds.present("agent", id);
        RoutedAgent known = agents.get(id.value());
        if (known != null) {
            return known;
        }
        int number = agentNumbers.getAndIncrement();
        Bounds.range("agents", number, 0, RoutedSession.MAX_AGENTS - 1);
        RoutedAgent made = new RoutedAgent(id, number, nowhere);
        AtomicReferenceArray<@Nullable RoutedAgent> chunk = byNumber.get(number / CHUNK);
        if (chunk == null) {
            AtomicReferenceArray<@Nullable RoutedAgent> fresh = new AtomicReferenceArray<>(CHUNK);
            chunk = byNumber.compareAndExchange(number / CHUNK, null, fresh);
            chunk = chunk == null ? fresh : chunk;
        }
        chunk.set(number % CHUNK, made);
        RoutedAgent first = agents.putIfAbsent(id.value(), made);
        return first == null ? made : first;
    }

    @Nullable
    RoutedAgent known(AgentId id) {
        return agents.get(id.value());
    }

    RoutedAgent agent(int number) {
        AtomicReferenceArray<@Nullable RoutedAgent> chunk = byNumber.get(number / CHUNK);
        RoutedAgent agent = chunk == null ? null : chunk.get(number % CHUNK);
        if (agent == null) {
            throw new IllegalStateException("agent number " + number + " is not known");
        }
        return agent;
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
        routed.join(joined);
        routed.wanted = new RoutedAgent.Wanted(agent, status);
        Pass pass = new Pass();
        if (routed.updates.getAndIncrement() == 0) {
            int taken;
            do {
                taken = routed.updates.get();
                become(routed, pass);
            } while (routed.updates.addAndGet(-taken) != 0);
        }
        finish(pass);
        return routed;
    }

    private void become(RoutedAgent agent, Pass pass) {
        RoutedAgent.Wanted wanted = agent.wanted;
        if (wanted == null) {
            return;
        }
        Room room = room(wanted.agent());
        Room former = agent.seating().room();
        boolean open = wanted.status() == AgentStatus.AVAILABLE;
        boolean wasSignedIn = agent.status() != AgentStatus.GONE;
        boolean isSignedIn = wanted.status() != AgentStatus.GONE;
        agent.profile(wanted.agent());
        agent.status(wanted.status());
        if (room != former) {
            room.seat(agent, open);
        } else {
            Room.open(agent, open);
        }
        if (wasSignedIn) {
            former.signedIn().getAndDecrement();
        }
        if (isSignedIn) {
            room.signedIn().getAndIncrement();
        }
        if (!open) {
            agent.held().forEach(session -> revoke(session, agent, pass));
        }
        pass.lookAt(agent);
    }

    /** Takes back what is reserved for a session at an agent; the session waits again if it waited. */
    private void revoke(RoutedSession session, RoutedAgent agent, Pass pass) {
        while (true) {
            long word = session.word();
            if (RoutedSession.isTangled(word)) {
                retangle(
                        session,
                        tangle -> {
                            Tangle rest = tangle;
                            for (Hold hold : tangle.reserved()) {
                                rest = hold.agent() == agent.number() ? rest.without(hold) : rest;
                            }
                            return rest.equals(tangle) ? null : rest;
                        },
                        pass);
                return;
            }
            if (RoutedSession.stateOf(word) != RoutedSession.OFFERED || RoutedSession.agentOf(word) != agent.number()) {
                return;
            }
            if (takeBack(session, word, agent, pass)) {
                return;
            }
        }
    }

    /** Ends an offer: the session waits in its place again, the agent's units are free. */
    private boolean takeBack(RoutedSession session, long offered, RoutedAgent agent, Pass pass) {
        Place.Again place = new Place.Again(session, sequence.incrementAndGet());
        long waiting = RoutedSession.word(RoutedSession.WAITING, 0, RoutedSession.epochOf(offered));
        if (!session.change(offered, waiting)) {
            return false;
        }
        session.moveTo(place);
        free(agent, session.route().units(), session, pass);
        enterAgain(session, place, pass);
        return true;
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
        return new RoutedSession(session, route.lane(micros, this), Micros.of(orderedFrom) - micros, preferred);
    }

    /** Returns a session that does not wait for anybody. */
    RoutedSession unqueued(SessionId session, int units) {
        RoutedSession made =
                new RoutedSession(session, new Lane(-1, new Route(new Reach(-1, Target.ANYONE, null), units)), 0, null);
        return made;
    }

    /**
     * Lets a session wait whose name others may know already.
     *
     * @return false if one of them was faster
     */
    boolean submit(RoutedSession session, Instant now) {
        Lane lane = session.lane();
        if (leftOver.isEmpty() && lane.isEmpty()) {
            RoutedAgent agent = choose(session, null);
            if (agent != null && take(agent, session)) {
                long epoch = given(agent);
                session.number((int) epoch);
                if (!session.begin(RoutedSession.word(RoutedSession.OFFERED, agent.number(), epoch))) {
                    Pass pass = new Pass();
                    Room.free(agent, session.route().units());
                    pass.lookAt(agent);
                    finish(pass);
                    return false;
                }
                agent.held().add(session, agent);
                if (RoutedAgent.isOpen(agent.word())) {
                    listener.offered(session, agent, epoch);
                } else {
                    Pass pass = new Pass();
                    revoke(session, agent, pass);
                    finish(pass);
                }
                return true;
            }
        }
        Pass pass = new Pass();
        session.number((int) sequence.incrementAndGet());
        session.since(Micros.of(now));
        if (!session.begin(RoutedSession.word(RoutedSession.WAITING, 0, 0))) {
            return false;
        }
        lane.enter(session);
        publish(lane, session);
        pass.lookAt(lane);
        settle(pass);
        if (RoutedSession.stateOf(session.word()) != RoutedSession.WAITING) {
            // Somebody was free after all.
            session.since(Long.MIN_VALUE);
        }
        tell(pass);
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
            Tangle before = retangle(
                    session,
                    tangle -> {
                        Hold hold = tangle.reservation(agent.number(), epoch);
                        return hold == null ? null : Tangle.only(hold);
                    },
                    pass);
            if (before != null) {
                served(session, before.waits(), now);
                finish(pass);
            }
            return before != null;
        }
        if (word != offered
                || !session.change(offered, RoutedSession.word(RoutedSession.ASSIGNED, agent.number(), epoch))) {
            return word == offered && accept(session, agent, epoch, now);
        }
        served(session, true, now);
        changed();
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
                Tangle before = retangle(
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
            if (takeBack(session, word, agent, pass)) {
                break;
            }
        }
        settle(pass);
        if (session.waits() && mayServe(agent, session)) {
            leftOver.add(session);
        }
        tell(pass);
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
            Tangle before = retangle(
                    session,
                    tangle -> {
                        Hold assigned = tangle.assigned();
                        return assigned == null || assigned.agent() != agent.number() ? null : tangle.assignedTo(null);
                    },
                    pass);
            if (before != null) {
                finish(pass);
            }
            return before != null;
        }
        if (RoutedSession.stateOf(word) != RoutedSession.ASSIGNED || RoutedSession.agentOf(word) != agent.number()) {
            return false;
        }
        if (!session.change(word, RoutedSession.OVER)) {
            return release(session, agent, now);
        }
        Pass pass = new Pass();
        free(agent, session.route().units(), session, pass);
        finish(pass);
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
                Tangle before = retangle(
                        session,
                        tangle -> tangle.waits() || !tangle.reserved().isEmpty()
                                ? new Tangle(false, tangle.assigned(), List.of())
                                : null,
                        pass);
                if (before != null) {
                    finish(pass);
                }
                return before != null;
            }
            int state = RoutedSession.stateOf(word);
            if (state != RoutedSession.WAITING && state != RoutedSession.OFFERED) {
                return false;
            }
            if (session.change(word, RoutedSession.OVER)) {
                if (state == RoutedSession.WAITING) {
                    leave(session);
                    changed();
                } else {
                    Pass pass = new Pass();
                    free(agent(RoutedSession.agentOf(word)), session.route().units(), session, pass);
                    finish(pass);
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
        if (isReservedAt(session, agent) || !Room.take(agent, units, false)) {
            return OptionalLong.empty();
        }
        long epoch = given(agent);
        Pass pass = new Pass();
        if (!claim(session, agent, units, epoch, pass)) {
            Room.free(agent, units);
            pass.lookAt(agent);
            finish(pass);
            return OptionalLong.empty();
        }
        finish(pass);
        return OptionalLong.of(epoch);
    }

    private boolean isReservedAt(RoutedSession session, RoutedAgent agent) {
        long word = session.word();
        return RoutedSession.isTangled(word)
                ? session.tangle(word).isReservedAt(agent.number())
                : RoutedSession.stateOf(word) == RoutedSession.OFFERED && RoutedSession.agentOf(word) == agent.number();
    }

    /** Adds a reservation, whose units are taken, to whatever the session does. */
    private boolean claim(RoutedSession session, RoutedAgent agent, int units, long epoch, Pass pass) {
        while (true) {
            long word = session.word();
            if (word == RoutedSession.OVER) {
                return false;
            }
            if (!RoutedSession.isTangled(word)) {
                if (RoutedSession.stateOf(word) == RoutedSession.WAITING
                        && units == session.route().units()) {
                    if (claimWaiting(session, word, agent, epoch)) {
                        recheck(session, agent, pass);
                        return true;
                    }
                    continue;
                }
                if (!session.change(word, RoutedSession.tangled(word))) {
                    continue;
                }
            }
            boolean made = retangle(
                            session,
                            tangle -> tangle.isOver() || tangle.isReservedAt(agent.number())
                                    ? null
                                    : tangle.with(new Hold(agent.number(), units, epoch)),
                            pass)
                    != null;
            if (made) {
                recheck(session, agent, pass);
            }
            return made;
        }
    }

    /** The step in which a waiting session is given away: exactly one caller wins it. */
    private boolean claimWaiting(RoutedSession session, long waiting, RoutedAgent agent, long epoch) {
        if (!session.change(waiting, RoutedSession.word(RoutedSession.OFFERED, agent.number(), epoch))) {
            return false;
        }
        agent.held().add(session, agent);
        session.lane().claimed();
        refresh(session.lane());
        return true;
    }

    /** An agent who stopped taking work while units were taken may not have seen the session among those held. */
    private void recheck(RoutedSession session, RoutedAgent agent, Pass pass) {
        if (!RoutedAgent.isOpen(agent.word())) {
            revoke(session, agent, pass);
        }
    }

    /** Reserves the next waiting session that an agent may serve; nobody is told. Empty if there is none. */
    Optional<Proposal> reserveNext(RoutedAgent agent, Instant now) {
        Bounds.present("now", now);
        Pass pass = new Pass();
        while (true) {
            RoutedSession next = firstFor(agent, pass);
            if (next == null) {
                tell(pass);
                return Optional.empty();
            }
            if (!take(agent, next)) {
                continue;
            }
            long epoch = given(agent);
            if (claimIfWaiting(next, agent, epoch, pass)) {
                finish(pass);
                return Optional.of(new Proposal(next.id(), agent.id(), epoch));
            }
            Room.free(agent, next.route().units());
            pass.lookAt(agent);
            settle(pass);
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
        agent.join(joined);
        if (!entangle(session)) {
            return false;
        }
        Room.take(agent, units, true);
        long epoch = given(agent);
        Pass pass = new Pass();
        Tangle before = retangle(
                session, tangle -> tangle.isOver() ? null : Tangle.only(new Hold(agent.number(), units, epoch)), pass);
        if (before == null) {
            Room.free(agent, units);
            pass.lookAt(agent);
        } else {
            served(session, before.waits(), now);
        }
        finish(pass);
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
        if (!entangle(session)) {
            return false;
        }
        Pass pass = new Pass();
        while (true) {
            RoutedSession.Extras extras = session.extras();
            Tangle tangle = session.tangle(session.word());
            Hold assigned = tangle.assigned();
            if (assigned == null || assigned.agent() != agent.number()) {
                settleMarked(pass);
                return false;
            }
            int more = units - assigned.units();
            // The agent always holds at least what the sessions say: take before they say more, free after they say
            // less.
            if (more >= 0 && !Room.resize(agent, more)) {
                settleMarked(pass);
                return false;
            }
            if (session.retangle(
                    extras, tangle, tangle.assignedTo(new Hold(agent.number(), units, assigned.epoch())))) {
                if (more < 0) {
                    Room.free(agent, -more);
                }
                pass.lookAt(agent);
                finish(pass);
                return true;
            }
            if (more > 0) {
                Room.free(agent, more);
                pass.lookAt(agent);
            }
        }
    }

    /** Makes the tangle say what the session does. Returns false if it is over. */
    private static boolean entangle(RoutedSession session) {
        long word = session.word();
        while (word != RoutedSession.OVER
                && !RoutedSession.isTangled(word)
                && !session.change(word, RoutedSession.tangled(word))) {
            word = session.word();
        }
        return word != RoutedSession.OVER;
    }

    private interface Change {
        /** Returns what a session is to do instead, or null to leave it. */
        @Nullable
        Tangle of(Tangle tangle);
    }

    /**
     * Changes what a tangled session does, and does what follows from it at the agents and in lane.
     *
     * @return what it did before, or null if nothing was changed
     */
    private @Nullable Tangle retangle(RoutedSession session, Change change, Pass pass) {
        while (true) {
            Tangle before = session.tangle(session.word());
            RoutedSession.Extras extras = session.extras();
            Tangle after = change.of(before);
            if (after == null) {
                return null;
            }
            boolean comesBack = after.waits() && after.reserved().isEmpty() && !isInLane(before);
            Place.Again place = comesBack ? new Place.Again(session, sequence.incrementAndGet()) : null;
            if (session.retangle(extras, before, after)) {
                follow(session, before, after, place, pass);
                return before;
            }
        }
    }

    private static boolean isInLane(Tangle tangle) {
        return tangle.waits() && tangle.reserved().isEmpty();
    }

    private void follow(RoutedSession session, Tangle before, Tangle after, Place.@Nullable Again place, Pass pass) {
        if (place != null) {
            session.moveTo(place);
        }
        List<Hold> kept = new ArrayList<>(after.reserved());
        if (after.assigned() != null) {
            kept.add(after.assigned());
        }
        List<Hold> had = new ArrayList<>(before.reserved());
        if (before.assigned() != null) {
            had.add(before.assigned());
        }
        for (Hold hold : kept) {
            if (had.stream().noneMatch(one -> one.epoch() == hold.epoch())) {
                RoutedAgent agent = agent(hold.agent());
                agent.held().add(session, agent);
            }
        }
        for (Hold hold : had) {
            if (kept.stream().noneMatch(one -> one.epoch() == hold.epoch())) {
                free(agent(hold.agent()), hold.units(), session, pass);
            }
        }
        if (place != null) {
            enterAgain(session, place, pass);
        } else if (isInLane(before) && !isInLane(after)) {
            leave(session);
        }
    }

    private void leave(RoutedSession session) {
        session.lane().left();
        refresh(session.lane());
    }

    private void refresh(Lane lane) {
        Directory now = directory();
        now.refresh(lane);
        while (!now.sharesHints(directory())) {
            now = directory();
            now.refresh(lane);
        }
    }

    private void free(RoutedAgent agent, int units, RoutedSession session, Pass pass) {
        agent.held().remove(session, agent);
        Room.free(agent, units);
        pass.lookAt(agent);
    }

    private void enterAgain(RoutedSession session, Place.Again place, Pass pass) {
        session.lane().enterAgain(place);
        publish(session.lane(), session);
        pass.lookAt(session.lane());
    }

    /** Makes it known that a session waits: afterwards nobody who gives units back overlooks it. */
    private void publish(Lane lane, RoutedSession session) {
        Directory now = directory();
        now.entered(lane, session);
        while (!now.sharesHints(directory())) {
            now = directory();
            now.entered(lane, session);
        }
    }

    private long given(RoutedAgent agent) {
        long epoch = sequence.incrementAndGet();
        agent.lastGiven(epoch);
        return epoch;
    }

    /** Ends a call that changed something and freed nobody. */
    private void changed() {
        if (!leftOver.isEmpty()) {
            finish(new Pass());
        }
    }

    private void finish(Pass pass) {
        settle(pass);
        tell(pass);
    }

    /** Ends a call that changed nothing, but may have held units for a moment that somebody else looked for. */
    private void settleMarked(Pass pass) {
        if (!pass.agents().isEmpty()) {
            finish(pass);
        }
    }

    private void tell(Pass pass) {
        RuntimeException first = null;
        for (Pass.Offer offer : pass.offers()) {
            try {
                listener.offered(offer.session(), offer.agent(), offer.epoch());
            } catch (RuntimeException thrown) {
                if (first == null) {
                    first = thrown;
                } else {
                    first.addSuppressed(thrown);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /** Offers until nobody whom the pass marks can be served. */
    private void settle(Pass pass) {
        for (RoutedSession session = leftOver.poll(); session != null; session = leftOver.poll()) {
            pass.lookAt(session.lane());
        }
        RoutedSession next = next(pass);
        while (next != null) {
            offer(next, pass);
            next = next(pass);
        }
    }

    private @Nullable RoutedSession next(Pass pass) {
        RoutedSession first = null;
        for (int i = pass.agents().size() - 1; i >= 0; i--) {
            RoutedSession session = firstFor(pass.agents().get(i), pass);
            if (session == null) {
                pass.agents().remove(i);
            } else if (first == null || RoutedSession.compare(session, first) < 0) {
                first = session;
            }
        }
        for (int i = pass.lanes().size() - 1; i >= 0; i--) {
            RoutedSession session = firstIn(pass.lanes().get(i), pass);
            if (session == null) {
                pass.lanes().remove(i);
            } else if (first == null || RoutedSession.compare(session, first) < 0) {
                first = session;
            }
        }
        return first;
    }

    private void offer(RoutedSession session, Pass pass) {
        RoutedAgent agent = choose(session, pass);
        int units = session.route().units();
        if (agent == null) {
            // Whoever gave back the units that were seen may have been stopped before showing them.
            pass.agents().forEach(Room::reveal);
            return;
        }
        if (!take(agent, session)) {
            return;
        }
        long epoch = given(agent);
        if (claimIfWaiting(session, agent, epoch, pass)) {
            pass.tell(session, agent, epoch);
        } else {
            Room.free(agent, units);
            pass.lookAt(agent);
        }
    }

    private boolean claimIfWaiting(RoutedSession session, RoutedAgent agent, long epoch, Pass pass) {
        while (true) {
            long word = session.word();
            if (RoutedSession.isTangled(word)) {
                boolean claimed = retangle(
                                session,
                                tangle -> isInLane(tangle)
                                        ? tangle.with(new Hold(
                                                agent.number(), session.route().units(), epoch))
                                        : null,
                                pass)
                        != null;
                if (claimed) {
                    recheck(session, agent, pass);
                }
                return claimed;
            }
            if (RoutedSession.stateOf(word) != RoutedSession.WAITING) {
                return false;
            }
            if (claimWaiting(session, word, agent, epoch)) {
                recheck(session, agent, pass);
                return true;
            }
        }
    }

    /** Returns the first waiting session that an agent has room for and may serve. */
    private @Nullable RoutedSession firstFor(RoutedAgent agent, Pass pass) {
        long word = agent.word();
        Room room = agent.room(word);
        if (room == null || !agent.hasRoom(word, 1)) {
            return null;
        }
        int free = room.capacity() - RoutedAgent.heldOf(word);
        Directory now = directory();
        RoutedSession first = null;
        Lane lane = now.firstFor(room, free);
        while (lane != null) {
            first = lane.first(null);
            if (first != null) {
                break;
            }
            // Whoever emptied it has not said so yet; behind its hint others would be overlooked.
            now.refresh(lane);
            lane = now.firstFor(room, free);
        }
        if (first != null && pass.bars(first, agent)) {
            first = firstUnbarred(now, room, free, agent, pass);
        }
        for (Lane named : agent.named()) {
            if (named.route().units() <= free && named.route().reach().meets(agent)) {
                RoutedSession session = named.first(pass.bars(agent) ? one -> !pass.bars(one, agent) : null);
                if (session != null && (first == null || RoutedSession.compare(session, first) < 0)) {
                    first = session;
                }
            }
        }
        return first;
    }

    /** The same lane by lane: the first of them all is the one who was just declined. */
    private static @Nullable RoutedSession firstUnbarred(
            Directory now, Room room, int free, RoutedAgent agent, Pass pass) {
        RoutedSession first = null;
        for (Lane lane : now.lanes()) {
            if (lane.route().units() <= free && now.mayServe(room, lane)) {
                RoutedSession session = lane.first(one -> !pass.bars(one, agent));
                if (session != null && (first == null || RoutedSession.compare(session, first) < 0)) {
                    first = session;
                }
            }
        }
        return first;
    }

    private @Nullable RoutedSession firstIn(Lane lane, Pass pass) {
        if (lane.isEmpty() || search(lane.route(), null) == null) {
            return null;
        }
        // Nobody is passed over because the last agent with room was taken and another one came: those come to look
        // themselves.
        RoutedSession first = lane.first(session -> !pass.bars(session) || choose(session, pass) != null);
        return first == null || choose(first, pass) == null ? null : first;
    }

    /** Returns whom to ask for a session, or null. */
    private @Nullable RoutedAgent choose(RoutedSession session, @Nullable Pass pass) {
        Route route = session.route();
        RoutedSession.Extras extras = session.extras();
        if (extras == null) {
            return search(route, null);
        }
        Predicate<RoutedAgent> fresh = agent -> !session.wasDeclinedBy(agent);
        RoutedAgent preferred = extras.preferred();
        RoutedAgent found = preferred != null && fresh.test(preferred) && mayServe(preferred, session)
                ? preferred
                : search(route, session.wasDeclined() ? fresh : null);
        if (found != null || !session.wasDeclined()) {
            return found;
        }
        Predicate<RoutedAgent> again = agent -> pass == null || !pass.bars(session, agent);
        return preferred != null && again.test(preferred) && mayServe(preferred, session)
                ? preferred
                : search(route, again);
    }

    private boolean mayServe(RoutedAgent agent, RoutedSession session) {
        return mayServe(agent, agent.word(), session);
    }

    private boolean mayServe(RoutedAgent agent, long word, RoutedSession session) {
        Reach reach = session.route().reach();
        Room room = agent.room(word);
        return room != null
                && agent.hasRoom(word, session.route().units())
                && (reach.only() == null
                        ? directory().mayServe(room, session.lane())
                        : reach.only() == agent && reach.meets(agent));
    }

    /** Takes units of an agent for a session. The same step tests that the agent still may serve it. */
    private boolean take(RoutedAgent agent, RoutedSession session) {
        while (true) {
            long word = agent.word();
            if (!mayServe(agent, word, session)) {
                return false;
            }
            if (Room.take(agent, word, session.route().units())) {
                return true;
            }
        }
    }

    /** Returns the agent to ask first among those of a route who have room. */
    private @Nullable RoutedAgent search(Route route, @Nullable Predicate<RoutedAgent> may) {
        Reach reach = route.reach();
        RoutedAgent only = reach.only();
        int units = route.units();
        if (only != null) {
            return only.hasRoom(only.word(), units) && reach.meets(only) && (may == null || may.test(only))
                    ? only
                    : null;
        }
        Room[] rooms = directory().roomsOf(reach);
        RoutedAgent best = null;
        Room bestRoom = null;
        long bestHeld = 0;
        for (Room room : rooms) {
            RoutedAgent agent = room.best(units, may);
            if (agent != null) {
                long held = Math.max(0, RoutedAgent.heldOf(agent.word()));
                if (best == null || bestRoom == null) {
                    best = agent;
                    bestRoom = room;
                    bestHeld = held;
                } else {
                    int byLoad = Long.compare(held * bestRoom.capacity(), bestHeld * room.capacity());
                    if (byLoad < 0 || (byLoad == 0 && Room.ORDER.compare(agent, best) < 0)) {
                        best = agent;
                        bestRoom = room;
                        bestHeld = held;
                    }
                }
            }
        }
        return best;
    }

    /** Returns how many are ahead of a session; see {@link io.github.parlor.dispatch.Router#position}. */
    public OptionalInt position(RoutedSession session) {
        Bounds.present("session", session);
        long word = session.word();
        int state = RoutedSession.stateOf(word);
        if (RoutedSession.isTangled(word)) {
            Tangle tangle = session.tangle(word);
            state = !tangle.waits()
                    ? RoutedSession.NOTHING
                    : tangle.reserved().isEmpty() ? RoutedSession.WAITING : RoutedSession.OFFERED;
        }
        if (state == RoutedSession.OFFERED) {
            return OptionalInt.of(0);
        }
        if (state != RoutedSession.WAITING) {
            return OptionalInt.empty();
        }
        Directory now = directory();
        int ahead = 0;
        for (Lane lane : lanesBeside(now, session.route().target())) {
            ahead += lane.aheadOf(session);
        }
        return OptionalInt.of(ahead);
    }

    /** Returns how the pool stands for a target; see {@link io.github.parlor.dispatch.Router#pool}. */
    public Pool pool(Target target, Instant now) {
        Bounds.present("target", target);
        Bounds.present("now", now);
        int available = 0;
        long free = 0;
        boolean immediate = false;
        for (RoutedAgent agent : agents.values()) {
            Agent profile = agent.profile();
            long word = agent.word();
            Room room = agent.room(word);
            if (profile != null && room != null && RoutedAgent.isOpen(word) && target.matches(profile)) {
                available++;
                int units = Math.max(0, room.capacity() - RoutedAgent.heldOf(word));
                free += units;
                immediate |= units >= Agent.UNITS_PER_SESSION;
            }
        }
        int waiting = 0;
        Directory all = directory();
        for (Lane lane : lanesBeside(all, target)) {
            waiting += lane.size();
        }
        return new Pool(
                available,
                (int) Math.min(Integer.MAX_VALUE, free),
                Math.max(0, waiting),
                estimate(all, target, available, immediate, now));
    }

    private static Estimate estimate(Directory all, Target target, int available, boolean immediate, Instant now) {
        if (available == 0) {
            return Estimate.unknown(now);
        }
        if (immediate) {
            return Estimate.immediate(now);
        }
        Reach reach = all.reach(target);
        return reach == null ? Estimate.unknown(now) : reach.estimate(now);
    }

    /** The lanes whose sessions wait for the target, or for work that a signed-in agent of the target can take. */
    private List<Lane> lanesBeside(Directory now, Target target) {
        List<RoutedAgent> signedIn = new ArrayList<>();
        for (RoutedAgent agent : agents.values()) {
            Agent profile = agent.profile();
            if (profile != null && agent.status() != AgentStatus.GONE && target.matches(profile)) {
                signedIn.add(agent);
            }
        }
        List<Lane> beside = new ArrayList<>();
        for (Lane lane : now.lanes()) {
            if (lane.size() > 0
                    && (lane.route().target().equals(target)
                            || signedIn.stream().anyMatch(lane.route().reach()::meets))) {
                beside.add(lane);
            }
        }
        return beside;
    }
}
