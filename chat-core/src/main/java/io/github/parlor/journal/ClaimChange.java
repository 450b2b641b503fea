package io.github.parlor.journal;

import io.github.parlor.bounds.Bounds;

/** Takes or frees a claim in the same atomic step as an append. All members are immutable. */
public sealed interface ClaimChange {
    /** Returns what is claimed. */
    ClaimKey key();

    /** Returns who holds it. */
    String holder();

    /**
     * Takes the claim; succeeds if it is free or held by the same holder already.
     *
     * @param key what
     * @param holder for whom
     */
    record Take(ClaimKey key, String holder) implements ClaimChange {
        public Take {
            Bounds.present("claim", key);
            Bounds.id("claim.holder", holder);
        }
    }

    /**
     * Frees the claim; does nothing if it is free or held by somebody else.
     *
     * @param key what
     * @param holder for whom
     */
    record Release(ClaimKey key, String holder) implements ClaimChange {
        public Release {
            Bounds.present("claim", key);
            Bounds.id("claim.holder", holder);
        }
    }
}
