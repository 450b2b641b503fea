package io.github.parlor.journal;

import io.github.parlor.event.ChatEvent;
import io.github.parlor.event.ConversationEvent;
import io.github.parlor.event.EndReason;
import io.github.parlor.event.LifecycleEvent;
import io.github.parlor.event.Mode;
import io.github.parlor.event.PendingEvent;
import io.github.parlor.event.StreamId;
import io.github.parlor.id.ChannelId;
import io.github.parlor.id.ContactId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.EventId;
import io.github.parlor.id.IdSource;
import io.github.parlor.id.SessionId;
import io.github.parlor.people.Actor;
import io.github.parlor.people.Target;
import io.github.parlor.time.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Makes pending events with seeded ids, in the life of conversations named by one word. */
final class Events {
    static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    private final ManualTime time = new ManualTime(START);
    private final IdSource ids;

    Events(long seed) {
        this.ids = IdSource.seeded(seed);
    }

    static StreamId stream(String conversation) {
        return StreamId.of(new ConversationId(conversation));
    }

    static SessionId session(String conversation, int number) {
        return new SessionId(new ConversationId(conversation), number);
    }

    PendingEvent pending(ChatEvent event) {
        return new PendingEvent(new EventId(ids.next(START)), time.now(), Actor.SYSTEM, null, event);
    }

    List<PendingEvent> list(ChatEvent... events) {
        return Arrays.stream(events).map(this::pending).toList();
    }

    static ChatEvent started(String conversation, int number) {
        return new LifecycleEvent.SessionStarted(
                session(conversation, number),
                new ContactId("contact"),
                null,
                null,
                new ChannelId("web"),
                Mode.LIVE,
                LifecycleEvent.Origin.CONTACT,
                Target.ANYONE,
                "SERVICE",
                false,
                Duration.ZERO,
                null,
                Map.of());
    }

    static ChatEvent ended(String conversation, int number) {
        return new LifecycleEvent.SessionEnded(session(conversation, number), EndReason.AGENT_ENDED, null, null);
    }

    static ChatEvent endedWithWrapUp(String conversation, int number) {
        return new LifecycleEvent.SessionEnded(
                session(conversation, number), EndReason.AGENT_ENDED, null, START.plusSeconds(60));
    }

    static ChatEvent wrappedUp(String conversation, int number) {
        return new LifecycleEvent.WrapUpCompleted(session(conversation, number));
    }

    static ChatEvent rated(String conversation, int number) {
        return new LifecycleEvent.SessionRated(session(conversation, number), LifecycleEvent.Scale.STARS, 5, "");
    }

    static ChatEvent locked(String conversation) {
        return new ConversationEvent.ConversationLocked(
                new ConversationId(conversation), ConversationEvent.LockReason.LEGAL_HOLD);
    }

    static ChatEvent unlocked(String conversation) {
        return new ConversationEvent.ConversationUnlocked(new ConversationId(conversation));
    }
}
