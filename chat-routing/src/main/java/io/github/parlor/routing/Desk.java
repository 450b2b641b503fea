package io.github.parlor.routing;

import io.github.parlor.id.AgentId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a router knows of one agent. An agent who was only named by an assignment has no profile and takes no work. */
final class Desk {
    /**
     * Lowest share of the capacity first, compared as fractions without rounding; among equals the one who was given work
     * least recently, then the one who was known first. Only for desks whose capacity is not zero.
     */
    static final Comparator<Desk> LEAST_LOADED_FIRST = ((Comparator<Desk>) Desk::compareLoad)
            .thenComparingLong(desk -> desk.lastGiven)
            .thenComparingLong(desk -> desk.joined);

    private final AgentId id;
    private final int joined;
    private final Set<Reservation> reservations = new LinkedHashSet<>();
    private @Nullable Agent agent;
    private AgentStatus status = AgentStatus.GONE;
    /** Reserved and assigned units together; above the capacity after force or a lowered limit. */
    private long heldUnits;
    /** A logical sequence, so that a replay decides alike; 0 as long as nothing was given. */
    private long lastGiven;

    Desk(AgentId id, int joined) {
        this.id = id;
        this.joined = joined;
    }

    AgentId id() {
        return id;
    }

    void become(Agent other, AgentStatus otherStatus) {
        agent = other;
        status = otherStatus;
    }

    boolean matches(Target target) {
        return agent != null && target.matches(agent);
    }

    boolean isAvailable() {
        return status == AgentStatus.AVAILABLE;
    }

    boolean isSignedIn() {
        return status != AgentStatus.GONE;
    }

    /** Negative above the limit. */
    long freeUnits() {
        return (agent == null ? 0 : agent.capacityUnits()) - heldUnits;
    }

    boolean canTake(int units) {
        return isAvailable() && units <= freeUnits();
    }

    void hold(long units) {
        heldUnits += units;
    }

    void free(long units) {
        heldUnits -= units;
    }

    void givenWork(long sequence) {
        lastGiven = sequence;
    }

    void add(Reservation reservation) {
        reservations.add(reservation);
        hold(reservation.units());
    }

    void remove(Reservation reservation) {
        reservations.remove(reservation);
        free(reservation.units());
    }

    List<Reservation> reservations() {
        return List.copyOf(reservations);
    }

    private static int compareLoad(Desk one, Desk other) {
        return Long.compare(one.heldUnits * other.capacity(), other.heldUnits * one.capacity());
    }

    private long capacity() {
        return agent == null ? 0 : agent.capacityUnits();
    }
}
