package io.github.parlor.routing.ordered;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a session does that does more than one thing at once. Single-owner. */
final class Ties {
    /** Whether it has a place in line, which counts while nothing is reserved. */
    boolean waits;
    /** Who serves it. */
    @Nullable
    Hold assigned;
    /** Where it is reserved, in the order of the reservations. */
    final List<Hold> reserved = new ArrayList<>(1);

    /** Units of an agent. */
    record Hold(OrderedSession session, OrderedAgent agent, int units, long epoch) {}

    boolean isInLine() {
        return waits && reserved.isEmpty();
    }

    boolean isNothing() {
        return !waits && assigned == null && reserved.isEmpty();
    }

    boolean isAssignedTo(OrderedAgent agent) {
        return assigned != null && assigned.agent == agent;
    }

    @Nullable
    Hold reservation(OrderedAgent agent, long epoch) {
        for (Hold hold : reserved) {
            if (hold.agent == agent && hold.epoch == epoch) {
                return hold;
            }
        }
        return null;
    }

    /** Whose it is, if somebody's. */
    @Nullable
    OrderedAgent agent() {
        return assigned != null ? assigned.agent : reserved.isEmpty() ? null : reserved.get(0).agent;
    }
}
