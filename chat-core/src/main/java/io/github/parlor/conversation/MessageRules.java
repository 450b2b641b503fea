package io.github.parlor.conversation;

import io.github.parlor.conversation.LifecycleCommand.StartSession;
import io.github.parlor.conversation.MessageCommand.ChangePresence;
import io.github.parlor.conversation.MessageCommand.DeleteMessage;
import io.github.parlor.conversation.MessageCommand.EditMessage;
import io.github.parlor.conversation.MessageCommand.MoveReceipt;
import io.github.parlor.conversation.MessageCommand.PostMessage;
import io.github.parlor.conversation.Rejection.Code;
import io.github.parlor.event.LifecycleEvent.Origin;
import io.github.parlor.event.LifecycleEvent.SessionHeld;
import io.github.parlor.event.LifecycleEvent.SessionStarted;
import io.github.parlor.event.LifecycleEvent.WakeCause;
import io.github.parlor.event.MessageEvent;
import io.github.parlor.event.MessageEvent.MessageDeleted;
import io.github.parlor.event.MessageEvent.MessageEdited;
import io.github.parlor.event.MessageEvent.MessagePosted;
import io.github.parlor.event.OwnerEvent.AssignCause;
import io.github.parlor.event.ParticipantEvent.PresenceChanged;
import io.github.parlor.event.ParticipantEvent.ReceiptMoved;
import io.github.parlor.event.QueueEvent.DeferReason;
import io.github.parlor.event.QueueEvent.QueueCause;
import io.github.parlor.event.QueueEvent.SessionDeferred;
import io.github.parlor.id.ContactId;
import io.github.parlor.id.DeviceId;
import io.github.parlor.id.MessageId;
import io.github.parlor.id.SessionId;
import io.github.parlor.message.Content;
import io.github.parlor.message.Message;
import io.github.parlor.message.ReceiptKind;
import io.github.parlor.message.Visibility;
import io.github.parlor.people.Actor;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides what is said, seen and taken back: rows 12 and 25 to 27. */
final class MessageRules {
    private MessageRules() {}

    static Decision decide(Deliberation deliberation, MessageCommand command) {
        if (command instanceof PostMessage c) {
            return post(deliberation, c);
        } else if (command instanceof EditMessage c) {
            return edit(deliberation, c);
        } else if (command instanceof DeleteMessage c) {
            return delete(deliberation, c);
        } else if (command instanceof MoveReceipt c) {
            return moveReceipt(deliberation, c);
        }
        return changePresence(deliberation, (ChangePresence) command);
    }

    /** Answers a request that was carried out before with its first result, whatever has happened since. */
    static @Nullable Decision repeated(Conversation state, Command command, Context context) {
        if (command instanceof PostMessage post) {
            return repeated(state, post, context.actor(), context);
        }
        return command instanceof StartSession start && start.first() != null
                ? repeated(state, start.first(), authorOfFirst(context.actor(), start.contact()), context)
                : null;
    }

    private static @Nullable Decision repeated(Conversation state, PostMessage post, Actor author, Context context) {
        SentKeys.Entry entry = state.keys()
                .find(
                        author,
                        post.clientKey(),
                        context.now().wall(),
                        context.policy().keyRetention());
        if (entry == null) {
            return null;
        }
        return entry.fingerprint() == SentKeys.fingerprint(post.content(), post.visibility())
                ? new Decision.Repeated(entry.sequence())
                : ConversationRules.refuse(
                        Code.KEY_CONFLICT, state, state.session(), "the key was used for another content");
    }

    /** The first message of a session that is being started. */
    static Decision first(Deliberation d, SessionId session, PostMessage post, ContactId contact) {
        if (post.visibility() != Visibility.PUBLIC) {
            return d.refuse(Code.NOT_ALLOWED, "the first message is public");
        }
        Decision refusal = badAnswer(d, post.content());
        return refusal == null
                ? d.accept(new MessagePosted(session, message(d, post, authorOfFirst(d.actor(), contact))))
                : refusal;
    }

    /** The host brings the words of the contact; an agent who writes first brings the own. */
    private static Actor authorOfFirst(Actor starter, ContactId contact) {
        return starter.kind() == Actor.Kind.SYSTEM ? Actor.contact(contact) : starter;
    }

    private static Message message(Deliberation d, PostMessage post, Actor author) {
        return new Message(
                new MessageId(d.context().freshId()),
                author,
                post.content(),
                post.content().toPlainText(),
                post.visibility(),
                post.clientKey(),
                post.automatic());
    }

    private static Decision post(Deliberation d, PostMessage command) {
        Decision refusal = mayPost(d, command);
        if (refusal == null) {
            refusal = badAnswer(d, command.content());
        }
        if (refusal != null) {
            return refusal;
        }
        if (d.session().state().isOver() && d.kind() == Actor.Kind.CONTACT) {
            return postNext(d, command);
        }
        MessagePosted posted = new MessagePosted(d.sessionId(), message(d, command, d.actor()));
        return d.kind() == Actor.Kind.CONTACT ? postByContact(d, posted) : d.accept(posted);
    }

    private static @Nullable Decision mayPost(Deliberation d, PostMessage command) {
        if (d.state().lock() != null) {
            return d.refuse(Code.LOCKED, "nothing may be written: " + d.state().lock());
        }
        return switch (d.kind()) {
            case CONTACT ->
                d.byContact() && command.visibility() == Visibility.PUBLIC
                        ? null
                        : d.refuse(Code.NOT_ALLOWED, "expected the contact of the conversation, in public");
            case BOT -> mayPostAsBot(d, command);
            case SYSTEM -> null;
            default -> mayPostAsStaff(d, command);
        };
    }

    private static @Nullable Decision mayPostAsBot(Deliberation d, PostMessage command) {
        if (!LifecycleRules.isBotInControl(d)) {
            return d.refuse(Code.NOT_OWNER, "expected the bot in control");
        }
        return d.isStale(command.epoch()) ? d.stale(command.epoch()) : null;
    }

    /** Notes are open to the staff; what the contact sees comes from the owner alone. */
    private static @Nullable Decision mayPostAsStaff(Deliberation d, PostMessage command) {
        if (command.epoch() != 0 && d.isStale(command.epoch())) {
            return d.stale(command.epoch());
        }
        if (command.visibility() == Visibility.PUBLIC && d.session().state().isOver()) {
            return d.refuse(Code.NOT_ALLOWED, "expected a note: the session is over for the contact");
        }
        return command.visibility() == Visibility.STAFF || d.byOwner()
                ? null
                : d.refuse(Code.NOT_OWNER, "expected the owner");
    }

    private static @Nullable Decision badAnswer(Deliberation d, Content content) {
        if (!isAnswer(content)) {
            return null;
        }
        if (d.kind() != Actor.Kind.CONTACT && d.kind() != Actor.Kind.SYSTEM) {
            return d.refuse(Code.NOT_ALLOWED, "answers come from the contact");
        }
        Conversation state = d.stateOrNull();
        boolean offered = state != null && state.questions().stream().anyMatch(question -> question.allows(content));
        return offered ? null : d.refuse(Code.UNKNOWN_REFERENCE, "expected an answer to an open question");
    }

    private static boolean isAnswer(Content content) {
        return content instanceof Content.FormResponse || content instanceof Content.Choice;
    }

    private static Decision postByContact(Deliberation d, MessagePosted posted) {
        SessionHeld hold = d.session().hold();
        return switch (d.session().state()) {
            case ON_HOLD -> hold != null && hold.wakeOnMessage() ? wake(d.record(posted)) : d.accept(posted);
            case DEFERRED -> d.session().waiting().routableAt() == null ? comeBack(d.record(posted)) : d.accept(posted);
            default -> d.accept(posted);
        };
    }

    /**
     * A stored session that no instant brings back, because its contact had left or no opening was known, comes back with
     * the contact: at the end of the queue for who had left.
     */
    private static Decision comeBack(Deliberation d) {
        Waiting waiting = d.session().waiting();
        boolean hadLeft = waiting.deferred() == DeferReason.CONTACT_LEFT;
        if (QueueRules.mayQueue(d)) {
            return d.queue(QueueCause.DEFERRED_DUE, waiting.target(), null, !hadLeft)
                    .accept();
        }
        SessionDeferred later = QueueRules.closed(d);
        return hadLeft || later.routableAt() != null ? d.accept(later) : d.accept();
    }

    private static Decision wake(Deliberation d) {
        var owner = d.session().control().owner();
        boolean overLimit = d.policy().wakeOverLimit() == ConversationPolicy.WakePolicy.RESUME_OVER_LIMIT;
        return owner != null && overLimit
                ? LifecycleRules.wakeTo(d, owner, WakeCause.CONTACT, AssignCause.WOKEN_OVER_LIMIT)
                        .accept()
                : LifecycleRules.wakeToQueue(d, WakeCause.CONTACT).accept();
    }

    /** The session is over: the message opens the next one in the same step, so that it never stands alone. */
    private static Decision postNext(Deliberation d, PostMessage command) {
        Session over = d.session();
        Ending ending = over.ending();
        Instant until = ending == null ? d.now() : ending.at().plus(d.policy().continueWindow());
        if (d.policy().continuation() == ConversationPolicy.Continuation.FRESH || d.isDue(until)) {
            return d.refuse(Code.START_FRESH, "the last session cannot be continued");
        }
        SessionStarted before = over.opening();
        DeviceId device = command.clientKey() == null
                ? before.device()
                : command.clientKey().device();
        SessionStarted next = new SessionStarted(
                LifecycleRules.finishBefore(d),
                before.contact(),
                before.visitor(),
                device,
                before.channel(),
                over.mode(),
                Origin.CONTINUATION,
                before.target(),
                before.purpose(),
                before.urgent(),
                before.credit(),
                null,
                Map.of());
        return d.record(next).accept(new MessagePosted(next.session(), message(d, command, d.actor())));
    }

    private static Decision edit(Deliberation d, EditMessage command) {
        if (isAnswer(command.content())) {
            return d.refuse(Code.NOT_ALLOWED, "an answer is posted");
        }
        return change(
                d,
                command.message(),
                false,
                subject -> new MessageEdited(
                        d.sessionId(),
                        subject.id(),
                        command.content(),
                        command.content().toPlainText(),
                        subject.visibility()));
    }

    private static Decision delete(Deliberation d, DeleteMessage command) {
        boolean anyones = d.kind() == Actor.Kind.SUPERVISOR;
        return change(
                d,
                command.message(),
                anyones,
                subject -> new MessageDeleted(d.sessionId(), subject.id(), subject.visibility()));
    }

    private static Decision change(
            Deliberation d, MessageId id, boolean anyones, Function<Message, MessageEvent> event) {
        if (d.state().lock() != null) {
            return d.refuse(Code.LOCKED, "nothing may be written: " + d.state().lock());
        }
        if (d.kind() == Actor.Kind.BOT && !LifecycleRules.isBotInControl(d)) {
            return d.refuse(Code.NOT_OWNER, "expected the bot in control");
        }
        Message subject = d.context().subject();
        if (subject == null
                || !subject.id().equals(id)
                || (!anyones && !subject.author().equals(d.actor()))) {
            return d.refuse(Code.UNKNOWN_REFERENCE, "expected a message of the caller");
        }
        return d.accept(event.apply(subject));
    }

    private static Decision moveReceipt(Deliberation d, MoveReceipt command) {
        if (d.kind() == Actor.Kind.CONTACT && (!d.byContact() || command.kind() == ReceiptKind.READ_PRIVATELY)) {
            return d.refuse(Code.NOT_ALLOWED, "expected the contact of the conversation, in public");
        }
        if (command.upTo() > d.state().sequence()) {
            return d.refuse(
                    Code.UNKNOWN_REFERENCE,
                    "upTo: expected at most " + d.state().sequence() + ", got " + command.upTo());
        }
        boolean older = d.state().cursors().stream()
                .anyMatch(cursor -> cursor.kind() == command.kind()
                        && cursor.participant().equals(d.actor())
                        && cursor.upTo() >= command.upTo());
        return older
                ? d.accept()
                : d.accept(new ReceiptMoved(d.sessionId(), d.actor(), command.kind(), command.upTo()));
    }

    private static Decision changePresence(Deliberation d, ChangePresence command) {
        if (d.kind() == Actor.Kind.CONTACT && !d.byContact()) {
            return d.refuse(Code.NOT_ALLOWED, "expected the contact of the conversation");
        }
        Presence presence = d.state().presence();
        Set<DeviceId> devices = presence.devices();
        boolean known = devices.contains(command.device());
        boolean untold = devices.isEmpty() && presence.goneSince() == null;
        if (known == command.connected() && !untold) {
            return d.accept();
        }
        if (command.connected() && devices.size() >= Presence.MAX_DEVICES) {
            return d.refuse(Code.NOT_ALLOWED, "expected at most " + Presence.MAX_DEVICES + " devices");
        }
        return d.accept(new PresenceChanged(d.sessionId(), command.device(), command.connected()));
    }
}
