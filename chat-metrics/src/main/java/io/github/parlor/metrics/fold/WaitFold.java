package io.github.parlor.metrics.fold;

import io.github.parlor.metrics.fact.StayFact;
import io.github.parlor.metrics.fact.WaitFact;
import io.github.parlor.metrics.fact.WaitFact.Outcome;
import io.github.parlor.people.Target;
import io.github.parlor.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One wait of a session. Single-owner. */
final class WaitFold {
    private final Moment from;
    private final @Nullable Target target;
    private Outcome outcome = Outcome.WAITING;
    private Duration wait = Duration.ZERO;
    private int stay = -1;

    /** A wait in the queue, or without one if {@code target} is null. */
    WaitFold(Moment from, @Nullable Target target) {
        this.from = from;
        this.target = target;
    }

    WaitFold(WaitFold other) {
        from = other.from;
        target = other.target;
        outcome = other.outcome;
        wait = other.wait;
        stay = other.stay;
    }

    boolean isDirect() {
        return target == null;
    }

    boolean isClosed() {
        return outcome != Outcome.WAITING;
    }

    void close(Outcome how, Moment at, @Nullable Duration measured) {
        outcome = how;
        wait = measured == null ? at.since(from) : measured;
    }

    void answeredBy(int index) {
        stay = index;
    }

    WaitFact fact(int number, List<StayFact> stays, Instant asOf) {
        return new WaitFact(
                number,
                from,
                outcome,
                isClosed() ? wait : Clocks.soFar(from, asOf),
                isDirect(),
                stay < 0 ? null : stays.get(stay),
                target);
    }
}
