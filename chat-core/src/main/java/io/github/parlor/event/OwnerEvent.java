package io.github.parlor.event;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.BotId;
import io.github.parlor.id.SessionId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.Target;
import io.github.parlor.time.Moment;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who is responsible, and who is in control. */
public sealed interface OwnerEvent extends SessionEvent {
    /** How an agent came to own a session. */
    enum AssignCause {
        /** By accepting an offer. */
        OFFER,
        /** By picking it from the queue. */
        PICK,
        /** By a transfer. */
        TRANSFER,
        /** It woke up while a slot was reserved. */
        WOKEN,
        /** It woke up although the agent was full, as the policy allows. */
        WOKEN_OVER_LIMIT,
        /** Taken over from another system's log. */
        IMPORT
    }

    /**
     * An agent's stay in the session began.
     *
     * @param session which
     * @param agent who
     * @param cause how
     * @param epoch the control epoch from now on; commands with an older one are refused
     * @param units how much of the agent's capacity it takes
     * @param measuredWait the wait before it as another system measured it, or null to take the difference of times
     */
    record OwnerAssigned(
            SessionId session,
            AgentId agent,
            AssignCause cause,
            long epoch,
            int units,
            @Nullable Duration measuredWait) implements OwnerEvent {
        public OwnerAssigned {
            Bounds.present("session", session);
            Bounds.present("agent", agent);
            Bounds.present("cause", cause);
            Bounds.range("epoch", epoch, 1, Long.MAX_VALUE);
            Bounds.range("units", units, 0, Agent.MAX_CAPACITY_UNITS);
            if (measuredWait != null) {
                Bounds.duration("measuredWait", measuredWait, QueueEvent.MAX_MEASURED);
            }
        }
    }

    /** Why an agent's stay ended. */
    enum ReleaseCause {
        /** The session ended and so did the wrap-up. */
        ENDED,
        /** It was transferred. */
        TRANSFER,
        /** The agent was gone for longer than the grace period. */
        AGENT_LOST,
        /** It woke up and goes through the queue or to another stay. */
        WOKEN,
        /** It went back to a bot. */
        HAND_BACK
    }

    /**
     * An agent's stay in the session ended.
     *
     * @param session which
     * @param agent who
     * @param cause why
     * @param measuredHandling the handling as another system measured it, or null to take the difference of times
     */
    record OwnerReleased(
            SessionId session,
            AgentId agent,
            ReleaseCause cause,
            @Nullable Duration measuredHandling) implements OwnerEvent {
        public OwnerReleased {
            Bounds.present("session", session);
            Bounds.present("agent", agent);
            Bounds.present("cause", cause);
            if (measuredHandling != null) {
                Bounds.duration("measuredHandling", measuredHandling, QueueEvent.MAX_MEASURED);
            }
        }
    }

    /**
     * A bot got control.
     *
     * @param session which
     * @param bot which bot
     * @param flow the flow it runs, may be empty
     * @param epoch the control epoch from now on
     */
    record ControlGranted(SessionId session, BotId bot, String flow, long epoch) implements OwnerEvent {
        public ControlGranted {
            Bounds.present("session", session);
            Bounds.present("bot", bot);
            Bounds.text("flow", flow, 0, LifecycleEvent.MAX_LABEL);
            Bounds.range("epoch", epoch, 1, Long.MAX_VALUE);
        }
    }

    /**
     * A transfer began.
     *
     * @param session which
     * @param from the owner so far
     * @param target to whom
     * @param warm whether the owner stays until the target accepts
     * @param note for the new owner, staff only
     * @param expiresAt when a warm transfer fails by itself, or null for a cold one
     */
    record TransferStarted(
            SessionId session,
            AgentId from,
            Target target,
            boolean warm,
            String note,
            @Nullable Instant expiresAt) implements OwnerEvent {
        public TransferStarted {
            Bounds.present("session", session);
            Bounds.present("from", from);
            Bounds.present("target", target);
            Bounds.privateText("note", note, 0, LifecycleEvent.MAX_COMMENT);
            if (expiresAt != null) {
                Moment.wall("expiresAt", expiresAt);
            }
        }

        /** Leaves out the note. */
        @Override
        public String toString() {
            return "TransferStarted[" + session + ", " + from + ", " + target + (warm ? ", warm]" : ", cold]");
        }
    }

    /**
     * The transfer reached its target: a new owner for a warm one, the queue for a cold one.
     *
     * @param session which
     * @param to the new owner, or null if the session waits in the queue of the target
     */
    record TransferCompleted(SessionId session, @Nullable AgentId to) implements OwnerEvent {
        public TransferCompleted {
            Bounds.present("session", session);
        }
    }

    /** Why a transfer failed. */
    enum TransferFailure {
        /** The target declined. */
        DECLINED,
        /** The target did not answer in time. */
        EXPIRED,
        /** The target is not there. */
        TARGET_UNAVAILABLE,
        /** The session ended, was parked or lost its owner meanwhile. */
        SESSION_CHANGED
    }

    /**
     * The transfer failed; the owner keeps the session.
     *
     * @param session which
     * @param reason why
     */
    record TransferFailed(SessionId session, TransferFailure reason) implements OwnerEvent {
        public TransferFailed {
            Bounds.present("session", session);
            Bounds.present("reason", reason);
        }
    }
}
