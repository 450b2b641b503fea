package io.github.parlor.benchmarks.routing.peer;

import io.github.parlor.id.ChannelId;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.RoutingPlan;

/**
 * A plan and what sessions and agents make of it. Immutable.
 *
 * @param plan sessions wait in its first queue
 * @param due whether the priorities of the load are credit and every second session has a due time of its own, otherwise they
 *     are levels of half a minute
 * @param lastAgents whether every second session comes back to the agent who served its contact before
 * @param aloneEvery one session in so many travels on {@link #ALONE}, 0 for none
 * @param unansweredEvery one offer in so many is neither accepted nor declined, 0 for none
 */
public record PlanUse(RoutingPlan plan, boolean due, boolean lastAgents, int aloneEvery, int unansweredEvery) {
    /** A channel that a plan may keep apart from the others. */
    public static final ChannelId ALONE = new ChannelId("voice");

    private static final int SECONDS_OF_LEVEL = 30;

    /** Every session wants its skills and has a priority, every offer is answered. */
    public PlanUse(RoutingPlan plan) {
        this(plan, false, false, 0, 0);
    }

    /** Returns the team of an agent: agents of a profile are of one team, so that teams make no more kinds of agents. */
    public static String team(Matching matching, int agent) {
        return "team-" + matching.profile(agent) % 4;
    }

    Demand withPriority(Demand demand, Credit credit) {
        return due
                ? demand.withCredit(credit.duration())
                : demand.withPriority((int) credit.duration().toSeconds() / SECONDS_OF_LEVEL);
    }
}
