package io.github.parlor.routing.live;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The events of one session or agent on their way to the listener: each once, in the order of their numbers, by whoever
 * comes while nobody tells. A thread that is stopped in the listener keeps back later events of this session or agent and
 * nothing else. Thread-safe and lock-free.
 */
final class Outbox {
    /** What is on its way, the latest first. */
    private final AtomicReference<@Nullable Letter> ready = new AtomicReference<>();

    private final AtomicInteger calls = new AtomicInteger();
    /** What came before its turn, by number. For whoever tells. */
    private @Nullable Letter early;
    /** The number of the last event that was told, or that a restored router need not tell. For whoever tells. */
    private volatile long told;

    private record Letter(RoutingEvent event, @Nullable Letter next) {
        long number() {
            return event.number();
        }
    }

    void startAfter(long number) {
        told = number;
    }

    void put(RoutingEvent event) {
        Letter before = ready.get();
        while (!ready.compareAndSet(before, new Letter(event, before))) {
            before = ready.get();
        }
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
            for (Letter letter = ready.getAndSet(null); letter != null; letter = letter.next()) {
                early = sorted(letter.event(), early);
            }
            while (early != null && early.number() == told + 1) {
                RoutingEvent next = early.event();
                early = early.next();
                told = next.number();
                first = tell(next, listener, first);
            }
        } while (calls.addAndGet(-seen) != 0);
        return first;
    }

    private static Letter sorted(RoutingEvent event, @Nullable Letter among) {
        return among == null || event.number() < among.number()
                ? new Letter(event, among)
                : new Letter(among.event(), sorted(event, among.next()));
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
