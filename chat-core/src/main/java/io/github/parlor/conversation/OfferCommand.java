package io.github.parlor.conversation;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.event.LifecycleEvent;
import io.github.parlor.event.OfferEvent.RevokeReason;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.OfferId;
import java.time.Duration;

/** Proposes sessions to agents and takes the answers. */
public sealed interface OfferCommand extends Command {
    /** Longest life of an offer. */
    Duration MAX_TTL = Duration.ofDays(1);

    /**
     * Proposes the session to an agent whose capacity is reserved.
     *
     * @param agent to whom
     * @param ttl how long the offer can be accepted
     * @param reservation the router's epoch of the reserved slot
     */
    record MakeOffer(AgentId agent, Duration ttl, long reservation) implements OfferCommand {
        public MakeOffer {
            Bounds.present("agent", agent);
            Bounds.duration("ttl", ttl, MAX_TTL);
            Bounds.check("ttl", !ttl.isZero(), "more than zero", ttl);
            Bounds.range("reservation", reservation, 1, Long.MAX_VALUE);
        }
    }

    /**
     * Accepts; possible before the offer expires.
     *
     * @param offer which offer
     */
    record AcceptOffer(OfferId offer) implements OfferCommand {
        public AcceptOffer {
            Bounds.present("offer", offer);
        }
    }

    /**
     * Declines; the session keeps its place.
     *
     * @param offer which offer
     * @param reason the agent's words or code, may be empty
     */
    record DeclineOffer(OfferId offer, String reason) implements OfferCommand {
        public DeclineOffer {
            Bounds.present("offer", offer);
            Bounds.privateText("reason", reason, 0, LifecycleEvent.MAX_LABEL);
        }

        /** Leaves out the agent's words. */
        @Override
        public String toString() {
            return "DeclineOffer[" + offer + "]";
        }
    }

    /**
     * Lets an offer run out whose time has come.
     *
     * @param offer which offer
     */
    record ExpireOffer(OfferId offer) implements OfferCommand {
        public ExpireOffer {
            Bounds.present("offer", offer);
        }
    }

    /**
     * Takes an offer back.
     *
     * @param offer which offer
     * @param reason why
     */
    record RevokeOffer(OfferId offer, RevokeReason reason) implements OfferCommand {
        public RevokeOffer {
            Bounds.present("offer", offer);
            Bounds.present("reason", reason);
        }
    }
}
