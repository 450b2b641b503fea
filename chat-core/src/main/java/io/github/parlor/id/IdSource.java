package io.github.parlor.id;

import io.github.parlor.bounds.Bounds;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Where new identifiers come from: time-ordered UUIDs (RFC 9562 version 7). Implementations are thread-safe.
 *
 * <p>Use {@link #secure()} in production and {@link #seeded(long)} in tests and simulations: driven by one thread, a seed
 * gives the same identifiers in the same order.
 */
@FunctionalInterface
public interface IdSource {
    /**
     * Returns a new identifier whose leading 48 bits are the milliseconds of {@code at} since 1970, zero if it is earlier.
     * Within one millisecond the order is random.
     */
    UUID next(Instant at);

    /**
     * Returns a source of unguessable identifiers: 74 bits of an AES-256 key stream, whose keys are drawn from a {@link
     * SecureRandom}.
     */
    static IdSource secure() {
        return new SecureIds(new SecureRandom());
    }

    /** Returns a source that repeats itself for a seed; its identifiers can be guessed. */
    static IdSource seeded(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return at -> {
            Bounds.present("at", at);
            synchronized (random) {
                return Uuids.version7(at, random.nextLong(), random.nextLong());
            }
        };
    }
}
