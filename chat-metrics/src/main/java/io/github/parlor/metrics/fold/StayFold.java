package io.github.parlor.metrics.fold;

import io.github.parlor.event.OwnerEvent.OwnerAssigned;
import io.github.parlor.id.AgentId;
import io.github.parlor.metrics.fact.Span;
import io.github.parlor.metrics.fact.StayFact;
import io.github.parlor.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One agent's stay in a session. Single-owner. */
final class StayFold {
    private final OwnerAssigned assigned;
    private final int number;
    private final Moment from;
    private final List<Span> holds = new ArrayList<>();
    private @Nullable Moment to;
    private @Nullable Moment heldSince;
    private @Nullable Duration measured;
    private @Nullable Duration firstReply;

    StayFold(OwnerAssigned assigned, int number, Moment from) {
        this.assigned = assigned;
        this.number = number;
        this.from = from;
    }

    StayFold(StayFold other) {
        assigned = other.assigned;
        number = other.number;
        from = other.from;
        holds.addAll(other.holds);
        to = other.to;
        heldSince = other.heldSince;
        measured = other.measured;
        firstReply = other.firstReply;
    }

    AgentId agent() {
        return assigned.agent();
    }

    boolean isClosed() {
        return to != null;
    }

    void wrote(AgentId author, Moment at) {
        if (!isClosed() && firstReply == null && author.equals(agent())) {
            firstReply = at.since(from);
        }
    }

    void held(Moment at) {
        if (!isClosed() && heldSince == null) {
            heldSince = at;
        }
    }

    void resumed(Moment at) {
        if (heldSince != null) {
            holds.add(Span.between(heldSince.wall(), at.wall()));
            heldSince = null;
        }
    }

    void released(Moment at, @Nullable Duration measuredHandling) {
        if (!isClosed()) {
            resumed(at);
            to = at;
            measured = measuredHandling;
        }
    }

    StayFact fact(Instant asOf) {
        return new StayFact(
                assigned.session(),
                number,
                agent(),
                assigned.cause(),
                assigned.units(),
                from,
                to,
                Span.between(from.wall(), to == null ? asOf : to.wall()),
                handling(asOf),
                firstReply,
                holds(asOf));
    }

    private Duration handling(Instant asOf) {
        if (measured != null) {
            return measured;
        }
        return to == null ? Clocks.soFar(from, asOf) : to.since(from);
    }

    private List<Span> holds(Instant asOf) {
        if (heldSince == null) {
            return holds;
        }
        List<Span> all = new ArrayList<>(holds);
        all.add(Span.between(heldSince.wall(), asOf));
        return all;
    }
}
