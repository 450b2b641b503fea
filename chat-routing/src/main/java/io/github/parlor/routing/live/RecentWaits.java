package io.github.parlor.routing.live;

import io.github.parlor.dispatch.Estimate;
import io.github.parlor.id.ChannelId;
import io.github.parlor.id.QueueId;
import io.github.parlor.routing.live.SessionWork.Offer;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The last waits of each class of demands. Only sessions that found nobody free and were served in the end count: an
 * estimate is asked for when nobody is free, and who was served at once says nothing about that case. A table of a fixed
 * size; where it is full, the class whose last wait is the oldest gives way. Thread-safe and lock-free.
 */
final class RecentWaits {
    /** Waits kept for a class. */
    static final int KEPT = 64;

    /** Fewest waits that make an estimate. */
    static final int NEEDED = 10;

    /** A wait that ended longer ago says nothing about now. */
    static final Duration MAX_AGE = Duration.ofHours(1);

    private static final int SLOTS = 1 << 10;
    private static final int PROBES = 8;

    private final AtomicReferenceArray<@Nullable Waits> slots = new AtomicReferenceArray<>(SLOTS);

    /** Demands that the same agents can take as far as the plan and the demand itself say. */
    record Kind(QueueId queue, ChannelId channel, Requirement required) {
        static Kind of(Demand demand) {
            return new Kind(demand.queue(), demand.channel(), demand.required());
        }
    }

    private record Wait(Duration length, Instant until) {}

    private static final class Waits {
        private final Kind kind;
        private final AtomicReferenceArray<@Nullable Wait> ring = new AtomicReferenceArray<>(KEPT);
        private final AtomicInteger count = new AtomicInteger();

        Waits(Kind kind) {
            this.kind = kind;
        }

        void add(Wait wait) {
            ring.set(Math.floorMod(count.getAndIncrement(), KEPT), wait);
        }

        Instant last() {
            Wait last = ring.get(Math.floorMod(count.get() - 1, KEPT));
            return last == null ? Instant.MIN : last.until();
        }
    }

    /** Notes how long a session waited that is served now, if it found nobody free. */
    void served(SessionWork was, SessionWork is, Instant now) {
        Instant since = was.place().since();
        Instant found = now;
        for (Offer offer : was.offers()) {
            found = offer.number() == is.holding() ? offer.at() : found;
        }
        if (found.isAfter(since)) {
            add(Kind.of(was.demand()), Duration.between(since, now), now);
        }
    }

    void add(Kind kind, Duration length, Instant until) {
        int first = kind.hashCode();
        first ^= first >>> 16;
        while (true) {
            int oldest = -1;
            @Nullable Waits giving = null;
            for (int i = 0; i < PROBES; i++) {
                int slot = (first + i) & (SLOTS - 1);
                Waits there = slots.get(slot);
                if (there != null && there.kind.equals(kind)) {
                    there.add(new Wait(length, until));
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
            Waits made = new Waits(kind);
            made.add(new Wait(length, until));
            if (slots.compareAndSet(oldest, giving, made)) {
                return;
            }
            // Somebody else put a class there meanwhile, perhaps this one.
        }
    }

    private static boolean isOlder(Waits one, @Nullable Waits other) {
        return other != null && one.last().isBefore(other.last());
    }

    /** Returns the median and the ninetieth percentile, by nearest rank, of the waits that ended within the last hour. */
    Estimate estimate(Demand demand, Instant now) {
        Kind kind = Kind.of(demand);
        int first = kind.hashCode();
        first ^= first >>> 16;
        for (int i = 0; i < PROBES; i++) {
            Waits there = slots.get((first + i) & (SLOTS - 1));
            if (there != null && there.kind.equals(kind)) {
                return estimate(there, now);
            }
        }
        return Estimate.unknown(now);
    }

    private static Estimate estimate(Waits waits, Instant now) {
        List<Duration> lengths = new ArrayList<>();
        for (int i = 0; i < KEPT; i++) {
            Wait wait = waits.ring.get(i);
            if (wait != null && Duration.between(wait.until(), now).compareTo(MAX_AGE) <= 0) {
                lengths.add(wait.length());
            }
        }
        if (lengths.size() < NEEDED) {
            return Estimate.unknown(now);
        }
        lengths.sort(null);
        return new Estimate(
                percentile(lengths, 50), percentile(lengths, 90), Estimate.Basis.RECENT_WAITS, lengths.size(), now);
    }

    private static Duration percentile(List<Duration> sorted, int percent) {
        return sorted.get((sorted.size() * percent + 99) / 100 - 1);
    }
}
