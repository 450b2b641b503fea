package io.github.parlor.routing.live;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The events of one agent, or of all sessions that had one name after each other, on their way to the listener: each once,
 * in the order of their places, by whoever comes while nobody tells. A thread that is stopped in the listener keeps back
 * later events of this agent or name and nothing else. Thread-safe and lock-free.
 */
final class Outbox {
    /** What is on its way, the latest first. */
    private final AtomicReference<@Nullable Letter> ready = new AtomicReference<>();

    private final AtomicInteger calls = new AtomicInteger();
    /** What came before its turn, by place. For whoever tells. */
    private @Nullable Letter early;
    /** The place of the last event that was told, or that a restored router need not tell. Written by whoever tells. */
    private volatile long told;

    private record Letter(
            long place, RoutingEvent event, @Nullable Letter next) {
        @SuppressWarnings("ReferenceEquality") // Letters are immutable: this one will do if it is before that very one.
        Letter before(@Nullable Letter other) {
            return next == other ? this : new Letter(place, event, other);
        }
    }

    void startAfter(long place) {
        told = place;
    }

    /** Adds an event. The places are 1, 2, 3 and so on; what comes before its turn is kept. */
    void put(long place, RoutingEvent event) {
        Letter before = ready.get();
        while (!ready.compareAndSet(before, new Letter(place, event, before))) {
            before = ready.get();
        }
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
            for (Letter letter = ready.getAndSet(null); letter != null; letter = letter.next()) {
                early = sorted(letter, early);
            }
            while (early != null && early.place() == told + 1) {
                Letter next = early;
                early = next.next();
                told = next.place();
                first = tell(next.event(), listener, first);
            }
        } while (calls.addAndGet(-seen) != 0);
        return first;
    }

    private static Letter sorted(Letter letter, @Nullable Letter among) {
        return among == null || letter.place() < among.place()
                ? letter.before(among)
                : new Letter(among.place(), among.event(), sorted(letter, among.next()));
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
