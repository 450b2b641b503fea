package io.github.parlor.routing.live;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An instant at which something is to be looked at again. Immutable, apart from what it points to. */
record Due(
        Instant at,
        long number,
        @Nullable SessionCell session,
        @Nullable AgentCell agent) implements Comparable<Due> {
    static Due of(Instant at, SessionCell session) {
        return new Due(at, session.get().number(), session, null);
    }

    static Due of(Instant at, AgentCell agent) {
        return new Due(at, agent.get().number(), null, agent);
    }

    /** By instant; then sessions, whose offers lapse, before agents; then by number. */
    @Override
    public int compareTo(Due other) {
        int byTime = at.compareTo(other.at);
        if (byTime != 0) {
            return byTime;
        }
        int byKind = Boolean.compare(session == null, other.session == null);
        return byKind != 0 ? byKind : Long.compare(number, other.number);
    }
}
