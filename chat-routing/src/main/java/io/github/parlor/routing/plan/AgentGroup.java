package io.github.parlor.routing.plan;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.Problems;
import io.github.parlor.conversation.ConversationPolicy;
import io.github.parlor.id.QueueId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Agents who prefer the queues alike. An agent belongs to the first group of the plan whose members it is one of. Immutable.
 *
 * @param name what people call it, an identifier
 * @param members who belongs to it
 * @param queues queue to preference: a queue that is not named is never served; empty for all queues alike
 */
public record AgentGroup(String name, Requirement members, Map<QueueId, Preference> queues) {
    /** Greatest weight. */
    public static final int MAX_WEIGHT = 1_000_000;

    /** Greatest rank. */
    public static final int MAX_RANK = 1_000_000;

    /** Those who are in no group of a plan: they serve every queue alike. */
    public static final AgentGroup EVERYONE = new AgentGroup("everyone", Requirement.anyone(), Map.of());

    public AgentGroup {
        Map<QueueId, Preference> given = queues;
        Problems problems = new Problems();
        problems.check(() -> Bounds.id("name", name));
        problems.check(() -> Requirement.checked("members", members));
        queues = problems.value(Map.of(), () -> Bounds.map("queues", given, RoutingPlan.MAX_QUEUES));
        problems.throwIfAny("group");
    }

    /** Returns how the group prefers the queue; empty if it never serves it. */
    public Optional<Preference> preference(QueueId queue) {
        return queues.isEmpty() ? Optional.of(Preference.DEFAULT) : Optional.ofNullable(queues.get(queue));
    }

    /**
     * How one group prefers one queue (the rank, weight and delay matrices of ContactCenters). All ranks different make an
     * overflow list; all equal leave it to the waiting time. Immutable.
     *
     * @param rank the lowest goes first, for the group's choice of work and for the queue's choice of agents; 0 to
     *     {@value #MAX_RANK}
     * @param weight among equal ranks the largest product of weight and waiting time goes first; 1 to {@value #MAX_WEIGHT}
     * @param delay how long a session waits in the queue before the group may take it
     */
    public record Preference(int rank, int weight, Duration delay) {
        /** Rank 0, weight 1, no delay. */
        public static final Preference DEFAULT = new Preference(0, 1, Duration.ZERO);

        public Preference {
            Problems problems = new Problems();
            problems.check(() -> Bounds.range("rank", rank, 0, MAX_RANK));
            problems.check(() -> Bounds.range("weight", weight, 1, MAX_WEIGHT));
            problems.check(() -> Bounds.duration("delay", delay, ConversationPolicy.MAX_DURATION));
            problems.throwIfAny("preference");
        }

        /** Returns a preference with this rank and delay. */
        public static Preference of(int rank, Duration delay) {
            return new Preference(rank, 1, delay);
        }

        /** Returns whether a session that waits since {@code since} may be taken now. */
        public boolean admits(Instant since, Instant now) {
            return !now.isBefore(delay.isZero() ? since : since.plus(delay));
        }

        /**
         * Returns the product of the weight and the whole milliseconds from the key to now; 0 if that is yet to come. It
         * grows with the wait, and credit counts as waiting.
         */
        public long urgency(WorkOrder.Key key, Instant now) {
            long waited = Duration.between(key.at(), now).toMillis();
            return weight * Math.min(Math.max(0, waited), MAX_WAIT_MILLIS);
        }

        /** A century, so that the product with the greatest weight stays exact. */
        private static final long MAX_WAIT_MILLIS = Duration.ofDays(36_525).toMillis();
    }
}
