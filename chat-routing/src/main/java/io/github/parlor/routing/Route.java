package io.github.parlor.routing;

import io.github.parlor.people.Target;
import java.util.Arrays;

/**
 * A way to agents, found once and used for many sessions: whom they wait for, and how much of an agent each takes. Made by
 * {@link SkillRouter#route}, one for each target and number of units of a router. Thread-safe.
 */
public final class Route {
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
    Lane lane(long credit, SkillRouter router) {
        Lanes now = lanes;
        long[] credits = now.credits;
        for (int i = 0; i < credits.length; i++) {
            if (credits[i] == credit) {
                return now.all[i];
            }
        }
        return credits.length == MAX_LANES ? now.all[MAX_LANES - 1] : router.newLane(this, credit);
    }

    /** Called by the router with the lane in its directory already; two lanes for one credit do no harm. */
    void add(long credit, Lane lane) {
        Lanes now = lanes;
        int size = now.all.length;
        if (size < MAX_LANES) {
            long[] credits = Arrays.copyOf(now.credits, size + 1);
            Lane[] all = Arrays.copyOf(now.all, size + 1);
            credits[size] = credit;
            all[size] = lane;
            lanes = new Lanes(credits, all);
        }
    }

    @Override
    public String toString() {
        return "Route[" + target() + ", units " + units + "]";
    }
}
