package io.github.parlor.routing.ordered;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.SessionId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import io.github.parlor.routing.ordered.Ties.Hold;
import io.github.parlor.routing.waits.LastWaits;
import io.github.parlor.routing.waits.Micros;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules, one call after the other. Between calls no waiting session has an agent who may take it, but for those that
 * were left to the next call after a decline. So a call looks at what it changed and at those: the session that it brings,
 * the agents whose units it frees, the sessions that it takes away from agents. Single-owner: the lock is the caller's.
 */
final class Decisions {
    private final Staff staff = new Staff();
    private final Backlog backlog = new Backlog();
    private final Standing standing = new Standing(staff, backlog);
    private final Offers offers = new Offers();
    /** Who waits although the agent who just declined has room. */
    private final List<OrderedSession> left = new ArrayList<>();
    /** What the running call has to look at. Empty between calls. */
    private final List<OrderedAgent> freed = new ArrayList<>();

    private final List<OrderedSession> loose = new ArrayList<>();
    private Told told = new Told();
    /** An empty one; handed back without the lock by whoever told. */
    private final AtomicReference<@Nullable Told> spare = new AtomicReference<>();
    /** Sessions that are not in line, and never will be. */
    private final Lane nowhere = new Lane(new OrderedRoute(this, -1, Target.ANYONE, 1, null, new LastWaits()), 0);

    /** Is told when nothing is held for a session any more. */
    private final Consumer<OrderedSession> ended;

    private long gifts;
    private int submissions;

    Decisions(Consumer<OrderedSession> ended) {
        this.ended = ended;
    }

    /** Returns what the call that ends has to tell, or null; {@link #tell} it without the lock. */
    @Nullable
    Told told() {
        if (told.isEmpty()) {
            return null;
        }
        Told mine = told;
        Told other = spare.getAcquire();
        spare.setPlain(null);
        told = other == null ? new Told() : other;
        return mine;
    }

    /** Tells, without the lock, so that a listener which waits for another thread's call does not stop that call. */
    void tell(@Nullable Told made, OrderedRouter.Listener listener) {
        if (made != null) {
            try {
                made.tell(listener);
            } finally {
                spare.setRelease(made);
            }
        }
    }

    Standing standing() {
        return standing;
    }

    OrderedRoute route(Target target, int units) {
        OrderedRoute known = backlog.route(target, units);
        if (known != null) {
            return known;
        }
        AgentId named = target.agent();
        OrderedAgent only = named == null ? null : agent(named);
        OrderedRoute made = backlog.newRoute(this, target, units, only);
        if (only != null) {
            only.named = Arrays.copyOf(only.named, only.named.length + 1);
            only.named[only.named.length - 1] = made;
            return made;
        }
        made.crews = staff.crewsOf(target);
        for (Crew crew : staff.crews()) {
            if (Bits.has(made.crews, crew.number)) {
                crew.routes = Bits.with(made.number, crew.routes);
            }
        }
        return made;
    }

    OrderedAgent agent(AgentId id) {
        return staff.agent(id, this);
    }

    @Nullable
    OrderedAgent known(AgentId id) {
        return staff.known(id);
    }

    private Crew crew(Agent sample) {
        Crew known = staff.crew(sample);
        if (known != null) {
            return known;
        }
        Crew made = staff.newCrew(sample);
        for (int number = 0; number < backlog.routes(); number++) {
            OrderedRoute route = backlog.route(number);
            if (route.only == null && route.target().matches(sample)) {
                route.crews = Bits.with(made.number, route.crews);
                made.routes = Bits.with(number, made.routes);
            }
        }
        return made;
    }

    OrderedAgent update(Agent profile, AgentStatus status) {
        OrderedAgent agent = agent(profile.id());
        staff.join(agent);
        staff.become(agent, profile, crew(profile), status);
        if (!agent.isOpen()) {
            for (OrderedSession offered = offers.any(agent); offered != null; offered = offers.any(agent)) {
                takeBack(offered, agent);
                comesBack(offered);
            }
            for (Hold hold : agent.reserved) {
                drop(hold);
            }
        }
        freed.add(agent);
        settle();
        return agent;
    }

    OrderedSession session(
            OrderedRoute route, SessionId id, Instant orderedFrom, long credit, @Nullable OrderedAgent preferred) {
        return new OrderedSession(id, route.lane(credit), Micros.of(orderedFrom) - credit, preferred);
    }

    /** Returns a session that does not wait for anybody. */
    OrderedSession unqueued(SessionId id) {
        OrderedSession made = new OrderedSession(id, nowhere, 0, null);
        made.becomes(OrderedSession.TIED, null, 0);
        return made;
    }

    void submit(OrderedSession session, Instant now) {
        session.number = submissions++;
        if (left.isEmpty()) {
            OrderedAgent agent = staff.choose(session, null);
            if (agent != null) {
                offer(session, agent);
                return;
            }
        }
        session.since = Micros.of(now);
        session.becomes(OrderedSession.WAITING, null, 0);
        backlog.enter(session);
        if (!left.isEmpty()) {
            loose.add(session);
            settle();
            if (session.state() != OrderedSession.WAITING) {
                // Somebody was free after all.
                session.since = Long.MIN_VALUE;
            }
        }
    }

    boolean accept(OrderedSession session, OrderedAgent agent, long epoch, Instant now) {
        if (session.isOfferedTo(agent, epoch)) {
            offers.remove(session, agent);
            session.becomes(OrderedSession.ASSIGNED, agent, epoch);
            served(session, now);
        } else {
            Hold hold = session.isTied() ? session.ties().reservation(agent, epoch) : null;
            if (hold == null) {
                return false;
            }
            settle(session, agent, hold.units(), now);
        }
        settle();
        return true;
    }

    /** From here on this agent serves the session, and nobody else is asked. */
    private void settle(OrderedSession session, OrderedAgent agent, int units, Instant now) {
        Ties ties = session.ties();
        if (ties.waits) {
            served(session, now);
        }
        if (ties.isInLine()) {
            backlog.leave(session);
        }
        ties.waits = false;
        endAssignment(ties);
        take(agent, units);
        ties.assigned = new Hold(session, agent, units, 0);
        dropAll(ties);
        session.agent(agent);
    }

    private static void served(OrderedSession session, Instant now) {
        if (session.since != Long.MIN_VALUE) {
            session.route().waits.add(session.since, Micros.of(now));
        }
    }

    boolean decline(OrderedSession session, OrderedAgent agent, long epoch) {
        boolean returns = true;
        if (session.isOfferedTo(agent, epoch)) {
            session.declinedBy(agent);
            takeBack(session, agent);
        } else {
            Ties ties = session.isTied() ? session.ties() : null;
            Hold hold = ties == null ? null : ties.reservation(agent, epoch);
            if (ties == null || hold == null) {
                return false;
            }
            if (ties.waits) {
                session.declinedBy(agent);
            }
            release(ties, hold);
            returns = ties.isInLine();
            endIfNothing(session);
        }
        if (!returns) {
            settle();
            return true;
        }
        // Kept out of line meanwhile, so that the agent is not asked about it.
        loose.add(session);
        settle(session, agent);
        if (session.isInLine()) {
            backlog.enter(session);
            if (Staff.mayServe(agent, session.route())) {
                left.add(session);
            }
        }
        return true;
    }

    boolean release(OrderedSession session, OrderedAgent agent) {
        if (session.state() == OrderedSession.ASSIGNED && session.agent() == agent) {
            end(session);
            serve(agent, session.units());
            return true;
        }
        if (!session.isTied() || !session.ties().isAssignedTo(agent)) {
            return false;
        }
        endAssignment(session.ties());
        endIfNothing(session);
        settle();
        return true;
    }

    boolean abandon(OrderedSession session) {
        return switch (session.state()) {
            case OrderedSession.WAITING -> {
                backlog.leave(session);
                end(session);
                settle();
                yield true;
            }
            case OrderedSession.OFFERED -> {
                OrderedAgent agent = Objects.requireNonNull(session.agent());
                offers.remove(session, agent);
                end(session);
                serve(agent, session.units());
                yield true;
            }
            case OrderedSession.TIED -> abandonTied(session, session.ties());
            default -> false;
        };
    }

    private boolean abandonTied(OrderedSession session, Ties ties) {
        if (!ties.waits && ties.reserved.isEmpty()) {
            return false;
        }
        if (ties.isInLine()) {
            backlog.leave(session);
        }
        ties.waits = false;
        dropAll(ties);
        endIfNothing(session);
        settle();
        return true;
    }

    /** Returns the epoch, or 0. */
    long reserve(OrderedSession session, OrderedAgent agent, int units) {
        if (session.isOver() || !agent.hasRoom(units) || isReservedAt(session, agent)) {
            return 0;
        }
        if (session.isInLine()) {
            backlog.leave(session);
        }
        long epoch = hold(session, agent, units);
        staff.moved(agent);
        settle();
        return epoch;
    }

    private static boolean isReservedAt(OrderedSession session, OrderedAgent agent) {
        return session.isTied()
                ? session.ties().reserved.stream().anyMatch(hold -> hold.agent() == agent)
                : session.state() == OrderedSession.OFFERED && session.agent() == agent;
    }

    /** Returns who is reserved now, or null. */
    @Nullable
    OrderedSession reserveNext(OrderedAgent agent) {
        OrderedSession next = agent.isOpen() ? backlog.firstFor(agent) : null;
        if (next == null) {
            return null;
        }
        reserve(next, agent, next.units());
        return next;
    }

    /** Returns the number of what is reserved for a session at an agent, or 0. */
    static long epoch(OrderedSession session, OrderedAgent agent) {
        if (!session.isTied()) {
            return session.epoch();
        }
        return session.ties().reserved.stream()
                .filter(hold -> hold.agent() == agent)
                .mapToLong(Hold::epoch)
                .findFirst()
                .orElse(0);
    }

    boolean assign(OrderedSession session, OrderedAgent agent, int units, Instant now) {
        if (session.isOver()) {
            return false;
        }
        Bounds.range("heldUnits", agent.held + units, 0, OrderedAgent.MAX_HELD);
        staff.join(agent);
        tie(session);
        agent.lastGiven = OrderedAgent.FIRST_GIFT + ++gifts;
        settle(session, agent, units, now);
        settle();
        return true;
    }

    boolean resize(OrderedSession session, OrderedAgent agent, int units) {
        int had = session.isTied() ? -1 : session.units();
        Hold assigned = session.isTied() ? session.ties().assigned : null;
        if (assigned != null) {
            had = assigned.units();
        }
        boolean serves = session.isTied()
                ? session.ties().isAssignedTo(agent)
                : session.state() == OrderedSession.ASSIGNED && session.agent() == agent;
        if (!serves || (units > had && units - had > agent.free())) {
            return false;
        }
        tie(session);
        take(agent, units - had);
        session.ties().assigned = new Hold(session, agent, units, 0);
        freed.add(agent);
        settle();
        return true;
    }

    /** Offers a session that does not stand in line. */
    private void offer(OrderedSession session, OrderedAgent agent) {
        long epoch = hold(session, agent, session.units());
        staff.moved(agent);
        told.add(session, agent, epoch);
    }

    /** Reserves units for a session, whatever it does, which is new work; the caller tells the staff. */
    private long hold(OrderedSession session, OrderedAgent agent, int units) {
        long epoch = ++gifts;
        agent.held += units;
        agent.lastGiven = OrderedAgent.FIRST_GIFT + epoch;
        int state = session.state();
        if (units == session.units() && state <= OrderedSession.WAITING) {
            session.becomes(OrderedSession.OFFERED, agent, epoch);
            offers.add(session, agent);
        } else {
            tie(session);
            Hold made = new Hold(session, agent, units, epoch);
            session.ties().reserved.add(made);
            reserve(made);
            session.agent(session.ties().agent());
        }
        return epoch;
    }

    private static void reserve(Hold hold) {
        OrderedAgent agent = hold.agent();
        agent.reserved = Stream.concat(agent.reserved.stream(), Stream.of(hold)).toList();
    }

    /** Makes the ties say what the session does. */
    private void tie(OrderedSession session) {
        int state = session.state();
        if (state == OrderedSession.TIED) {
            return;
        }
        Ties ties = session.ties();
        OrderedAgent agent = session.agent();
        ties.waits = state == OrderedSession.WAITING || state == OrderedSession.OFFERED;
        if (agent != null) {
            Hold hold = new Hold(session, agent, session.units(), session.epoch());
            if (state == OrderedSession.OFFERED) {
                offers.remove(session, agent);
                ties.reserved.add(hold);
                reserve(hold);
            } else {
                ties.assigned = hold;
            }
        }
        boolean beside = session.isBeside();
        session.becomes(OrderedSession.TIED, agent, 0);
        session.isBeside(beside);
    }

    private void take(OrderedAgent agent, int units) {
        agent.held += units;
        staff.moved(agent);
    }

    private void free(OrderedAgent agent, int units) {
        take(agent, -units);
        freed.add(agent);
    }

    /** Ends the one offer of a session, which waits again but does not stand in line yet. */
    private void takeBack(OrderedSession session, OrderedAgent agent) {
        offers.remove(session, agent);
        session.becomes(OrderedSession.WAITING, null, 0);
        free(agent, session.units());
    }

    private void comesBack(OrderedSession session) {
        backlog.enter(session);
        loose.add(session);
    }

    /** Ends a reservation of several; the session waits again if it was the last. */
    private void drop(Hold hold) {
        OrderedSession session = hold.session();
        Ties ties = session.ties();
        release(ties, hold);
        if (ties.isInLine()) {
            comesBack(session);
        }
        endIfNothing(session);
    }

    private void release(Ties ties, Hold hold) {
        ties.reserved.remove(hold);
        OrderedAgent agent = hold.agent();
        agent.reserved =
                agent.reserved.stream().filter(other -> !other.equals(hold)).toList();
        hold.session().agent(ties.agent());
        free(hold.agent(), hold.units());
    }

    private void dropAll(Ties ties) {
        for (Hold hold : List.copyOf(ties.reserved)) {
            release(ties, hold);
        }
    }

    private void endAssignment(Ties ties) {
        Hold ended = ties.assigned;
        if (ended != null) {
            ties.assigned = null;
            ended.session().agent(ties.agent());
            free(ended.agent(), ended.units());
        }
    }

    private void endIfNothing(OrderedSession session) {
        if (session.ties().isNothing()) {
            end(session);
        }
    }

    private void end(OrderedSession session) {
        session.becomes(OrderedSession.OVER, null, 0);
        ended.accept(session);
    }

    /** Ends a call that gives units of one agent back: what he takes instead moves him once. */
    private void serve(OrderedAgent agent, int units) {
        agent.held -= units;
        if (!left.isEmpty()) {
            staff.moved(agent);
            freed.add(agent);
            settle();
            return;
        }
        if (agent.isOpen()) {
            OrderedSession next = backlog.firstFor(agent);
            while (next != null) {
                backlog.leave(next);
                told.add(next, agent, hold(next, agent, next.units()));
                next = backlog.firstFor(agent);
            }
        }
        staff.moved(agent);
    }

    private void settle() {
        if (!left.isEmpty() || !freed.isEmpty() || !loose.isEmpty()) {
            settle(null, null);
        }
    }

    /**
     * Ends a call that changed something: the session that comes first in the order of work goes to the agent who is to be
     * asked first, until nobody can be served.
     *
     * @param declined is not offered to the one who declined it, and does not stand in line
     */
    private void settle(@Nullable OrderedSession declined, @Nullable OrderedAgent decliner) {
        loose.addAll(left);
        left.clear();
        OrderedSession next = next(declined, decliner);
        while (next != null) {
            OrderedAgent agent = staff.choose(next, next == declined ? decliner : null);
            if (agent == null) {
                throw new IllegalStateException("nobody for " + next);
            }
            if (next != declined) {
                backlog.leave(next);
            }
            offer(next, agent);
            next = next(declined, decliner);
        }
        freed.clear();
        loose.clear();
    }

    private @Nullable OrderedSession next(@Nullable OrderedSession declined, @Nullable OrderedAgent decliner) {
        OrderedSession first = null;
        for (OrderedAgent agent : freed) {
            OrderedSession session = agent.isOpen() ? backlog.firstFor(agent) : null;
            if (session != null && (first == null || OrderedSession.compare(session, first) < 0)) {
                first = session;
            }
        }
        for (OrderedSession session : loose) {
            if (session.isInLine()
                    && (first == null || OrderedSession.compare(session, first) < 0)
                    && staff.choose(session, session == declined ? decliner : null) != null) {
                first = session;
            }
        }
        return first;
    }
}
