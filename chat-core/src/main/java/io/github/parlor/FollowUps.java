package io.github.parlor;

import io.github.parlor.conversation.Command;
import io.github.parlor.conversation.Conversation;
import io.github.parlor.conversation.Deadlines;
import io.github.parlor.conversation.OfferCommand.AcceptOffer;
import io.github.parlor.conversation.OfferCommand.MakeOffer;
import io.github.parlor.conversation.OfferCommand.RevokeOffer;
import io.github.parlor.conversation.OpenOffer;
import io.github.parlor.conversation.OwnerCommand.AgentLost;
import io.github.parlor.conversation.OwnerCommand.AssignToBot;
import io.github.parlor.conversation.OwnerCommand.ExpireTransfer;
import io.github.parlor.conversation.QueueCommand.Defer;
import io.github.parlor.conversation.QueueCommand.Enqueue;
import io.github.parlor.conversation.QueueCommand.EnqueueDeferred;
import io.github.parlor.conversation.Rejection.Code;
import io.github.parlor.conversation.Session;
import io.github.parlor.conversation.SessionState;
import io.github.parlor.dispatch.Availability;
import io.github.parlor.dispatch.Estimate;
import io.github.parlor.dispatch.Proposal;
import io.github.parlor.dispatch.Router;
import io.github.parlor.event.AgentEvent.AgentStatusChanged;
import io.github.parlor.event.Cause;
import io.github.parlor.event.EventRecord;
import io.github.parlor.event.LifecycleEvent.SessionStarted;
import io.github.parlor.event.OfferEvent.OfferMade;
import io.github.parlor.event.OfferEvent.RevokeReason;
import io.github.parlor.event.QueueEvent.DeferReason;
import io.github.parlor.event.StreamId;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.SessionId;
import io.github.parlor.id.TenantId;
import io.github.parlor.people.Actor;
import io.github.parlor.people.AgentStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one thing leads to elsewhere. Nothing is carried out here: every consequence becomes a command that comes in at the
 * first stage. All of it can be derived again from states, so none is lost with the process. Thread-safe.
 */
final class FollowUps {
    /** How long a session is stored for later when the wait would be too long and nothing is known of it. */
    private static final Duration LATER = Duration.ofMinutes(5);

    private final TenantId tenant;
    private final Engine engine;
    private final ShopSettings settings;
    private final StaffRoom staff;
    private final AvailabilityDesk availability;
    private final Router router;
    private final Pipeline pipeline;

    FollowUps(
            TenantId tenant,
            Engine engine,
            ShopSettings settings,
            StaffRoom staff,
            AvailabilityDesk availability,
            Router router,
            Pipeline pipeline) {
        this.tenant = tenant;
        this.engine = engine;
        this.settings = settings;
        this.staff = staff;
        this.availability = availability;
        this.router = router;
        this.pipeline = pipeline;
    }

    /** After an append: sends new sessions on, accepts where the shop wants no offers, and notes the next deadline. */
    void after(InOrder.Batch batch) {
        for (EventRecord record : batch.records()) {
            if (record.event() instanceof SessionStarted started) {
                engine.later(() -> route(started.session(), new Cause(record.id(), "route")));
            } else if (record.event() instanceof OfferMade made
                    && settings.policy().autoAccept()) {
                AcceptOffer accept = new AcceptOffer(made.offer());
                Cause cause = new Cause(record.id(), "auto-accept");
                engine.later(() -> run(made.session(), accept, Actor.agent(made.agent()), cause));
            }
        }
        schedule(batch.after());
    }

    void schedule(Conversation state) {
        Deadlines.next(state, settings.policy()).ifPresent(at -> schedule(state.id(), at));
    }

    private void schedule(ConversationId id, Instant at) {
        engine.timetable.schedule(tenant, StreamId.of(id), at);
    }

    private Result run(SessionId session, Command command, Actor actor, @Nullable Cause cause) {
        return pipeline.run(session.conversation(), command, actor, cause);
    }

    /** Sends a new session to the bot, to the queue, or stores it for later. */
    void route(SessionId session, @Nullable Cause cause) {
        Conversation state = pipeline.load(session.conversation());
        if (state != null
                && state.session().id().equals(session)
                && state.session().state() == SessionState.NEW) {
            run(session, firstStep(state.session()), Actor.SYSTEM, cause);
        }
    }

    private Command firstStep(Session session) {
        if (settings.firstBot() != null) {
            return new AssignToBot(settings.firstBot(), "");
        }
        if (session.opening().urgent()) {
            return new Enqueue();
        }
        return availability.of(session.waiting().target()) instanceof Availability.Closed closed
                ? whenClosed(session, closed)
                : new Enqueue();
    }

    private Command whenClosed(Session session, Availability.Closed closed) {
        return switch (closed.reason()) {
            case OUT_OF_HOURS -> new Defer(DeferReason.CLOSED, closed.nextOpen());
            case FULL -> new Defer(DeferReason.WAIT_TOO_LONG, later(session));
            case NOBODY_THERE -> new Enqueue();
        };
    }

    private Instant later(Session session) {
        Instant now = engine.time.now().wall();
        Estimate estimate = router.pool(session.waiting().target(), now).estimate();
        return now.plus(estimate.high() == null ? LATER : estimate.high());
    }

    /** Makes an offer of a proposal; one that comes too late gives its slot back. */
    void propose(Proposal proposal) {
        Conversation state = pipeline.load(proposal.session().conversation());
        if (state == null || !state.session().id().equals(proposal.session())) {
            router.withdraw(proposal.session(), now());
            return;
        }
        MakeOffer offer = new MakeOffer(proposal.agent(), settings.policy().offerTtl(), proposal.reservation());
        Result result = run(proposal.session(), offer, Actor.ROUTER, null);
        if (result instanceof Result.Rejected) {
            refused(proposal);
        }
    }

    private void refused(Proposal proposal) {
        Conversation state = pipeline.load(proposal.session().conversation());
        boolean waits = state != null
                && (state.session().state() == SessionState.QUEUED
                        || state.session().state() == SessionState.OFFERED);
        router.decline(proposal.session(), proposal.agent(), proposal.reservation(), now());
        boolean owned = state != null && state.session().control().owner() != null;
        if (!waits && !owned) {
            router.withdraw(proposal.session(), now());
        }
    }

    /** An agent who takes no work loses open offers at once; one who is gone loses everything. */
    void agentChanged(AgentStatusChanged changed) {
        if (changed.status() == AgentStatus.AVAILABLE) {
            return;
        }
        for (ConversationId id : staff.conversations(changed.id())) {
            engine.later(() -> withdraw(id, changed.id(), changed.status()));
        }
    }

    private void withdraw(ConversationId id, AgentId agent, AgentStatus status) {
        if (staff.status(agent) != status) {
            return;
        }
        if (status == AgentStatus.GONE) {
            pipeline.run(id, new AgentLost(agent), Actor.SYSTEM, null);
            return;
        }
        Conversation state = pipeline.load(id);
        if (state != null) {
            for (OpenOffer offer : state.session().waiting().offers()) {
                if (offer.agent().equals(agent)) {
                    RevokeOffer revoke = new RevokeOffer(offer.id(), RevokeReason.AGENT_UNAVAILABLE);
                    pipeline.run(id, revoke, Actor.SYSTEM, null);
                }
            }
        }
    }

    /** Does what time does to a conversation now, and comes back when it does something again. */
    void onDeadline(ConversationId id) {
        Set<Command> inVain = new HashSet<>();
        while (true) {
            Conversation state = pipeline.load(id);
            Deadlines.Deadline next = state == null ? null : next(state, inVain);
            if (next == null) {
                return;
            }
            if (now().isBefore(next.at())) {
                schedule(id, next.at());
                return;
            }
            Result result = pipeline.run(id, next.command(), Actor.TIMER, null);
            if (result instanceof Result.Rejected rejected) {
                inVain.add(next.command());
                tryAgainWhenOpen(id, next.command(), rejected);
            }
        }
    }

    private Deadlines.@Nullable Deadline next(Conversation state, Set<Command> inVain) {
        for (Deadlines.Deadline deadline : Deadlines.of(state, settings.policy())) {
            if (!inVain.contains(deadline.command())) {
                return deadline;
            }
        }
        return null;
    }

    private void tryAgainWhenOpen(ConversationId id, Command command, Result.Rejected rejected) {
        if (command instanceof EnqueueDeferred && rejected.rejection().code() == Code.CLOSED) {
            settings.schedule().nextOpen(now()).ifPresent(open -> schedule(id, open));
        }
    }

    /** Takes a conversation up where a process that has died left it; its offers died with it. */
    void recover(Conversation state) {
        ConversationId id = state.id();
        Session session = state.session();
        if (session.state() == SessionState.NEW) {
            engine.later(() -> route(session.id(), null));
        }
        for (OpenOffer offer : session.waiting().offers()) {
            RevokeOffer revoke = new RevokeOffer(offer.id(), RevokeReason.WITHDRAWN);
            engine.later(() -> pipeline.run(id, revoke, Actor.SYSTEM, null));
        }
        if (session.control().transfer() != null) {
            engine.later(() -> pipeline.run(id, new ExpireTransfer(), Actor.SYSTEM, null));
        }
        schedule(state);
    }

    private Instant now() {
        return engine.time.now().wall();
    }
}
