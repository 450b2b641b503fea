package io.github.parlor.routing.live;

import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The events of one session or agent on their way to the listener: each once, in the order of their numbers, by whoever
 * comes while nobody tells. A thread that is stopped in the listener keeps back later events of this session or agent and
 * nothing else. Thread-safe and lock-free.
 */
final class Outbox {
    private final ConcurrentSkipListMap<Long, RoutingEvent> ready = new ConcurrentSkipListMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    /** The number of the last event that was told, or that a restored router need not tell. For whoever tells. */
    private volatile long told;

    void startAfter(long number) {
        told = number;
    }

    void put(RoutingEvent event) {
        ready.put(event.number(), event);
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
            RoutingEvent next = ready.remove(told + 1);
            while (next != null) {
                told = next.number();
                first = tell(next, listener, first);
                next = ready.remove(told + 1);
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
