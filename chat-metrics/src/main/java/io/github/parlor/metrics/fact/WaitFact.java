package io.github.parlor.metrics.fact;

import io.github.parlor.people.Target;
import io.github.parlor.time.Moment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One time a session was offered to the people of the shop: a stay in the queue, or an assignment without a queue, whose
 * wait is zero or, after a transfer, the time since the transfer was asked for. Immutable.
 *
 * @param number 1 for the first of the session
 * @param from when it joined the queue, or was assigned or asked to be transferred without one
 * @param outcome how it ended
 * @param waited how long: as measured elsewhere if the record says so, else the difference of the times; so far while it
 *     waits. Messages never restart it.
 * @param direct whether there was no queue
 * @param stay the stay that answered it, or null if it was not answered
 * @param target whom it waited for, or null without a queue
 */
public record WaitFact(
        int number,
        Moment from,
        Outcome outcome,
        Duration waited,
        boolean direct,
        @Nullable StayFact stay,
        @Nullable Target target) {
    /** How a wait ends. */
    public enum Outcome {
        /** An agent took it. */
        ANSWERED,
        /** The contact left. */
        ABANDONED,
        /** It left the queue for another reason: a deadline, closing time, an end by the system. */
        FLOWED_OUT,
        /** It still waits. */
        WAITING
    }

    /** Returns the wait from the same begin to the first public message of the agent, or null if there is none. */
    public @Nullable Duration untilFirstMessage() {
        return stay == null || stay.firstReply() == null ? null : waited.plus(stay.firstReply());
    }
}
