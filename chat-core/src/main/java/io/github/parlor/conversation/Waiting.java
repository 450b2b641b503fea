package io.github.parlor.conversation;

import io.github.parlor.event.QueueEvent.DeferReason;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.OfferId;
import io.github.parlor.people.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the queue knows of a session. Immutable.
 *
 * @param target whom it waits for, or would wait for
 * @param credit priority as time credit
 * @param orderedFrom the instant that drives the order; null until the session is queued for the first time, then kept
 * @param queuedAt when the present stay in the queue began; null outside the queue
 * @param preferred the agent who is asked first, or null
 * @param deferred why the session is stored for later, or null
 * @param routableAt from when on a stored session may be queued, or null
 * @param offers the offers that are open, oldest first
 */
public record Waiting(
        Target target,
        Duration credit,
        @Nullable Instant orderedFrom,
        @Nullable Instant queuedAt,
        @Nullable AgentId preferred,
        @Nullable DeferReason deferred,
        @Nullable Instant routableAt,
        List<OpenOffer> offers) {
    static Waiting notYet(Target target, Duration credit) {
        return new Waiting(target, credit, null, null, null, null, null, List.of());
    }

    /** Returns the open offer with this id, if there is one. */
    public Optional<OpenOffer> offer(OfferId id) {
        return offers.stream().filter(offer -> offer.id().equals(id)).findFirst();
    }

    Waiting queued(Target newTarget, Duration newCredit, Instant order, Instant at, @Nullable AgentId newPreferred) {
        return new Waiting(newTarget, newCredit, order, at, newPreferred, null, null, offers);
    }

    Waiting deferred(DeferReason reason, @Nullable Instant until) {
        return new Waiting(target, credit, orderedFrom, null, preferred, reason, until, List.of());
    }

    Waiting left() {
        return new Waiting(target, credit, orderedFrom, null, preferred, null, null, List.of());
    }

    /** Whom a transfer was meant for, without the one agent who took it over; a transfer to that agent alone moves nothing. */
    Waiting movedTo(Target transferred) {
        boolean alone = transferred.team() == null && transferred.skills().isEmpty();
        return alone ? this : meantFor(new Target(transferred.team(), transferred.skills(), null));
    }

    Waiting meantFor(Target other) {
        return new Waiting(other, credit, orderedFrom, queuedAt, preferred, deferred, routableAt, offers);
    }

    Waiting with(List<OpenOffer> newOffers) {
        return new Waiting(
                target, credit, orderedFrom, queuedAt, preferred, deferred, routableAt, List.copyOf(newOffers));
    }

    Waiting without(OfferId gone) {
        return with(offers.stream().filter(offer -> !offer.id().equals(gone)).toList());
    }
}
