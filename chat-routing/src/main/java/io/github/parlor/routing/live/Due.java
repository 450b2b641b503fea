package io.github.parlor.routing.live;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An instant at which something is to be looked at again. Immutable, apart from what it points to. */
record Due(
        Instant at,
        long number,
        @Nullable SessionCell session,
        @Nullable AgentCell agent,
        long stamp) implements Comparable<Due> {
    static Due of(Instant at, SessionCell session, long stamp) {
        return new Due(at, session.get().number(), session, null, stamp);
    }

    static Due of(Instant at, AgentCell agent, long stamp) {
        return new Due(at, agent.get().number(), null, agent, stamp);
    }

    /** By instant; then sessions, whose offers lapse, before agents; then by number. */
    @Override
    public int compareTo(Due other) {
        int byTime = at.compareTo(other.at);
        if (byTime != 0) {
            return byTime;
        }
        int byKind = Boolean.compare(session == null, other.session == null);
        int byNumber = byKind != 0 ? byKind : Long.compare(number, other.number);
        return byNumber != 0 ? byNumber : Long.compare(stamp, other.stamp);
    }
}
