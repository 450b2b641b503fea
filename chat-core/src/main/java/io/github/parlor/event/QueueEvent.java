package io.github.parlor.event;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.SessionId;
import io.github.parlor.people.Target;
import io.github.parlor.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Waiting for a human. */
public sealed interface QueueEvent extends SessionEvent {
    /** Longest measured wait or handling that an imported fact may carry. */
    Duration MAX_MEASURED = Duration.ofDays(3_660);

    /** Why a human was asked for. */
    enum HandoffReason {
        /** The contact asked. */
        USER_ASKED,
        /** The bot did not understand. */
        NOT_UNDERSTOOD,
        /** A rule of the shop. */
        POLICY,
        /** The bot failed. */
        ERROR,
        /** The subject is not for bots. */
        SENSITIVE,
        /** The bot did not answer in time. */
        TIMEOUT
    }

    /**
     * Control is to move from a bot, or from nobody, to a human.
     *
     * @param session which
     * @param reason why
     * @param target who is to serve
     * @param slots what was found out so far, at most 64 entries of {@value LifecycleEvent#MAX_VALUE} characters
     * @param summary for the agent, plain text
     */
    record HandoffRequested(
            SessionId session, HandoffReason reason, Target target, Map<String, String> slots, String summary)
            implements QueueEvent {
        public HandoffRequested {
            Bounds.present("session", session);
            Bounds.present("reason", reason);
            Bounds.present("target", target);
            slots = Bounds.texts("slots", slots, 64, LifecycleEvent.MAX_VALUE);
            Bounds.privateText("summary", summary, 0, LifecycleEvent.MAX_COMMENT);
        }

        /** Leaves out what was found out about the contact. */
        @Override
        public String toString() {
            return "HandoffRequested[" + session + ", " + reason + "]";
        }
    }

    /** Why a session joined the queue. */
    enum QueueCause {
        /** It began. */
        STARTED,
        /** A bot or the contact asked for a human. */
        HANDOFF,
        /** The time until which it was deferred has come. */
        DEFERRED_DUE,
        /** It was transferred. */
        TRANSFER,
        /** Its agent was lost. */
        AGENT_LOST,
        /** It was parked and woke up. */
        WOKEN
    }

    /**
     * The session waits for an agent of its target.
     *
     * @param session which
     * @param cause why
     * @param target whom it waits for
     * @param credit priority as time credit
     * @param orderedFrom the instant that drives the order; kept when a session is queued again after losing its agent
     * @param preferred the agent who served it before, or null
     */
    record SessionQueued(
            SessionId session,
            QueueCause cause,
            Target target,
            Duration credit,
            Instant orderedFrom,
            @Nullable AgentId preferred)
            implements QueueEvent {
        public SessionQueued {
            Bounds.present("session", session);
            Bounds.present("cause", cause);
            Bounds.present("target", target);
            Bounds.duration("credit", credit, LifecycleEvent.MAX_CREDIT);
            Moment.wall("orderedFrom", orderedFrom);
        }
    }

    /** Why a session does not wait in the queue now. */
    enum DeferReason {
        /** The shop is closed. */
        CLOSED,
        /** The wait would be too long. */
        WAIT_TOO_LONG,
        /** The contact left the queue; the thread is kept. */
        CONTACT_LEFT
    }

    /**
     * The session is stored and can be queued later.
     *
     * @param session which
     * @param reason why
     * @param routableAt from when on it may be queued, or null if no opening is known
     */
    record SessionDeferred(
            SessionId session, DeferReason reason, @Nullable Instant routableAt) implements QueueEvent {
        public SessionDeferred {
            Bounds.present("session", session);
            Bounds.present("reason", reason);
            if (routableAt != null) {
                Moment.wall("routableAt", routableAt);
            }
        }
    }

    /**
     * The session left the queue without being served.
     *
     * @param session which
     * @param reason why
     * @param measuredWait the wait as another system measured it, or null to take the difference of times
     */
    record LeftQueue(
            SessionId session, EndReason reason, @Nullable Duration measuredWait) implements QueueEvent {
        public LeftQueue {
            Bounds.present("session", session);
            Bounds.present("reason", reason);
            if (measuredWait != null) {
                Bounds.duration("measuredWait", measuredWait, MAX_MEASURED);
            }
        }
    }
}
