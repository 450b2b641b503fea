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
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The lines of the {@link TransitionTable}, one after the other. */
final class TransitionRows {
    private static final Set<SessionState> OVER = EnumSet.of(WRAP_UP, ENDED);
    private static final Set<SessionState> LIVING = EnumSet.complementOf(EnumSet.of(WRAP_UP, ENDED));
    private static final Set<SessionState> ANY = EnumSet.allOf(SessionState.class);

    private final TransitionLines lines = new TransitionLines();

    private TransitionRows() {}

    static List<Transition> all() {
        TransitionRows rows = new TransitionRows();
        rows.beginnings();
        rows.offers();
        rows.takingAndLeaving();
        rows.messages();
        rows.holds();
        rows.transfers();
        rows.lossOfTheAgent();
        rows.ends();
        rows.governance();
        rows.corrections();
        return rows.lines.done();
    }

    private void beginnings() {
        lines.on(1, StartSession.class)
                .fromNothing()
                .from(OVER)
                .to(NEW)
                .records(SessionStarted.class, MessagePosted.class, WrapUpCompleted.class, OwnerReleased.class)
                .by(CONTACT, AGENT, SUPERVISOR, SYSTEM)
                .when("not locked or erased; the contact has no other open conversation in the group of channels");
        lines.on(2, AssignToBot.class)
                .from(NEW)
                .to(BOT)
                .records(ControlGranted.class)
                .by(SYSTEM)
                .when("the bot is available");
        lines.on(3, RequestHuman.class)
                .from(NEW, BOT)
                .to(QUEUED, DEFERRED)
                .records(HandoffRequested.class, SessionQueued.class, SessionDeferred.class)
                .by(CONTACT, Actor.Kind.BOT, SYSTEM, TIMER)
                .when("none for the contact; a bot is in control and states the present control epoch");
        lines.on(4, Enqueue.class)
                .from(NEW)
                .to(QUEUED)
                .records(SessionQueued.class)
                .by(SYSTEM)
                .when("the shop is open, or the session is urgent");
        lines.on(5, Defer.class)
                .from(NEW, BOT, QUEUED)
                .to(DEFERRED)
                .records(LeftQueue.class, SessionDeferred.class)
                .by(SYSTEM)
                .when("the session is not urgent");
        lines.on(6, EnqueueDeferred.class)
                .from(DEFERRED)
                .to(QUEUED)
                .records(SessionQueued.class)
                .by(TIMER, SYSTEM)
                .when(
                        "now >= routableAt, or by the host if that is unknown; the shop is open, or the session is urgent");
    }

    private void offers() {
        lines.on(7, MakeOffer.class)
                .from(QUEUED, OFFERED)
                .to(OFFERED)
                .records(OfferMade.class)
                .by(ROUTER)
                .when("the router has reserved capacity; no open offer to the same agent");
        lines.on(8, AcceptOffer.class)
                .from(OFFERED)
                .to(ACTIVE)
                .records(OfferAccepted.class, OfferRevoked.class, OwnerAssigned.class)
                .by(AGENT, SUPERVISOR)
                .when("the offer is open, now < expiresAt, the agent is the addressee");
        lines.on(9, DeclineOffer.class)
                .from(OFFERED)
                .stays()
                .to(QUEUED)
                .records(OfferDeclined.class)
                .by(AGENT, SUPERVISOR)
                .when("the offer is open, now < expiresAt, the agent is the addressee");
        lines.on(9, ExpireOffer.class)
                .from(OFFERED)
                .stays()
                .to(QUEUED)
                .records(OfferExpired.class)
                .by(TIMER)
                .when("now >= expiresAt");
        lines.on(9, RevokeOffer.class)
                .from(OFFERED)
                .stays()
                .to(QUEUED)
                .records(OfferRevoked.class)
                .by(ROUTER, SUPERVISOR, SYSTEM)
                .when("the offer is open");
    }

    private void takingAndLeaving() {
        for (Class<? extends Command> take : List.of(TakeNext.class, Pick.class)) {
            lines.on(10, take)
                    .from(QUEUED)
                    .to(ACTIVE)
                    .records(OwnerAssigned.class)
                    .by(AGENT, SUPERVISOR)
                    .when("the router has reserved capacity");
        }
        lines.on(11, LeaveQueue.class)
                .from(QUEUED, OFFERED, DEFERRED)
                .to(ENDED, DEFERRED)
                .records(OfferRevoked.class, LeftQueue.class, SessionEnded.class, SessionDeferred.class)
                .by(CONTACT, TIMER)
                .when("never refused to the contact; a live session ends, a messaging session is stored;"
                        + " by timer: its time has come");
    }

    private void messages() {
        lines.on(12, PostMessage.class)
                .from(NEW, BOT, QUEUED, OFFERED, ACTIVE)
                .stays()
                .records(MessagePosted.class)
                .by(CONTACT, AGENT, SUPERVISOR, Actor.Kind.BOT, SYSTEM)
                .when("not locked; the contact, the owner, the bot in control under its epoch; staff may write notes;"
                        + " an answer fits an open question");
        lines.on(12, PostMessage.class)
                .from(DEFERRED)
                .stays()
                .to(QUEUED)
                .records(MessagePosted.class, SessionQueued.class, SessionDeferred.class)
                .by(CONTACT, AGENT, SUPERVISOR, SYSTEM)
                .when("as above; who had left is queued again, or deferred to the next opening");
        lines.on(12, PostMessage.class)
                .from(ON_HOLD)
                .stays()
                .to(QUEUED, ACTIVE)
                .records(
                        MessagePosted.class,
                        SessionResumed.class,
                        ParticipantLeft.class,
                        OwnerReleased.class,
                        OwnerAssigned.class,
                        SessionQueued.class)
                .by(CONTACT, AGENT, SUPERVISOR, SYSTEM)
                .when("as above; the contact wakes it if it may: into the queue, or to its owner by policy");
        lines.on(12, PostMessage.class)
                .from(WRAP_UP)
                .stays()
                .to(NEW)
                .records(SessionStarted.class, MessagePosted.class, WrapUpCompleted.class, OwnerReleased.class)
                .by(CONTACT, AGENT, SUPERVISOR)
                .when("the contact opens the next session if the policy continues and the window has not passed;"
                        + " staff may write notes");
        lines.on(12, PostMessage.class)
                .from(ENDED)
                .to(NEW)
                .records(SessionStarted.class, MessagePosted.class, WrapUpCompleted.class, OwnerReleased.class)
                .by(CONTACT)
                .when("the policy continues and the window has not passed; opens the next session");
    }

    private void holds() {
        lines.on(13, Hold.class)
                .from(ACTIVE)
                .to(ON_HOLD)
                .records(TransferFailed.class, SessionHeld.class)
                .by(AGENT, SUPERVISOR, TIMER)
                .when("the owner or a supervisor; wakeAt in the future;"
                        + " by timer: a messaging session that was silent for long enough");
        lines.on(14, Wake.class)
                .from(ON_HOLD)
                .to(QUEUED, ACTIVE)
                .records(
                        SessionResumed.class,
                        ParticipantLeft.class,
                        OwnerReleased.class,
                        OwnerAssigned.class,
                        SessionQueued.class)
                .by(CONTACT, AGENT, SUPERVISOR, TIMER, SYSTEM)
                .when("the owner or a supervisor; the contact if messages wake it; by timer: now >= wakeAt;"
                        + " active only with a slot reserved at the owner");
    }

    private void transfers() {
        lines.on(15, Transfer.class)
                .from(ACTIVE)
                .stays()
                .to(QUEUED)
                .records(
                        TransferStarted.class,
                        TransferCompleted.class,
                        TransferFailed.class,
                        ParticipantLeft.class,
                        OwnerReleased.class,
                        SessionQueued.class)
                .by(AGENT, SUPERVISOR)
                .when("given by the owner or a supervisor; the target is allowed and not where the session is;"
                        + " no other transfer is under way");
        lines.on(15, AcceptTransfer.class)
                .from(ACTIVE)
                .stays()
                .records(ParticipantLeft.class, OwnerReleased.class, OwnerAssigned.class, TransferCompleted.class)
                .by(AGENT, SUPERVISOR)
                .when("the agent is the addressee, now < expiresAt");
        lines.on(15, DeclineTransfer.class)
                .from(ACTIVE)
                .stays()
                .records(TransferFailed.class)
                .by(AGENT, SUPERVISOR)
                .when("the agent is the addressee, now < expiresAt");
        lines.on(15, ExpireTransfer.class)
                .from(ACTIVE)
                .stays()
                .records(TransferFailed.class)
                .by(TIMER, SYSTEM)
                .when("by timer: now >= expiresAt");
        lines.on(16, Consult.class)
                .from(ACTIVE)
                .stays()
                .records(ParticipantJoined.class)
                .by(AGENT, SUPERVISOR)
                .when("given by the owner or a supervisor; the agent exists and does not take part yet");
        lines.on(16, LeaveConsult.class)
                .from(ACTIVE, ON_HOLD)
                .stays()
                .records(ParticipantLeft.class)
                .by(AGENT, SUPERVISOR)
                .when("given by the consultant, the owner or a supervisor");
        lines.on(17, HandBackToBot.class)
                .from(ACTIVE)
                .to(BOT)
                .records(TransferFailed.class, ParticipantLeft.class, OwnerReleased.class, ControlGranted.class)
                .by(AGENT, SUPERVISOR)
                .when("given by the owner or a supervisor; the bot is available");
    }

    private void lossOfTheAgent() {
        lines.on(18, AgentLost.class)
                .from(OFFERED)
                .stays()
                .to(QUEUED)
                .records(WrapUpCompleted.class, OwnerReleased.class, OfferRevoked.class)
                .by(SYSTEM, TIMER)
                .when("an offer to the agent is open; a wrap-up of the agent beside it ends too");
        lines.on(18, AgentLost.class)
                .from(ACTIVE)
                .stays()
                .to(QUEUED, ON_HOLD)
                .records(
                        WrapUpCompleted.class,
                        TransferFailed.class,
                        ParticipantLeft.class,
                        OwnerReleased.class,
                        SessionQueued.class,
                        SessionHeld.class)
                .by(SYSTEM, TIMER)
                .when(
                        "the agent owns it, is asked, or is the target of a transfer; live is queued, messaging is parked;"
                                + " a wrap-up of the agent beside it ends too");
        lines.on(18, AgentLost.class)
                .from(ON_HOLD)
                .stays()
                .records(WrapUpCompleted.class, OwnerReleased.class, ParticipantLeft.class)
                .by(SYSTEM, TIMER)
                .when("the agent owns it or is asked; a wrap-up of the agent beside it ends too");
        lines.on(18, AgentLost.class)
                .from(WRAP_UP)
                .to(ENDED)
                .records(WrapUpCompleted.class, OwnerReleased.class)
                .by(SYSTEM, TIMER)
                .when("the agent owns it");
    }

    private void ends() {
        lines.on(19, EndSession.class)
                .from(NEW, BOT, DEFERRED, QUEUED, OFFERED, ON_HOLD)
                .to(ENDED)
                .records(
                        OfferRevoked.class,
                        LeftQueue.class,
                        ParticipantLeft.class,
                        SessionEnded.class,
                        OwnerReleased.class)
                .by(CONTACT, AGENT, SUPERVISOR, Actor.Kind.BOT, TIMER, SYSTEM)
                .when("the owner, the bot in control, or the contact for a reason of its own;"
                        + " by timer: its time has come; a disposition if an agent ends it and the shop asks for one");
        lines.on(19, EndSession.class)
                .from(ACTIVE)
                .to(WRAP_UP, ENDED)
                .records(TransferFailed.class, ParticipantLeft.class, SessionEnded.class, OwnerReleased.class)
                .by(CONTACT, AGENT, SUPERVISOR, TIMER, SYSTEM)
                .when("as above; wrap-up if the shop grants time for it");
        lines.on(20, CompleteWrapUp.class)
                .from(WRAP_UP)
                .to(ENDED)
                .records(WrapUpCompleted.class, OwnerReleased.class)
                .by(AGENT, SUPERVISOR, TIMER)
                .when("the owner or a supervisor; by timer: now >= wrapUpUntil");
        lines.on(21, SwitchMode.class)
                .from(LIVING)
                .stays()
                .records(ModeChanged.class)
                .by(CONTACT, AGENT, SUPERVISOR, SYSTEM)
                .when("the contact, the owner or a supervisor; to grow: the owner has room, and no offer is open");
        lines.on(22, Rate.class)
                .from(OVER)
                .stays()
                .records(SessionRated.class)
                .by(CONTACT)
                .when("not locked; within the rating window");
    }

    private void governance() {
        lines.on(23, Lock.class)
                .from(LIVING)
                .stays()
                .to(ENDED)
                .records(
                        OfferRevoked.class,
                        LeftQueue.class,
                        TransferFailed.class,
                        ParticipantLeft.class,
                        SessionEnded.class,
                        OwnerReleased.class,
                        ConversationLocked.class)
                .by(SUPERVISOR, PRIVACY_OFFICER, SYSTEM)
                .when("not erased; a block ends the session without wrap-up, a legal hold does not");
        lines.on(23, Lock.class)
                .from(OVER)
                .stays()
                .records(ConversationLocked.class)
                .by(SUPERVISOR, PRIVACY_OFFICER, SYSTEM)
                .when("not erased");
        lines.on(23, Erase.class)
                .from(ANY)
                .to(ENDED)
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
                .when("no legal hold; the session and any wrap-up end");
        lines.on(24, Unlock.class)
                .from(ANY)
                .stays()
                .records(ConversationUnlocked.class)
                .by(SUPERVISOR, PRIVACY_OFFICER, SYSTEM)
                .when(
                        "a legal hold is lifted first, by a privacy officer or the host; a block that was there too remains");
    }

    private void corrections() {
        lines.on(25, EditMessage.class)
                .from(ANY)
                .stays()
                .records(MessageEdited.class)
                .by(CONTACT, AGENT, SUPERVISOR, Actor.Kind.BOT, SYSTEM)
                .when("not locked; the author of the message, a bot while in control");
        lines.on(25, DeleteMessage.class)
                .from(ANY)
                .stays()
                .records(MessageDeleted.class)
                .by(CONTACT, AGENT, SUPERVISOR, Actor.Kind.BOT, SYSTEM)
                .when("not locked; the author of the message, a bot while in control, or a supervisor");
        lines.on(26, MoveReceipt.class)
                .from(ANY)
                .stays()
                .records(ReceiptMoved.class)
                .by(CONTACT, AGENT, SUPERVISOR)
                .when("not beyond the last event; an older cursor is ignored");
        lines.on(27, ChangePresence.class)
                .from(ANY)
                .stays()
                .records(PresenceChanged.class)
                .by(CONTACT, SYSTEM)
                .when("at most " + Presence.MAX_DEVICES + " devices");
    }
}
