package io.github.parlor.metrics.fold;

import io.github.parlor.event.EndReason;
import io.github.parlor.event.LifecycleEvent.Origin;
import io.github.parlor.event.LifecycleEvent.SessionEnded;
import io.github.parlor.event.LifecycleEvent.SessionHeld;
import io.github.parlor.event.LifecycleEvent.SessionRated;
import io.github.parlor.event.LifecycleEvent.SessionResumed;
import io.github.parlor.event.LifecycleEvent.SessionStarted;
import io.github.parlor.event.MessageEvent.MessagePosted;
import io.github.parlor.event.OfferEvent.OfferDeclined;
import io.github.parlor.event.OfferEvent.OfferExpired;
import io.github.parlor.event.OwnerEvent.ControlGranted;
import io.github.parlor.event.OwnerEvent.OwnerAssigned;
import io.github.parlor.event.OwnerEvent.OwnerReleased;
import io.github.parlor.event.OwnerEvent.TransferCompleted;
import io.github.parlor.event.OwnerEvent.TransferFailed;
import io.github.parlor.event.OwnerEvent.TransferStarted;
import io.github.parlor.event.QueueEvent.DeferReason;
import io.github.parlor.event.QueueEvent.HandoffRequested;
import io.github.parlor.event.QueueEvent.LeftQueue;
import io.github.parlor.event.QueueEvent.SessionDeferred;
import io.github.parlor.event.QueueEvent.SessionQueued;
import io.github.parlor.event.SessionEvent;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.SessionId;
import io.github.parlor.message.Message;
import io.github.parlor.message.Visibility;
import io.github.parlor.metrics.fact.RatingFact;
import io.github.parlor.metrics.fact.SessionFact;
import io.github.parlor.metrics.fact.StayFact;
import io.github.parlor.metrics.fact.WaitFact;
import io.github.parlor.metrics.fact.WaitFact.Outcome;
import io.github.parlor.people.Actor;
import io.github.parlor.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One session, from its records in order. Single-owner. */
final class SessionFold {
    private final SessionId id;
    private final Moment from;
    private final List<WaitFold> waits = new ArrayList<>();
    private final List<StayFold> stays = new ArrayList<>();
    private final TalkFold talk;
    private @Nullable SessionStarted opening;
    private @Nullable Moment to;
    private @Nullable EndReason endReason;
    private @Nullable Moment transferAsked;
    private @Nullable RatingFact rating;
    private int transfers;
    private int missedOffers;

    SessionFold(SessionId id, Moment from) {
        this.id = id;
        this.from = from;
        this.talk = new TalkFold(from);
    }

    SessionFold(SessionFold other) {
        id = other.id;
        from = other.from;
        other.waits.forEach(wait -> waits.add(new WaitFold(wait)));
        other.stays.forEach(stay -> stays.add(new StayFold(stay)));
        talk = new TalkFold(other.talk);
        opening = other.opening;
        to = other.to;
        endReason = other.endReason;
        transferAsked = other.transferAsked;
        rating = other.rating;
        transfers = other.transfers;
        missedOffers = other.missedOffers;
    }

    void apply(SessionEvent event, Moment at) {
        if (event instanceof MessagePosted posted) {
            posted(posted.message(), at);
        } else if (event instanceof SessionStarted started) {
            opening = started;
            talk.started(started.origin() != Origin.AGENT && started.origin() != Origin.INVITATION);
        } else if (event instanceof SessionEnded ended) {
            ended(ended.reason(), at);
        } else if (event instanceof SessionHeld) {
            lastStay(stay -> stay.held(at));
        } else if (event instanceof SessionResumed) {
            lastStay(stay -> stay.resumed(at));
        } else if (event instanceof SessionRated rated) {
            rating = new RatingFact(at, rated.scale(), rated.score(), lastAgent());
        } else if (event instanceof OfferDeclined || event instanceof OfferExpired) {
            missedOffers++;
        } else {
            applyOwnership(event, at);
        }
    }

    private void applyOwnership(SessionEvent event, Moment at) {
        if (event instanceof ControlGranted) {
            talk.botTookOver();
        } else if (event instanceof HandoffRequested) {
            talk.humanAsked(at);
        } else if (event instanceof SessionQueued queued) {
            talk.humanAsked(at);
            queued(queued, at);
        } else if (event instanceof LeftQueue left) {
            leave(left.reason(), left.measuredWait(), at);
        } else if (event instanceof SessionDeferred deferred) {
            leave(deferred.reason() == DeferReason.CONTACT_LEFT ? EndReason.ABANDONED : EndReason.OTHER, null, at);
        } else if (event instanceof OwnerAssigned assigned) {
            talk.humanAsked(at);
            assigned(assigned, at);
        } else if (event instanceof OwnerReleased released) {
            lastStay(stay -> stay.released(at, released.measuredHandling()));
        } else if (event instanceof TransferStarted) {
            transferAsked = at;
        } else if (event instanceof TransferFailed) {
            transferAsked = null;
        } else if (event instanceof TransferCompleted) {
            transfers++;
        }
    }

    private void posted(Message message, Moment at) {
        if (message.visibility() != Visibility.PUBLIC) {
            return;
        }
        talk.message(at);
        if (message.author().kind() == Actor.Kind.CONTACT) {
            talk.contactWrote(at);
        } else if (message.author().isStaff() && !message.automatic()) {
            AgentId author = new AgentId(message.author().name());
            talk.staffWrote(author, at);
            lastStay(stay -> stay.wrote(author, at));
        }
    }

    private void queued(SessionQueued queued, Moment at) {
        if (openWait() == null) {
            waits.add(new WaitFold(at, queued.target()));
        }
    }

    private void assigned(OwnerAssigned assigned, Moment at) {
        lastStay(stay -> stay.released(at, null));
        WaitFold wait = openWait();
        if (wait == null) {
            wait = direct(assigned, at);
        }
        if (wait != null) {
            // Without a queue there is nothing that a measured wait could be the measure of.
            wait.close(Outcome.ANSWERED, at, wait.isDirect() ? null : assigned.measuredWait());
            wait.answeredBy(stays.size());
        }
        stays.add(new StayFold(assigned, stays.size() + 1, at));
        transferAsked = null;
    }

    /** An assignment without a queue is an offer all the same, unless the agent merely takes it up again. */
    private @Nullable WaitFold direct(OwnerAssigned assigned, Moment at) {
        return switch (assigned.cause()) {
            case WOKEN, WOKEN_OVER_LIMIT -> null;
            case TRANSFER -> add(new WaitFold(transferAsked == null ? at : transferAsked, null));
            case OFFER, PICK, IMPORT -> add(new WaitFold(at, null));
        };
    }

    private WaitFold add(WaitFold wait) {
        waits.add(wait);
        return wait;
    }

    private void leave(EndReason reason, @Nullable Duration measured, Moment at) {
        WaitFold wait = openWait();
        if (wait != null) {
            boolean byContact = switch (reason) {
                case ABANDONED, CONTACT_ENDED, CONTACT_DISCONNECTED -> true;
                default -> false;
            };
            wait.close(byContact ? Outcome.ABANDONED : Outcome.FLOWED_OUT, at, measured);
        }
    }

    private void ended(EndReason reason, Moment at) {
        leave(reason, null, at);
        if (to == null) {
            to = at;
            endReason = reason;
        }
    }

    private @Nullable WaitFold openWait() {
        WaitFold last = waits.isEmpty() ? null : waits.get(waits.size() - 1);
        return last == null || last.isClosed() ? null : last;
    }

    private void lastStay(Consumer<StayFold> action) {
        if (!stays.isEmpty()) {
            action.accept(stays.get(stays.size() - 1));
        }
    }

    private @Nullable AgentId lastAgent() {
        return stays.isEmpty() ? null : stays.get(stays.size() - 1).agent();
    }

    /** Returns whether nothing about it depends on the time of the snapshot any more. */
    boolean isSettled() {
        return to != null && stays.stream().allMatch(StayFold::isClosed);
    }

    SessionFact fact(Instant asOf) {
        List<StayFact> stayFacts = stays.stream().map(stay -> stay.fact(asOf)).toList();
        List<WaitFact> waitFacts = new ArrayList<>();
        for (WaitFold wait : waits) {
            waitFacts.add(wait.fact(waitFacts.size() + 1, stayFacts, asOf));
        }
        return new SessionFact(
                id,
                opening,
                from,
                to,
                to == null ? Clocks.soFar(from, asOf) : to.since(from),
                endReason,
                waitFacts,
                stayFacts,
                talk.turns(to, asOf),
                talk.firstResponse(),
                talk.firstMessage(),
                talk.lastMessage(),
                talk.contactWrote(),
                transfers,
                missedOffers,
                rating);
    }
}
