package io.github.parlor.json;

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
import java.util.Map;

/** The registry: every kind by the name it has for ever. A name is never changed or used again. */
final class Formats {
    private static final Shapes SHAPES = new Shapes();

    static final FamilyShape<Content> CONTENTS = register(Content.class, contents());
    static final FamilyShape<ChatEvent> EVENTS = register(ChatEvent.class, events());
    static final Format<EventRecord> RECORD = new Format<>(SHAPES.of(EventRecord.class));

    private Formats() {}

    private static <T> FamilyShape<T> register(Class<T> type, FamilyShape<T> family) {
        SHAPES.family(type, family);
        return family;
    }

    private static FamilyShape<Content> contents() {
        return new FamilyShape<Content>(SHAPES)
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
        return new FamilyShape<ChatEvent>(SHAPES)
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
}
