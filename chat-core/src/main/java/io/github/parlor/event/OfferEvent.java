package io.github.parlor.event;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.OfferId;
import io.github.parlor.id.SessionId;
import io.github.parlor.time.Moment;
import java.time.Instant;

/** The fate of a time-limited proposal of a session to an agent. */
public sealed interface OfferEvent extends SessionEvent {
    /** Returns the offer. */
    OfferId offer();

    /** Returns the agent it was made to. */
    AgentId agent();

    /**
     * The session was proposed to an agent, whose capacity is reserved.
     *
     * @param session which
     * @param offer the new offer
     * @param agent to whom
     * @param expiresAt the first instant at which it can no longer be accepted
     * @param reservation the router's epoch of the reservation, with which it is confirmed or released
     */
    record OfferMade(SessionId session, OfferId offer, AgentId agent, Instant expiresAt, long reservation)
            implements OfferEvent {
        public OfferMade {
            check(session, offer, agent);
            Moment.wall("expiresAt", expiresAt);
        }
    }

    /**
     * The agent accepted.
     *
     * @param session which
     * @param offer the offer
     * @param agent who
     */
    record OfferAccepted(SessionId session, OfferId offer, AgentId agent) implements OfferEvent {
        public OfferAccepted {
            check(session, offer, agent);
        }
    }

    /**
     * The agent declined.
     *
     * @param session which
     * @param offer the offer
     * @param agent who
     * @param reason the agent's words or code, may be empty
     */
    record OfferDeclined(SessionId session, OfferId offer, AgentId agent, String reason) implements OfferEvent {
        public OfferDeclined {
            check(session, offer, agent);
            Bounds.privateText("reason", reason, 0, LifecycleEvent.MAX_LABEL);
        }

        /** Leaves out the agent's words. */
        @Override
        public String toString() {
            return "OfferDeclined[" + session + ", " + offer + ", " + agent + "]";
        }
    }

    /**
     * Nobody answered in time.
     *
     * @param session which
     * @param offer the offer
     * @param agent to whom it was made
     */
    record OfferExpired(SessionId session, OfferId offer, AgentId agent) implements OfferEvent {
        public OfferExpired {
            check(session, offer, agent);
        }
    }

    /** Why an offer was taken back. */
    enum RevokeReason {
        /** Another agent was faster. */
        TAKEN,
        /** The session left the queue or ended. */
        SESSION_GONE,
        /** The agent is no longer available. */
        AGENT_UNAVAILABLE,
        /** The router withdrew it. */
        WITHDRAWN
    }

    /**
     * The offer was taken back.
     *
     * @param session which
     * @param offer the offer
     * @param agent to whom it was made
     * @param reason why
     */
    record OfferRevoked(SessionId session, OfferId offer, AgentId agent, RevokeReason reason) implements OfferEvent {
        public OfferRevoked {
            check(session, offer, agent);
            Bounds.present("reason", reason);
        }
    }

    private static void check(SessionId session, OfferId offer, AgentId agent) {
        Bounds.present("session", session);
        Bounds.present("offer", offer);
        Bounds.present("agent", agent);
    }
}
