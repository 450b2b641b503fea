package io.github.parlor.event;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.id.EventId;
import io.github.parlor.people.Actor;
import io.github.parlor.time.Moment;
import org.jspecify.annotations.Nullable;

/**
 * A fact that is about to be recorded. Immutable.
 *
 * @param id its identity; an append that is repeated repeats the ids
 * @param at when it happened
 * @param actor who did it
 * @param cause what led to it, or null if it came from outside
 * @param event what happened
 */
public record PendingEvent(
        EventId id, Moment at, Actor actor, @Nullable Cause cause, ChatEvent event) {
    public PendingEvent {
        Bounds.present("id", id);
        Bounds.present("at", at);
        Bounds.present("actor", actor);
        Bounds.present("event", event);
    }
}
