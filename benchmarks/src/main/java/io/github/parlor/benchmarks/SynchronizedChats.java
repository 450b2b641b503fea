package io.github.parlor.benchmarks;

import io.github.parlor.id.IdSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The peer: what one would write in an afternoon. Mutable objects in maps behind one lock, which store what the engine
 * stores: messages with id, sequence and client key, and a list of what happened. It has no history to replay, no
 * rejections with reasons, no deadlines, one process and one lock. Thread-safe.
 */
final class SynchronizedChats {
    private static final int MAX_KEYS = 64;
    private static final int MAX_TEXT = 16_384;

    private final IdSource ids;
    private final List<Event> events;
    private final Map<String, Chat> chats = new HashMap<>();
    private final Map<String, Chat> openByContact = new HashMap<>();
    private final Map<String, Integer> load = new LinkedHashMap<>();

    /** What happened, as the peer of a journal. */
    record Event(
            UUID id,
            String conversation,
            long sequence,
            Instant at,
            String actor,
            String kind,
            @Nullable Said said) {}

    /** One message. */
    record Said(
            UUID id, String author, String text, @Nullable String key) {}

    /** One conversation; guarded by the lock. */
    private static final class Chat {
        final String id;
        final String contact;
        final List<Said> messages = new ArrayList<>();
        final Map<String, Long> keys = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                return size() > MAX_KEYS;
            }
        };

        boolean open = true;

        @Nullable
        String owner;

        long sequence;

        Chat(String id, String contact) {
            this.id = id;
            this.contact = contact;
        }
    }

    /**
     * Makes it without conversations.
     *
     * @param events where to note what happens
     */
    SynchronizedChats(IdSource ids, List<Event> events, int agents) {
        this.ids = ids;
        this.events = events;
        for (int i = 0; i < agents; i++) {
            load.put("agent-" + i, 0);
        }
    }

    /** Opens a conversation with its first message and gives it to the agent who has least to do. */
    synchronized String open(String contact, String text) {
        Chat present = openByContact.get(contact);
        if (present != null) {
            return present.id;
        }
        Instant now = Instant.now();
        Chat chat = new Chat(ids.next(now).toString(), contact);
        chats.put(chat.id, chat);
        openByContact.put(contact, chat);
        note(chat, now, contact, "started", null);
        say(chat, now, contact, text, null);
        note(chat, now, "system", "queued", null);
        String agent = leastLoaded();
        load.merge(agent, 1, Integer::sum);
        chat.owner = agent;
        note(chat, now, "router", "offered", null);
        return chat.id;
    }

    private String leastLoaded() {
        String best = "";
        int least = Integer.MAX_VALUE;
        for (Map.Entry<String, Integer> agent : load.entrySet()) {
            if (agent.getValue() < least) {
                least = agent.getValue();
                best = agent.getKey();
            }
        }
        return best;
    }

    /** Returns who serves a conversation. */
    synchronized String owner(String conversation) {
        String owner = chat(conversation).owner;
        return owner == null ? "" : owner;
    }

    /** Posts a message and returns its sequence; one with a known key is not posted again. */
    synchronized long post(String author, String conversation, String text, String key) {
        Chat chat = chat(conversation);
        String scoped = author + ' ' + key;
        Long known = chat.keys.get(scoped);
        if (known != null) {
            return known;
        }
        if (!chat.open || !(author.equals(chat.contact) || author.equals(chat.owner))) {
            throw new IllegalStateException("may not post");
        }
        if (text.isEmpty() || text.length() > MAX_TEXT) {
            throw new IllegalArgumentException("text");
        }
        Instant now = Instant.now();
        say(chat, now, author, text, key);
        chat.keys.put(scoped, chat.sequence);
        return chat.sequence;
    }

    /** Closes a conversation. */
    synchronized void close(String agent, String conversation) {
        Chat chat = chat(conversation);
        if (!chat.open || !agent.equals(chat.owner)) {
            throw new IllegalStateException("may not close");
        }
        Instant now = Instant.now();
        chat.open = false;
        chat.owner = null;
        openByContact.remove(chat.contact);
        load.merge(agent, -1, Integer::sum);
        note(chat, now, agent, "ended", null);
        note(chat, now, agent, "released", null);
    }

    private Chat chat(String conversation) {
        Chat chat = chats.get(conversation);
        if (chat == null) {
            throw new IllegalStateException("no such conversation");
        }
        return chat;
    }

    private void say(Chat chat, Instant now, String author, String text, @Nullable String key) {
        Said said = new Said(ids.next(now), author, text, key);
        chat.messages.add(said);
        note(chat, now, author, "said", said);
    }

    private void note(Chat chat, Instant now, String actor, String kind, @Nullable Said said) {
        chat.sequence++;
        events.add(new Event(ids.next(now), chat.id, chat.sequence, now, actor, kind, said));
    }
}
