package io.github.parlor.dispatch;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.commerce.Money;
import io.github.parlor.id.TriggerId;
import io.github.parlor.id.VisitorId;
import io.github.parlor.message.Content;
import io.github.parlor.people.Target;
import io.github.parlor.time.Moment;
import io.github.parlor.visit.Page;
import io.github.parlor.visit.VisitEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides when to invite which visitor of one tenant. Thread-safe. Time comes with each call and never goes back for one
 * visitor; time that has passed is told by {@link #advanceTo}.
 */
public interface Inviter {
    /**
     * Takes in what a visitor did.
     *
     * @param visitor who
     * @param event what
     * @param now when
     * @param availability answers whether a target can be reached; asked only when a rule is about to invite
     * @return the invitations to show, usually none
     */
    List<Invite> accept(VisitorId visitor, VisitEvent event, Instant now, Function<Target, Availability> availability);

    /** Runs all deadlines (dwell, idle) up to and including {@code now}, in the order of (deadline, visitor). */
    List<Invite> advanceTo(Instant now, Function<Target, Availability> availability);

    /** Returns the earliest deadline that is open, if any. */
    Optional<Instant> nextDeadline();

    /**
     * A decision to invite.
     *
     * @param visitor whom
     * @param trigger the rule that decided
     * @param at when it was decided: the instant of the event or the deadline
     * @param visit number of the visit, from 1
     * @param text what the invitation says
     * @param path the page the visitor is on, may be empty
     * @param cartTotal value of the cart, or null if the cart is unknown
     * @param ttl how long it can be accepted
     * @param target who would serve
     */
    record Invite(
            VisitorId visitor,
            TriggerId trigger,
            Instant at,
            int visit,
            String text,
            String path,
            @Nullable Money cartTotal,
            Duration ttl,
            Target target) {
        public Invite {
            Bounds.present("invite.visitor", visitor);
            Bounds.present("invite.trigger", trigger);
            Moment.wall("invite.at", at);
            Bounds.range("invite.visit", visit, 1, 1_000_000);
            Bounds.privateText("invite.text", text, 1, Content.MAX_TEXT);
            Bounds.privateLine("invite.path", path, 0, Page.MAX_PATH);
            Bounds.duration("invite.ttl", ttl, Duration.ofDays(1));
            Bounds.present("invite.target", target);
        }

        /** Leaves out the text, and the path, which may tell who looks at it. */
        @Override
        public String toString() {
            return "Invite[" + visitor + ", " + trigger + ", visit " + visit + ", " + target + "]";
        }
    }
}
