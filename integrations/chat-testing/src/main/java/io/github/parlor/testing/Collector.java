package io.github.parlor.testing;

import io.github.parlor.event.EventRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** A subscriber that keeps what it gets and notices calls that overlap. Thread-safe. */
final class Collector implements Consumer<EventRecord> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final List<EventRecord> records = new ArrayList<>();
    private final AtomicInteger inside = new AtomicInteger();
    private volatile boolean overlapped;

    @Override
    public void accept(EventRecord record) {
        overlapped |= inside.incrementAndGet() > 1;
        lock.lock();
        try {
            records.add(record);
            more.signalAll();
        } finally {
            lock.unlock();
            inside.decrementAndGet();
        }
    }

    /** Returns what has come so far. */
    List<EventRecord> records() {
        lock.lock();
        try {
            return List.copyOf(records);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the positions that have come so far. */
    List<Long> positions() {
        return records().stream().map(EventRecord::position).toList();
    }

    /** Returns whether two calls were under way at once. */
    boolean overlapped() {
        return overlapped;
    }

    /** Waits until at least {@code count} events have come or patience ends, and returns what has come. */
    List<EventRecord> await(int count, Duration patience) throws InterruptedException {
        long nanos = TimeUnit.NANOSECONDS.convert(patience);
        lock.lock();
        try {
            while (records.size() < count && nanos > 0) {
                nanos = more.awaitNanos(nanos);
            }
            return List.copyOf(records);
        } finally {
            lock.unlock();
        }
    }
}
