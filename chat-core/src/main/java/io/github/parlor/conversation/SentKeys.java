package io.github.parlor.conversation;

import io.github.parlor.event.EventRecord;
import io.github.parlor.id.ClientKey;
import io.github.parlor.id.DeviceId;
import io.github.parlor.message.Content;
import io.github.parlor.message.Message;
import io.github.parlor.message.Visibility;
import io.github.parlor.people.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The keys under which messages were posted, newest last, so that a repeated request finds its first result. Bounded by
 * count and age: what has been forgotten would be a new message. Immutable; a copy of at most a few dozen references per
 * message keeps the cost of a message independent of the length of the conversation.
 */
public final class SentKeys {
    /** Most keys that one conversation remembers. */
    public static final int MAX = 64;

    static final SentKeys NONE = new SentKeys(new Entry[0]);

    private final Entry[] entries;

    private SentKeys(Entry[] entries) {
        this.entries = entries;
    }

    /**
     * One remembered key.
     *
     * @param key what identifies the request
     * @param fingerprint of the payload; compares what one sender said under one key, so it need not be cryptographic
     * @param sequence of the message in the conversation
     */
    record Entry(Key key, long fingerprint, long sequence, Instant at) {}

    /** Author and scope are part of the key: a key that another sender chose can never hide a message. */
    record Key(Actor author, DeviceId device, String value) {
        static @Nullable Key of(Actor author, @Nullable ClientKey key) {
            return key == null ? null : new Key(author, key.device(), key.value());
        }
    }

    @Nullable
    Entry find(@Nullable Key key, Instant now, Duration retention) {
        if (key == null) {
            return null;
        }
        for (int i = entries.length - 1; i >= 0; i--) {
            if (entries[i].key().equals(key)) {
                return entries[i].at().plus(retention).isAfter(now) ? entries[i] : null;
            }
        }
        return null;
    }

    SentKeys plus(EventRecord record, Message message) {
        Key key = Key.of(message.author(), message.clientKey());
        if (key == null) {
            return this;
        }
        int kept = Math.min(entries.length, MAX - 1);
        Entry[] next = Arrays.copyOfRange(entries, entries.length - kept, entries.length + 1);
        next[kept] = new Entry(
                key,
                fingerprint(message.content(), message.visibility()),
                record.sequence(),
                record.at().wall());
        return new SentKeys(next);
    }

    /** A 64-bit hash of the payload that is the same in every process (hash codes of enums are not). */
    static long fingerprint(Content content, Visibility visibility) {
        String text = content instanceof Content.Text plain ? plain.text() : content.toString();
        long hash = 0xCBF2_9CE4_8422_2325L;
        hash = mixed(hash, visibility.name());
        hash = mixed(hash, content.getClass().getSimpleName());
        return mixed(hash, text);
    }

    private static long mixed(long seed, String text) {
        long hash = seed;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x0000_0100_0000_01B3L;
        }
        return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SentKeys keys && Arrays.equals(entries, keys.entries);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(entries);
    }

    @Override
    public String toString() {
        return "SentKeys[" + entries.length + "]";
    }
}
