package io.github.parlor.metrics.fact;

import io.github.parlor.event.LifecycleEvent.Scale;
import io.github.parlor.id.AgentId;
import io.github.parlor.time.Moment;
import org.jspecify.annotations.Nullable;

/**
 * The rating of a session: the last one that was given. Immutable.
 *
 * @param at when
 * @param scale how to read the score
 * @param score within the scale
 * @param agent who served the session last, or null if nobody did
 */
public record RatingFact(
        Moment at, Scale scale, int score, @Nullable AgentId agent) {
    /** Returns whether the contact was satisfied. */
    public boolean isGood() {
        return scale.isGood(score);
    }
}
