package io.github.parlor.routing;

import io.github.parlor.people.Target;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One eligibility class: the sessions that wait for the same target with the same need of capacity, in the order of work,
 * and the agents who meet the target. Grouping them lets an unservable backlog of any length be passed over at once.
 */
final class Line {
    private final Demand demand;
    private final NavigableSet<Waiting> waiting = new TreeSet<>(Waiting.ORDER_OF_WORK);
    private final Set<Desk> reach = new LinkedHashSet<>();

    /** What one session asks for. */
    record Demand(Target target, int units) {}

    Line(Demand demand, Collection<Desk> desks) {
        this.demand = demand;
        desks.forEach(this::reconsider);
    }

    Demand demand() {
        return demand;
    }

    /** Takes in that the agent's skills or teams may have changed. */
    void reconsider(Desk desk) {
        if (desk.matches(demand.target())) {
            reach.add(desk);
        } else {
            reach.remove(desk);
        }
    }

    /** The agents who can take a session of this line now. */
    Stream<Desk> free() {
        return reach.stream().filter(desk -> desk.canTake(demand.units()));
    }

    boolean hasFree() {
        return free().findAny().isPresent();
    }

    /** Whether its sessions wait for the target, or for work that one of the agents can take. */
    boolean concerns(Target target, Set<Desk> agents) {
        return demand.target().equals(target) || reach.stream().anyMatch(agents::contains);
    }

    void add(Waiting place) {
        waiting.add(place);
    }

    void remove(Waiting place) {
        waiting.remove(place);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    int size() {
        return waiting.size();
    }

    Stream<Waiting> inOrder() {
        return waiting.stream();
    }

    int aheadOf(Waiting place) {
        return waiting.headSet(place).size();
    }
}
