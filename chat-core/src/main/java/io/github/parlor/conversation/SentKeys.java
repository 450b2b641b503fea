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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The keys under which messages were posted, newest last, so that a repeated request finds its first result. Bounded by
 * count and age: what has been forgotten would be a new message. Immutable: a chain of small chunks, of which a message
 * copies the newest alone, so that its cost is independent of the length of the conversation.
 */
public final class SentKeys {
    /** Most keys that one conversation remembers. */
    public static final int MAX = 64;

    private static final int CHUNK = 16;

    static final SentKeys NONE = new SentKeys(new Entry[0], new int[0], null);

    private final Entry[] entries;

    /** Of the values of the keys: a key is usually new, and to find that out no entry need be touched. */
    private final int[] hashes;

    /** The full chunks before this one. */
    private final @Nullable SentKeys older;

    private SentKeys(Entry[] entries, int[] hashes, @Nullable SentKeys older) {
        this.entries = entries;
        this.hashes = hashes;
        this.older = older;
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
        Entry found = key == null ? null : find(key);
        return found != null && found.at().plus(retention).isAfter(now) ? found : null;
    }

    private @Nullable Entry find(Key key) {
        int hash = key.value().hashCode();
        int left = MAX;
        for (SentKeys chunk = this; chunk != null; chunk = chunk.older) {
            for (int i = chunk.hashes.length - 1; i >= 0 && left > 0; i--, left--) {
                if (chunk.hashes[i] == hash && chunk.entries[i].key().equals(key)) {
                    return chunk.entries[i];
                }
            }
        }
        return null;
    }

    SentKeys plus(EventRecord record, Message message) {
        Key key = Key.of(message.author(), message.clientKey());
        if (key == null) {
            return this;
        }
        Entry entry = new Entry(
                key,
                fingerprint(message.content(), message.visibility()),
                record.sequence(),
                record.at().wall());
        return entries.length < CHUNK ? plus(entry) : new SentKeys(new Entry[0], new int[0], newest(MAX)).plus(entry);
    }

    /** Of what was said and to whom: a note is another request than the same words to the contact. */
    static long fingerprint(Content content, Visibility visibility) {
        long fingerprint = content.fingerprint();
        return visibility == Visibility.PUBLIC ? fingerprint : ~fingerprint;
    }

    private SentKeys plus(Entry entry) {
        int size = entries.length;
        Entry[] more = Arrays.copyOf(entries, size + 1);
        int[] moreHashes = Arrays.copyOf(hashes, size + 1);
        more[size] = entry;
        moreHashes[size] = entry.key().value().hashCode();
        return new SentKeys(more, moreHashes, older);
    }

    /** Returns this chain without the chunks behind the newest {@code count} keys. */
    private SentKeys newest(int count) {
        int before = count - entries.length;
        return new SentKeys(entries, hashes, older == null || before <= 0 ? null : older.newest(before));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SentKeys keys
                && Arrays.equals(entries, keys.entries)
                && Objects.equals(older, keys.older);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(entries) + Objects.hashCode(older);
    }

    @Override
    public String toString() {
        return "SentKeys[" + entries.length + (older == null ? "" : ", " + older) + "]";
    }
}
