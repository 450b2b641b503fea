package io.github.parlor.metrics.fact;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long the contact of one session waited for the first public message that a human wrote. Where an agent or an
 * invitation opened the session, only what follows the contact's first message is a response. Each value is null where
 * there is no such response. Immutable.
 *
 * @param humanAsked whether a human was to answer at all: the session was queued, handed over or assigned
 * @param contactAsked whether the contact opened the session or wrote in it
 * @param fromStart from the begin of the session
 * @param fromFirstMessage from the contact's first message to the first response after it
 * @param fromHandoff from the latest of begin, the contact's first message and the last hand-off by a bot
 */
public record FirstResponse(
        boolean humanAsked,
        boolean contactAsked,
        @Nullable Duration fromStart,
        @Nullable Duration fromFirstMessage,
        @Nullable Duration fromHandoff) {}
