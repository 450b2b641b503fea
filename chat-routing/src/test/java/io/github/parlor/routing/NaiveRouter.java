package io.github.parlor.routing;

import io.github.parlor.dispatch.Estimate;
import io.github.parlor.dispatch.Pool;
import io.github.parlor.dispatch.Proposal;
import io.github.parlor.dispatch.Router;
import io.github.parlor.dispatch.Ticket;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.SessionId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules once more over three flat lists, with no index and no counter: loads are summed up anew, and each step of the
 * matching sorts every possible pair of a waiting session and an agent and takes the first.
 */
final class NaiveRouter implements Router {
    private final Consumer<Proposal> listener;
    private final List<Person> people = new ArrayList<>();
    private final List<Place> queue = new ArrayList<>();
    private final List<Hold> holds = new ArrayList<>();
    private final List<Place> waited = new ArrayList<>();
    private long submissions;
    private long gifts;
    private long epochs;

    private static final class Person {
        final AgentId id;

        @Nullable
        Agent agent;

        AgentStatus status = AgentStatus.GONE;
        long lastGift;

        Person(AgentId id) {
            this.id = id;
        }
    }

    private static final class Place {
        final Ticket ticket;
        final long number;
        final Instant since;
        final List<AgentId> decliners = new ArrayList<>();
        Instant until = Instant.MAX;
        boolean foundNobody;

        Place(Ticket ticket, long number, Instant since) {
            this.ticket = ticket;
            this.number = number;
            this.since = since;
        }
    }

    /** Epoch 0 is an assignment. */
    private record Hold(SessionId session, AgentId agent, int units, long epoch) {}

    private record Pair(Place place, Person person) {}

    NaiveRouter(Consumer<Proposal> listener) {
        this.listener = listener;
    }

    @Override
    public void update(Agent agent, AgentStatus status, Instant now) {
        Person person = person(agent.id());
        person.agent = agent;
        person.status = status;
        if (status != AgentStatus.AVAILABLE) {
            holds.removeIf(hold -> hold.epoch > 0 && hold.agent.equals(agent.id()));
        }
        match(pair -> true);
    }

    @Override
    public boolean submit(Ticket ticket, Instant now) {
        if (place(ticket.session()) != null || holds.stream().anyMatch(of(ticket.session()))) {
            return false;
        }
        Place place = new Place(ticket, ++submissions, now);
        queue.add(place);
        match(pair -> true);
        place.foundNobody = isWaiting(place);
        return true;
    }

    @Override
    public boolean withdraw(SessionId session, Instant now) {
        boolean known = queue.removeIf(place -> place.ticket.session().equals(session));
        known |= holds.removeIf(of(session).and(hold -> hold.epoch > 0));
        if (known) {
            match(pair -> true);
        }
        return known;
    }

    @Override
    public boolean confirm(SessionId session, AgentId agent, long reservation, Instant now) {
        Hold hold = hold(session, agent, reservation);
        if (hold == null || reservation == 0) {
            return false;
        }
        settle(session, agent, hold.units, now);
        return true;
    }

    @Override
    public boolean decline(SessionId session, AgentId agent, long reservation, Instant now) {
        Hold hold = hold(session, agent, reservation);
        if (hold == null || reservation == 0) {
            return false;
        }
        holds.remove(hold);
        Place place = place(session);
        if (place != null) {
            place.decliners.add(agent);
        }
        match(pair -> !(pair.place == place && pair.person.id.equals(agent)));
        return true;
    }

    @Override
    public OptionalLong reserve(SessionId session, AgentId agent, int units, Instant now) {
        Person person =
                people.stream().filter(one -> one.id.equals(agent)).findFirst().orElse(new Person(agent));
        boolean twice =
                holds.stream().anyMatch(of(session).and(hold -> hold.epoch > 0).and(hold -> hold.agent.equals(agent)));
        if (twice || person.status != AgentStatus.AVAILABLE || room(person) < units) {
            return OptionalLong.empty();
        }
        long epoch = give(session, person, units);
        match(pair -> true);
        return OptionalLong.of(epoch);
    }

    @Override
    public Optional<Proposal> reserveNext(AgentId agent, Instant now) {
        Optional<Pair> next =
                pairs().filter(pair -> pair.person.id.equals(agent)).min(orderOfWork());
        Optional<Proposal> made = next.map(this::propose);
        made.ifPresent(proposal -> match(pair -> true));
        return made;
    }

    @Override
    public void assign(SessionId session, AgentId agent, int units, Instant now) {
        person(agent).lastGift = ++gifts;
        settle(session, agent, units, now);
    }

    @Override
    public boolean resize(SessionId session, AgentId agent, int units, Instant now) {
        Hold hold = hold(session, agent, 0);
        if (hold == null || (units > hold.units && units - hold.units > room(person(agent)))) {
            return false;
        }
        holds.set(holds.indexOf(hold), new Hold(session, agent, units, 0));
        match(pair -> true);
        return true;
    }

    @Override
    public boolean release(SessionId session, AgentId agent, Instant now) {
        Hold hold = hold(session, agent, 0);
        if (hold == null) {
            return false;
        }
        holds.remove(hold);
        match(pair -> true);
        return true;
    }

    @Override
    public OptionalInt position(SessionId session) {
        Place place = place(session);
        if (place == null) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(isWaiting(place) ? (int) beside(place.ticket.target(), before(place)) : 0);
    }

    @Override
    public Pool pool(Target target, Instant now) {
        List<Person> available = people.stream()
                .filter(person -> person.status == AgentStatus.AVAILABLE && matches(person, target))
                .toList();
        long free = available.stream()
                .mapToLong(person -> Math.max(0, room(person)))
                .sum();
        boolean immediate = available.stream().anyMatch(person -> room(person) >= 300);
        Estimate estimate = available.isEmpty()
                ? Estimate.unknown(now)
                : immediate ? Estimate.immediate(now) : estimate(target, now);
        return new Pool(available.size(), (int) free, (int) beside(target, place -> true), estimate);
    }

    private Estimate estimate(Target target, Instant now) {
        List<Place> served = waited.stream()
                .filter(place -> place.ticket.target().equals(target))
                .toList();
        List<Duration> waits = served.stream()
                .skip(Math.max(0, served.size() - 50))
                .filter(place -> !place.until.plusSeconds(3_600).isBefore(now))
                .map(place -> Duration.between(place.since, place.until))
                .sorted()
                .toList();
        int n = waits.size();
        return n < 10
                ? Estimate.unknown(now)
                : new Estimate(
                        waits.get((int) Math.ceil(0.1 * n) - 1),
                        waits.get((int) Math.ceil(0.9 * n) - 1),
                        Estimate.Basis.RECENT_WAITS,
                        n,
                        now);
    }

    private void match(Predicate<Pair> allowed) {
        List<Proposal> made = new ArrayList<>();
        Optional<Pair> next = pairs().filter(allowed).min(orderOfWork());
        while (next.isPresent()) {
            made.add(propose(next.get()));
            next = pairs().filter(allowed).min(orderOfWork());
        }
        made.forEach(listener);
    }

    private Comparator<Pair> orderOfWork() {
        return Comparator.<Pair, Instant>comparing(
                        pair -> pair.place.ticket.orderedFrom().minus(pair.place.ticket.credit()))
                .thenComparingLong(pair -> pair.place.number)
                .thenComparing(pair -> pair.place.decliners.contains(pair.person.id))
                .thenComparing(pair -> !pair.person.id.equals(pair.place.ticket.preferred()))
                .thenComparing(this::compareShare)
                .thenComparingLong(pair -> pair.person.lastGift)
                .thenComparingInt(pair -> people.indexOf(pair.person));
    }

    private int compareShare(Pair one, Pair other) {
        return held(one.person)
                .multiply(capacity(other.person))
                .compareTo(held(other.person).multiply(capacity(one.person)));
    }

    private Stream<Pair> pairs() {
        return queue.stream()
                .filter(this::isWaiting)
                .flatMap(place -> people.stream()
                        .filter(person -> person.status == AgentStatus.AVAILABLE)
                        .filter(person -> matches(person, place.ticket.target()))
                        .filter(person -> room(person) >= place.ticket.units())
                        .map(person -> new Pair(place, person)));
    }

    private Proposal propose(Pair pair) {
        SessionId session = pair.place.ticket.session();
        return new Proposal(session, pair.person.id, give(session, pair.person, pair.place.ticket.units()));
    }

    private long give(SessionId session, Person person, int units) {
        holds.add(new Hold(session, person.id, units, ++epochs));
        person.lastGift = ++gifts;
        return epochs;
    }

    private void settle(SessionId session, AgentId agent, int units, Instant now) {
        person(agent);
        Place place = place(session);
        if (place != null && place.foundNobody) {
            place.until = now;
            waited.add(place);
        }
        queue.remove(place);
        holds.removeIf(of(session));
        holds.add(new Hold(session, agent, units, 0));
        match(pair -> true);
    }

    private long beside(Target target, Predicate<Place> which) {
        return queue.stream()
                .filter(this::isWaiting)
                .filter(which)
                .filter(place -> place.ticket.target().equals(target)
                        || people.stream()
                                .filter(person -> person.status != AgentStatus.GONE)
                                .anyMatch(person -> matches(person, target) && matches(person, place.ticket.target())))
                .count();
    }

    private Predicate<Place> before(Place place) {
        Comparator<Place> order = Comparator.<Place, Instant>comparing(one -> one.ticket.orderKey())
                .thenComparingLong(one -> one.number);
        return other -> order.compare(other, place) < 0;
    }

    private long room(Person person) {
        return capacity(person).subtract(held(person)).longValueExact();
    }

    private BigInteger held(Person person) {
        return BigInteger.valueOf(holds.stream()
                .filter(hold -> hold.agent.equals(person.id))
                .mapToLong(Hold::units)
                .sum());
    }

    private static BigInteger capacity(Person person) {
        return BigInteger.valueOf(person.agent == null ? 0 : person.agent.capacityUnits());
    }

    private static boolean matches(Person person, Target target) {
        return person.agent != null && target.matches(person.agent);
    }

    private boolean isWaiting(Place place) {
        return queue.contains(place) && holds.stream().noneMatch(of(place.ticket.session()));
    }

    private @Nullable Place place(SessionId session) {
        return queue.stream()
                .filter(place -> place.ticket.session().equals(session))
                .findFirst()
                .orElse(null);
    }

    private @Nullable Hold hold(SessionId session, AgentId agent, long epoch) {
        return holds.stream()
                .filter(of(session))
                .filter(hold -> hold.epoch == epoch && hold.agent.equals(agent))
                .findFirst()
                .orElse(null);
    }

    private static Predicate<Hold> of(SessionId session) {
        return hold -> hold.session.equals(session);
    }

    private Person person(AgentId id) {
        return people.stream()
                .filter(person -> person.id.equals(id))
                .findFirst()
                .orElseGet(() -> {
                    Person person = new Person(id);
                    people.add(person);
                    return person;
                });
    }
}
