package io.github.parlor.routing.live;

import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The events of one agent, or of all sessions that had one name after each other, on their way to the listener: each once,
 * in the order of their places, by whoever comes while nobody tells. A thread that is stopped in the listener keeps back
 * later events of this agent or name and nothing else. Thread-safe and lock-free.
 */
final class Outbox {
    private final ConcurrentSkipListMap<Long, RoutingEvent> ready = new ConcurrentSkipListMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    /** The place of the last event that was told, or that a restored router need not tell. Written by whoever tells. */
    private volatile long told;

    void startAfter(long place) {
        told = place;
    }

    /** Adds an event. The places are 1, 2, 3 and so on; what comes before its turn is kept. */
    void put(long place, RoutingEvent event) {
        ready.put(place, event);
    }

    /** Returns the place of the last event that was told. */
    long told() {
        return told;
    }

    /** Tells what is ready. Returns the first exception of the listener, those after it suppressed in it, or {@code before}. */
    @Nullable
    RuntimeException tell(Consumer<RoutingEvent> listener, @Nullable RuntimeException before) {
        if (calls.getAndIncrement() != 0) {
            return before;
        }
        RuntimeException first = before;
        int seen;
        do {
            seen = calls.get();
            long place = told + 1;
            for (RoutingEvent next = ready.remove(place); next != null; next = ready.remove(place)) {
                told = place;
                first = tell(next, listener, first);
                place++;
            }
        } while (calls.addAndGet(-seen) != 0);
        return first;
    }

    private static @Nullable RuntimeException tell(
            RoutingEvent event, Consumer<RoutingEvent> listener, @Nullable RuntimeException before) {
        try {
            listener.accept(event);
        } catch (RuntimeException thrown) {
            if (before == null) {
                return thrown;
            }
            before.addSuppressed(thrown);
        }
        return before;
    }
}
