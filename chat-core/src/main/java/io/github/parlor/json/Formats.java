package io.github.parlor.json;

import io.github.parlor.conversation.Command;
import io.github.parlor.conversation.ConversationPolicy;
import io.github.parlor.conversation.GovernanceCommand;
import io.github.parlor.conversation.LifecycleCommand;
import io.github.parlor.conversation.MessageCommand;
import io.github.parlor.conversation.OfferCommand;
import io.github.parlor.conversation.OwnerCommand;
import io.github.parlor.conversation.QueueCommand;
import io.github.parlor.conversation.Rejection;
import io.github.parlor.dispatch.Availability;
import io.github.parlor.event.AgentEvent.AgentConfigured;
import io.github.parlor.event.AgentEvent.AgentStatusChanged;
import io.github.parlor.event.ChatEvent;
import io.github.parlor.event.ConversationEvent.ConversationErased;
import io.github.parlor.event.ConversationEvent.ConversationLocked;
import io.github.parlor.event.ConversationEvent.ConversationUnlocked;
import io.github.parlor.event.EventRecord;
import io.github.parlor.event.ImportEvent.ImportFinished;
import io.github.parlor.event.LifecycleEvent;
import io.github.parlor.event.MessageEvent;
import io.github.parlor.event.OfferEvent;
import io.github.parlor.event.OwnerEvent;
import io.github.parlor.event.ParticipantEvent;
import io.github.parlor.event.QueueEvent;
import io.github.parlor.event.UnknownEvent;
import io.github.parlor.event.VisitorEvent;
import io.github.parlor.message.Content;
import io.github.parlor.time.Schedule;
import io.github.parlor.visit.VisitEvent;
import java.util.Map;

/** The registry: every kind by the name it has for ever. A name is never changed or used again. */
final class Formats {
    static final JsonTypes TYPES = new JsonTypes();

    static final FamilyShape<Content> CONTENTS = TYPES.register(Content.class, contents());
    static final FamilyShape<ChatEvent> EVENTS = TYPES.register(ChatEvent.class, events());
    static final FamilyShape<Command> COMMANDS = TYPES.register(Command.class, commands());
    static final FamilyShape<VisitEvent> VISITS = TYPES.register(VisitEvent.class, visits());
    static final FamilyShape<Availability> AVAILABILITIES = TYPES.register(Availability.class, availabilities());

    static final FamilyShape<ScheduleForm> SCHEDULES = schedules();

    static final JsonFormat<EventRecord> RECORD = TYPES.format(EventRecord.class);
    static final JsonFormat<Command> COMMAND = TYPES.format(Command.class);
    static final JsonFormat<VisitEvent> VISIT = TYPES.format(VisitEvent.class);
    static final JsonFormat<Rejection> REJECTION = TYPES.format(Rejection.class);
    static final JsonFormat<Availability> AVAILABILITY = TYPES.format(Availability.class);
    static final JsonFormat<ConversationPolicy> POLICY =
            TYPES.defaults(ConversationPolicy.class, ConversationPolicy.DEFAULT).format(ConversationPolicy.class);
    static final JsonFormat<Schedule> SCHEDULE =
            new JsonFormat<>(TYPES.register(Schedule.class, new ScheduleForm.Through(SCHEDULES)));

    private Formats() {}

    private static FamilyShape<Content> contents() {
        return new FamilyShape<Content>(TYPES)
                .member("Text", Content.Text.class)
                .member("QuickReplies", Content.QuickReplies.class)
                .member("Card", Content.Card.class)
                .member("Carousel", Content.Carousel.class)
                .member("ListPicker", Content.ListPicker.class)
                .member("Form", Content.Form.class)
                .member("Choice", Content.Choice.class)
                .member("FormResponse", Content.FormResponse.class)
                .member("Image", Content.Image.class)
                .member("File", Content.File.class)
                .member("Location", Content.Location.class)
                .member("LocationRequest", Content.LocationRequest.class)
                .member("ProductCard", Content.ProductCard.class)
                .member("IncentiveCard", Content.IncentiveCard.class)
                .member("ChannelTemplate", Content.ChannelTemplate.class)
                .member("SystemActivity", Content.SystemActivity.class)
                .member("Custom", Content.Custom.class, Map.of("type", "kind"))
                .strangers(
                        Content.Unknown::new,
                        c -> c instanceof Content.Unknown u ? new FamilyShape.Stranger(u.type(), u.json()) : null);
    }

    private static FamilyShape<ChatEvent> events() {
        return new FamilyShape<ChatEvent>(TYPES)
                .member("ConversationLocked", ConversationLocked.class)
                .member("ConversationUnlocked", ConversationUnlocked.class)
                .member("ConversationErased", ConversationErased.class)
                .member("SessionStarted", LifecycleEvent.SessionStarted.class)
                .member("ModeChanged", LifecycleEvent.ModeChanged.class)
                .member("SessionHeld", LifecycleEvent.SessionHeld.class)
                .member("SessionResumed", LifecycleEvent.SessionResumed.class)
                .member("SessionEnded", LifecycleEvent.SessionEnded.class)
                .member("WrapUpCompleted", LifecycleEvent.WrapUpCompleted.class)
                .member("SessionRated", LifecycleEvent.SessionRated.class)
                .member("HandoffRequested", QueueEvent.HandoffRequested.class)
                .member("SessionQueued", QueueEvent.SessionQueued.class)
                .member("SessionDeferred", QueueEvent.SessionDeferred.class)
                .member("LeftQueue", QueueEvent.LeftQueue.class)
                .member("OfferMade", OfferEvent.OfferMade.class)
                .member("OfferAccepted", OfferEvent.OfferAccepted.class)
                .member("OfferDeclined", OfferEvent.OfferDeclined.class)
                .member("OfferExpired", OfferEvent.OfferExpired.class)
                .member("OfferRevoked", OfferEvent.OfferRevoked.class)
                .member("OwnerAssigned", OwnerEvent.OwnerAssigned.class)
                .member("OwnerReleased", OwnerEvent.OwnerReleased.class)
                .member("ControlGranted", OwnerEvent.ControlGranted.class)
                .member("TransferStarted", OwnerEvent.TransferStarted.class)
                .member("TransferCompleted", OwnerEvent.TransferCompleted.class)
                .member("TransferFailed", OwnerEvent.TransferFailed.class)
                .member("MessagePosted", MessageEvent.MessagePosted.class)
                .member("MessageEdited", MessageEvent.MessageEdited.class)
                .member("MessageDeleted", MessageEvent.MessageDeleted.class)
                .member("ParticipantJoined", ParticipantEvent.ParticipantJoined.class)
                .member("ParticipantLeft", ParticipantEvent.ParticipantLeft.class)
                .member("PresenceChanged", ParticipantEvent.PresenceChanged.class)
                .member("ReceiptMoved", ParticipantEvent.ReceiptMoved.class)
                .member("AgentConfigured", AgentConfigured.class)
                .member("AgentStatusChanged", AgentStatusChanged.class)
                .member("InvitationShown", VisitorEvent.InvitationShown.class)
                .member("InvitationAccepted", VisitorEvent.InvitationAccepted.class)
                .member("InvitationDismissed", VisitorEvent.InvitationDismissed.class)
                .member("InvitationExpired", VisitorEvent.InvitationExpired.class)
                .member("PurchaseRecorded", VisitorEvent.PurchaseRecorded.class)
                .member("PurchaseReversed", VisitorEvent.PurchaseReversed.class)
                .member("ImportFinished", ImportFinished.class)
                .strangers(
                        UnknownEvent::new,
                        e -> e instanceof UnknownEvent u ? new FamilyShape.Stranger(u.type(), u.json()) : null);
    }

    private static FamilyShape<Command> commands() {
        return new FamilyShape<Command>(TYPES)
                .member("StartSession", LifecycleCommand.StartSession.class)
                .member("Hold", LifecycleCommand.Hold.class)
                .member("Wake", LifecycleCommand.Wake.class)
                .member("EndSession", LifecycleCommand.EndSession.class)
                .member("CompleteWrapUp", LifecycleCommand.CompleteWrapUp.class)
                .member("SwitchMode", LifecycleCommand.SwitchMode.class)
                .member("Rate", LifecycleCommand.Rate.class)
                .member("RequestHuman", QueueCommand.RequestHuman.class)
                .member("Enqueue", QueueCommand.Enqueue.class)
                .member("Defer", QueueCommand.Defer.class)
                .member("EnqueueDeferred", QueueCommand.EnqueueDeferred.class)
                .member("LeaveQueue", QueueCommand.LeaveQueue.class)
                .member("TakeNext", QueueCommand.TakeNext.class)
                .member("Pick", QueueCommand.Pick.class)
                .member("MakeOffer", OfferCommand.MakeOffer.class)
                .member("AcceptOffer", OfferCommand.AcceptOffer.class)
                .member("DeclineOffer", OfferCommand.DeclineOffer.class)
                .member("ExpireOffer", OfferCommand.ExpireOffer.class)
                .member("RevokeOffer", OfferCommand.RevokeOffer.class)
                .member("AssignToBot", OwnerCommand.AssignToBot.class)
                .member("HandBackToBot", OwnerCommand.HandBackToBot.class)
                .member("Transfer", OwnerCommand.Transfer.class)
                .member("AcceptTransfer", OwnerCommand.AcceptTransfer.class)
                .member("DeclineTransfer", OwnerCommand.DeclineTransfer.class)
                .member("ExpireTransfer", OwnerCommand.ExpireTransfer.class)
                .member("Consult", OwnerCommand.Consult.class)
                .member("LeaveConsult", OwnerCommand.LeaveConsult.class)
                .member("AgentLost", OwnerCommand.AgentLost.class)
                .member("PostMessage", MessageCommand.PostMessage.class)
                .member("EditMessage", MessageCommand.EditMessage.class)
                .member("DeleteMessage", MessageCommand.DeleteMessage.class)
                .member("MoveReceipt", MessageCommand.MoveReceipt.class)
                .member("ChangePresence", MessageCommand.ChangePresence.class)
                .member("Lock", GovernanceCommand.Lock.class)
                .member("Unlock", GovernanceCommand.Unlock.class)
                .member("Erase", GovernanceCommand.Erase.class);
    }

    private static FamilyShape<VisitEvent> visits() {
        return new FamilyShape<VisitEvent>(TYPES)
                .member("VisitStarted", VisitEvent.VisitStarted.class)
                .member("PageViewed", VisitEvent.PageViewed.class)
                .member("Activity", VisitEvent.Activity.class)
                .member("CartChanged", VisitEvent.CartChanged.class)
                .member("VisitEnded", VisitEvent.VisitEnded.class);
    }

    private static FamilyShape<Availability> availabilities() {
        return new FamilyShape<Availability>(TYPES)
                .member("Open", Availability.Open.class)
                .member("Busy", Availability.Busy.class)
                .member("Closed", Availability.Closed.class);
    }

    /** Registered before it has members, because schedules are made of schedules. */
    private static FamilyShape<ScheduleForm> schedules() {
        return TYPES.register(ScheduleForm.class, new FamilyShape<ScheduleForm>(TYPES))
                .member("OpeningHours", ScheduleForm.Hours.class)
                .member("Union", ScheduleForm.Union.class)
                .member("Intersection", ScheduleForm.Intersection.class)
                .member("Override", ScheduleForm.Overlay.class);
    }
}
