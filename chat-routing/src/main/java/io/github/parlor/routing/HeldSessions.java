package io.github.parlor.routing;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that are reserved at or assigned to one agent: a bag of few, in no order. Thread-safe and lock-free; it grows
 * and never shrinks. A session added before a look begins, and not removed, is found by it.
 */
final class HeldSessions {
    private static final int SIZE = 4;

    private final AtomicReferenceArray<@Nullable RoutedSession> places = new AtomicReferenceArray<>(SIZE);
    private final AtomicReference<@Nullable HeldSessions> more = new AtomicReference<>();

    void add(RoutedSession session) {
        for (int i = 0; i < SIZE; i++) {
            if (places.get(i) == null && places.compareAndSet(i, null, session)) {
                return;
            }
        }
        HeldSessions next = more.get();
        if (next == null) {
            HeldSessions fresh = new HeldSessions();
            next = more.compareAndSet(null, fresh) ? fresh : Objects.requireNonNull(more.get());
        }
        next.add(session);
    }

    /** Takes one out, if it is there. */
    void remove(RoutedSession session) {
        for (HeldSessions at = this; at != null; at = at.more.get()) {
            for (int i = 0; i < SIZE; i++) {
                if (at.places.get(i) == session && at.places.compareAndSet(i, session, null)) {
                    return;
                }
            }
        }
    }

    void forEach(Consumer<RoutedSession> action) {
        for (HeldSessions at = this; at != null; at = at.more.get()) {
            for (int i = 0; i < SIZE; i++) {
                RoutedSession session = at.places.get(i);
                if (session != null) {
                    action.accept(session);
                }
            }
        }
    }
}
