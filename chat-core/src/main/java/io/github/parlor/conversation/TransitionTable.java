package io.github.parlor.conversation;

import static io.github.parlor.conversation.SessionState.ACTIVE;
import static io.github.parlor.conversation.SessionState.BOT;
import static io.github.parlor.conversation.SessionState.DEFERRED;
import static io.github.parlor.conversation.SessionState.ENDED;
import static io.github.parlor.conversation.SessionState.NEW;
import static io.github.parlor.conversation.SessionState.OFFERED;
import static io.github.parlor.conversation.SessionState.ON_HOLD;
import static io.github.parlor.conversation.SessionState.QUEUED;
import static io.github.parlor.conversation.SessionState.WRAP_UP;
import static io.github.parlor.people.Actor.Kind.AGENT;
import static io.github.parlor.people.Actor.Kind.CONTACT;
import static io.github.parlor.people.Actor.Kind.PRIVACY_OFFICER;
import static io.github.parlor.people.Actor.Kind.ROUTER;
import static io.github.parlor.people.Actor.Kind.SUPERVISOR;
import static io.github.parlor.people.Actor.Kind.SYSTEM;
import static io.github.parlor.people.Actor.Kind.TIMER;

import io.github.parlor.conversation.GovernanceCommand.Erase;
import io.github.parlor.conversation.GovernanceCommand.Lock;
import io.github.parlor.conversation.GovernanceCommand.Unlock;
import io.github.parlor.conversation.LifecycleCommand.CompleteWrapUp;
import io.github.parlor.conversation.LifecycleCommand.EndSession;
import io.github.parlor.conversation.LifecycleCommand.Hold;
import io.github.parlor.conversation.LifecycleCommand.Rate;
import io.github.parlor.conversation.LifecycleCommand.StartSession;
import io.github.parlor.conversation.LifecycleCommand.SwitchMode;
import io.github.parlor.conversation.LifecycleCommand.Wake;
import io.github.parlor.conversation.MessageCommand.ChangePresence;
import io.github.parlor.conversation.MessageCommand.DeleteMessage;
import io.github.parlor.conversation.MessageCommand.EditMessage;
import io.github.parlor.conversation.MessageCommand.MoveReceipt;
import io.github.parlor.conversation.MessageCommand.PostMessage;
import io.github.parlor.conversation.OfferCommand.AcceptOffer;
import io.github.parlor.conversation.OfferCommand.DeclineOffer;
import io.github.parlor.conversation.OfferCommand.ExpireOffer;
import io.github.parlor.conversation.OfferCommand.MakeOffer;
import io.github.parlor.conversation.OfferCommand.RevokeOffer;
import io.github.parlor.conversation.OwnerCommand.AcceptTransfer;
import io.github.parlor.conversation.OwnerCommand.AgentLost;
import io.github.parlor.conversation.OwnerCommand.AssignToBot;
import io.github.parlor.conversation.OwnerCommand.Consult;
import io.github.parlor.conversation.OwnerCommand.DeclineTransfer;
import io.github.parlor.conversation.OwnerCommand.ExpireTransfer;
import io.github.parlor.conversation.OwnerCommand.HandBackToBot;
import io.github.parlor.conversation.OwnerCommand.LeaveConsult;
import io.github.parlor.conversation.OwnerCommand.Transfer;
import io.github.parlor.conversation.QueueCommand.Defer;
import io.github.parlor.conversation.QueueCommand.Enqueue;
import io.github.parlor.conversation.QueueCommand.EnqueueDeferred;
import io.github.parlor.conversation.QueueCommand.LeaveQueue;
import io.github.parlor.conversation.QueueCommand.Pick;
import io.github.parlor.conversation.QueueCommand.RequestHuman;
import io.github.parlor.conversation.QueueCommand.TakeNext;
import io.github.parlor.event.ChatEvent;
import io.github.parlor.event.ConversationEvent.ConversationErased;
import io.github.parlor.event.ConversationEvent.ConversationLocked;
import io.github.parlor.event.ConversationEvent.ConversationUnlocked;
import io.github.parlor.event.LifecycleEvent.ModeChanged;
import io.github.parlor.event.LifecycleEvent.SessionEnded;
import io.github.parlor.event.LifecycleEvent.SessionHeld;
import io.github.parlor.event.LifecycleEvent.SessionRated;
import io.github.parlor.event.LifecycleEvent.SessionResumed;
import io.github.parlor.event.LifecycleEvent.SessionStarted;
import io.github.parlor.event.LifecycleEvent.WrapUpCompleted;
import io.github.parlor.event.MessageEvent.MessageDeleted;
import io.github.parlor.event.MessageEvent.MessageEdited;
import io.github.parlor.event.MessageEvent.MessagePosted;
import io.github.parlor.event.OfferEvent.OfferAccepted;
import io.github.parlor.event.OfferEvent.OfferDeclined;
import io.github.parlor.event.OfferEvent.OfferExpired;
import io.github.parlor.event.OfferEvent.OfferMade;
import io.github.parlor.event.OfferEvent.OfferRevoked;
import io.github.parlor.event.OwnerEvent.ControlGranted;
import io.github.parlor.event.OwnerEvent.OwnerAssigned;
import io.github.parlor.event.OwnerEvent.OwnerReleased;
import io.github.parlor.event.OwnerEvent.TransferCompleted;
import io.github.parlor.event.OwnerEvent.TransferFailed;
import io.github.parlor.event.OwnerEvent.TransferStarted;
import io.github.parlor.event.ParticipantEvent.ParticipantJoined;
import io.github.parlor.event.ParticipantEvent.ParticipantLeft;
import io.github.parlor.event.ParticipantEvent.PresenceChanged;
import io.github.parlor.event.ParticipantEvent.ReceiptMoved;
import io.github.parlor.event.QueueEvent.HandoffRequested;
import io.github.parlor.event.QueueEvent.LeftQueue;
import io.github.parlor.event.QueueEvent.SessionDeferred;
import io.github.parlor.event.QueueEvent.SessionQueued;
import io.github.parlor.people.Actor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of a session as data: what is not in the table is refused. The picture and the table in the
 * documentation are made from it, and a test gives every command in every state and compares. Immutable.
 *
 * <p>Rows 1 to 23 are the life of a session; 24 to 27 close what they leave open: unlocking, correcting and taking back
 * messages, receipts, presence.
 */
public final class TransitionTable {
    private static final Set<SessionState> LIVING =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(WRAP_UP, ENDED)));
    private static final Set<SessionState> ANY = Collections.unmodifiableSet(EnumSet.allOf(SessionState.class));

    private final List<Transition> lines;

    /** The table. */
    public static final TransitionTable INSTANCE = new TransitionTable(build());

    private TransitionTable(List<Transition> lines) {
        this.lines = List.copyOf(lines);
    }

    /** Returns all lines, by row. */
    public List<Transition> lines() {
        return lines;
    }

    /**
     * Returns the line for a command in a state.
     *
     * @param state the state of the session it is about, or null if there is no conversation yet
     */
    public Optional<Transition> find(@Nullable SessionState state, Class<? extends Command> command) {
        for (Transition line : lines) {
            if (line.command() == command
                    && (state == null ? line.fromNothing() : line.from().contains(state))) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    private static List<Transition> build() {
        Rows rows = new Rows();
        rows.on(1, StartSession.class)
                .fromNothing()
                .from(WRAP_UP, ENDED)
                .to(NEW)
                .records(SessionStarted.class, MessagePosted.class, WrapUpCompleted.class, OwnerReleased.class)
                .by(CONTACT, AGENT, SUPERVISOR, SYSTEM)
                .when("not locked or erased; the contact has no other open conversation in the group of channels");
        rows.on(2, AssignToBot.class)
                .from(NEW)
                .to(BOT)
                .records(ControlGranted.class)
                .by(SYSTEM)
                .when("the bot is available");
        rows.on(3, RequestHuman.class)
                .from(NEW, BOT)
                .to(QUEUED, DEFERRED)
                .records(HandoffRequested.class, SessionQueued.class, SessionDeferred.class)
                .by(CONTACT, Actor.Kind.BOT, SYSTEM, TIMER)
                .when("none for the contact; a bot states the present control epoch");
        rows.on(4, Enqueue.class)
                .from(NEW)
                .to(QUEUED)
                .records(SessionQueued.class)
                .by(SYSTEM)
                .when("the shop is open, or the session is urgent");
        rows.on(5, Defer.class)
                .from(NEW, BOT, QUEUED)
                .to(DEFERRED)
                .records(LeftQueue.class, SessionDeferred.class)
                .by(SYSTEM)
                .when("the session is not urgent");
        rows.on(6, EnqueueDeferred.class)
                .from(DEFERRED)
                .to(QUEUED)
                .records(SessionQueued.class)
                .by(TIMER, SYSTEM)
                .when("now >= routableAt, and the shop is open");
        rows.on(7, MakeOffer.class)
                .from(QUEUED, OFFERED)
                .to(OFFERED)
                .records(OfferMade.class)
                .by(ROUTER)
                .when("the router has reserved capacity; no open offer to the same agent");
        rows.on(8, AcceptOffer.class)
                .from(OFFERED)
                .to(ACTIVE)
                .records(OfferAccepted.class, OfferRevoked.class, OwnerAssigned.class)
                .by(AGENT, SUPERVISOR)
                .when("the offer is open, now < expiresAt, the agent is the addressee");
        rows.on(9, DeclineOffer.class)
                .from(OFFERED)
                .to(OFFERED, QUEUED)
                .records(OfferDeclined.class)
                .by(AGENT, SUPERVISOR)
                .when("the offer is open, now < expiresAt, the agent is the addressee");
        rows.on(9, ExpireOffer.class)
                .from(OFFERED)
                .to(OFFERED, QUEUED)
                .records(OfferExpired.class)
                .by(TIMER)
                .when("now >= expiresAt");
        rows.on(9, RevokeOffer.class)
                .from(OFFERED)
                .to(OFFERED, QUEUED)
                .records(OfferRevoked.class)
                .by(ROUTER, SUPERVISOR, SYSTEM)
                .when("the offer is open");
        for (Class<? extends Command> take : List.of(TakeNext.class, Pick.class)) {
            rows.on(10, take)
                    .from(QUEUED)
                    .to(ACTIVE)
                    .records(OwnerAssigned.class)
                    .by(AGENT, SUPERVISOR)
                    .when("the router has reserved capacity");
        }
        rows.on(11, LeaveQueue.class)
                .from(QUEUED, OFFERED, DEFERRED)
                .to(ENDED, DEFERRED)
                .records(OfferRevoked.class, LeftQueue.class, SessionEnded.class, SessionDeferred.class)
                .by(CONTACT, TIMER)
                .when("never refused to the contact; a live session ends, a messaging session is stored");
        rows.on(12, PostMessage.class)
                .from(LIVING)
                .to(LIVING)
                .records(
                        MessagePosted.class,
                        SessionResumed.class,
                        OwnerReleased.class,
                        OwnerAssigned.class,
                        SessionQueued.class)
                .by(CONTACT, AGENT, SUPERVISOR, Actor.Kind.BOT, SYSTEM)
                .when("the contact of the conversation, the owner, the bot in control; staff may write notes");
        rows.on(12, PostMessage.class)
                .from(WRAP_UP, ENDED)
                .to(NEW)
                .records(SessionStarted.class, MessagePosted.class, WrapUpCompleted.class, OwnerReleased.class)
                .by(CONTACT)
                .when("the policy continues and the window has not passed; opens the next session");
        rows.on(13, Hold.class)
                .from(ACTIVE)
                .to(ON_HOLD)
                .records(TransferFailed.class, SessionHeld.class)
                .by(AGENT, SUPERVISOR, TIMER)
                .when("wakeAt in the future; by timer: a messaging session that was silent for long enough");
        rows.on(14, Wake.class)
                .from(ON_HOLD)
                .to(QUEUED, ACTIVE)
                .records(SessionResumed.class, OwnerReleased.class, OwnerAssigned.class, SessionQueued.class)
                .by(CONTACT, AGENT, SUPERVISOR, TIMER, SYSTEM)
                .when("by timer: now >= wakeAt; active only with a slot reserved at the owner");
        rows.on(15, Transfer.class)
                .from(ACTIVE)
                .to(QUEUED, ACTIVE)
                .records(
                        TransferStarted.class,
                        TransferCompleted.class,
                        TransferFailed.class,
                        OwnerReleased.class,
                        SessionQueued.class)
                .by(AGENT, SUPERVISOR)
                .when("the target is allowed and not where the session is; no other transfer is under way");
        rows.on(15, AcceptTransfer.class)
                .from(ACTIVE)
                .to(ACTIVE)
                .records(OwnerReleased.class, OwnerAssigned.class, TransferCompleted.class)
                .by(AGENT, SUPERVISOR)
                .when("the agent is the addressee, now < expiresAt");
        rows.on(15, DeclineTransfer.class)
                .from(ACTIVE)
                .to(ACTIVE)
                .records(TransferFailed.class)
                .by(AGENT, SUPERVISOR)
                .when("the agent is the addressee");
        rows.on(15, ExpireTransfer.class)
                .from(ACTIVE)
                .to(ACTIVE)
                .records(TransferFailed.class)
                .by(TIMER, SYSTEM)
                .when("by timer: now >= expiresAt");
        rows.on(16, Consult.class)
                .from(ACTIVE)
                .to(ACTIVE)
                .records(ParticipantJoined.class)
                .by(AGENT, SUPERVISOR)
                .when("given by the owner or a supervisor; the agent exists and does not take part yet");
        rows.on(16, LeaveConsult.class)
                .from(ACTIVE, ON_HOLD)
                .to(ACTIVE, ON_HOLD)
                .records(ParticipantLeft.class)
                .by(AGENT, SUPERVISOR)
                .when("given by the consultant, the owner or a supervisor");
        rows.on(17, HandBackToBot.class)
                .from(ACTIVE)
                .to(BOT)
                .records(TransferFailed.class, ParticipantLeft.class, OwnerReleased.class, ControlGranted.class)
                .by(AGENT, SUPERVISOR)
                .when("given by the owner or a supervisor; the bot is available");
        rows.on(18, AgentLost.class)
                .from(OFFERED)
                .to(OFFERED, QUEUED)
                .records(OfferRevoked.class)
                .by(SYSTEM, TIMER)
                .when("an offer to the agent is open");
        rows.on(18, AgentLost.class)
                .from(ACTIVE)
                .to(ACTIVE, QUEUED, ON_HOLD)
                .records(
                        TransferFailed.class,
                        ParticipantLeft.class,
                        OwnerReleased.class,
                        SessionQueued.class,
                        SessionHeld.class)
                .by(SYSTEM, TIMER)
                .when(
                        "the agent owns it, is asked, or is the target of a transfer; live is queued, messaging is parked");
        rows.on(18, AgentLost.class)
                .from(ON_HOLD)
                .to(ON_HOLD)
                .records(OwnerReleased.class, ParticipantLeft.class)
                .by(SYSTEM, TIMER)
                .when("the agent owns it or is asked");
        rows.on(18, AgentLost.class)
                .from(WRAP_UP)
                .to(ENDED)
                .records(WrapUpCompleted.class, OwnerReleased.class)
                .by(SYSTEM, TIMER)
                .when("the agent owns it");
        rows.on(19, EndSession.class)
                .from(LIVING)
                .to(WRAP_UP, ENDED)
                .records(
                        OfferRevoked.class,
                        LeftQueue.class,
                        TransferFailed.class,
                        ParticipantLeft.class,
                        SessionEnded.class,
                        OwnerReleased.class)
                .by(CONTACT, AGENT, SUPERVISOR, Actor.Kind.BOT, TIMER, SYSTEM)
                .when("the owner, the bot in control or the contact; a timer when its time has come;"
                        + " a disposition if an agent ends it and the shop asks for one");
        rows.on(20, CompleteWrapUp.class)
                .from(WRAP_UP)
                .to(ENDED)
                .records(WrapUpCompleted.class, OwnerReleased.class)
                .by(AGENT, SUPERVISOR, TIMER)
                .when("the owner or a supervisor; by timer: now >= wrapUpUntil");
        rows.on(21, SwitchMode.class)
                .from(LIVING)
                .to(LIVING)
                .records(ModeChanged.class)
                .by(CONTACT, AGENT, SUPERVISOR, SYSTEM)
                .when("the owner has room for the difference");
        rows.on(22, Rate.class)
                .from(WRAP_UP, ENDED)
                .to(WRAP_UP, ENDED)
                .records(SessionRated.class)
                .by(CONTACT)
                .when("within the rating window");
        rows.on(23, Lock.class)
                .from(ANY)
                .to(ANY)
                .records(
                        OfferRevoked.class,
                        LeftQueue.class,
                        TransferFailed.class,
                        ParticipantLeft.class,
                        SessionEnded.class,
                        OwnerReleased.class,
                        ConversationLocked.class)
                .by(SUPERVISOR, PRIVACY_OFFICER, SYSTEM)
                .when("not erased; a block ends the session");
        rows.on(23, Erase.class)
                .from(ANY)
                .to(WRAP_UP, ENDED)
                .records(
                        OfferRevoked.class,
                        LeftQueue.class,
                        TransferFailed.class,
                        ParticipantLeft.class,
                        SessionEnded.class,
                        OwnerReleased.class,
                        WrapUpCompleted.class,
                        ConversationErased.class)
                .by(PRIVACY_OFFICER, SYSTEM)
                .when("no legal hold; the session ends without wrap-up");
        rows.on(24, Unlock.class)
                .from(ANY)
                .to(ANY)
                .records(ConversationUnlocked.class)
                .by(SUPERVISOR, PRIVACY_OFFICER, SYSTEM)
                .when("it is locked; a legal hold is lifted by a privacy officer");
        rows.on(25, EditMessage.class)
                .from(ANY)
                .to(ANY)
                .records(MessageEdited.class)
                .by(CONTACT, AGENT, SUPERVISOR, Actor.Kind.BOT, SYSTEM)
                .when("the author of the message");
        rows.on(25, DeleteMessage.class)
                .from(ANY)
                .to(ANY)
                .records(MessageDeleted.class)
                .by(CONTACT, AGENT, SUPERVISOR, Actor.Kind.BOT, SYSTEM)
                .when("the author of the message or a supervisor");
        rows.on(26, MoveReceipt.class)
                .from(ANY)
                .to(ANY)
                .records(ReceiptMoved.class)
                .by(CONTACT, AGENT, SUPERVISOR)
                .when("not beyond the last event; an older cursor is ignored");
        rows.on(27, ChangePresence.class)
                .from(ANY)
                .to(ANY)
                .records(PresenceChanged.class)
                .by(CONTACT, SYSTEM)
                .when("at most " + Presence.MAX_DEVICES + " devices");
        return rows.done();
    }

    /** Collects lines; each begins with {@code on} and ends with {@code when}. */
    private static final class Rows {
        private final List<Transition> lines = new ArrayList<>();
        private int row;
        private Class<? extends Command> command = Command.class;
        private boolean fromNothing;
        private Set<SessionState> from = Set.of();
        private Set<SessionState> to = Set.of();
        private Set<Class<? extends ChatEvent>> events = Set.of();
        private Set<Actor.Kind> actors = Set.of();

        Rows on(int newRow, Class<? extends Command> newCommand) {
            row = newRow;
            command = newCommand;
            fromNothing = false;
            from = Set.of();
            return this;
        }

        Rows fromNothing() {
            fromNothing = true;
            return this;
        }

        Rows from(SessionState first, SessionState... rest) {
            return from(EnumSet.of(first, rest));
        }

        Rows from(Set<SessionState> states) {
            from = Collections.unmodifiableSet(states);
            return this;
        }

        Rows to(SessionState first, SessionState... rest) {
            return to(EnumSet.of(first, rest));
        }

        Rows to(Set<SessionState> states) {
            to = Collections.unmodifiableSet(states);
            return this;
        }

        @SafeVarargs
        final Rows records(Class<? extends ChatEvent>... recorded) {
            Set<Class<? extends ChatEvent>> ordered = new LinkedHashSet<>();
            for (Class<? extends ChatEvent> event : recorded) {
                ordered.add(event);
            }
            events = Collections.unmodifiableSet(ordered);
            return this;
        }

        Rows by(Actor.Kind first, Actor.Kind... rest) {
            actors = Collections.unmodifiableSet(EnumSet.of(first, rest));
            return this;
        }

        void when(String guard) {
            lines.add(new Transition(row, command, from, fromNothing, to, events, actors, guard));
        }

        List<Transition> done() {
            return lines;
        }
    }
}
