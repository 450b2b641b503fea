package io.github.parlor.routing.plan;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.Problems;
import io.github.parlor.people.Agent;
import java.util.Comparator;

/**
 * Who is asked first among free agents who fit equally well. Time is counted in assignments, not read from a clock: the
 * same calls give the same order, and two agents never were given work by the same assignment.
 */
public enum AgentOrder {
    /** The smallest share of the capacity in use, compared as exact fractions; then the longest since the last assignment. */
    LOAD_RATIO,
    /** The longest since the last assignment, whatever the load. */
    ROUND_ROBIN,
    /**
     * Those who hold nothing first, the longest free of them; then the fewest sessions; then the longest since the last
     * assignment. "Idle" says nothing of somebody who serves two, hence the three steps.
     */
    LONGEST_IDLE,
    /** The most free units; then the longest since the last assignment. Large capacities get more work by design. */
    MOST_FREE_UNITS,
    /** The largest product of the weight of the agent's group for the queue and the time since the last assignment. */
    WEIGHTED;

    /**
     * A free agent as the order sees it. Immutable.
     *
     * @param used units in use, offers and wrap-up included; may stand above the capacity; at most twice
     *     {@value Agent#MAX_CAPACITY_UNITS}
     * @param capacity units the agent has, 1 to {@value Agent#MAX_CAPACITY_UNITS}
     * @param sessions how many sessions are held
     * @param sinceAssigned how many assignments of the router ago the agent got the last one, up to {@link #MAX_SINCE}; that
     *     many for an agent who never got one
     * @param sinceFree how many assignments of the router ago the agent last became free of work; 0 while holding some
     * @param weight the weight of the agent's group for the queue, as in {@link AgentGroup.Preference}
     */
    public record Candidate(int used, int capacity, int sessions, long sinceAssigned, long sinceFree, int weight) {
        /** The longest time since an assignment, in assignments; a product with a weight stays exact. */
        public static final long MAX_SINCE = 1L << 40;

        public Candidate {
            Problems problems = new Problems();
            problems.check(() -> Bounds.range("used", used, 0, 2 * Agent.MAX_CAPACITY_UNITS));
            problems.check(() -> Bounds.range("capacity", capacity, 1, Agent.MAX_CAPACITY_UNITS));
            problems.check(() -> Bounds.range("sessions", sessions, 0, Agent.MAX_CAPACITY_UNITS));
            problems.check(() -> Bounds.range("sinceAssigned", sinceAssigned, 0, MAX_SINCE));
            problems.check(() -> Bounds.range("sinceFree", sinceFree, 0, sessions > 0 ? 0 : MAX_SINCE));
            problems.check(() -> Bounds.range("weight", weight, 1, AgentGroup.MAX_WEIGHT));
            problems.throwIfAny("candidate");
        }
    }

    private static final Comparator<Candidate> LAST_ASSIGNED =
            Comparator.comparingLong(Candidate::sinceAssigned).reversed();

    /** Returns a negative number if the first is asked before the second; 0 if the order does not tell. */
    public int compare(Candidate first, Candidate second) {
        int byRule = switch (this) {
            case LOAD_RATIO -> Long.compare((long) first.used * second.capacity, (long) second.used * first.capacity);
            case ROUND_ROBIN -> 0;
            case LONGEST_IDLE -> longestIdle(first, second);
            case MOST_FREE_UNITS -> Integer.compare(second.capacity - second.used, first.capacity - first.used);
            case WEIGHTED -> Long.compare(second.weight * second.sinceAssigned, first.weight * first.sinceAssigned);
        };
        return byRule != 0 ? byRule : LAST_ASSIGNED.compare(first, second);
    }

    private static int longestIdle(Candidate first, Candidate second) {
        int bySessions = Integer.compare(first.sessions, second.sessions);
        return bySessions != 0 ? bySessions : Long.compare(second.sinceFree, first.sinceFree);
    }
}
