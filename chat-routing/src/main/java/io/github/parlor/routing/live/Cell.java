package io.github.parlor.routing.live;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Somebody or something in a router: the reference to an immutable value that is swapped when it changes, and the events on
 * their way. Thread-safe and lock-free.
 */
abstract class Cell<W> {
    private static final VarHandle VALUE;

    static {
        try {
            VALUE = MethodHandles.lookup().findVarHandle(Cell.class, "value", Object.class);
        } catch (ReflectiveOperationException unreachable) {
            throw new ExceptionInInitializerError(unreachable);
        }
    }

    private volatile W value;
    private final Outbox outbox = new Outbox();

    Cell(W value) {
        this.value = value;
    }

    final W get() {
        return value;
    }

    final boolean compareAndSet(W expected, W other) {
        return VALUE.compareAndSet(this, expected, other);
    }

    final Outbox outbox() {
        return outbox;
    }
}
