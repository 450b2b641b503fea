package io.github.parlor.routing;

import io.github.parlor.people.Target;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A way to agents, found once and used for many sessions: whom they wait for, and how much of an agent each takes. Made by
 * {@link SkillRouter#route}, one for each target and number of units of a router. Thread-safe.
 */
public final class Route {
    private static final VarHandle LANES;

    static {
        try {
            LANES = MethodHandles.lookup().findVarHandle(Route.class, "lanes", Lanes.class);
        } catch (ReflectiveOperationException unreachable) {
            throw new ExceptionInInitializerError(unreachable);
        }
    }

    /** Credits that have a lane of their own; sessions with others stand in a sorted lane together. */
    static final int MAX_LANES = 16;

    private final int number;
    private final Reach reach;
    private final int units;
    /** One for each credit, in the order in which they were first used. */
    private volatile Lanes lanes = new Lanes(new long[0], new Lane[0]);

    private static final class Lanes {
        final long[] credits;
        final Lane[] all;

        Lanes(long[] credits, Lane[] all) {
            this.credits = credits;
            this.all = all;
        }

        /** Returns the lane of a credit, or null if it has to be made. */
        @Nullable
        Lane of(long credit) {
            for (int i = 0; i < credits.length; i++) {
                if (credits[i] == credit) {
                    return all[i];
                }
            }
            return credits.length == MAX_LANES ? all[MAX_LANES - 1] : null;
        }

        Lanes with(long credit, Lane lane) {
            int size = all.length;
            Lanes more = new Lanes(Arrays.copyOf(credits, size + 1), Arrays.copyOf(all, size + 1));
            more.credits[size] = credit;
            more.all[size] = lane;
            return more;
        }
    }

    /**
     * Makes a route without lanes.
     *
     * @param number its number in the {@link Directory}, or negative for sessions that do not wait for anybody
     */
    Route(int number, Reach reach, int units) {
        this.number = number;
        this.reach = reach;
        this.units = units;
    }

    /** Returns whom its sessions wait for. */
    public Target target() {
        return reach.target();
    }

    /** Returns how many units of an agent's capacity one session takes. */
    public int units() {
        return units;
    }

    int number() {
        return number;
    }

    Reach reach() {
        return reach;
    }

    /** Returns the lane of a credit in microseconds, made now if it is the first time. */
    Lane lane(long credit) {
        while (true) {
            Lanes now = lanes;
            Lane known = now.of(credit);
            if (known != null) {
                return known;
            }
            LANES.compareAndSet(this, now, now.with(credit, new Lane(this)));
        }
    }

    Lane[] lanes() {
        return lanes.all;
    }

    /** Returns the first session in the order of work, or the first that may be taken. */
    @Nullable
    RoutedSession first(@Nullable Predicate<RoutedSession> may) {
        RoutedSession first = null;
        for (Lane lane : lanes.all) {
            RoutedSession session = lane.isUnused() ? null : lane.first(may);
            if (session != null && (first == null || RoutedSession.compare(session, first) < 0)) {
                first = session;
            }
        }
        return first;
    }

    @Override
    public String toString() {
        return "Route[" + target() + ", units " + units + "]";
    }
}
