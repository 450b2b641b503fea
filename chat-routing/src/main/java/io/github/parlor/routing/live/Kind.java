package io.github.parlor.routing.live;

import io.github.parlor.id.AgentId;
import io.github.parlor.id.QueueId;
import io.github.parlor.id.SkillId;
import io.github.parlor.id.TeamId;
import io.github.parlor.people.Agent;
import io.github.parlor.routing.plan.AgentGroup;
import io.github.parlor.routing.plan.AgentGroup.Preference;
import io.github.parlor.routing.plan.Queue;
import io.github.parlor.routing.plan.RoutingPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Agents whom one version of the plan cannot tell apart: what it makes of one of them it makes of all. Only sessions that
 * name agents can. Thread-safe and lock-free.
 */
final class Kind {
    static final Kind[] NONE = {};

    /** More shelves than this are rid of those that are empty. */
    private static final int MOST_SHELVES = 32;

    /** Somebody of the kind whom no session names. */
    private static final AgentId ANYBODY_ELSE = new AgentId("(anybody else)");

    /**
     * What agents of a kind have in common.
     *
     * @param named which of the requirements that name agents they meet
     * @param scores what the shop's own functions say of them
     */
    record Key(
            Set<TeamId> teams,
            Map<SkillId, Integer> skills,
            int capacityUnits,
            List<Integer> named,
            List<Integer> scores) {}

    /**
     * How the kind fits a queue.
     *
     * @param tier the first step of the queue that lets it in, or -1 for none
     */
    record Fit(int tier, Preference preference, int score) {}

    /** A lane that the kind takes sessions from. */
    record Link(Lane lane, Preference preference) implements Comparable<Link> {
        @Override
        public int compareTo(Link other) {
            return Long.compare(lane.number, other.lane.number);
        }
    }

    final Key key;
    final Agent twin;
    final Lease lease = new Lease();
    /** Counts moves between places: who found nobody while it changed looks again. */
    final AtomicLong moves = new AtomicLong();

    /** How many agents of the kind are shown. */
    final AtomicInteger available = new AtomicInteger();

    final ConcurrentSkipListSet<Link> lanes = new ConcurrentSkipListSet<>();
    private final Map<QueueId, Fit> fits = new HashMap<>();
    private final AtomicReference<List<Shelf>> shelves = new AtomicReference<>(List.of());
    private volatile boolean listed;

    Kind(Key key, Agent sample, Judge judge) {
        this.key = key;
        twin = new Agent(ANYBODY_ELSE, "anybody else", key.teams(), key.skills(), key.capacityUnits());
        RoutingPlan plan = judge.plan();
        AgentGroup group = plan.group(sample);
        for (Queue queue : plan.queues()) {
            OptionalInt tier = queue.ladder().tier(sample);
            boolean admitted = queue.ladder().always().meets(sample);
            Preference preference = group.preference(queue.id()).orElse(null);
            if (admitted && preference != null) {
                fits.put(queue.id(), new Fit(tier.orElse(-1), preference, judge.score(queue, sample)));
            }
        }
    }

    /** Returns how the kind fits a queue; null if it never serves it, whoever is asked for. */
    @Nullable
    Fit fit(QueueId queue) {
        return fits.get(queue);
    }

    List<Shelf> shelves() {
        return Objects.requireNonNull(shelves.get());
    }

    /** Returns the shelf for a room, with its use begun. */
    Shelf shelf(Shelf.Room room) {
        while (true) {
            List<Shelf> now = shelves();
            Shelf found = null;
            for (Shelf each : now) {
                if (each.room.equals(room)) {
                    found = each;
                }
            }
            if (found != null && found.lease.begin()) {
                return found;
            }
            List<Shelf> kept = new ArrayList<>();
            for (Shelf each : now) {
                boolean gone = each.lease.isClosed() || (now.size() >= MOST_SHELVES && each.lease.close());
                if (!gone) {
                    kept.add(each);
                }
            }
            kept.add(new Shelf(room));
            shelves.compareAndSet(now, List.copyOf(kept));
        }
    }

    boolean isListed() {
        return listed;
    }

    void listed() {
        listed = true;
    }
}
