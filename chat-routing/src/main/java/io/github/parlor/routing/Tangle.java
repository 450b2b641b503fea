package io.github.parlor.routing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a session does that does more than one thing at once. Immutable.
 *
 * @param waits whether it has a place in line, which counts while nothing is reserved
 * @param assigned who serves it, or null
 * @param reserved where it is reserved, in the order of the reservations
 */
record Tangle(boolean waits, @Nullable Hold assigned, List<Hold> reserved) {
    static final Tangle NOTHING = new Tangle(false, null, List.of());

    /** What a session does before it does anything; told from {@link #NOTHING} by identity. */
    static final Tangle UNBEGUN = new Tangle(false, null, List.of());

    /**
     * Units of an agent.
     *
     * @param agent the agent's number in the router
     */
    record Hold(int agent, int units, long epoch) {}

    /** Returns the same as a word says. */
    static Tangle of(int units, int state, int agent, long epoch) {
        Hold hold = new Hold(agent, units, epoch);
        return switch (state) {
            case RoutedSession.WAITING -> new Tangle(true, null, List.of());
            case RoutedSession.OFFERED -> new Tangle(true, null, List.of(hold));
            case RoutedSession.ASSIGNED -> new Tangle(false, hold, List.of());
            default -> UNBEGUN;
        };
    }

    boolean isOver() {
        return !waits && assigned == null && reserved.isEmpty() && !isUnbegun();
    }

    @SuppressWarnings("ReferenceEquality")
    boolean isUnbegun() {
        return this == UNBEGUN;
    }

    @Nullable
    Hold reservation(int agent, long epoch) {
        for (Hold hold : reserved) {
            if (hold.agent == agent && hold.epoch == epoch) {
                return hold;
            }
        }
        return null;
    }

    boolean isHeldBy(int agent) {
        return (assigned != null && assigned.agent == agent) || isReservedAt(agent);
    }

    boolean isReservedAt(int agent) {
        return reserved.stream().anyMatch(hold -> hold.agent == agent);
    }

    Tangle with(Hold reservation) {
        List<Hold> more = new ArrayList<>(reserved);
        more.add(reservation);
        return new Tangle(waits, assigned, List.copyOf(more));
    }

    Tangle without(Hold reservation) {
        return new Tangle(
                waits,
                assigned,
                reserved.stream().filter(hold -> !hold.equals(reservation)).toList());
    }

    Tangle assignedTo(@Nullable Hold other) {
        return new Tangle(waits, other, reserved);
    }

    /** Returns that one agent serves it and nothing else is held. */
    static Tangle only(Hold assignment) {
        return new Tangle(false, assignment, List.of());
    }
}
