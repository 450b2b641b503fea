package io.github.parlor.routing;

import io.github.parlor.id.AgentId;
import io.github.parlor.id.SessionId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a router knows of one session: its place in the queue, where it is reserved, who serves it. */
final class Entry {
    private final SessionId session;

    /** Replaced by every change: there is seldom more than one, and none while the session is served. */
    private List<Reservation> reservations = List.of();

    private @Nullable Waiting waiting;
    private @Nullable Assignment assignment;

    Entry(SessionId session) {
        this.session = session;
    }

    SessionId session() {
        return session;
    }

    @Nullable
    Waiting waiting() {
        return waiting;
    }

    void waiting(@Nullable Waiting place) {
        waiting = place;
    }

    @Nullable
    Assignment assignment() {
        return assignment;
    }

    void assignment(@Nullable Assignment other) {
        assignment = other;
    }

    void add(Reservation reservation) {
        reservations =
                Stream.concat(reservations.stream(), Stream.of(reservation)).toList();
    }

    void remove(Reservation reservation) {
        reservations =
                reservations.stream().filter(held -> !held.equals(reservation)).toList();
    }

    List<Reservation> reservations() {
        return reservations;
    }

    Optional<Reservation> reservation(AgentId agent, long epoch) {
        return reservations.stream().filter(held -> held.is(agent, epoch)).findFirst();
    }

    boolean isReserved() {
        return !reservations.isEmpty();
    }

    boolean isReservedAt(AgentId agent) {
        return reservations.stream().anyMatch(held -> held.agent().equals(agent));
    }

    boolean isAssignedTo(AgentId agent) {
        return assignment != null && assignment.agent().equals(agent);
    }

    boolean isEmpty() {
        return waiting == null && reservations.isEmpty() && assignment == null;
    }
}
