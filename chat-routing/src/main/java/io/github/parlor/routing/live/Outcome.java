package io.github.parlor.routing.live;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.id.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * What became of a command. A refused command changed nothing beyond what the time brought. Immutable.
 *
 * @param refusal why it was refused, or null if it was carried out
 * @param detail what was found and what was expected, for people; empty if it was carried out
 * @param session which session {@link RoutingCommand.TakeNext} found or {@link RoutingCommand.Pick} took, otherwise null
 */
public record Outcome(
        @Nullable Refusal refusal, String detail, @Nullable SessionId session) {
    /** Why a command is refused. */
    public enum Refusal {
        /** No such session waits or is served. */
        UNKNOWN_SESSION,
        /** No such agent was ever set. */
        UNKNOWN_AGENT,
        /** The demand names a queue that the plan does not have. */
        UNKNOWN_QUEUE,
        /** The session is there already. */
        DUPLICATE,
        /** The offer was accepted, declined or withdrawn, it lapsed, or was never made; the detail says what is known. */
        OFFER_OVER,
        /** The session does not wait. */
        NOT_WAITING,
        /** The session is not served. */
        NOT_SERVED,
        /** The session is not parked. */
        NOT_PARKED,
        /** There is nothing of that kind to end. */
        NOTHING_TO_END,
        /** The agent is not available. */
        NOT_AVAILABLE,
        /** The plan does not allow it. */
        NOT_ALLOWED,
        /** The agent may never serve the session. */
        NOT_ELIGIBLE,
        /** The agent has no room: {@link RoutingCommand.TakeNext} found a session, {@link RoutingCommand.Pick} named one. */
        NO_ROOM,
        /** Nothing waits that the agent may take, however much room there is. */
        NOTHING_WAITS,
        /** The queue takes nothing now: too long, nobody there, out of hours. */
        QUEUE_REFUSES,
        /** The plan has no such status reason, or the reason means another status. */
        UNKNOWN_REASON,
        /** A bound of the router is reached. */
        TOO_MANY
    }

    public Outcome {
        Bounds.present("detail", detail);
        Bounds.check("detail", (refusal == null) == detail.isEmpty(), "given exactly if refused", detail);
    }

    /** The command was carried out. */
    public static final Outcome DONE = new Outcome(null, "", null);

    static Outcome taken(SessionId session) {
        return new Outcome(null, "", session);
    }

    static Outcome refused(Refusal refusal, String detail) {
        return new Outcome(refusal, detail, null);
    }

    /** Returns whether the command was carried out. */
    public boolean isDone() {
        return refusal == null;
    }
}
