package io.github.parlor.examples.report;

import io.github.parlor.examples.log.Noted;
import io.github.parlor.metrics.Metric;
import io.github.parlor.metrics.ServiceLevel;
import io.github.parlor.metrics.ServiceLevel.AnsweredAt;
import io.github.parlor.metrics.ServiceLevel.Denominator;
import io.github.parlor.metrics.cell.Ratio;
import io.github.parlor.metrics.fact.SessionFact;
import io.github.parlor.metrics.fact.StayFact;
import java.time.Duration;

/** The policies of a call log's report: answered when somebody takes the call, of all that was offered. Stateless. */
final class Measures {
    private Measures() {}

    static Metric<Ratio> serviceLevel(int seconds) {
        return ServiceLevel.within(Duration.ofSeconds(seconds), 0.8)
                .of(Denominator.OFFERED)
                .answered(AnsweredAt.ACCEPT)
                .metric();
    }

    /** Returns whether somebody is known to have served it, and that it took time. */
    static boolean isServed(SessionFact session) {
        return isByKnownServer(session)
                && session.stays().stream().noneMatch(stay -> stay.handling().isZero());
    }

    /** Returns whether somebody is known to have had it. */
    static boolean isByKnownServer(SessionFact session) {
        return session.isServed() && session.stays().stream().allMatch(Measures::isByKnownServer);
    }

    private static boolean isByKnownServer(StayFact stay) {
        return !stay.agent().value().equals(Noted.NO_SERVER);
    }
}
