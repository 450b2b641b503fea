package io.github.parlor.routing.live;

import io.github.parlor.id.AgentId;
import io.github.parlor.routing.live.Outcome.Refusal;
import io.github.parlor.routing.live.SessionWork.Offer;
import io.github.parlor.routing.live.SessionWork.Refused;
import io.github.parlor.routing.live.SessionWork.Stage;
import java.util.Optional;

/**
 * Says what became of an offer that is not open, as far as the session remembers: who has it now, and when the agent refused
 * last. Which of several offers to one agent was declined, which lapsed and which was withdrawn, the events told. Stateless.
 */
final class OfferOver {
    private OfferOver() {}

    /**
     * Refuses an answer to an offer.
     *
     * @param made the number of the last offer of the router
     */
    static Outcome of(SessionWork session, AgentId agent, long offer, long made) {
        return Outcome.refused(Refusal.OFFER_OVER, text(session, agent, offer, made));
    }

    private static String text(SessionWork session, AgentId agent, long offer, long made) {
        if (offer < 1 || offer > made) {
            return "no offer " + offer + " was made";
        }
        for (Offer open : session.offers()) {
            if (open.number() == offer) {
                return "offer " + offer + " was made to " + open.agent() + ", not to " + agent;
            }
        }
        if (agent.equals(session.owner()) && session.holding() == offer) {
            return "offer " + offer + " was accepted by " + agent + " already";
        }
        Refused refused = session.refusals().get(agent);
        String was = refused != null
                ? agent + " declined the session or let an offer lapse, last at " + refused.last()
                : session.stage() == Stage.WAITING ? "it was withdrawn, or never made to " + agent : "it was withdrawn";
        return "offer " + offer + " to " + agent + " is not open: " + was + "; " + now(session, agent);
    }

    private static String now(SessionWork session, AgentId agent) {
        Optional<Offer> open = session.offerTo(agent);
        return switch (session.stage()) {
            case WAITING -> open.isPresent() ? "open is offer " + open.get().number() : "the session waits";
            case SERVED -> session.owner() + " serves the session";
            case PARKED -> "the session is parked";
            case CALLBACK -> "the contact is to be called back";
            case LEFT -> "the contact dropped out";
            case ENDED -> "the session has ended";
        };
    }
}
