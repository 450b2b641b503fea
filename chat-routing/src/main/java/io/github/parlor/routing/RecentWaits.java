package io.github.parlor.routing;

import io.github.parlor.dispatch.Estimate;
import io.github.parlor.people.Target;
import io.github.parlor.routing.waits.LastWaits;
import io.github.parlor.routing.waits.Micros;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The last waits of each target. Single-owner. */
final class RecentWaits {
    /** Targets kept; the one whose last wait is the oldest goes first. */
    static final int MAX_TARGETS = 1_000;

    private final Map<Target, LastWaits> byTarget = new LinkedHashMap<>();

    void add(Target target, Instant since, Instant until) {
        LastWaits known = byTarget.remove(target);
        LastWaits waits = known == null ? new LastWaits() : known;
        byTarget.put(target, waits);
        waits.add(Micros.of(since), Micros.of(until));
        if (byTarget.size() > MAX_TARGETS) {
            byTarget.remove(byTarget.keySet().iterator().next());
        }
    }

    /** Returns the tenth and the ninetieth percentile of the waits that ended within the last hour. */
    Estimate estimate(Target target, Instant now) {
        LastWaits waits = byTarget.get(target);
        return waits == null ? Estimate.unknown(now) : waits.estimate(10, 90, now);
    }
}
