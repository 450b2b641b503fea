package io.github.parlor.conversation;

import io.github.parlor.event.EventRecord;
import io.github.parlor.id.ClientKey;
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
 * count and age: what has been forgotten would be a new message. Immutable: a small chunk, which every message copies, and
 * behind it a large one, which is put together anew when the small one is full; so the cost of a message is independent of
 * the length of the conversation. A chain of small chunks was slower to look through.
 */
public final class SentKeys {
    /** Most keys that one conversation remembers. */
    public static final int MAX = 64;

    private static final int CHUNK = 16;

    static final SentKeys NONE = new SentKeys(new Entry[0], new int[0], null);

    private final Entry[] entries;

    /** Of the values of the keys: a key is usually new, and to find that out no entry need be touched. */
    private final int[] hashes;

    /** What came before, in one chunk. */
    private final @Nullable SentKeys older;

    private SentKeys(Entry[] entries, int[] hashes, @Nullable SentKeys older) {
        this.entries = entries;
        this.hashes = hashes;
        this.older = older;
    }

    /**
     * One remembered key. Author and scope are part of it: a key that another sender chose can never hide a message.
     *
     * @param author who chose the key
     * @param key what identifies the request
     * @param fingerprint of the payload; compares what one sender said under one key, so it need not be cryptographic
     * @param sequence of the message in the conversation
     */
    record Entry(Actor author, ClientKey key, long fingerprint, long sequence, Instant at) {
        boolean is(Actor otherAuthor, ClientKey otherKey) {
            return key.equals(otherKey) && author.equals(otherAuthor);
        }
    }

    @Nullable
    Entry find(Actor author, @Nullable ClientKey key, Instant now, Duration retention) {
        Entry found = key == null ? null : find(author, key);
        return found != null && found.at().plus(retention).isAfter(now) ? found : null;
    }

    private @Nullable Entry find(Actor author, ClientKey key) {
        int hash = key.value().hashCode();
        int left = MAX;
        for (SentKeys chunk = this; chunk != null; chunk = chunk.older) {
            for (int i = chunk.hashes.length - 1; i >= 0 && left > 0; i--, left--) {
                if (chunk.hashes[i] == hash && chunk.entries[i].is(author, key)) {
                    return chunk.entries[i];
                }
            }
        }
        return null;
    }

    SentKeys plus(EventRecord record, Message message) {
        ClientKey key = message.clientKey();
        if (key == null) {
            return this;
        }
        Entry entry = new Entry(
                message.author(),
                key,
                fingerprint(message.content(), message.visibility()),
                record.sequence(),
                record.at().wall());
        return entries.length < CHUNK ? plus(entry) : new SentKeys(new Entry[0], new int[0], merged()).plus(entry);
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

    /** Returns the newest keys in one chunk. */
    private SentKeys merged() {
        if (older == null) {
            return this;
        }
        int size = entries.length;
        int kept = Math.min(older.entries.length, MAX - size);
        int from = older.entries.length - kept;
        Entry[] all = Arrays.copyOfRange(older.entries, from, from + kept + size);
        int[] allHashes = Arrays.copyOfRange(older.hashes, from, from + kept + size);
        System.arraycopy(entries, 0, all, kept, size);
        System.arraycopy(hashes, 0, allHashes, kept, size);
        return new SentKeys(all, allHashes, null);
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
