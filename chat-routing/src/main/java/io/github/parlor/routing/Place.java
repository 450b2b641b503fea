package io.github.parlor.routing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A place in a {@link Lane}. A session is its own first place, so that waiting allocates nothing; one that comes back gets
 * another, as a place is used once and then is dead for ever: that is what keeps the lane safe without counting.
 */
abstract class Place {
    private static final VarHandle NEXT;

    static {
        try {
            NEXT = MethodHandles.lookup().findVarHandle(Place.class, "next", Place.class);
        } catch (ReflectiveOperationException unreachable) {
            throw new ExceptionInInitializerError(unreachable);
        }
    }

    @SuppressWarnings("unused")
    private volatile @Nullable Place next;

    /** The session that has the place, or had it, or null for the place that a lane begins with. */
    abstract @Nullable RoutedSession session();

    final @Nullable Place next() {
        return next;
    }

    final boolean follow(@Nullable Place expected, @Nullable Place following) {
        return NEXT.compareAndSet(this, expected, following);
    }

    /** Whether its session waits here. Once false, it is false for ever. */
    final boolean isLive() {
        RoutedSession session = session();
        return session != null && session.waitsAt(this);
    }

    /** The place of a session that comes back, or whose way begins elsewhere. */
    static final class Again extends Place {
        private final RoutedSession session;
        private final long turn;

        /**
         * Makes another place.
         *
         * @param turn tells it from the other places of the session, which may still be in the way
         */
        Again(RoutedSession session, long turn) {
            this.session = session;
            this.turn = turn;
        }

        long turn() {
            return turn;
        }

        @Override
        RoutedSession session() {
            return session;
        }
    }

    /** The place that an empty lane has. */
    static final class Nobody extends Place {
        @Override
        @Nullable
        RoutedSession session() {
            return null;
        }
    }
}
