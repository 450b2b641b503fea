package io.github.parlor.journal;

import io.github.parlor.event.EventRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subscription. Thread-safe. Whoever has appended drains it: one thread at a time has the role, the others leave their
 * events to it and go on.
 *
 * <ol>
 *   <li>Nothing is left behind: the role is given up first and the log looked at afterwards, and every append comes here
 *       after its commit; so either the drainer sees the new event or its appender finds the role free.
 *   <li>Nobody is held for ever: after {@value #BATCH} events the drainer leaves the rest to an append that is under way,
 *       which will come here; it goes on only if there is none, and then what is left is finite.
 *   <li>A subscriber that appends finds the role taken by itself, so its event follows in its turn.
 *   <li>Each call begins with a step from HELD to CALLING, so that none begins once the state is CLOSED.
 * </ol>
 */
final class Delivery implements Journal.Subscription {
    static final int BATCH = 128;

    private static final Logger LOG = LoggerFactory.getLogger(InMemoryJournal.class);

    private static final int IDLE = 0;
    private static final int HELD = 1;
    private static final int CALLING = 2;
    private static final int CLOSED = 3;

    private final TenantLog log;
    private final Consumer<EventRecord> subscriber;
    private final LongAdder failures;
    private final AtomicInteger state = new AtomicInteger(IDLE);

    /** Up to where the log has been copied; written by the holder of the role. */
    private volatile long scanned;

    /** What {@link #position} tells; written by the holder of the role. */
    private volatile long delivered;

    /** Owned by the holder of the role, handed over by the change of {@code state}. */
    private final List<EventRecord> batch = new ArrayList<>();

    /** Owned by the holder of the role, as {@code batch}. */
    private boolean failed;

    Delivery(TenantLog log, long afterPosition, Consumer<EventRecord> subscriber, LongAdder failures) {
        this.log = log;
        this.subscriber = subscriber;
        this.failures = failures;
        this.scanned = afterPosition;
        this.delivered = afterPosition;
    }

    /** Returns the position after which nothing may be forgotten for the sake of this subscription. */
    long scanned() {
        return scanned;
    }

    @Override
    public long position() {
        return delivered;
    }

    @Override
    public void close() {
        state.set(CLOSED);
        log.unsubscribe(this);
    }

    /** Delivers what there is, unless another thread is about it or will be. */
    void drain() {
        while (scanned < log.lastPosition() && state.compareAndSet(IDLE, HELD)) {
            boolean more = deliverBatch();
            state.compareAndSet(HELD, IDLE);
            if (more && log.isAppendUnderWay()) {
                return;
            }
        }
    }

    /** Returns whether the batch was full. */
    private boolean deliverBatch() {
        scanned = log.copy(scanned, BATCH, batch);
        boolean full = batch.size() == BATCH;
        for (EventRecord record : batch) {
            if (!state.compareAndSet(HELD, CALLING)) {
                break;
            }
            deliver(record);
            state.compareAndSet(CALLING, HELD);
        }
        batch.clear();
        return full;
    }

    private void deliver(EventRecord record) {
        try {
            subscriber.accept(record);
        } catch (Throwable failure) {
            failures.increment();
            if (!failed) {
                failed = true;
                complain(record, failure);
            }
        }
        delivered = record.position();
    }

    /** The message of a failure may quote what a customer wrote, so the log has its class and place alone. */
    private static void complain(EventRecord record, Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        LOG.error(
                "A subscriber of the journal failed and goes on; further failures are counted, not logged:"
                        + " tenant={} position={} event={} failure={} at={}",
                record.tenant(),
                record.position(),
                record.id(),
                failure.getClass().getName(),
                trace.length == 0 ? "unknown" : trace[0]);
    }
}
