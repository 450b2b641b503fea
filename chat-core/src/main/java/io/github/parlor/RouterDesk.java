package io.github.parlor;

import io.github.parlor.conversation.Command;
import io.github.parlor.conversation.Control;
import io.github.parlor.conversation.Conversation;
import io.github.parlor.conversation.ConversationPolicy;
import io.github.parlor.conversation.LifecycleCommand.SwitchMode;
import io.github.parlor.conversation.LifecycleCommand.Wake;
import io.github.parlor.conversation.OwnerCommand.Transfer;
import io.github.parlor.conversation.QueueCommand.Pick;
import io.github.parlor.conversation.QueueCommand.TakeNext;
import io.github.parlor.conversation.Session;
import io.github.parlor.conversation.SessionState;
import io.github.parlor.conversation.Waiting;
import io.github.parlor.dispatch.Proposal;
import io.github.parlor.dispatch.Router;
import io.github.parlor.dispatch.Ticket;
import io.github.parlor.event.EventRecord;
import io.github.parlor.event.LifecycleEvent;
import io.github.parlor.event.Mode;
import io.github.parlor.event.OfferEvent;
import io.github.parlor.event.OwnerEvent;
import io.github.parlor.event.QueueEvent;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.SessionId;
import io.github.parlor.people.Actor;
import io.github.parlor.people.Target;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a shop's router in step with its journal. What reserves touches the router before the append ({@link #prepare}),
 * what frees or widens after it ({@link #carryOut}): so the router can never over-assign, and the journal is never wrong.
 * Thread-safe.
 */
final class RouterDesk {
    private final Router router;
    private final StaffRoom staff;
    private final ConversationPolicy policy;

    /** The epochs of slots reserved beside an offer, until the session's stream says what became of them. */
    private final Map<Slot, Long> reserved = new ConcurrentHashMap<>();

    /** Several agents may want one session at once. */
    private record Slot(SessionId session, AgentId agent) {}

    /** What the router found for agents who asked for the next session, until their command comes for it. */
    private final Map<SessionId, Proposal> found = new ConcurrentHashMap<>();

    /**
     * What was done to the router for a command.
     *
     * @param reserved the agent at whom a slot is held for it, or null
     * @param undo takes it back if nothing is recorded
     */
    record Prepared(@Nullable AgentId reserved, Runnable undo) {
        private static final Prepared NOTHING = new Prepared(null, () -> {});
    }

    RouterDesk(Router router, StaffRoom staff, ConversationPolicy policy) {
        this.router = router;
        this.staff = staff;
        this.policy = policy;
    }

    /**
     * Finds the next session an agent may serve and holds its slot for the {@link TakeNext} that follows; what is left of
     * it after that wants {@link #giveBack}.
     */
    Optional<Proposal> findNext(AgentId agent, Instant now) {
        Optional<Proposal> next = router.reserveNext(agent, now);
        next.ifPresent(proposal -> found.put(proposal.session(), proposal));
        return next;
    }

    /** Releases the slot of a session that was found, unless a command has come for it. */
    void giveBack(Proposal next, Instant now) {
        if (found.remove(next.session(), next)) {
            router.decline(next.session(), next.agent(), next.reservation(), now);
        }
    }

    Prepared prepare(@Nullable Conversation state, Command command, Actor actor, Instant now) {
        if (state == null) {
            return Prepared.NOTHING;
        }
        if (command instanceof Pick || command instanceof TakeNext) {
            return prepareTake(state, command, actor, now);
        } else if (command instanceof Transfer transfer && transfer.warm()) {
            return prepareTransfer(state, transfer, now);
        } else if (command instanceof Wake) {
            return prepareWake(state, now);
        } else if (command instanceof SwitchMode change) {
            return prepareSwitch(state, change, now);
        }
        return Prepared.NOTHING;
    }

    private Prepared prepareTake(Conversation state, Command command, Actor actor, Instant now) {
        if (state.session().state() != SessionState.QUEUED || !actor.isStaff()) {
            return Prepared.NOTHING;
        }
        AgentId agent = new AgentId(actor.name());
        Optional<Prepared> slot =
                command instanceof TakeNext ? found(state.session().id(), agent, now) : Optional.empty();
        return slot.or(() -> reserve(state, agent, now)).orElse(Prepared.NOTHING);
    }

    private Optional<Prepared> found(SessionId session, AgentId agent, Instant now) {
        Proposal next = found.get(session);
        return next != null && next.agent().equals(agent) && found.remove(session, next)
                ? Optional.of(hold(new Slot(session, agent), next.reservation(), now))
                : Optional.empty();
    }

    private Optional<Prepared> reserve(Conversation state, AgentId agent, Instant now) {
        Session session = state.session();
        OptionalLong epoch = router.reserve(session.id(), agent, policy.units(session.mode()), now);
        return epoch.isEmpty()
                ? Optional.empty()
                : Optional.of(hold(new Slot(session.id(), agent), epoch.getAsLong(), now));
    }

    private Prepared hold(Slot slot, long epoch, Instant now) {
        reserved.put(slot, epoch);
        return new Prepared(slot.agent(), () -> release(slot, epoch, now));
    }

    private void release(Slot slot, @Nullable Long epoch, Instant now) {
        if (epoch != null && reserved.remove(slot, epoch)) {
            router.decline(slot.session(), slot.agent(), epoch, now);
        }
    }

    private Prepared prepareTransfer(Conversation state, Transfer transfer, Instant now) {
        Session session = state.session();
        if (session.state() != SessionState.ACTIVE || session.control().transfer() != null) {
            return Prepared.NOTHING;
        }
        Target fallback = transfer.fallback();
        return reserveAny(state, transfer.target(), now)
                .or(() -> fallback == null ? Optional.empty() : reserveAny(state, fallback, now))
                .orElse(Prepared.NOTHING);
    }

    private Optional<Prepared> reserveAny(Conversation state, Target target, Instant now) {
        for (AgentId agent : staff.available(target)) {
            if (!agent.equals(state.session().control().owner())) {
                Optional<Prepared> slot = reserve(state, agent, now);
                if (slot.isPresent()) {
                    return slot;
                }
            }
        }
        return Optional.empty();
    }

    private Prepared prepareWake(Conversation state, Instant now) {
        AgentId owner = state.session().control().owner();
        return state.session().state() != SessionState.ON_HOLD || owner == null
                ? Prepared.NOTHING
                : reserve(state, owner, now).orElse(Prepared.NOTHING);
    }

    private Prepared prepareSwitch(Conversation state, SwitchMode change, Instant now) {
        Session session = state.session();
        AgentId owner = session.control().owner();
        boolean grows = policy.units(change.mode()) > policy.units(session.mode());
        if (session.state() != SessionState.ACTIVE || owner == null || !grows) {
            return Prepared.NOTHING;
        }
        int units = policy.units(session.mode());
        return router.resize(session.id(), owner, policy.units(change.mode()), now)
                ? new Prepared(owner, () -> router.resize(session.id(), owner, units, now))
                : Prepared.NOTHING;
    }

    /** Carries what was recorded over to the router, event by event, in the order of the stream. */
    void carryOut(InOrder.Batch batch) {
        staff.note(batch.before(), batch.after());
        for (EventRecord record : batch.records()) {
            carryOut(record, batch);
        }
    }

    private void carryOut(EventRecord record, InOrder.Batch batch) {
        Instant now = record.at().wall();
        if (record.event() instanceof QueueEvent event) {
            queue(event, batch.after(), now);
        } else if (record.event() instanceof OfferEvent event) {
            offer(event, batch.before(), now);
        } else if (record.event() instanceof OwnerEvent event) {
            owner(event, batch, now);
        } else if (record.event() instanceof LifecycleEvent event) {
            lifecycle(event, batch.after(), now);
        }
    }

    private void queue(QueueEvent event, Conversation after, Instant now) {
        if (event instanceof QueueEvent.SessionQueued queued) {
            int units = policy.units(after.session().mode());
            router.submit(
                    new Ticket(
                            queued.session(),
                            queued.target(),
                            queued.orderedFrom(),
                            queued.credit(),
                            units,
                            queued.preferred()),
                    now);
        } else if (event instanceof QueueEvent.LeftQueue || event instanceof QueueEvent.SessionDeferred) {
            router.withdraw(event.session(), now);
        }
    }

    private void offer(OfferEvent event, @Nullable Conversation before, Instant now) {
        boolean gone = event instanceof OfferEvent.OfferDeclined
                || event instanceof OfferEvent.OfferExpired
                || (event instanceof OfferEvent.OfferRevoked revoked && waitsAgain(revoked.reason()));
        if (gone && before != null) {
            before.session()
                    .waiting()
                    .offer(event.offer())
                    .ifPresent(offer -> router.decline(event.session(), offer.agent(), offer.reservation(), now));
        }
    }

    /** A session that is taken or gone is told to the router by what comes next in the same batch. */
    private static boolean waitsAgain(OfferEvent.RevokeReason reason) {
        return reason == OfferEvent.RevokeReason.AGENT_UNAVAILABLE || reason == OfferEvent.RevokeReason.WITHDRAWN;
    }

    private void owner(OwnerEvent event, InOrder.Batch batch, Instant now) {
        if (event instanceof OwnerEvent.OwnerAssigned assigned) {
            if (!confirm(assigned, batch, now)) {
                router.assign(assigned.session(), assigned.agent(), assigned.units(), now);
            } else if (assigned.units() < policy.units(Mode.LIVE)) {
                // The session may have become smaller since its slot was reserved.
                router.resize(assigned.session(), assigned.agent(), assigned.units(), now);
            }
        } else if (event instanceof OwnerEvent.OwnerReleased released) {
            router.release(released.session(), released.agent(), now);
        } else if (event instanceof OwnerEvent.TransferFailed && batch.before() != null) {
            Control.PendingTransfer failed = batch.before().session().control().transfer();
            if (failed != null) {
                Slot slot = new Slot(event.session(), failed.to());
                release(slot, reserved.get(slot), now);
            }
        }
    }

    private boolean confirm(OwnerEvent.OwnerAssigned assigned, InOrder.Batch batch, Instant now) {
        SessionId session = assigned.session();
        Conversation before = batch.before();
        if (assigned.cause() == OwnerEvent.AssignCause.OFFER && before != null) {
            return before.session().waiting().offers().stream()
                    .filter(offer -> offer.agent().equals(assigned.agent()))
                    .anyMatch(offer -> router.confirm(session, offer.agent(), offer.reservation(), now));
        }
        Slot slot = new Slot(session, assigned.agent());
        Long epoch = reserved.remove(slot);
        return epoch != null && router.confirm(session, slot.agent(), epoch, now);
    }

    private void lifecycle(LifecycleEvent event, Conversation after, Instant now) {
        if (event instanceof LifecycleEvent.SessionHeld) {
            // The owner of a parked session stays, the slot does not; the owner is in the state after the batch.
            AgentId owner = after.session().control().owner();
            if (owner != null) {
                router.release(event.session(), owner, now);
            }
        } else if (event instanceof LifecycleEvent.ModeChanged changed) {
            modeChanged(after.session(), changed, now);
        }
    }

    /** A larger slot was asked for before the append; a smaller one is given back, and who waits waits for another size. */
    private void modeChanged(Session session, LifecycleEvent.ModeChanged changed, Instant now) {
        AgentId owner = session.control().owner();
        if (session.state() == SessionState.QUEUED) {
            router.withdraw(session.id(), now);
            router.submit(ticket(session), now);
        } else if (session.state() == SessionState.ACTIVE && owner != null && changed.mode() == Mode.MESSAGING) {
            router.resize(session.id(), owner, policy.units(changed.mode()), now);
        }
    }

    /** Puts the router where a conversation's state says it must be: after a restart, or after it failed. */
    void restore(Conversation state, Instant now) {
        staff.note(null, state);
        Session session = state.session();
        router.withdraw(session.id(), now);
        switch (session.state()) {
            case QUEUED, OFFERED -> router.submit(ticket(session), now);
            case ACTIVE, WRAP_UP -> assign(session, now);
            default -> {}
        }
        Session previous = state.previous();
        if (previous != null && previous.state() == SessionState.WRAP_UP) {
            assign(previous, now);
        }
    }

    private void assign(Session session, Instant now) {
        AgentId owner = session.control().owner();
        if (owner != null) {
            router.assign(session.id(), owner, policy.units(session.mode()), now);
        }
    }

    private Ticket ticket(Session session) {
        Waiting waiting = session.waiting();
        Instant order = waiting.orderedFrom() == null ? session.startedAt() : waiting.orderedFrom();
        return new Ticket(
                session.id(),
                waiting.target(),
                order,
                waiting.credit(),
                policy.units(session.mode()),
                waiting.preferred());
    }
}
