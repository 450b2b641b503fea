package io.github.parlor.dispatch;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.event.LifecycleEvent;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.SessionId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.Target;
import io.github.parlor.time.Moment;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session that waits. The order of work is {@code orderedFrom - credit}, earlier first; equal keys go to the session
 * that was submitted first. Immutable.
 *
 * @param session which
 * @param target whom it waits for
 * @param orderedFrom the instant that drives the order, of the years 1900 to 9999
 * @param credit priority as time credit
 * @param units how much of an agent's capacity it takes
 * @param preferred the agent who is asked first if free, or null
 */
public record Ticket(
        SessionId session,
        Target target,
        Instant orderedFrom,
        Duration credit,
        int units,
        @Nullable AgentId preferred) {
    public Ticket {
        Bounds.present("ticket.session", session);
        Bounds.present("ticket.target", target);
        Moment.wall("ticket.orderedFrom", orderedFrom);
        Bounds.duration("ticket.credit", credit, LifecycleEvent.MAX_CREDIT);
        Bounds.range("ticket.units", units, 1, Agent.MAX_CAPACITY_UNITS);
    }

    /** Returns the key of the order of work: earlier is served first. */
    public Instant orderKey() {
        return orderedFrom.minus(credit);
    }
}
