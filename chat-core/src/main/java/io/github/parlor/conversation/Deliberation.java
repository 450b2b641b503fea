package io.github.parlor.conversation;

import io.github.parlor.conversation.Rejection.Code;
import io.github.parlor.event.ChatEvent;
import io.github.parlor.event.EndReason;
import io.github.parlor.event.LifecycleEvent.SessionEnded;
import io.github.parlor.event.OfferEvent.OfferRevoked;
import io.github.parlor.event.OfferEvent.RevokeReason;
import io.github.parlor.event.OwnerEvent.OwnerReleased;
import io.github.parlor.event.OwnerEvent.ReleaseCause;
import io.github.parlor.event.OwnerEvent.TransferFailed;
import io.github.parlor.event.OwnerEvent.TransferFailure;
import io.github.parlor.event.ParticipantEvent.ParticipantLeft;
import io.github.parlor.event.QueueEvent.LeftQueue;
import io.github.parlor.event.QueueEvent.QueueCause;
import io.github.parlor.event.QueueEvent.SessionQueued;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.OfferId;
import io.github.parlor.id.SessionId;
import io.github.parlor.people.Actor;
import io.github.parlor.people.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One decision in the making: what it looks at, and the facts it has come to so far. Single-owner. */
final class Deliberation {
    private final ConversationId id;
    private final @Nullable Conversation state;
    private final @Nullable Session session;
    private final Context context;
    private final List<ChatEvent> events;

    Deliberation(ConversationId id, @Nullable Conversation state, @Nullable Session session, Context context) {
        this(id, state, session, context, new ArrayList<>(0));
    }

    private Deliberation(
            ConversationId id,
            @Nullable Conversation state,
            @Nullable Session session,
            Context context,
            List<ChatEvent> events) {
        this.id = id;
        this.state = state;
        this.session = session;
        this.context = context;
        this.events = events;
    }

    /** Goes on about another session; the facts so far remain. */
    Deliberation about(Session other) {
        return new Deliberation(id, state, other, context, events);
    }

    ConversationId id() {
        return id;
    }

    @Nullable
    Conversation stateOrNull() {
        return state;
    }

    Conversation state() {
        return java.util.Objects.requireNonNull(state, "decided without a conversation");
    }

    Session session() {
        return java.util.Objects.requireNonNull(session, "decided without a session");
    }

    SessionId sessionId() {
        return session().id();
    }

    Context context() {
        return context;
    }

    ConversationPolicy policy() {
        return context.policy();
    }

    Actor actor() {
        return context.actor();
    }

    Actor.Kind kind() {
        return context.actor().kind();
    }

    Instant now() {
        return context.now().wall();
    }

    boolean isOpen() {
        return context.schedule().isOpen(now());
    }

    /** Returns whether a deadline has come: at or after, never before. */
    boolean isDue(@Nullable Instant deadline) {
        return deadline != null && !now().isBefore(deadline);
    }

    boolean byOwner() {
        return actor().isStaff() && session().control().isOwner(actor().name());
    }

    boolean byOwnerOrSupervisor() {
        return kind() == Actor.Kind.SUPERVISOR || byOwner();
    }

    boolean byContact() {
        return kind() == Actor.Kind.CONTACT && state().contact().value().equals(actor().name());
    }

    Deliberation record(ChatEvent event) {
        events.add(event);
        return this;
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    Decision accept() {
        return new Decision.Accepted(events);
    }

    /** Most commands lead to one event and want no list that can grow. */
    Decision accept(ChatEvent event) {
        return events.isEmpty()
                ? new Decision.Accepted(List.of(event))
                : record(event).accept();
    }

    Decision refuse(Code code, String detail) {
        return ConversationRules.refuse(code, state, session, detail);
    }

    /** The epoch a command states must be the present one; only a bot has to state one. */
    boolean isStale(long epoch) {
        return epoch == 0 ? kind() == Actor.Kind.BOT : epoch != state().controlEpoch();
    }

    Decision stale(long epoch) {
        return refuse(Code.STALE_EPOCH, "expected epoch " + state().controlEpoch() + ", got " + epoch);
    }

    long nextEpoch() {
        return state().controlEpoch() + 1;
    }

    Deliberation revokeOffers(RevokeReason reason, @Nullable OfferId except) {
        for (OpenOffer offer : session().waiting().offers()) {
            if (!offer.id().equals(except)) {
                record(new OfferRevoked(sessionId(), offer.id(), offer.agent(), reason));
            }
        }
        return this;
    }

    Deliberation failTransfer(TransferFailure reason) {
        if (session().control().transfer() != null) {
            record(new TransferFailed(sessionId(), reason));
        }
        return this;
    }

    Deliberation sendConsultantsAway() {
        session().control().consultants().forEach(this::sendAway);
        return this;
    }

    /** An agent who was asked leaves; whoever was not asked has nothing to leave. */
    Deliberation sendAway(AgentId consultant) {
        if (session().control().consultants().contains(consultant)) {
            record(new ParticipantLeft(sessionId(), Actor.agent(consultant)));
        }
        return this;
    }

    /**
     * Returns whom the session waits for once this agent is no longer there: a session that was meant for the agent alone
     * goes back to whom it was meant for at first.
     */
    Target targetWithout(@Nullable AgentId gone) {
        Target target = session().waiting().target();
        if (gone == null || !gone.equals(target.agent())) {
            return target;
        }
        Target first = session().opening().target();
        boolean alone = target.team() == null && target.skills().isEmpty();
        return alone && !gone.equals(first.agent()) ? first : new Target(target.team(), target.skills(), null);
    }

    Deliberation releaseOwner(ReleaseCause cause) {
        AgentId owner = session().control().owner();
        if (owner != null) {
            record(new OwnerReleased(sessionId(), owner, cause, null));
        }
        return this;
    }

    /**
     * The session joins the queue; the instant that drives the order is kept once it has one. What was deferred before it
     * ever waited has its place from when it came.
     */
    Deliberation queue(QueueCause cause, Target target, @Nullable AgentId preferred, boolean keepOrder) {
        Waiting waiting = session().waiting();
        Instant first = cause == QueueCause.DEFERRED_DUE ? session().startedAt() : now();
        Instant kept = waiting.orderedFrom() == null ? first : waiting.orderedFrom();
        Instant order = keepOrder ? kept : now();
        return record(new SessionQueued(sessionId(), cause, target, waiting.credit(), order, preferred));
    }

    /** Everything that ends with the session; wrap-up only where an agent is present. */
    Deliberation end(EndReason reason, @Nullable String disposition, boolean allowWrapUp) {
        SessionState from = session().state();
        revokeOffers(RevokeReason.SESSION_GONE, null);
        if (from == SessionState.QUEUED || from == SessionState.OFFERED) {
            record(new LeftQueue(sessionId(), reason, null));
        }
        failTransfer(TransferFailure.SESSION_CHANGED);
        sendConsultantsAway();
        boolean wrapUp = allowWrapUp
                && from == SessionState.ACTIVE
                && session().control().owner() != null
                && !policy().wrapUp().isZero();
        Instant wrapUpUntil = wrapUp ? now().plus(policy().wrapUp()) : null;
        record(new SessionEnded(sessionId(), reason, disposition, wrapUpUntil));
        return wrapUp ? this : releaseOwner(ReleaseCause.ENDED);
    }
}
