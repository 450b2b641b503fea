package io.github.parlor;

import io.github.parlor.conversation.Conversation;
import io.github.parlor.event.EventRecord;
import io.github.parlor.event.MessageEvent.MessagePosted;
import io.github.parlor.event.OwnerEvent;
import io.github.parlor.event.ParticipantEvent;
import io.github.parlor.host.ChatListener;
import io.github.parlor.host.Delivery;
import io.github.parlor.host.Transport;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.TenantId;
import io.github.parlor.journal.Journal.Subscription;
import io.github.parlor.people.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Tells transports, listeners and followers what was recorded, conversation by conversation in the order of sequences.
 * Whoever throws is logged, counted and told the next thing all the same. Thread-safe.
 */
final class Publisher {
    private final TenantId tenant;
    private final Engine engine;
    private final TypingBoard typing;
    private final Map<ConversationId, List<Follower>> followers = new ConcurrentHashMap<>();

    Publisher(TenantId tenant, Engine engine, TypingBoard typing) {
        this.tenant = tenant;
        this.engine = engine;
        this.typing = typing;
    }

    void publish(InOrder.Batch batch) {
        Conversation after = batch.after();
        Transport transport = engine.transports.get(after.channel());
        for (EventRecord record : batch.records()) {
            clearTyping(after.id(), record);
            if (!engine.listeners.isEmpty()) {
                tell(listener -> listener.recorded(record));
            }
            if (transport != null) {
                ContactView.of(record).ifPresent(seen -> deliver(transport, after, seen));
            }
        }
        for (Follower follower : followers.getOrDefault(after.id(), List.of())) {
            follower.wake();
        }
    }

    private void deliver(Transport transport, Conversation conversation, EventRecord seen) {
        guarded(() -> transport.deliver(
                new Delivery(tenant, conversation.id(), conversation.contact(), conversation.channel(), seen)));
    }

    void tell(Consumer<ChatListener> what) {
        for (ChatListener listener : engine.listeners) {
            guarded(() -> what.accept(listener));
        }
    }

    void guarded(Runnable userCode) {
        try {
            userCode.run();
        } catch (RuntimeException e) {
            engine.failed("a listener, transport or follower threw", e);
        }
    }

    void typing(ConversationId conversation, Actor who, boolean on, Instant now) {
        if (typing.set(conversation, who, on, now)) {
            tell(listener -> listener.typing(tenant, conversation, who, on));
        }
    }

    /** A message, leaving, losing the connection and a change of control end typing without a word. */
    private void clearTyping(ConversationId conversation, EventRecord record) {
        if (typing.isEmpty()) {
            return;
        }
        Instant now = record.at().wall();
        if (record.event() instanceof MessagePosted posted) {
            typing(conversation, posted.message().author(), false, now);
        } else if (record.event() instanceof ParticipantEvent.ParticipantLeft left) {
            typing(conversation, left.participant(), false, now);
        } else if (record.event() instanceof ParticipantEvent.PresenceChanged changed && !changed.connected()) {
            typing(conversation, record.actor(), false, now);
        } else if (record.event() instanceof OwnerEvent) {
            Set<Actor> gone = typing.clearOthers(conversation, now);
            gone.forEach(who -> tell(listener -> listener.typing(tenant, conversation, who, false)));
        }
    }

    /** Adds a follower and lets it catch up; what is published meanwhile wakes it again, so nothing is missed. */
    Subscription follow(ConversationId conversation, Follower follower) {
        followers.compute(conversation, (id, present) -> {
            List<Follower> list = present == null ? new CopyOnWriteArrayList<>() : present;
            list.add(follower);
            return list;
        });
        follower.wake();
        return new Following(this, conversation, follower);
    }

    private record Following(Publisher publisher, ConversationId conversation, Follower follower)
            implements Subscription {
        @Override
        public void close() {
            follower.close();
            publisher.unfollow(conversation, follower);
        }

        @Override
        public long position() {
            return follower.cursor();
        }
    }

    private void unfollow(ConversationId conversation, Follower follower) {
        followers.computeIfPresent(conversation, (id, present) -> {
            present.remove(follower);
            return present.isEmpty() ? null : present;
        });
    }
}
