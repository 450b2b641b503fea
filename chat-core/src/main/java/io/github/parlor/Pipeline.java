package io.github.parlor;

import io.github.parlor.conversation.Command;
import io.github.parlor.conversation.Context;
import io.github.parlor.conversation.Conversation;
import io.github.parlor.conversation.ConversationRules;
import io.github.parlor.conversation.Decision;
import io.github.parlor.conversation.LifecycleCommand;
import io.github.parlor.conversation.MessageCommand;
import io.github.parlor.conversation.Rejection;
import io.github.parlor.conversation.Rejection.Code;
import io.github.parlor.event.Cause;
import io.github.parlor.event.ChatEvent;
import io.github.parlor.event.EventRecord;
import io.github.parlor.event.LifecycleEvent.SessionEnded;
import io.github.parlor.event.LifecycleEvent.SessionStarted;
import io.github.parlor.event.PendingEvent;
import io.github.parlor.event.StreamId;
import io.github.parlor.host.Authorizer;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ChannelId;
import io.github.parlor.id.ContactId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.TenantId;
import io.github.parlor.journal.AppendResult;
import io.github.parlor.journal.ClaimChange;
import io.github.parlor.journal.ClaimKey;
import io.github.parlor.message.Message;
import io.github.parlor.people.Actor;
import io.github.parlor.time.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The way of one command through six stages: check, load, decide, record, evolve, publish. Each hands a value to the next
 * and none calls back; what a command causes elsewhere comes in at the first stage again. Thread-safe.
 */
final class Pipeline {
    /** How often a command that lost the race for its stream is decided again. */
    static final int MAX_ATTEMPTS = 256;

    /** The claim of the one open conversation of a contact in a group of channels. */
    static final String OPEN_CONVERSATION = "open-conversation";

    private final TenantId tenant;
    private final Engine engine;
    private final ShopSettings settings;
    private final Conversations conversations;
    private final RouterDesk desk;
    private final StaffRoom staff;
    private final Authorizer authorizer;
    private final MessageFinder messages;
    private final Consumer<InOrder.Batch> consequences;
    private final Consumer<InOrder.Batch> carryOut = this::carryOut;
    private final Consumer<InOrder.Batch> publish;

    /** Finds the message an edit or deletion is about. */
    interface MessageFinder {
        @Nullable
        Message find(ConversationId conversation, MessageCommand command);
    }

    Pipeline(
            TenantId tenant,
            Engine engine,
            ShopSettings settings,
            Conversations conversations,
            RouterDesk desk,
            StaffRoom staff,
            Authorizer authorizer,
            MessageFinder messages,
            Publisher publisher,
            Consumer<InOrder.Batch> consequences) {
        this.tenant = tenant;
        this.engine = engine;
        this.settings = settings;
        this.conversations = conversations;
        this.desk = desk;
        this.staff = staff;
        this.authorizer = authorizer;
        this.messages = messages;
        this.publish = publisher::publish;
        this.consequences = consequences;
    }

    /** Carries a command through all stages. */
    Result run(ConversationId id, Command command, Actor actor, @Nullable Cause cause) {
        Slot slot = conversations.enter(id);
        try {
            if (!(command instanceof LifecycleCommand.StartSession)) {
                conversations.lookAgain(slot);
            }
            for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
                Result result = attempt(slot, command, actor, cause);
                if (result != null) {
                    return result;
                }
                conversations.refresh(slot);
                if (slot.state() == null) {
                    return refused(Code.NOT_FOUND, null, "the conversation is no longer kept");
                }
            }
            return refused(Code.CONTENDED, slot.state(), "too many writers at once");
        } finally {
            conversations.leave(slot);
        }
    }

    /** Returns the state of a conversation as it is now, null if there is none. */
    @Nullable
    Conversation load(ConversationId id) {
        Slot slot = conversations.enter(id);
        try {
            conversations.lookAgain(slot);
            return slot.state();
        } finally {
            conversations.leave(slot);
        }
    }

    boolean permits(Conversation state, Actor actor, Authorizer.Action action) {
        boolean involved = actor.isStaff() && StaffRoom.isInvolved(state, actor.name());
        return authorizer.permits(
                tenant, actor, action, new Authorizer.Resource(state.contact().value(), involved));
    }

    private @Nullable Result attempt(Slot slot, Command command, Actor actor, @Nullable Cause cause) {
        Conversation state = slot.state();
        if (state != null && !permits(state, actor, Authorizer.Action.COMMAND)) {
            return refused(Code.NOT_FOUND, null, "no such conversation");
        }
        Moment now = engine.time.now();
        RouterDesk.Prepared prepared = desk.prepare(state, command, actor, now.wall());
        boolean recorded = false;
        try {
            Decision decision = decide(slot.id, state, command, prepared.reserved(), actor, now);
            if (decision instanceof Decision.Refused refused) {
                return new Result.Rejected(refused.rejection());
            } else if (decision instanceof Decision.Repeated repeated) {
                return new Result.Repeated(StreamId.of(slot.id), repeated.sequence());
            }
            List<ChatEvent> events = ((Decision.Accepted) decision).events();
            if (events.isEmpty()) {
                return new Result.Done(StreamId.of(slot.id), state == null ? 0 : state.sequence(), List.of());
            }
            AppendResult appended = append(slot, state, engine.pending(events, now, actor, cause));
            recorded = appended instanceof AppendResult.Appended;
            return finish(slot, state, appended);
        } finally {
            if (!recorded) {
                prepared.undo().run();
            }
        }
    }

    private Decision decide(
            ConversationId id,
            @Nullable Conversation state,
            Command command,
            @Nullable AgentId reserved,
            Actor actor,
            Moment now) {
        Message subject = command instanceof MessageCommand message ? messages.find(id, message) : null;
        Context context = new Context(
                actor,
                now,
                engine.ids.next(now.wall()),
                settings.policy(),
                settings.schedule(),
                staff,
                settings.bots(),
                subject,
                reserved);
        return ConversationRules.decide(id, state, command, context);
    }

    /**
     * An append that threw may have been carried out all the same: it is repeated with the same event ids, which finds
     * out. If that throws too, what is remembered of the conversation is worth nothing.
     */
    private AppendResult append(Slot slot, @Nullable Conversation state, List<PendingEvent> events) {
        long expected = state == null ? 0 : state.sequence();
        List<ClaimChange> claims = claims(slot.id, state, events);
        try {
            return engine.journal.append(tenant, StreamId.of(slot.id), expected, events, claims);
        } catch (RuntimeException first) {
            try {
                return engine.journal.append(tenant, StreamId.of(slot.id), expected, events, claims);
            } catch (RuntimeException second) {
                second.addSuppressed(first);
                engine.later(() -> reconcile(slot.id));
                throw second;
            }
        }
    }

    private List<ClaimChange> claims(ConversationId id, @Nullable Conversation state, List<PendingEvent> events) {
        List<ClaimChange> claims = null;
        for (PendingEvent pending : events) {
            ClaimChange change = null;
            if (pending.event() instanceof SessionStarted started) {
                change = new ClaimChange.Take(openClaim(started.contact(), started.channel()), id.value());
            } else if (pending.event() instanceof SessionEnded && state != null) {
                change = new ClaimChange.Release(openClaim(state.contact(), state.channel()), id.value());
            }
            if (change != null) {
                claims = claims == null ? new ArrayList<>(2) : claims;
                claims.add(change);
            }
        }
        return claims == null ? List.of() : claims;
    }

    ClaimKey openClaim(ContactId contact, ChannelId channel) {
        String group = settings.policy().group(channel);
        // The length keeps two different pairs from looking the same.
        return new ClaimKey(OPEN_CONVERSATION, group.length() + ":" + group + ":" + contact);
    }

    private @Nullable Result finish(Slot slot, @Nullable Conversation before, AppendResult appended) {
        if (appended instanceof AppendResult.Appended done) {
            return publish(slot, before, done.records());
        } else if (appended instanceof AppendResult.Conflict) {
            return null;
        } else if (appended instanceof AppendResult.ClaimHeld) {
            return refused(Code.ALREADY_OPEN, before, "the contact has an open conversation in this group of channels");
        } else if (appended instanceof AppendResult.Refused refused) {
            return refused(Code.JOURNAL_FULL, before, refused.reason());
        }
        throw new IllegalStateException("the journal holds a fresh event id already: " + appended);
    }

    private Result publish(Slot slot, @Nullable Conversation before, List<EventRecord> records) {
        Conversation after = Conversation.evolve(before, records.get(0));
        for (int i = 1; i < records.size(); i++) {
            after = Conversation.evolve(after, records.get(i));
        }
        InOrder.Batch batch = new InOrder.Batch(before, records, after);
        slot.advance(after);
        slot.effects().accept(batch, carryOut);
        slot.publication().accept(batch, publish);
        return new Result.Done(records.get(0).stream(), after.sequence(), records);
    }

    private void carryOut(InOrder.Batch batch) {
        try {
            desk.carryOut(batch);
        } catch (RuntimeException e) {
            engine.failed("the router failed; the conversation will be handed over again", e);
            engine.laterAgain(() -> reconcile(batch.after().id()));
        }
        consequences.accept(batch);
    }

    /** Reads a conversation anew and puts the router where it must be. */
    void reconcile(ConversationId id) {
        conversations.forget(id);
        Slot slot = conversations.enter(id);
        try {
            conversations.refresh(slot);
            Conversation state = slot.state();
            if (state != null) {
                slot.resume(state.sequence() + 1);
                desk.restore(state, engine.time.now().wall());
            }
        } finally {
            conversations.leave(slot);
        }
    }

    static Result refused(Code code, @Nullable Conversation state, String detail) {
        return new Result.Rejected(new Rejection(
                code, state == null ? null : state.session().state(), state == null ? 0 : state.sequence(), detail));
    }
}
