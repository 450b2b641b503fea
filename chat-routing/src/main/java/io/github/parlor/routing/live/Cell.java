package io.github.parlor.routing.live;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Somebody or something in a router: the reference to an immutable value that is swapped when it changes, where it is found,
 * and the events on their way. Thread-safe and lock-free.
 */
abstract class Cell<W, H> {
    private static final VarHandle VALUE;
    private static final VarHandle HINT;
    private static final VarHandle DUE;

    static {
        try {
            VALUE = MethodHandles.lookup().findVarHandle(Cell.class, "value", Object.class);
            HINT = MethodHandles.lookup().findVarHandle(Cell.class, "hint", Object.class);
            DUE = MethodHandles.lookup().findVarHandle(Cell.class, "due", Due.class);
        } catch (ReflectiveOperationException unreachable) {
            throw new ExceptionInInitializerError(unreachable);
        }
    }

    private volatile W value;
    private volatile @Nullable H hint;
    private volatile @Nullable Due due;
    private final Outbox outbox;
    /** How many events of others the outbox has told, or will have, before the first of this one. */
    private final long eventsBefore;

    Cell(W value, Outbox outbox, long eventsBefore) {
        this.value = value;
        this.outbox = outbox;
        this.eventsBefore = eventsBefore;
    }

    final W get() {
        return value;
    }

    final boolean compareAndSet(W expected, W other) {
        return VALUE.compareAndSet(this, expected, other);
    }

    /** Returns where it is shown to who searches; null for nowhere. */
    final @Nullable H hint() {
        return hint;
    }

    final boolean compareAndSetHint(@Nullable H expected, @Nullable H other) {
        return HINT.compareAndSet(this, expected, other);
    }

    /** Returns what is noted among what is due; null for nothing. */
    final @Nullable Due due() {
        return due;
    }

    final boolean compareAndSetDue(@Nullable Due expected, @Nullable Due other) {
        return DUE.compareAndSet(this, expected, other);
    }

    final Outbox outbox() {
        return outbox;
    }

    /** Returns the place of an event in the outbox, by its number. */
    final long place(long number) {
        return eventsBefore + number;
    }
}
