package io.github.parlor.benchmarks.routing;

import io.github.parlor.benchmarks.routing.peer.Matching;

/**
 * How fast virtual time goes beside the calls. Immutable.
 *
 * @param submissions how many share a tick
 * @param tickMillis how long a tick is
 */
record Pace(int submissions, long tickMillis) {
    /** A backlog is as old as this, so that the credits matter. */
    private static final long BACKLOG_MILLIS = 300_000;

    private static final int SUBMISSIONS = 256;

    /** For routers that ask for the time only where they compare ages. */
    static Pace of(Setting setting) {
        long tick = setting.backlog() ? Math.max(1, BACKLOG_MILLIS * SUBMISSIONS / setting.waiting()) : 1_000;
        return new Pace(SUBMISSIONS, tick);
    }

    /** For plans: a session lasts ten minutes, so that patience, delays and limits are to the load what they are to a shop. */
    static Pace ofSessions(Setting setting) {
        double busy = setting.agents() * Matching.CAPACITY * 0.875;
        double perSecond = busy / 600;
        int submissions = (int) Math.max(1, Math.round(perSecond));
        return new Pace(submissions, Math.max(1, Math.round(1_000 * submissions / perSecond)));
    }
}
