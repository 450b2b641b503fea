package io.github.parlor.metrics.fact;

import io.github.parlor.id.AgentId;
import io.github.parlor.time.Moment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A run of the contact's messages and the first public answer that a human wrote. Answers of bots and rules do not end
 * it. Immutable.
 *
 * @param from the first unanswered message
 * @param waited from there to the answer; without one to the end of the session or to the time of the snapshot
 * @param humanFrom the same, but a turn that a bot handed over begins at the hand-off; null if no human was asked
 * @param humanWaited from {@code humanFrom}; null if no human was asked
 * @param answeredBy who answered, or null if nobody did
 */
public record TurnFact(
        Moment from,
        Duration waited,
        @Nullable Moment humanFrom,
        @Nullable Duration humanWaited,
        @Nullable AgentId answeredBy) {}
