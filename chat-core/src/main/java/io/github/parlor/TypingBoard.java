package io.github.parlor;

import io.github.parlor.id.ConversationId;
import io.github.parlor.people.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Who is typing: never recorded, forgotten by itself. Bounded: when it is full, new typists are not shown. Thread-safe.
 */
final class TypingBoard {
    /** How long somebody types who says nothing further; the sender repeats it every five seconds. */
    static final Duration TTL = Duration.ofSeconds(10);

    private static final int MAX = 100_000;

    private record Typist(ConversationId conversation, Actor who) {}

    private final Map<Typist, Instant> until = new ConcurrentHashMap<>();

    /** Returns whether this changed anything. */
    boolean set(ConversationId conversation, Actor who, boolean typing, Instant now) {
        Typist typist = new Typist(conversation, who);
        if (!typing) {
            Instant was = until.remove(typist);
            return was != null && now.isBefore(was);
        }
        if (until.size() >= MAX) {
            sweep(now);
        }
        if (until.size() >= MAX) {
            return false;
        }
        Instant was = until.put(typist, now.plus(TTL));
        return was == null || !now.isBefore(was);
    }

    Set<Actor> typing(ConversationId conversation, Instant now) {
        return until.entrySet().stream()
                .filter(entry -> entry.getKey().conversation().equals(conversation) && now.isBefore(entry.getValue()))
                .map(entry -> entry.getKey().who())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Clears everybody but the contact: control has moved. */
    Set<Actor> clearOthers(ConversationId conversation, Instant now) {
        Set<Actor> gone = typing(conversation, now).stream()
                .filter(who -> who.kind() != Actor.Kind.CONTACT)
                .collect(Collectors.toUnmodifiableSet());
        gone.forEach(who -> until.remove(new Typist(conversation, who)));
        return gone;
    }

    void sweep(Instant now) {
        until.values().removeIf(end -> !now.isBefore(end));
    }

    boolean isEmpty() {
        return until.isEmpty();
    }
}
