package io.github.parlor.journal;

import io.github.parlor.event.EventRecord;
import io.github.parlor.event.PendingEvent;
import io.github.parlor.event.StreamId;
import io.github.parlor.id.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The port to the store of facts. Thread-safe.
 *
 * <p>What an implementation guarantees, each checked by the contract kit:
 *
 * <ol>
 *   <li>An append stores all of its events and claim changes or nothing.
 *   <li>It succeeds only if the last sequence of the stream is the expected one; sequences are 1, 2, 3 without gaps.
 *   <li>An append that repeats the event ids of an earlier one at the same place answers with the stored records and
 *       stores nothing; an event id that is stored elsewhere in the tenant is refused.
 *   <li>A claim has one holder at a time, also under races.
 *   <li>Positions grow with each event over all streams of a tenant and become visible in increasing order; they may have
 *       holes.
 *   <li>What an append has answered is visible to every read that begins afterwards.
 *   <li>No read or append of one tenant sees or changes anything of another.
 *   <li>A subscription delivers every event once, in the order of positions, without a gap.
 * </ol>
 *
 * <p>Expected races are results; a store that is broken or out of reach throws, and the caller does not know whether the
 * append took place: it repeats it with the same event ids.
 */
public interface Journal {
    /** Most events in one append. */
    int MAX_BATCH = 1_000;

    /**
     * Stores events at the end of one stream, with changes of claims, in one atomic step.
     *
     * @param tenant whose
     * @param stream which stream
     * @param expectedSequence sequence of the last event the caller has seen, 0 for an empty stream
     * @param events 1 to {@value #MAX_BATCH} events, each with an id of its own
     * @param claims at most {@value #MAX_BATCH} changes of claims, applied in order; may be empty
     * @throws io.github.parlor.bounds.InvalidValueException if an argument is out of its bounds
     */
    AppendResult append(
            TenantId tenant,
            StreamId stream,
            long expectedSequence,
            List<PendingEvent> events,
            List<ClaimChange> claims);

    /**
     * Reads one stream in order. What is returned does not change afterwards.
     *
     * @param afterSequence 0 for the beginning
     * @param limit most events to return, at least 1
     * @throws io.github.parlor.bounds.InvalidValueException if an argument is out of its bounds
     */
    List<EventRecord> read(TenantId tenant, StreamId stream, long afterSequence, int limit);

    /** Returns the sequence of the last event of the stream, kept or not, 0 if there has been none. */
    long lastSequence(TenantId tenant, StreamId stream);

    /**
     * Reads all streams of a tenant in the order of positions. What is returned does not change afterwards.
     *
     * @param afterPosition 0 for the beginning
     * @param limit most events to return, at least 1
     * @throws io.github.parlor.bounds.InvalidValueException if an argument is out of its bounds
     */
    List<EventRecord> readAll(TenantId tenant, long afterPosition, int limit);

    /** Returns who holds the claim, if anybody. */
    Optional<String> holder(TenantId tenant, ClaimKey key);

    /**
     * Delivers every event of a tenant after {@code afterPosition}, those that are stored and those to come, in order and
     * one call at a time, on the threads of those who subscribe and append. While a subscriber runs, reads and appends of
     * others go on, and it may read, append and close its subscription itself. A subscriber that throws is logged once
     * loudly, keeps its subscription and does not get the event again.
     *
     * @param afterPosition 0 for the beginning
     * @throws io.github.parlor.bounds.InvalidValueException if an argument is out of its bounds
     */
    Subscription subscribe(TenantId tenant, long afterPosition, Consumer<EventRecord> subscriber);

    /** An open subscription. Thread-safe. */
    interface Subscription extends AutoCloseable {
        /** Ends the subscription; no delivery begins afterwards. Idempotent. */
        @Override
        void close();

        /**
         * Returns the position of the last event whose delivery is over, or the position that the subscription began after
         * if there has been none.
         */
        long position();
    }
}
