package io.github.parlor.conversation;

import io.github.parlor.conversation.QueueCommand.Defer;
import io.github.parlor.conversation.QueueCommand.Enqueue;
import io.github.parlor.conversation.QueueCommand.EnqueueDeferred;
import io.github.parlor.conversation.QueueCommand.LeaveQueue;
import io.github.parlor.conversation.QueueCommand.RequestHuman;
import io.github.parlor.conversation.Rejection.Code;
import io.github.parlor.event.EndReason;
import io.github.parlor.event.LifecycleEvent.SessionEnded;
import io.github.parlor.event.Mode;
import io.github.parlor.event.OfferEvent.RevokeReason;
import io.github.parlor.event.OwnerEvent.AssignCause;
import io.github.parlor.event.OwnerEvent.OwnerAssigned;
import io.github.parlor.event.QueueEvent.DeferReason;
import io.github.parlor.event.QueueEvent.HandoffRequested;
import io.github.parlor.event.QueueEvent.LeftQueue;
import io.github.parlor.event.QueueEvent.QueueCause;
import io.github.parlor.event.QueueEvent.SessionDeferred;
import io.github.parlor.id.AgentId;
import io.github.parlor.people.Actor;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;

/** Decides what joins and leaves the queue: rows 3 to 6, 10 and 11. */
final class QueueRules {
    private QueueRules() {}

    static Decision decide(Deliberation deliberation, QueueCommand command) {
        if (command instanceof RequestHuman c) {
            return requestHuman(deliberation, c);
        } else if (command instanceof Enqueue) {
            return enqueue(deliberation);
        } else if (command instanceof Defer c) {
            return defer(deliberation, c);
        } else if (command instanceof EnqueueDeferred) {
            return enqueueDeferred(deliberation);
        } else if (command instanceof LeaveQueue c) {
            return leave(deliberation, c);
        }
        return take(deliberation);
    }

    static boolean mayQueue(Deliberation d) {
        return d.session().opening().urgent() || d.isOpen();
    }

    private static Decision requestHuman(Deliberation d, RequestHuman command) {
        if (d.kind() == Actor.Kind.CONTACT && !d.byContact()) {
            return d.refuse(Code.NOT_ALLOWED, "expected the contact of the conversation");
        }
        if (d.kind() == Actor.Kind.BOT && !LifecycleRules.isBotInControl(d)) {
            return d.refuse(Code.NOT_OWNER, "expected the bot in control");
        }
        // It must always be possible: a contact who states an old epoch is not refused for it.
        if (d.kind() != Actor.Kind.CONTACT && d.isStale(command.epoch())) {
            return d.stale(command.epoch());
        }
        Target target = command.target() == null ? d.session().waiting().target() : command.target();
        d.record(new HandoffRequested(d.sessionId(), command.reason(), target, command.slots(), command.summary()));
        if (!mayQueue(d)) {
            return d.accept(closed(d));
        }
        return d.queue(QueueCause.HANDOFF, target, null, true).accept();
    }

    static SessionDeferred closed(Deliberation d) {
        return new SessionDeferred(
                d.sessionId(),
                DeferReason.CLOSED,
                d.context().schedule().nextOpen(d.now()).orElse(null));
    }

    private static Decision enqueue(Deliberation d) {
        return mayQueue(d)
                ? d.queue(QueueCause.STARTED, d.session().waiting().target(), null, true)
                        .accept()
                : d.refuse(Code.CLOSED, "the shop is closed");
    }

    private static Decision defer(Deliberation d, Defer command) {
        if (d.session().opening().urgent()) {
            return d.refuse(Code.NOT_ALLOWED, "an urgent session is not deferred");
        }
        if (d.session().state() == SessionState.QUEUED) {
            d.record(new LeftQueue(d.sessionId(), EndReason.NO_AGENT, null));
        }
        return d.accept(new SessionDeferred(d.sessionId(), command.reason(), command.routableAt()));
    }

    private static Decision enqueueDeferred(Deliberation d) {
        Waiting waiting = d.session().waiting();
        boolean unknown = waiting.routableAt() == null && d.kind() == Actor.Kind.SYSTEM;
        if (!unknown && !d.isDue(waiting.routableAt())) {
            return d.refuse(Code.NOT_DUE, "expected not before " + waiting.routableAt());
        }
        return mayQueue(d)
                ? d.queue(QueueCause.DEFERRED_DUE, waiting.target(), null, true).accept()
                : d.refuse(Code.CLOSED, "the shop is closed");
    }

    private static Decision leave(Deliberation d, LeaveQueue command) {
        if (d.kind() == Actor.Kind.CONTACT && !d.byContact()) {
            return d.refuse(Code.NOT_ALLOWED, "expected the contact of the conversation");
        }
        boolean byContact = d.kind() == Actor.Kind.CONTACT;
        EndReason reason = byContact ? EndReason.ABANDONED : command.reason();
        if (!byContact && !Deadlines.endIsDue(d.state(), reason, d.policy(), d.now())) {
            return d.refuse(Code.NOT_DUE, reason + " has not come");
        }
        if (d.session().state() != SessionState.DEFERRED) {
            d.revokeOffers(RevokeReason.SESSION_GONE, null).record(new LeftQueue(d.sessionId(), reason, null));
        } else if (d.session().mode() == Mode.MESSAGING
                && d.session().waiting().deferred() == DeferReason.CONTACT_LEFT) {
            return d.accept();
        }
        return d.session().mode() == Mode.MESSAGING
                ? d.accept(new SessionDeferred(d.sessionId(), DeferReason.CONTACT_LEFT, null))
                : d.accept(new SessionEnded(d.sessionId(), reason, null, null));
    }

    /** The slot is reserved already: that is what keeps the agent within the limit. */
    private static Decision take(Deliberation d) {
        AgentId agent = new AgentId(d.actor().name());
        if (!agent.equals(d.context().reserved())) {
            return noSlot(d, agent);
        }
        int units = d.policy().units(d.session().mode());
        return d.accept(new OwnerAssigned(d.sessionId(), agent, AssignCause.PICK, d.nextEpoch(), units, null));
    }

    private static Decision noSlot(Deliberation d, AgentId agent) {
        AgentStatus status = d.context().staff().status(agent);
        return status == AgentStatus.AVAILABLE
                ? d.refuse(Code.NO_CAPACITY, "the agent has no room")
                : d.refuse(Code.NOT_AVAILABLE, "the agent takes no work: " + status);
    }
}
