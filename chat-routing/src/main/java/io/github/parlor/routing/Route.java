package io.github.parlor.routing;

import io.github.parlor.people.Target;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
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

    Route(Reach reach, int units) {
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

    Reach reach() {
        return reach;
    }

    /** Returns the lane of a credit in microseconds, made by the router if it is the first time. */
    Lane lane(long credit, Roster roster) {
        Lane known = lanes.of(credit);
        return known == null ? roster.newLane(this, credit) : known;
    }

    /**
     * Called by the router with the lane in its directory already.
     *
     * @return the lane of the credit: another one if somebody was faster, and then nobody ever waits in this
     */
    Lane add(long credit, Lane lane) {
        while (true) {
            Lanes now = lanes;
            Lane known = now.of(credit);
            if (known != null) {
                return known;
            }
            if (LANES.compareAndSet(this, now, now.with(credit, lane))) {
                return lane;
            }
        }
    }

    @Override
    public String toString() {
        return "Route[" + target() + ", units " + units + "]";
    }
}
