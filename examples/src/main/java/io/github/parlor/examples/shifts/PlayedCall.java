package io.github.parlor.examples.shifts;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.examples.log.Call;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the router made of one offered call. Immutable.
 *
 * @param call as recorded
 * @param arrived when it was queued, or came through the menu if the log has no queue for it
 * @param handling how long its service takes
 * @param assignment by whom and when, or null if nobody took it
 */
public record PlayedCall(
        Call call,
        Instant arrived,
        Duration handling,
        @Nullable Assignment assignment) {
    /** What became of it. */
    public enum Outcome {
        /** An agent took it. */
        SERVED,
        /** The caller hung up when the log says so, and nobody had taken it by then. */
        HUNG_UP,
        /** Nobody took it before the last one who could went home; the log has no patience for its caller. */
        UNSERVED
    }

    /**
     * An assignment.
     *
     * @param server the name as the log has it
     * @param from when service began
     */
    public record Assignment(String server, Instant from) {
        public Assignment {
            Bounds.present("server", server);
            Bounds.present("from", from);
        }
    }

    public PlayedCall {
        Bounds.present("call", call);
        Bounds.present("arrived", arrived);
        Bounds.check("handling", !handling.isNegative(), "zero or longer", handling);
    }

    /** Returns what became of the call. */
    public Outcome outcome() {
        if (assignment != null) {
            return Outcome.SERVED;
        }
        return call.outcome() == Call.Outcome.HUNG_UP ? Outcome.HUNG_UP : Outcome.UNSERVED;
    }
}
