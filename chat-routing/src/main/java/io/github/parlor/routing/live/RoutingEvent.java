package io.github.parlor.routing.live;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.QueueId;
import io.github.parlor.id.SessionId;
import io.github.parlor.id.SkillId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.routing.plan.RoutingPlan.Suitability;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that a {@link PlanRouter} did. Events of one session, and those of one agent, are numbered from 1 without gaps
 * and told in that order. All members are immutable.
 */
public sealed interface RoutingEvent {
    /** When, the instant of the command that brought it about. */
    Instant at();

    /** Its number among those of the session or the agent, from 1. */
    long number();

    /** An event of a session. */
    sealed interface OfSession extends RoutingEvent {
        /** Which session. */
        SessionId session();
    }

    /** An event of an agent. */
    sealed interface OfAgent extends RoutingEvent {
        /** Which agent. */
        AgentId agent();
    }

    /** Why a session waits. */
    enum QueuedBecause {
        /** It was submitted. */
        SUBMITTED,
        /** Its contact dropped out and came back to the old place. */
        REJOINED,
        /** It was given back. */
        REQUEUED,
        /** It was transferred. */
        TRANSFERRED,
        /** It was parked and its contact wrote again. */
        WOKEN,
        /** Its agent is gone. */
        AGENT_GONE,
        /** The time to call back has come. */
        CALLBACK_DUE
    }

    /** How an agent got a session. */
    enum AssignedBy {
        /** The agent accepted an offer. */
        OFFER,
        /** The offer was accepted in the agent's name. */
        AUTO_ACCEPT,
        /** The agent took the next one. */
        TAKE_NEXT,
        /** The agent picked it. */
        PICK,
        /** A supervisor forced it. */
        FORCE,
        /** It was parked and went back to its agent. */
        WOKEN
    }

    /** Why an offer was taken back, which is no decline. */
    enum WithdrawnBecause {
        /** Somebody else got the session. */
        TAKEN,
        /** The contact dropped out, asked to be called back, or the session was moved. */
        SESSION_LEFT,
        /** The agent is not available any more. */
        AGENT_LEFT
    }

    /** Why a session left the router without being served. */
    enum EndedBecause {
        /** The contact dropped out. */
        ABANDONED,
        /** It was to move between queues more often than the plan allows. */
        NO_MOVES_LEFT,
        /** It waited as long as the queue lets it. */
        WAITED_TOO_LONG,
        /** Its agent is gone, and the plan ends what such agents had. */
        AGENT_GONE,
        /** It was served. */
        SERVED
    }

    /** Why an agent's status changed. */
    enum StatusBecause {
        /** The agent chose it, or the host did. */
        CHOSEN,
        /** The last device is away. */
        DEVICES_AWAY,
        /** A device is back within the grace period. */
        BACK,
        /** The grace period is over. */
        GRACE_OVER,
        /** The agent let too many offers lapse. */
        MISSED_OFFERS,
        /** The agent was draining and has nothing left. */
        DRAINED
    }

    /** Why an agent holds more than a limit allows. */
    enum OverBecause {
        /** A supervisor's hand. */
        FORCED,
        /** A parked session that woke up. */
        WOKEN,
        /** The limit was lowered. */
        LIMIT_LOWERED
    }

    /** The session waits in a queue. */
    record Queued(SessionId session, long number, Instant at, QueueId queue, QueuedBecause because)
            implements OfSession {
        public Queued {
            Bounds.range("number", number, 1, Long.MAX_VALUE);
            Bounds.present("session", session);
            Bounds.present("at", at);
            Bounds.present("queue", queue);
            Bounds.present("because", because);
        }
    }

    /**
     * The waiting session stands on another step of its ladder: more agents may serve it, or by another plan others. After
     * {@link Queued} and {@link Moved} it stands on step 0 unless this follows.
     *
     * @param step the step of its ladder, from 0; those for a named and a last agent come first
     * @param dropped the skills that are no longer asked for
     */
    record StepEntered(SessionId session, long number, Instant at, int step, Set<SkillId> dropped)
            implements OfSession {
        public StepEntered {
            Bounds.range("number", number, 1, Long.MAX_VALUE);
            Bounds.present("session", session);
            Bounds.present("at", at);
            dropped = Bounds.set("dropped", dropped, Agent.MAX_SKILLS);
        }
    }

    /** The session has more priority from now on. */
    record Raised(SessionId session, long number, Instant at, int levels) implements OfSession {
        public Raised {
            Bounds.range("number", number, 1, Long.MAX_VALUE);
            Bounds.present("session", session);
            Bounds.present("at", at);
        }
    }

    /** The session has another place in the order of work. */
    record Reordered(SessionId session, long number, Instant at) implements OfSession {
        public Reordered {
            Bounds.range("number", number, 1, Long.MAX_VALUE);
            Bounds.present("session", session);
            Bounds.present("at", at);
        }
    }

    /**
     * The session moved to another queue and keeps its place in time.
     *
     * @param hop the number of the move
     */
    record Moved(SessionId session, long number, Instant at, QueueId from, QueueId to, int hop) implements OfSession {
        public Moved {
            Bounds.range("number", number, 1, Long.MAX_VALUE);
            Bounds.present("session", session);
            Bounds.present("at", at);
            Bounds.present("from", from);
            Bounds.present("to", to);
        }
    }

    /**
     * An agent is asked.
     *
     * @param offer the number of the offer, unique in the router
     * @param expires when it lapses
     * @param suitability how well the agent fits
     * @param lastResort whether the agent has been asked as often as the plan allows and nobody else can take it
     */
    record Offered(
            SessionId session,
            long number,
            Instant at,
            AgentId agent,
            long offer,
            Instant expires,
            Suitability suitability,
            boolean lastResort)
            implements OfSession {
        public Offered {
            Bounds.range("number", number, 1, Long.MAX_VALUE);
            Bounds.present("session", session);
            Bounds.present("at", at);
            Bounds.present("agent", agent);
            Bounds.present("expires", expires);
            Bounds.present("suitability", suitability);
        }
    }

    /** The agent declined. */
    record Declined(
            SessionId session,
            long number,
            Instant at,
            AgentId agent,
            long offer,
            @Nullable String reason) implements OfSession {
        public Declined {
            Bounds.range("number", number, 1, Long.MAX_VALUE);
            Bounds.present("session", session);
            Bounds.present("at", at);
            Bounds.present("agent", agent);
        }
    }

    /** The agent did not answer in time. */
    record Lapsed(SessionId session, long number, Instant at, AgentId agent, long offer) implements OfSession {
        public Lapsed {
            Bounds.range("number", number, 1, Long.MAX_VALUE);
            Bounds.present("session", session);
            Bounds.present("at", at);
            Bounds.present("agent", agent);
        }
    }

    /** The offer was taken back. */
    record Withdrawn(SessionId session, long number, Instant at, AgentId agent, long offer, WithdrawnBecause because)
            implements OfSession {
        public Withdrawn {
            Bounds.range("number", number, 1, Long.MAX_VALUE);
            Bounds.present("session", session);
            Bounds.present("at", at);
            Bounds.present("agent", agent);
            Bounds.present("because", because);
        }
    }

    /** All who could take the session have been asked as often as the plan allows; it waits on and can be picked. */
    record FullyDeclined(SessionId session, long number, Instant at) implements OfSession {
        public FullyDeclined {
            Bounds.range("number", number, 1, Long.MAX_VALUE);
            Bounds.present("session", session);
            Bounds.present("at", at);
        }
    }

    /**
     * The agent serves the session.
     *
     * @param overLimit whether the agent stands above a limit by it
     */
    record Assigned(SessionId session, long number, Instant at, AgentId agent, AssignedBy by, boolean overLimit)
            implements OfSession {
        public Assigned {
            Bounds.range("number", number, 1, Long.MAX_VALUE);
            Bounds.present("session", session);
            Bounds.present("at", at);
            Bounds.present("agent", agent);
            Bounds.present("by", by);
        }
    }

    /** The agent serves or keeps the session no longer. */
    record Released(SessionId session, long number, Instant at, AgentId agent) implements OfSession {
        public Released {
            Bounds.range("number", number, 1, Long.MAX_VALUE);
            Bounds.present("session", session);
            Bounds.present("at", at);
            Bounds.present("agent", agent);
        }
    }

    /** The contact is silent; the agent keeps the session. */
    record Parked(SessionId session, long number, Instant at, AgentId agent) implements OfSession {
        public Parked {
            Bounds.range("number", number, 1, Long.MAX_VALUE);
            Bounds.present("session", session);
            Bounds.present("at", at);
            Bounds.present("agent", agent);
        }
    }

    /** Another agent gives advice. */
    record Consulted(SessionId session, long number, Instant at, AgentId agent) implements OfSession {
        public Consulted {
            Bounds.range("number", number, 1, Long.MAX_VALUE);
            Bounds.present("session", session);
            Bounds.present("at", at);
            Bounds.present("agent", agent);
        }
    }

    /** The other agent gives no more advice. Told before the session leaves the agent who asked, or by itself. */
    record ConsultEnded(SessionId session, long number, Instant at, AgentId agent) implements OfSession {
        public ConsultEnded {
            Bounds.range("number", number, 1, Long.MAX_VALUE);
            Bounds.present("session", session);
            Bounds.present("at", at);
            Bounds.present("agent", agent);
        }
    }

    /** The contact is to be called back and does not wait until then. */
    record CallbackAgreed(SessionId session, long number, Instant at, Instant until) implements OfSession {
        public CallbackAgreed {
            Bounds.range("number", number, 1, Long.MAX_VALUE);
            Bounds.present("session", session);
            Bounds.present("at", at);
            Bounds.present("until", until);
        }
    }

    /**
     * The contact of a waiting session dropped out. It does not wait until then; {@link Queued} tells that the contact came
     * back to the old place, {@link Ended} that the time for it is over.
     *
     * @param until when the contact may no longer come back to it
     */
    record DroppedOut(SessionId session, long number, Instant at, Instant until) implements OfSession {
        public DroppedOut {
            Bounds.range("number", number, 1, Long.MAX_VALUE);
            Bounds.present("session", session);
            Bounds.present("at", at);
            Bounds.present("until", until);
        }
    }

    /** The session left the router. */
    record Ended(SessionId session, long number, Instant at, EndedBecause because) implements OfSession {
        public Ended {
            Bounds.range("number", number, 1, Long.MAX_VALUE);
            Bounds.present("session", session);
            Bounds.present("at", at);
            Bounds.present("because", because);
        }
    }

    /** The agent does something else. */
    record StatusChanged(
            AgentId agent,
            long number,
            Instant at,
            AgentStatus status,
            @Nullable String reason,
            StatusBecause because) implements OfAgent {
        public StatusChanged {
            Bounds.range("number", number, 1, Long.MAX_VALUE);
            Bounds.present("agent", agent);
            Bounds.present("at", at);
            Bounds.present("status", status);
            Bounds.present("because", because);
        }
    }

    /** The agent stands above a limit. */
    record StandsOver(AgentId agent, long number, Instant at, OverBecause because, String limit) implements OfAgent {
        public StandsOver {
            Bounds.range("number", number, 1, Long.MAX_VALUE);
            Bounds.present("agent", agent);
            Bounds.present("at", at);
            Bounds.present("because", because);
            Bounds.present("limit", limit);
        }
    }

    /** The wrap-up of a session is over. */
    record WrapUpEnded(AgentId agent, long number, Instant at, SessionId session) implements OfAgent {
        public WrapUpEnded {
            Bounds.range("number", number, 1, Long.MAX_VALUE);
            Bounds.present("agent", agent);
            Bounds.present("at", at);
            Bounds.present("session", session);
        }
    }

    /** The slots blocked by missed offers are free again. */
    record MissedCleared(AgentId agent, long number, Instant at, int slots) implements OfAgent {
        public MissedCleared {
            Bounds.range("number", number, 1, Long.MAX_VALUE);
            Bounds.present("agent", agent);
            Bounds.present("at", at);
        }
    }
}
