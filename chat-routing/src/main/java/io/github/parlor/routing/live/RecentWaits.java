package io.github.parlor.routing.live;

import io.github.parlor.dispatch.Estimate;
import io.github.parlor.id.ChannelId;
import io.github.parlor.id.QueueId;
import io.github.parlor.routing.live.SessionWork.Offer;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.Requirement;
import io.github.parlor.routing.waits.LastWaits;
import io.github.parlor.routing.waits.Micros;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The last waits of each class of demands: a table of a fixed size; where it is full, the class whose last wait is the
 * oldest gives way. Thread-safe and lock-free.
 */
final class RecentWaits {
    private static final int SLOTS = 1 << 10;
    private static final int PROBES = 8;

    private final AtomicReferenceArray<@Nullable Known> slots = new AtomicReferenceArray<>(SLOTS);

    /** Demands that the same agents can take as far as the plan and the demand itself say. */
    record Kind(QueueId queue, ChannelId channel, Requirement required) {
        static Kind of(Demand demand) {
            return new Kind(demand.queue(), demand.channel(), demand.required());
        }
    }

    private record Known(Kind kind, LastWaits waits) {}

    /** Notes how long a session waited that is served now, if it found nobody free. */
    void served(SessionWork was, SessionWork is, Instant now) {
        Instant since = was.place().since();
        Instant found = now;
        for (Offer offer : was.offers()) {
            found = offer.number() == is.holding() ? offer.at() : found;
        }
        if (found.isAfter(since)) {
            add(Kind.of(was.demand()), since, now);
        }
    }

    void add(Kind kind, Instant since, Instant until) {
        int first = first(kind);
        while (true) {
            int oldest = -1;
            @Nullable Known giving = null;
            for (int i = 0; i < PROBES; i++) {
                int slot = (first + i) & (SLOTS - 1);
                Known there = slots.get(slot);
                if (there != null && there.kind.equals(kind)) {
                    there.waits.add(Micros.of(since), Micros.of(until));
                    return;
                }
                if (there == null || oldest < 0 || isOlder(there, giving)) {
                    oldest = slot;
                    giving = there;
                }
                if (there == null) {
                    break;
                }
            }
            Known made = new Known(kind, new LastWaits());
            made.waits.add(Micros.of(since), Micros.of(until));
            if (slots.compareAndSet(oldest, giving, made)) {
                return;
            }
            // Somebody else put a class there meanwhile, perhaps this one.
        }
    }

    private static int first(Kind kind) {
        int hash = kind.hashCode();
        return hash ^ (hash >>> 16);
    }

    private static boolean isOlder(Known one, @Nullable Known other) {
        return other != null && one.waits.last() < other.waits.last();
    }

    /** Returns the median and the ninetieth percentile of the waits that ended within the last hour. */
    Estimate estimate(Demand demand, Instant now) {
        Kind kind = Kind.of(demand);
        int first = first(kind);
        for (int i = 0; i < PROBES; i++) {
            Known there = slots.get((first + i) & (SLOTS - 1));
            if (there != null && there.kind.equals(kind)) {
                return there.waits.estimate(50, 90, now);
            }
        }
        return Estimate.unknown(now);
    }
}
