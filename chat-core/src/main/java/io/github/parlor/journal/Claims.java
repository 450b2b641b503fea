package io.github.parlor.journal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The claims of one tenant. Single-owner; its owner is the holder of the tenant's lock. */
final class Claims {
    private final Map<ClaimKey, Held> held = new HashMap<>();
    private final boolean forgetting;

    /** With {@code forgetting}, streams are told what they take, for {@link #forget}. */
    Claims(boolean forgetting) {
        this.forgetting = forgetting;
    }

    /**
     * Somebody holds a claim.
     *
     * @param holder who
     * @param stream the stream it was taken in, or null if appends to several have taken it for the same holder: then it
     *     goes with none of them
     */
    private record Held(String holder, @Nullable StreamLog stream) {}

    Optional<String> holder(ClaimKey key) {
        Held now = held.get(key);
        return now == null ? Optional.empty() : Optional.of(now.holder());
    }

    /** Applies all changes in order, or none; returns what stood in the way, or null if they are applied. */
    AppendResult.@Nullable ClaimHeld apply(ClaimChange[] changes, StreamLog stream) {
        @Nullable Held[] before = new Held[changes.length];
        for (int i = 0; i < changes.length; i++) {
            ClaimChange change = changes[i];
            Held now = held.get(change.key());
            before[i] = now;
            if (change instanceof ClaimChange.Release) {
                release(change, now);
            } else if (now == null || now.holder().equals(change.holder())) {
                take(change, now, stream);
            } else {
                undo(changes, before, i);
                return new AppendResult.ClaimHeld(change.key(), now.holder());
            }
        }
        return null;
    }

    /** Frees what was taken in this stream alone and is held still. */
    void forget(StreamLog stream) {
        for (ClaimKey key : stream.taken()) {
            Held now = held.get(key);
            if (now != null && now.stream() == stream) {
                held.remove(key);
            }
        }
    }

    private void take(ClaimChange change, @Nullable Held now, StreamLog stream) {
        if (now == null) {
            held.put(change.key(), new Held(change.holder(), stream));
            if (forgetting) {
                stream.took(change.key());
            }
        } else if (now.stream() != stream) {
            held.put(change.key(), new Held(change.holder(), null));
        }
    }

    private void release(ClaimChange change, @Nullable Held now) {
        if (now != null && now.holder().equals(change.holder())) {
            held.remove(change.key());
        }
    }

    /** Backwards, so that a key that was changed twice ends as it began. */
    private void undo(ClaimChange[] changes, @Nullable Held[] before, int applied) {
        for (int i = applied - 1; i >= 0; i--) {
            Held was = before[i];
            if (was == null) {
                held.remove(changes[i].key());
            } else {
                held.put(changes[i].key(), was);
            }
        }
    }
}
