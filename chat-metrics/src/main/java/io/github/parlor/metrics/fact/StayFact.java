package io.github.parlor.metrics.fact;

import io.github.parlor.event.OwnerEvent.AssignCause;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.SessionId;
import io.github.parlor.time.Moment;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One agent's ownership of a session, from being assigned to being released; wrap-up belongs to it. Immutable.
 *
 * @param session in which session
 * @param number 1 for the first stay of the session
 * @param agent whose
 * @param cause how it came about
 * @param units how much of the agent's capacity it takes
 * @param from when it began
 * @param to when it ended, or null while it lasts
 * @param span the same on the wall clock, up to the time of the snapshot while it lasts
 * @param handling how long it lasted: as measured elsewhere if the record says so, else the difference of the times; so
 *     far while it lasts
 * @param firstReply time from its begin to the owner's first public message that no rule wrote, or null without one
 * @param holds when the session was parked during the stay
 */
public record StayFact(
        SessionId session,
        int number,
        AgentId agent,
        AssignCause cause,
        int units,
        Moment from,
        @Nullable Moment to,
        Span span,
        Duration handling,
        @Nullable Duration firstReply,
        List<Span> holds) {
    public StayFact {
        holds = List.copyOf(holds);
    }

    /** Returns whether it still lasts. */
    public boolean isOpen() {
        return to == null;
    }
}
