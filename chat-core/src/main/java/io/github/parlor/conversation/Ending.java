package io.github.parlor.conversation;

import io.github.parlor.event.EndReason;
import io.github.parlor.event.LifecycleEvent.SessionRated;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a session ended. Immutable.
 *
 * @param reason why
 * @param at when it was over for the contact
 * @param wrapUpUntil when wrap-up ends at the latest, or null if there is none
 * @param rating the last rating, or null
 */
public record Ending(
        EndReason reason,
        Instant at,
        @Nullable Instant wrapUpUntil,
        @Nullable SessionRated rating) {
    Ending rated(@Nullable SessionRated newRating) {
        return new Ending(reason, at, wrapUpUntil, newRating);
    }

    Ending redacted(SessionRated with) {
        return rated(new SessionRated(with.session(), with.scale(), with.score(), ""));
    }
}
