package io.github.parlor.examples.report;

import io.github.parlor.examples.log.Noted;
import io.github.parlor.metrics.fact.SessionFact;
import io.github.parlor.metrics.fact.StayFact;

/** Whom a call log's report takes for having served. Stateless. */
final class Served {
    private Served() {}

    /** Returns whether somebody is known to have served it, and that it took time. */
    static boolean isServed(SessionFact session) {
        return isByKnownServer(session)
                && session.stays().stream().noneMatch(stay -> stay.handling().isZero());
    }

    /** Returns whether somebody is known to have had it. */
    static boolean isByKnownServer(SessionFact session) {
        return session.isServed() && session.stays().stream().allMatch(Served::isByKnownServer);
    }

    private static boolean isByKnownServer(StayFact stay) {
        return !stay.agent().value().equals(Noted.NO_SERVER);
    }
}
