package io.github.parlor.event;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.commerce.Money;
import io.github.parlor.commerce.Purchase;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.InvitationId;
import io.github.parlor.id.OrderId;
import io.github.parlor.id.TriggerId;
import io.github.parlor.id.VisitorId;
import io.github.parlor.message.Content;
import io.github.parlor.people.Target;
import io.github.parlor.time.Moment;
import io.github.parlor.visit.Page;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What concerns a visitor outside any conversation; recorded in the visitor's own stream. */
public sealed interface VisitorEvent extends ChatEvent {
    /** Returns the visitor. */
    VisitorId visitor();

    /**
     * An invitation was shown.
     *
     * @param visitor to whom
     * @param invitation the new invitation
     * @param trigger the rule that decided
     * @param visit number of the visit, from 1
     * @param text what it says
     * @param path the page it was shown on
     * @param cartTotal value of the cart at the decision, or null if the cart is unknown
     * @param target who is to serve the session it leads to, unless the acceptance says otherwise
     * @param expiresAt first instant at which it can no longer be accepted
     */
    record InvitationShown(
            VisitorId visitor,
            InvitationId invitation,
            TriggerId trigger,
            int visit,
            String text,
            String path,
            @Nullable Money cartTotal,
            Target target,
            Instant expiresAt)
            implements VisitorEvent {
        public InvitationShown {
            Bounds.present("visitor", visitor);
            Bounds.present("invitation", invitation);
            Bounds.present("trigger", trigger);
            Bounds.range("visit", visit, 1, 1_000_000);
            Bounds.privateText("text", text, 1, Content.MAX_TEXT);
            Bounds.privateLine("path", path, 0, Page.MAX_PATH);
            Bounds.present("target", target);
            Moment.wall("expiresAt", expiresAt);
        }

        /** Leaves out the text, and the path, which may tell who looks at it. */
        @Override
        public String toString() {
            return "InvitationShown[" + visitor + ", " + invitation + ", " + trigger + ", visit " + visit + "]";
        }
    }

    /**
     * The visitor accepted.
     *
     * @param visitor who
     * @param invitation which
     * @param conversation the conversation it opens
     */
    record InvitationAccepted(VisitorId visitor, InvitationId invitation, ConversationId conversation)
            implements VisitorEvent {
        public InvitationAccepted {
            Bounds.present("visitor", visitor);
            Bounds.present("invitation", invitation);
            Bounds.present("conversation", conversation);
        }
    }

    /**
     * The visitor closed the invitation.
     *
     * @param visitor who
     * @param invitation which
     */
    record InvitationDismissed(VisitorId visitor, InvitationId invitation) implements VisitorEvent {
        public InvitationDismissed {
            Bounds.present("visitor", visitor);
            Bounds.present("invitation", invitation);
        }
    }

    /**
     * The visitor did not react in time.
     *
     * @param visitor who
     * @param invitation which
     */
    record InvitationExpired(VisitorId visitor, InvitationId invitation) implements VisitorEvent {
        public InvitationExpired {
            Bounds.present("visitor", visitor);
            Bounds.present("invitation", invitation);
        }
    }

    /**
     * The visitor bought.
     *
     * @param visitor who
     * @param purchase what
     */
    record PurchaseRecorded(VisitorId visitor, Purchase purchase) implements VisitorEvent {
        public PurchaseRecorded {
            Bounds.present("visitor", visitor);
            Bounds.present("purchase", purchase);
        }
    }

    /**
     * A purchase was taken back, wholly or in part.
     *
     * @param visitor who
     * @param order which order
     * @param amount how much was given back, a positive amount
     */
    record PurchaseReversed(VisitorId visitor, OrderId order, Money amount) implements VisitorEvent {
        public PurchaseReversed {
            Bounds.present("visitor", visitor);
            Bounds.present("order", order);
            Bounds.present("amount", amount);
            Bounds.range("amount.minorUnits", amount.minorUnits(), 1, Money.MAX_MINOR_UNITS);
        }
    }
}
