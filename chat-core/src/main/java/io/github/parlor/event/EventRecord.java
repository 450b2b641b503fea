package io.github.parlor.event;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.id.EventId;
import io.github.parlor.id.TenantId;
import io.github.parlor.people.Actor;
import io.github.parlor.time.Moment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A recorded fact in its envelope. Immutable.
 *
 * @param id its identity
 * @param tenant whose it is
 * @param stream the sequence it belongs to
 * @param sequence its place in the stream: 1, 2, 3 without gaps
 * @param position its place in the journal: increasing, possibly with holes
 * @param at when it happened: wall clock, monotonic clock and run
 * @param recorded when the journal took it in
 * @param actor who did it
 * @param cause what led to it, or null if it came from outside
 * @param schemaVersion version of the event's JSON, from 1
 * @param event what happened
 */
public record EventRecord(
        EventId id,
        TenantId tenant,
        StreamId stream,
        long sequence,
        long position,
        Moment at,
        Instant recorded,
        Actor actor,
        @Nullable Cause cause,
        int schemaVersion,
        ChatEvent event) {
    /** The version that this release writes. */
    public static final int SCHEMA_VERSION = 1;

    public EventRecord {
        Bounds.present("id", id);
        Bounds.present("tenant", tenant);
        Bounds.present("stream", stream);
        Bounds.range("sequence", sequence, 1, Long.MAX_VALUE);
        Bounds.range("position", position, 1, Long.MAX_VALUE);
        Bounds.present("at", at);
        Moment.wall("recorded", recorded);
        Bounds.present("actor", actor);
        Bounds.range("schemaVersion", schemaVersion, 1, 1_000_000);
        Bounds.present("event", event);
    }
}
