package io.github.parlor.conversation;

import io.github.parlor.conversation.OfferCommand.AcceptOffer;
import io.github.parlor.conversation.OfferCommand.DeclineOffer;
import io.github.parlor.conversation.OfferCommand.ExpireOffer;
import io.github.parlor.conversation.OfferCommand.MakeOffer;
import io.github.parlor.conversation.OfferCommand.RevokeOffer;
import io.github.parlor.conversation.Rejection.Code;
import io.github.parlor.event.OfferEvent.OfferAccepted;
import io.github.parlor.event.OfferEvent.OfferDeclined;
import io.github.parlor.event.OfferEvent.OfferExpired;
import io.github.parlor.event.OfferEvent.OfferMade;
import io.github.parlor.event.OfferEvent.OfferRevoked;
import io.github.parlor.event.OfferEvent.RevokeReason;
import io.github.parlor.event.OwnerEvent.AssignCause;
import io.github.parlor.event.OwnerEvent.OwnerAssigned;
import io.github.parlor.id.OfferId;
import java.util.function.Function;

/**
 * Decides the fate of offers: rows 7 to 9. An offer lives in {@code [made, expiresAt)}: one instant before the end it can
 * be accepted, at the end it can not, whether or not a timer ran.
 */
final class OfferRules {
    private OfferRules() {}

    static Decision decide(Deliberation deliberation, OfferCommand command) {
        if (command instanceof MakeOffer c) {
            return make(deliberation, c);
        } else if (command instanceof AcceptOffer c) {
            return answer(deliberation, c.offer(), offer -> accept(deliberation, offer));
        } else if (command instanceof DeclineOffer c) {
            return answer(
                    deliberation,
                    c.offer(),
                    offer -> deliberation.accept(
                            new OfferDeclined(deliberation.sessionId(), offer.id(), offer.agent(), c.reason())));
        } else if (command instanceof ExpireOffer c) {
            return open(deliberation, c.offer(), offer -> expire(deliberation, offer));
        }
        RevokeOffer revoke = (RevokeOffer) command;
        return open(
                deliberation,
                revoke.offer(),
                offer -> deliberation.accept(
                        new OfferRevoked(deliberation.sessionId(), offer.id(), offer.agent(), revoke.reason())));
    }

    private static Decision make(Deliberation d, MakeOffer command) {
        boolean offered = d.session().waiting().offers().stream()
                .anyMatch(offer -> offer.agent().equals(command.agent()));
        if (offered) {
            return d.refuse(Code.WRONG_STATE, "an offer to this agent is open already");
        }
        return d.accept(new OfferMade(
                d.sessionId(),
                new OfferId(d.context().freshId()),
                command.agent(),
                d.now().plus(command.ttl()),
                command.reservation()));
    }

    private static Decision accept(Deliberation d, OpenOffer offer) {
        int units = d.policy().units(d.session().mode());
        return d.record(new OfferAccepted(d.sessionId(), offer.id(), offer.agent()))
                .revokeOffers(RevokeReason.TAKEN, offer.id())
                .accept(new OwnerAssigned(d.sessionId(), offer.agent(), AssignCause.OFFER, d.nextEpoch(), units, null));
    }

    private static Decision expire(Deliberation d, OpenOffer offer) {
        return d.isDue(offer.expiresAt())
                ? d.accept(new OfferExpired(d.sessionId(), offer.id(), offer.agent()))
                : d.refuse(Code.NOT_DUE, "expected not before " + offer.expiresAt());
    }

    private static Decision answer(Deliberation d, OfferId id, Function<OpenOffer, Decision> then) {
        return open(d, id, offer -> {
            if (!offer.agent().value().equals(d.actor().name())) {
                return d.refuse(Code.NOT_ADDRESSEE, "expected the agent the offer was made to");
            }
            return d.isDue(offer.expiresAt())
                    ? d.refuse(Code.OFFER_GONE, "expired at " + offer.expiresAt())
                    : then.apply(offer);
        });
    }

    private static Decision open(Deliberation d, OfferId id, Function<OpenOffer, Decision> then) {
        return d.session()
                .waiting()
                .offer(id)
                .map(then)
                .orElseGet(() -> d.refuse(Code.OFFER_GONE, "the offer is not open"));
    }
}
