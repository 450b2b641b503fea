package io.github.parlor.routing;

import io.github.parlor.dispatch.Ticket;
import io.github.parlor.id.AgentId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;

/** A session's place in the queue. It is kept while the session is reserved, so that a decline returns the session there. */
final class Waiting {
    /** Earlier key first; equal keys in the order of submission, so that a class is served first in, first out. */
    static final Comparator<Waiting> ORDER_OF_WORK =
            Comparator.<Waiting, Instant>comparing(place -> place.key).thenComparingLong(place -> place.number);

    private final Ticket ticket;
    private final Instant key;
    private final long number;
    private final Instant since;
    private final Set<AgentId> decliners = new HashSet<>();
    private boolean hadToWait;

    Waiting(Ticket ticket, long number, Instant since) {
        this.ticket = ticket;
        this.key = ticket.orderKey();
        this.number = number;
        this.since = since;
    }

    Ticket ticket() {
        return ticket;
    }

    Instant since() {
        return since;
    }

    void declinedBy(AgentId agent) {
        decliners.add(agent);
    }

    boolean wasDeclinedBy(Desk desk) {
        return decliners.contains(desk.id());
    }

    boolean prefers(Desk desk) {
        return desk.id().equals(ticket.preferred());
    }

    void foundNobodyFree() {
        hadToWait = true;
    }

    boolean hadToWait() {
        return hadToWait;
    }
}
