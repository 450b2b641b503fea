package io.github.parlor.routing;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.dispatch.Estimate;
import io.github.parlor.dispatch.Pool;
import io.github.parlor.dispatch.Proposal;
import io.github.parlor.dispatch.Router;
import io.github.parlor.dispatch.RouterFactory;
import io.github.parlor.dispatch.Ticket;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.SessionId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import io.github.parlor.routing.Line.Demand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The router as its rules are written: one decision after the other, nothing cached that could be counted. What any other
 * router does with one thread is compared with this one. Single-owner; {@link
 * io.github.parlor.routing.ordered.OrderedRouter} decides alike, fast and for several threads.
 *
 * <ul>
 *   <li><b>Order of work.</b> The waiting session with the earliest {@link Ticket#orderKey()} goes first, equal keys in the
 *       order of submission. A session that nobody can take now is passed over and delays nobody.
 *   <li><b>Who may take it.</b> An agent who is available, meets the target and has room for all its units.
 *   <li><b>Who is asked.</b> First those who have not declined the session, then the preferred agent, then the lowest share
 *       of the capacity that is reserved or assigned, then the one who was given work least recently: by a proposal, a
 *       reservation or a recorded assignment. Shares are compared as exact fractions and "recently" is a sequence, not a
 *       clock, so the same calls give the same proposals.
 *   <li><b>When.</b> Each call that changes something ends by proposing until no waiting session has an agent who may take
 *       it. One pair is left out: a call to {@link #decline} does not propose the session to the same agent again; the
 *       next call that changes anything may. So no call can go round in circles, and a session that its only agent
 *       declined is not forgotten.
 *   <li><b>Expected wait.</b> {@link Estimate.Basis#IMMEDIATE} if an available agent of the target has room for {@link
 *       Agent#UNITS_PER_SESSION}. Otherwise the tenth and the ninetieth percentile (nearest rank) of the last 50 waits for
 *       the same target, from submission to assignment, that ended within the last hour; counted are the sessions that
 *       found nobody free. With fewer than ten of them, or no available agent, it is unknown.
 * </ul>
 *
 * <p>An agent is remembered once named, a session until nothing is held or waits for it. A call costs time in proportion to
 * the distinct demands (target and units) that wait times the agents who meet them.
 */
public final class PlainRouter implements Router {
    private static final int MAX_UNITS = Agent.MAX_CAPACITY_UNITS;

    private final Consumer<Proposal> listener;
    private final List<Proposal> untold = new ArrayList<>();
    private final Map<AgentId, Desk> desks = new LinkedHashMap<>();
    private final Map<SessionId, Entry> entries = new HashMap<>();
    private final Map<Demand, Line> lines = new LinkedHashMap<>();
    private final RecentWaits recentWaits = new RecentWaits();
    private long submissions;
    private long givings;
    private long epochs;
    /** What was declined by the call that runs. */
    private @Nullable Reservation justDeclined;

    /**
     * Makes an empty router.
     *
     * @param proposals as for {@link RouterFactory#create}: told at the end of the call that made them, when the router's
     *     state is complete, in the order of their reservations
     */
    public PlainRouter(Consumer<Proposal> proposals) {
        listener = Bounds.present("proposals", proposals);
    }

    @Override
    public void update(Agent agent, AgentStatus status, Instant now) {
        Bounds.present("agent", agent);
        Bounds.present("status", status);
        Bounds.present("now", now);
        Desk desk = desk(agent.id());
        desk.become(agent, status);
        lines.values().forEach(line -> line.reconsider(desk));
        if (!desk.isAvailable()) {
            desk.reservations().forEach(this::drop);
        }
        propose();
    }

    @Override
    public boolean submit(Ticket ticket, Instant now) {
        Bounds.present("ticket", ticket);
        Bounds.present("now", now);
        if (entries.containsKey(ticket.session())) {
            return false;
        }
        Entry entry = entry(ticket.session());
        Waiting place = new Waiting(ticket, ++submissions, now);
        entry.waiting(place);
        enqueue(entry);
        propose();
        if (!entry.isReserved()) {
            place.foundNobodyFree();
        }
        return true;
    }

    @Override
    public boolean withdraw(SessionId session, Instant now) {
        Bounds.present("session", session);
        Bounds.present("now", now);
        Entry entry = entries.get(session);
        if (entry == null || (entry.waiting() == null && !entry.isReserved())) {
            return false;
        }
        leaveQueue(entry);
        entry.reservations().forEach(this::drop);
        forgetIfEmpty(entry);
        propose();
        return true;
    }

    @Override
    public boolean confirm(SessionId session, AgentId agent, long reservation, Instant now) {
        Optional<Reservation> held = reservation(session, agent, reservation, now);
        held.ifPresent(confirmed -> {
            settle(entry(session), desk(agent), confirmed.units(), now);
            propose();
        });
        return held.isPresent();
    }

    @Override
    public boolean decline(SessionId session, AgentId agent, long reservation, Instant now) {
        Optional<Reservation> held = reservation(session, agent, reservation, now);
        held.ifPresent(declined -> {
            Waiting place = entry(session).waiting();
            if (place != null) {
                place.declinedBy(agent);
            }
            drop(declined);
            justDeclined = declined;
            propose();
        });
        return held.isPresent();
    }

    @Override
    public OptionalLong reserve(SessionId session, AgentId agent, int units, Instant now) {
        Bounds.present("session", session);
        Bounds.present("agent", agent);
        Bounds.range("units", units, 1, MAX_UNITS);
        Bounds.present("now", now);
        Desk desk = desks.get(agent);
        Entry known = entries.get(session);
        if (desk == null || !desk.canTake(units) || (known != null && known.isReservedAt(agent))) {
            return OptionalLong.empty();
        }
        Reservation made = hold(entry(session), desk, units);
        propose();
        return OptionalLong.of(made.epoch());
    }

    @Override
    public Optional<Proposal> reserveNext(AgentId agent, Instant now) {
        Bounds.present("agent", agent);
        Bounds.present("now", now);
        Desk desk = desks.get(agent);
        if (desk == null) {
            return Optional.empty();
        }
        Optional<Proposal> next = lines.values().stream()
                .filter(line -> line.free().anyMatch(desk::equals))
                .flatMap(line -> line.inOrder().limit(1))
                .min(Waiting.ORDER_OF_WORK)
                .map(place -> hold(place, desk).asProposal());
        next.ifPresent(made -> propose());
        return next;
    }

    @Override
    public void assign(SessionId session, AgentId agent, int units, Instant now) {
        Bounds.present("session", session);
        Bounds.present("agent", agent);
        Bounds.range("units", units, 0, MAX_UNITS);
        Bounds.present("now", now);
        Desk desk = desk(agent);
        desk.givenWork(++givings);
        settle(entry(session), desk, units, now);
        propose();
    }

    @Override
    public boolean resize(SessionId session, AgentId agent, int units, Instant now) {
        Bounds.range("units", units, 0, MAX_UNITS);
        Optional<Assignment> found = assignment(session, agent, now);
        int more = units - found.map(Assignment::units).orElse(0);
        if (found.isEmpty() || (more > 0 && more > desk(agent).freeUnits())) {
            return false;
        }
        desk(agent).hold(more);
        entry(session).assignment(new Assignment(agent, units));
        propose();
        return true;
    }

    @Override
    public boolean release(SessionId session, AgentId agent, Instant now) {
        if (assignment(session, agent, now).isEmpty()) {
            return false;
        }
        Entry entry = entry(session);
        endAssignment(entry);
        forgetIfEmpty(entry);
        propose();
        return true;
    }

    @Override
    public OptionalInt position(SessionId session) {
        Bounds.present("session", session);
        Entry entry = entries.get(session);
        Waiting place = entry == null ? null : entry.waiting();
        if (entry == null || place == null) {
            return OptionalInt.empty();
        }
        if (entry.isReserved()) {
            return OptionalInt.of(0);
        }
        Target target = place.ticket().target();
        return OptionalInt.of(linesBeside(target, signedIn(target))
                .mapToInt(line -> line.aheadOf(place))
                .sum());
    }

    @Override
    public Pool pool(Target target, Instant now) {
        Bounds.present("target", target);
        Bounds.present("now", now);
        Set<Desk> agents = signedIn(target);
        List<Desk> available = agents.stream().filter(Desk::isAvailable).toList();
        long freeUnits = available.stream()
                .mapToLong(desk -> Math.max(0, desk.freeUnits()))
                .sum();
        int waiting = linesBeside(target, agents).mapToInt(Line::size).sum();
        return new Pool(
                available.size(),
                (int) Math.min(Integer.MAX_VALUE, freeUnits),
                waiting,
                estimate(target, available, now));
    }

    private Estimate estimate(Target target, Collection<Desk> available, Instant now) {
        if (available.isEmpty()) {
            return Estimate.unknown(now);
        }
        return available.stream().anyMatch(desk -> desk.canTake(Agent.UNITS_PER_SESSION))
                ? Estimate.immediate(now)
                : recentWaits.estimate(target, now);
    }

    /** Ends each call that changed something: proposes until nobody can be served, then tells. */
    private void propose() {
        Optional<Waiting> next = nextServable();
        while (next.isPresent()) {
            Waiting place = next.get();
            untold.add(hold(place, choose(place)).asProposal());
            next = nextServable();
        }
        justDeclined = null;
        tell();
    }

    private Optional<Waiting> nextServable() {
        return lines.values().stream()
                .filter(Line::hasFree)
                .flatMap(line -> line.inOrder()
                        .filter(place -> candidates(place).findAny().isPresent())
                        .limit(1))
                .min(Waiting.ORDER_OF_WORK);
    }

    private Desk choose(Waiting place) {
        return candidates(place)
                .min(Comparator.comparing(place::wasDeclinedBy)
                        .thenComparing(desk -> !place.prefers(desk))
                        .thenComparing(Desk.LEAST_LOADED_FIRST))
                .orElseThrow();
    }

    private Stream<Desk> candidates(Waiting place) {
        return line(place).free().filter(desk -> !isBarred(place, desk));
    }

    private boolean isBarred(Waiting place, Desk desk) {
        return justDeclined != null
                && justDeclined.agent().equals(desk.id())
                && justDeclined.session().equals(place.ticket().session());
    }

    /** A copy first: a listener that breaks the rules and calls back finds nothing to be told twice. */
    private void tell() {
        List<Proposal> made = List.copyOf(untold);
        untold.clear();
        Telling.each(made, listener);
    }

    private Reservation hold(Waiting place, Desk desk) {
        Ticket ticket = place.ticket();
        return hold(entry(ticket.session()), desk, ticket.units());
    }

    private Reservation hold(Entry entry, Desk desk, int units) {
        Reservation made = new Reservation(entry.session(), desk.id(), units, ++epochs);
        dequeue(entry);
        entry.add(made);
        desk.add(made);
        desk.givenWork(++givings);
        return made;
    }

    private void drop(Reservation reservation) {
        Entry entry = entry(reservation.session());
        desk(reservation.agent()).remove(reservation);
        entry.remove(reservation);
        enqueue(entry);
        forgetIfEmpty(entry);
    }

    /** From here on this agent serves the session, and nobody else is asked. */
    private void settle(Entry entry, Desk desk, int units, Instant now) {
        Waiting place = entry.waiting();
        if (place != null && place.hadToWait()) {
            recentWaits.add(place.ticket().target(), place.since(), now);
        }
        leaveQueue(entry);
        endAssignment(entry);
        entry.assignment(new Assignment(desk.id(), units));
        desk.hold(units);
        entry.reservations().forEach(this::drop);
    }

    private void endAssignment(Entry entry) {
        Assignment ended = entry.assignment();
        if (ended != null) {
            desk(ended.agent()).free(ended.units());
            entry.assignment(null);
        }
    }

    private void leaveQueue(Entry entry) {
        dequeue(entry);
        entry.waiting(null);
    }

    private void enqueue(Entry entry) {
        Waiting place = entry.waiting();
        if (place != null && !entry.isReserved()) {
            line(place).add(place);
        }
    }

    private void dequeue(Entry entry) {
        Waiting place = entry.waiting();
        if (place != null) {
            Line line = line(place);
            line.remove(place);
            if (line.isEmpty()) {
                lines.remove(line.demand());
            }
        }
    }

    private Line line(Waiting place) {
        Ticket ticket = place.ticket();
        return lines.computeIfAbsent(
                new Demand(ticket.target(), ticket.units()), demand -> new Line(demand, desks.values()));
    }

    private Stream<Line> linesBeside(Target target, Set<Desk> agents) {
        return lines.values().stream().filter(line -> line.concerns(target, agents));
    }

    private Set<Desk> signedIn(Target target) {
        return desks.values().stream()
                .filter(desk -> desk.isSignedIn() && desk.matches(target))
                .collect(Collectors.toSet());
    }

    private Desk desk(AgentId agent) {
        return desks.computeIfAbsent(agent, id -> new Desk(id, desks.size()));
    }

    private Entry entry(SessionId session) {
        return entries.computeIfAbsent(session, Entry::new);
    }

    private void forgetIfEmpty(Entry entry) {
        if (entry.isEmpty()) {
            entries.remove(entry.session());
        }
    }

    private Optional<Reservation> reservation(SessionId session, AgentId agent, long epoch, Instant now) {
        Bounds.present("session", session);
        Bounds.present("agent", agent);
        Bounds.present("now", now);
        return Optional.ofNullable(entries.get(session)).flatMap(entry -> entry.reservation(agent, epoch));
    }

    private Optional<Assignment> assignment(SessionId session, AgentId agent, Instant now) {
        Bounds.present("session", session);
        Bounds.present("agent", agent);
        Bounds.present("now", now);
        return Optional.ofNullable(entries.get(session))
                .filter(entry -> entry.isAssignedTo(agent))
                .map(Entry::assignment);
    }
}
