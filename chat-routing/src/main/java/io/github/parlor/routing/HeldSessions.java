package io.github.parlor.routing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that are reserved at or assigned to one agent: a bag of few, in no order. Thread-safe and lock-free; it grows
 * and never shrinks. A session added before a look begins, and not removed, is found by it.
 *
 * <p>The word of a session is the truth. Who gives a session to the agent adds it, who takes it away removes it, and as the
 * two may come in any order, each looks at the word afterwards and puts right what it finds.
 */
class HeldSessions {
    private static final int SIZE = 4;

    private static final VarHandle PLACES = MethodHandles.arrayElementVarHandle(RoutedSession[].class);
    private static final VarHandle MORE;

    static {
        try {
            MORE = MethodHandles.lookup().findVarHandle(HeldSessions.class, "more", HeldSessions.class);
        } catch (ReflectiveOperationException unreachable) {
            throw new ExceptionInInitializerError(unreachable);
        }
    }

    private final @Nullable RoutedSession[] places = new @Nullable RoutedSession[SIZE];
    private volatile @Nullable HeldSessions more;

    private @Nullable RoutedSession get(int index) {
        return (RoutedSession) PLACES.getVolatile(places, index);
    }

    /** Adds a session that was given to an agent; not for long if it was taken away meanwhile. */
    void hold(RoutedSession session, RoutedAgent agent) {
        put(session);
        if (!session.isHeldBy(agent)) {
            letGo(session, agent);
        }
    }

    private void put(RoutedSession session) {
        for (int i = 0; i < SIZE; i++) {
            if (get(i) == null && PLACES.compareAndSet(places, i, null, session)) {
                return;
            }
        }
        HeldSessions next = more;
        if (next == null) {
            HeldSessions fresh = new HeldSessions();
            next = (HeldSessions) MORE.compareAndExchange(this, null, fresh);
            next = next == null ? fresh : next;
        }
        next.put(session);
    }

    /** Removes a session that was taken away from an agent, unless it was given back meanwhile. */
    void letGo(RoutedSession session, RoutedAgent agent) {
        clear(session);
        if (session.isHeldBy(agent)) {
            hold(session, agent);
        }
    }

    private void clear(RoutedSession session) {
        for (HeldSessions at = this; at != null; at = at.more) {
            for (int i = 0; i < SIZE; i++) {
                if (at.get(i) == session) {
                    PLACES.compareAndSet(at.places, i, session, null);
                }
            }
        }
    }

    void forEachHeld(Consumer<RoutedSession> action) {
        for (HeldSessions at = this; at != null; at = at.more) {
            for (int i = 0; i < SIZE; i++) {
                RoutedSession session = at.get(i);
                if (session != null) {
                    action.accept(session);
                }
            }
        }
    }
}
