package io.github.parlor;

import io.github.parlor.event.ChatEvent;
import io.github.parlor.event.EventRecord;
import io.github.parlor.event.LifecycleEvent;
import io.github.parlor.event.LifecycleEvent.SessionEnded;
import io.github.parlor.event.MessageEvent;
import io.github.parlor.event.OwnerEvent;
import io.github.parlor.event.ParticipantEvent.ReceiptMoved;
import io.github.parlor.event.QueueEvent;
import io.github.parlor.message.ReceiptKind;
import io.github.parlor.message.Visibility;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a contact may see of a conversation. A list of what is allowed, so that an event that is added later is hidden
 * until somebody decides otherwise; what belongs to the staff is taken out of what remains.
 */
final class ContactView {
    private ContactView() {}

    static Optional<EventRecord> of(EventRecord record) {
        ChatEvent seen = seen(record.event());
        if (seen == null) {
            return Optional.empty();
        }
        return Optional.of(
                seen.equals(record.event())
                        ? record
                        : new EventRecord(
                                record.id(),
                                record.tenant(),
                                record.stream(),
                                record.sequence(),
                                record.position(),
                                record.at(),
                                record.recorded(),
                                record.actor(),
                                null,
                                record.schemaVersion(),
                                seen));
    }

    private static @Nullable ChatEvent seen(ChatEvent event) {
        if (event instanceof MessageEvent message) {
            return visibility(message) == Visibility.PUBLIC ? event : null;
        } else if (event instanceof SessionEnded ended) {
            return new SessionEnded(ended.session(), ended.reason(), null, null);
        } else if (event instanceof LifecycleEvent.SessionStarted started) {
            return started.withoutAttributes();
        } else if (event instanceof ReceiptMoved moved) {
            return moved.kind() == ReceiptKind.READ_PRIVATELY ? null : event;
        }
        boolean open = event instanceof LifecycleEvent.ModeChanged
                || event instanceof LifecycleEvent.SessionHeld
                || event instanceof LifecycleEvent.SessionResumed
                || event instanceof LifecycleEvent.SessionRated
                || event instanceof QueueEvent.SessionDeferred
                || event instanceof QueueEvent.LeftQueue
                || event instanceof OwnerEvent.OwnerAssigned
                || event instanceof OwnerEvent.OwnerReleased
                || event instanceof OwnerEvent.ControlGranted;
        return open ? event : null;
    }

    private static Visibility visibility(MessageEvent event) {
        if (event instanceof MessageEvent.MessagePosted posted) {
            return posted.message().visibility();
        } else if (event instanceof MessageEvent.MessageEdited edited) {
            return edited.visibility();
        }
        return ((MessageEvent.MessageDeleted) event).visibility();
    }
}
