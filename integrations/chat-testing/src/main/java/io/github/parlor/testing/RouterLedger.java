package io.github.parlor.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.dispatch.Estimate;
import io.github.parlor.dispatch.Pool;
import io.github.parlor.dispatch.Proposal;
import io.github.parlor.dispatch.Router;
import io.github.parlor.dispatch.RouterFactory;
import io.github.parlor.dispatch.Ticket;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.SessionId;
import io.github.parlor.id.TenantId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A router that keeps books on another one: it passes each call on and then checks, by an assertion, everything that the
 * port promises and that can be known from outside. It knows what must be answered and which proposals are allowed, not
 * which agent a router prefers. Single-owner; for a router that is driven by one thread.
 *
 * <p>The numbers S1 to S16 and L1 in the messages are those of the router's invariants.
 */
public final class RouterLedger implements Router {
    private final Router router;
    private final List<Proposal> told = new ArrayList<>();
    private final Map<AgentId, Agent> agents = new HashMap<>();
    private final Map<AgentId, AgentStatus> statuses = new HashMap<>();
    private final Map<SessionId, Place> queue = new HashMap<>();
    private final Map<Long, Held> reservations = new TreeMap<>();
    private final Map<SessionId, Held> assignments = new HashMap<>();
    private final Set<Long> epochs = new HashSet<>();
    private long submissions;
    private long checks;
    /** What the last call that changed anything declined. */
    private @Nullable Held justDeclined;

    private record Place(Ticket ticket, Instant key, long number) {
        static final Comparator<Place> ORDER = Comparator.comparing(Place::key).thenComparingLong(Place::number);
    }

    private record Held(SessionId session, AgentId agent, int units) {}

    /** Makes a router of the factory and keeps books on it. */
    public RouterLedger(RouterFactory factory) {
        router = factory.create(new TenantId("ledger"), told::add);
    }

    /** Returns the reservations that are open, in the order in which they were made. */
    public List<Proposal> reservations() {
        return reservations.entrySet().stream()
                .map(open ->
                        new Proposal(open.getValue().session(), open.getValue().agent(), open.getKey()))
                .toList();
    }

    /**
     * Returns the reservation of a session.
     *
     * @throws AssertionError unless it has exactly one
     */
    public Proposal onlyReservation(SessionId session) {
        List<Proposal> found = reservations().stream()
                .filter(open -> open.session().equals(session))
                .toList();
        assertThat(found).as("reservations of %s", session).hasSize(1);
        return found.get(0);
    }

    /** Returns who serves a session. */
    public Optional<AgentId> owner(SessionId session) {
        return Optional.ofNullable(assignments.get(session)).map(Held::agent);
    }

    /** Returns the sessions that wait, in the order of work. */
    public List<SessionId> waiting() {
        return waitingPlaces().map(place -> place.ticket().session()).toList();
    }

    @Override
    public void update(Agent agent, AgentStatus status, Instant now) {
        router.update(agent, status, now);
        justDeclined = null;
        agents.put(agent.id(), agent);
        statuses.put(agent.id(), status);
        if (status != AgentStatus.AVAILABLE) {
            reservations.values().removeIf(held -> held.agent().equals(agent.id()));
        }
        check();
    }

    @Override
    public boolean submit(Ticket ticket, Instant now) {
        boolean expected = !isKnown(ticket.session());
        boolean actual = router.submit(ticket, now);
        assertThat(actual).as("S17 submit %s", ticket).isEqualTo(expected);
        if (expected) {
            queue.put(ticket.session(), new Place(ticket, ticket.orderKey(), ++submissions));
        }
        return checked(actual, expected);
    }

    @Override
    public boolean withdraw(SessionId session, Instant now) {
        boolean expected = queue.containsKey(session) || isReserved(session);
        boolean actual = router.withdraw(session, now);
        assertThat(actual).as("S17 withdraw %s", session).isEqualTo(expected);
        queue.remove(session);
        reservations.values().removeIf(held -> held.session().equals(session));
        return checked(actual, expected);
    }

    @Override
    public boolean confirm(SessionId session, AgentId agent, long reservation, Instant now) {
        Optional<Held> held = held(session, agent, reservation);
        boolean actual = router.confirm(session, agent, reservation, now);
        assertThat(actual).as("S4 confirm %s", reservation).isEqualTo(held.isPresent());
        held.ifPresent(this::settle);
        return checked(actual, held.isPresent());
    }

    @Override
    public boolean decline(SessionId session, AgentId agent, long reservation, Instant now) {
        Optional<Held> held = held(session, agent, reservation);
        boolean actual = router.decline(session, agent, reservation, now);
        assertThat(actual).as("S4 decline %s", reservation).isEqualTo(held.isPresent());
        held.ifPresent(declined -> {
            reservations.remove(reservation);
            justDeclined = declined;
        });
        return checked(actual, false);
    }

    @Override
    public OptionalLong reserve(SessionId session, AgentId agent, int units, Instant now) {
        boolean expected = isAvailable(agent)
                && units <= free(agent)
                && reservations.values().stream()
                        .noneMatch(held ->
                                held.session().equals(session) && held.agent().equals(agent));
        OptionalLong actual = router.reserve(session, agent, units, now);
        assertThat(actual.isPresent()).as("S2 reserve at %s", agent).isEqualTo(expected);
        actual.ifPresent(epoch -> open(epoch, new Held(session, agent, units)));
        return checked(actual, actual.isPresent());
    }

    @Override
    public Optional<Proposal> reserveNext(AgentId agent, Instant now) {
        Optional<Place> expected =
                waitingPlaces().filter(place -> canTake(agent, place)).findFirst();
        Optional<Proposal> actual = router.reserveNext(agent, now);
        assertThat(actual.map(Proposal::session))
                .as("next for %s", agent)
                .isEqualTo(expected.map(place -> place.ticket().session()));
        actual.ifPresent(made -> open(
                made.reservation(),
                new Held(made.session(), agent, expected.orElseThrow().ticket().units())));
        return checked(actual, actual.isPresent());
    }

    @Override
    public void assign(SessionId session, AgentId agent, int units, Instant now) {
        router.assign(session, agent, units, now);
        justDeclined = null;
        settle(new Held(session, agent, units));
        check();
    }

    @Override
    public boolean resize(SessionId session, AgentId agent, int units, Instant now) {
        boolean expected = isAssigned(session, agent) && hasRoom(agent, units - assigned(session));
        boolean actual = router.resize(session, agent, units, now);
        assertThat(actual).as("S2 resize %s at %s", session, agent).isEqualTo(expected);
        if (expected) {
            assignments.put(session, new Held(session, agent, units));
        }
        return checked(actual, expected);
    }

    @Override
    public boolean release(SessionId session, AgentId agent, Instant now) {
        boolean expected = isAssigned(session, agent);
        boolean actual = router.release(session, agent, now);
        assertThat(actual).as("S17 release %s", session).isEqualTo(expected);
        if (expected) {
            assignments.remove(session);
        }
        return checked(actual, expected);
    }

    @Override
    public OptionalInt position(SessionId session) {
        OptionalInt actual = router.position(session);
        assertThat(actual).as("S16 position of %s", session).isEqualTo(expectedPosition(session));
        return actual;
    }

    @Override
    public Pool pool(Target target, Instant now) {
        Pool actual = router.pool(target, now);
        List<AgentId> available = agents.keySet().stream()
                .filter(agent -> isAvailable(agent) && matches(agent, target))
                .toList();
        long freeUnits =
                available.stream().mapToLong(agent -> Math.max(0, free(agent))).sum();
        long waiting = waitingPlaces().filter(place -> isBeside(place, target)).count();
        assertThat(actual.availableAgents()).as("available agents").isEqualTo(available.size());
        assertThat(actual.freeUnits()).as("S3 free units for %s", target).isEqualTo((int) freeUnits);
        assertThat(actual.waiting()).as("waiting for %s", target).isEqualTo((int) waiting);
        if (actual.estimate().basis() == Estimate.Basis.IMMEDIATE) {
            assertThat(freeUnits).as("free at once").isPositive();
        }
        return actual;
    }

    private <T> T checked(T result, boolean changed) {
        if (changed) {
            justDeclined = null;
        }
        check();
        return result;
    }

    private void check() {
        List<Proposal> made = List.copyOf(told);
        told.clear();
        made.forEach(this::checkProposal);
        made.forEach(this::checkOrder);
        waitingPlaces().forEach(this::checkNobodyFree);
        checkOnePosition();
    }

    /** One after the other, a different one with each call: all of them each time would take most of a test's time. */
    private void checkOnePosition() {
        queue.keySet().stream()
                .sorted()
                .skip(++checks % Math.max(1, queue.size()))
                .findFirst()
                .ifPresent(this::position);
    }

    private void checkProposal(Proposal made) {
        Place place = place(made);
        assertThat(isReserved(made.session())).as("S1 %s is free", made).isFalse();
        assertThat(isBarred(made.session(), made.agent()))
                .as("S12 %s was just declined", made)
                .isFalse();
        assertThat(isAvailable(made.agent())).as("S6 %s is available", made).isTrue();
        assertThat(meets(made.agent(), place))
                .as("S6 %s meets the target", made)
                .isTrue();
        assertThat((long) place.ticket().units()).as("S2 %s has room", made).isLessThanOrEqualTo(free(made.agent()));
        open(
                made.reservation(),
                new Held(made.session(), made.agent(), place.ticket().units()));
    }

    /** Nobody who was ahead, and for whom the agent had room as well, is left behind. */
    private void checkOrder(Proposal made) {
        Place served = place(made);
        assertThat(waitingPlaces()
                        .filter(place -> Place.ORDER.compare(place, served) < 0)
                        .filter(place ->
                                place.ticket().units() <= served.ticket().units())
                        .filter(place -> meets(made.agent(), place))
                        .filter(place -> !isBarred(place.ticket().session(), made.agent())))
                .as("S9 served before %s", made)
                .isEmpty();
    }

    private void checkNobodyFree(Place place) {
        assertThat(agents.keySet().stream()
                        .filter(agent -> canTake(agent, place))
                        .filter(agent -> !isBarred(place.ticket().session(), agent)))
                .as("L1 free for %s", place)
                .isEmpty();
    }

    private void open(long epoch, Held held) {
        assertThat(epochs.add(epoch)).as("S4 epoch %d is new", epoch).isTrue();
        assertThat(epoch).as("S4 epoch").isPositive();
        reservations.put(epoch, held);
    }

    private void settle(Held held) {
        queue.remove(held.session());
        reservations.values().removeIf(other -> other.session().equals(held.session()));
        assignments.put(held.session(), held);
    }

    private OptionalInt expectedPosition(SessionId session) {
        Place place = queue.get(session);
        if (place == null) {
            return OptionalInt.empty();
        }
        if (isReserved(session)) {
            return OptionalInt.of(0);
        }
        return OptionalInt.of((int) waitingPlaces()
                .filter(other -> Place.ORDER.compare(other, place) < 0)
                .filter(other -> isBeside(other, place.ticket().target()))
                .count());
    }

    private boolean isBeside(Place place, Target target) {
        return place.ticket().target().equals(target)
                || agents.entrySet().stream()
                        .filter(agent -> statuses.get(agent.getKey()) != AgentStatus.GONE)
                        .map(Map.Entry::getValue)
                        .anyMatch(agent ->
                                target.matches(agent) && place.ticket().target().matches(agent));
    }

    private Stream<Place> waitingPlaces() {
        return queue.values().stream()
                .filter(place -> !isReserved(place.ticket().session()))
                .sorted(Place.ORDER);
    }

    private Optional<Held> held(SessionId session, AgentId agent, long epoch) {
        return Optional.ofNullable(reservations.get(epoch))
                .filter(held -> held.session().equals(session) && held.agent().equals(agent));
    }

    private boolean canTake(AgentId agent, Place place) {
        return isAvailable(agent) && meets(agent, place) && place.ticket().units() <= free(agent);
    }

    private Place place(Proposal made) {
        return Optional.ofNullable(queue.get(made.session()))
                .orElseThrow(() -> new AssertionError("S7 " + made + " is not in the queue"));
    }

    private boolean meets(AgentId agent, Place place) {
        return matches(agent, place.ticket().target());
    }

    private boolean matches(AgentId agent, Target target) {
        Agent known = agents.get(agent);
        return known != null && target.matches(known);
    }

    private boolean isAvailable(AgentId agent) {
        return statuses.get(agent) == AgentStatus.AVAILABLE;
    }

    private boolean hasRoom(AgentId agent, int more) {
        return more <= 0 || more <= free(agent);
    }

    private long free(AgentId agent) {
        Agent known = agents.get(agent);
        long held = Stream.concat(reservations.values().stream(), assignments.values().stream())
                .filter(one -> one.agent().equals(agent))
                .mapToLong(Held::units)
                .sum();
        return (known == null ? 0 : known.capacityUnits()) - held;
    }

    private boolean isBarred(SessionId session, AgentId agent) {
        return justDeclined != null
                && justDeclined.session().equals(session)
                && justDeclined.agent().equals(agent);
    }

    private boolean isKnown(SessionId session) {
        return queue.containsKey(session) || isReserved(session) || assignments.containsKey(session);
    }

    private boolean isReserved(SessionId session) {
        return reservations.values().stream().anyMatch(held -> held.session().equals(session));
    }

    private boolean isAssigned(SessionId session, AgentId agent) {
        Held held = assignments.get(session);
        return held != null && held.agent().equals(agent);
    }

    private int assigned(SessionId session) {
        Held held = assignments.get(session);
        return held == null ? 0 : held.units();
    }
}
