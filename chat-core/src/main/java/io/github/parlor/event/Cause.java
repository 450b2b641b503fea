package io.github.parlor.event;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.id.EventId;

/**
 * What led to a fact: the causing event and the kind of consequence. Together they are the idempotency key of a
 * follow-up command: it is carried out once. Immutable.
 *
 * @param event the causing event
 * @param kind the kind of consequence, for example {@code enqueue}
 */
public record Cause(EventId event, String kind) {
    public Cause {
        Bounds.present("cause.event", event);
        Bounds.id("cause.kind", kind);
    }
}
