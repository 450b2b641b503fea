package io.github.parlor.routing.live;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts who uses something that is forgotten while nobody does; who comes too late gets another. Thread-safe and lock-free. */
final class Lease {
    private static final int CLOSED = -1;

    private final AtomicInteger users = new AtomicInteger();

    /** Begins a use; false if the thing is forgotten. */
    boolean begin() {
        for (int now = users.get(); now != CLOSED; now = users.get()) {
            if (users.compareAndSet(now, now + 1)) {
                return true;
            }
        }
        return false;
    }

    void end() {
        users.getAndDecrement();
    }

    /** Lets nobody in any more; false if somebody is there. */
    boolean close() {
        return users.compareAndSet(0, CLOSED);
    }

    boolean isClosed() {
        return users.get() == CLOSED;
    }
}
