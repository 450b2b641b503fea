package io.github.parlor.journal;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.bounds.Problems;
import io.github.parlor.event.EventRecord;
import io.github.parlor.event.PendingEvent;
import io.github.parlor.event.StreamId;
import io.github.parlor.id.EventId;
import io.github.parlor.id.TenantId;
import io.github.parlor.time.TimeSource;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Keeps everything in memory, for tests, simulations and shops that need no history after a restart. Thread-safe.
 *
 * <p>Tenants share nothing; within one, appends are serialized by a lock under which no foreign code runs. The cost of an
 * append does not grow with the stream or the journal. Positions count from 1 for each tenant.
 *
 * <p>Subscribers are called before the append that concerns them returns, or by a thread that is calling them already. A
 * thread that has delivered many events leaves the rest to the next append that is under way. Of a subscriber that
 * throws the first failure is logged with ids alone; all are counted in {@link #failedDeliveries()}.
 *
 * <p>A bounded journal that is full answers {@link AppendResult.Refused} or, with {@link WhenFull#FORGET_ENDED}, makes
 * room first. What remains of a forgotten conversation is its identifier and its last sequence: the next event in it
 * has the sequence after. Its event ids may be stored anew, and the claims go that were taken by appends to it alone.
 */
public final class InMemoryJournal implements Journal {
    private static final ClaimChange[] UNCHANGED = {};

    private final TimeSource time;
    private final long maxEvents;
    private final WhenFull whenFull;
    private final ConcurrentMap<TenantId, TenantLog> tenants = new ConcurrentHashMap<>();
    private final LongAdder failures = new LongAdder();

    /** What a journal does with an event for which there is no room. */
    public enum WhenFull {
        /** Refuses it. */
        REFUSE,
        /**
         * Forgets whole conversations whose last session is over, wrap-up included, the oldest end first, until there is
         * room. Never forgets an open or a locked conversation, another kind of stream, or what an open subscription has
         * still to deliver; refuses if nothing else is left.
         */
        FORGET_ENDED
    }

    private InMemoryJournal(Builder builder) {
        this.time = builder.time;
        this.maxEvents = builder.maxEvents;
        this.whenFull = builder.whenFull;
    }

    /** Returns a journal without a bound that stamps what it records with the time of this process. */
    public static InMemoryJournal create() {
        return builder().build();
    }

    /** Returns a journal without a bound that stamps what it records with the given time. */
    public static InMemoryJournal create(TimeSource time) {
        return builder().time(time).build();
    }

    /** Returns a builder of a journal. */
    public static Builder builder() {
        return new Builder();
    }

    /** {@inheritDoc} An id that occurs twice among the events is out of bounds. */
    @Override
    public AppendResult append(
            TenantId tenant,
            StreamId stream,
            long expectedSequence,
            List<PendingEvent> events,
            List<ClaimChange> claims) {
        Bounds.present("tenant", tenant);
        Bounds.present("stream", stream);
        Bounds.range("expectedSequence", expectedSequence, 0, Long.MAX_VALUE);
        PendingEvent[] pending = checkedEvents(events);
        ClaimChange[] changes = checkedClaims(claims);
        Instant recorded = time.now().wall();
        return log(tenant).append(stream, expectedSequence, pending, changes, recorded);
    }

    @Override
    public List<EventRecord> read(TenantId tenant, StreamId stream, long afterSequence, int limit) {
        Bounds.present("tenant", tenant);
        Bounds.present("stream", stream);
        Bounds.range("afterSequence", afterSequence, 0, Long.MAX_VALUE);
        Bounds.range("limit", limit, 1, Integer.MAX_VALUE);
        TenantLog log = tenants.get(tenant);
        return log == null ? List.of() : log.read(stream, afterSequence, limit);
    }

    @Override
    public long lastSequence(TenantId tenant, StreamId stream) {
        Bounds.present("tenant", tenant);
        Bounds.present("stream", stream);
        TenantLog log = tenants.get(tenant);
        return log == null ? 0 : log.lastSequence(stream);
    }

    /** {@inheritDoc} A page that is read while a conversation is being forgotten may hold a part of it. */
    @Override
    public List<EventRecord> readAll(TenantId tenant, long afterPosition, int limit) {
        Bounds.present("tenant", tenant);
        Bounds.range("afterPosition", afterPosition, 0, Long.MAX_VALUE);
        Bounds.range("limit", limit, 1, Integer.MAX_VALUE);
        TenantLog log = tenants.get(tenant);
        return log == null ? List.of() : log.readAll(afterPosition, limit);
    }

    @Override
    public Optional<String> holder(TenantId tenant, ClaimKey key) {
        Bounds.present("tenant", tenant);
        Bounds.present("claim", key);
        TenantLog log = tenants.get(tenant);
        return log == null ? Optional.empty() : log.holder(key);
    }

    @Override
    public Subscription subscribe(TenantId tenant, long afterPosition, Consumer<EventRecord> subscriber) {
        Bounds.present("tenant", tenant);
        Bounds.range("afterPosition", afterPosition, 0, Long.MAX_VALUE);
        Bounds.present("subscriber", subscriber);
        return log(tenant).subscribe(afterPosition, subscriber, failures);
    }

    /** Returns how many events of the tenant are kept. */
    public long size(TenantId tenant) {
        TenantLog log = tenants.get(Bounds.present("tenant", tenant));
        return log == null ? 0 : log.size();
    }

    /** Returns how many times a subscriber of any tenant has thrown. */
    public long failedDeliveries() {
        return failures.sum();
    }

    /** A look first: to compute takes a lock and a function object, also where there is nothing to compute. */
    private TenantLog log(TenantId tenant) {
        TenantLog known = tenants.get(tenant);
        return known != null ? known : tenants.computeIfAbsent(tenant, this::open);
    }

    private TenantLog open(TenantId tenant) {
        return new TenantLog(tenant, maxEvents, whenFull == WhenFull.FORGET_ENDED && maxEvents < Long.MAX_VALUE);
    }

    private static PendingEvent[] checkedEvents(List<PendingEvent> events) {
        PendingEvent[] pending = Bounds.present("events", events).toArray(PendingEvent[]::new);
        if (pending.length < 1 || pending.length > MAX_BATCH) {
            throw new InvalidValueException("events", "1 to " + MAX_BATCH + " elements", pending.length + " elements");
        }
        for (int i = 0; i < pending.length; i++) {
            if (pending[i] == null) {
                Bounds.present("events[" + i + "]", pending[i]);
            }
        }
        if (pending.length > 1) {
            checkDistinct(pending);
        }
        return pending;
    }

    private static void checkDistinct(PendingEvent[] pending) {
        Set<EventId> seen = new HashSet<>();
        for (int i = 0; i < pending.length; i++) {
            EventId id = pending[i].id();
            if (!seen.add(id)) {
                throw new InvalidValueException("events[" + i + "].id", "an id that occurs once", id.toString());
            }
        }
    }

    private static ClaimChange[] checkedClaims(List<ClaimChange> claims) {
        if (Bounds.present("claims", claims).isEmpty()) {
            return UNCHANGED;
        }
        return Bounds.<ClaimChange>list("claims", claims, MAX_BATCH).toArray(UNCHANGED);
    }

    /** Builds a journal. Single-owner. */
    public static final class Builder {
        private TimeSource time = TimeSource.system();
        private long maxEvents = Long.MAX_VALUE;
        private WhenFull whenFull = WhenFull.REFUSE;

        private Builder() {}

        /** Where {@link EventRecord#recorded()} comes from; by default {@link TimeSource#system()}. */
        public Builder time(TimeSource source) {
            this.time = source;
            return this;
        }

        /**
         * Most events that are kept of each tenant; by default there is no bound. A bound over all tenants would let one
         * tenant's events decide about another's.
         *
         * @param max at least 1
         */
        public Builder maxEvents(long max) {
            this.maxEvents = max;
            return this;
        }

        /** What to do with an event for which there is no room; by default {@link WhenFull#REFUSE}. */
        public Builder whenFull(WhenFull policy) {
            this.whenFull = policy;
            return this;
        }

        /**
         * Returns the journal.
         *
         * @throws InvalidValueException if a value is missing or out of range
         */
        public InMemoryJournal build() {
            Problems problems = new Problems();
            problems.check(() -> Bounds.present("time", time));
            problems.check(() -> Bounds.range("maxEvents", maxEvents, 1, Long.MAX_VALUE));
            problems.check(() -> Bounds.present("whenFull", whenFull));
            problems.throwIfAny("journal");
            return new InMemoryJournal(this);
        }
    }
}
