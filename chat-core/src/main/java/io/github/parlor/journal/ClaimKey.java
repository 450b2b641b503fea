package io.github.parlor.journal;

import io.github.parlor.bounds.Bounds;

/**
 * Names a fact that can be true for one holder at a time within a tenant, for example "the open conversation of contact
 * 7 on the web". Immutable.
 *
 * @param scope the kind of fact
 * @param key what it is about within the scope, 1 to {@value #MAX_KEY} characters
 */
public record ClaimKey(String scope, String key) {
    /** Longest key in characters. */
    public static final int MAX_KEY = 512;

    public ClaimKey {
        Bounds.id("claim.scope", scope);
        Bounds.text("claim.key", key, 1, MAX_KEY);
    }
}
