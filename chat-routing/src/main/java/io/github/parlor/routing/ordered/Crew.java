package io.github.parlor.routing.ordered;

import io.github.parlor.id.SkillId;
import io.github.parlor.id.TeamId;
import io.github.parlor.people.Agent;
import java.util.Map;
import java.util.Set;

/** The agents of one kind: same teams, skills and capacity. Single-owner. */
final class Crew {
    /** Parts of the load by which {@link Staff} finds the least loaded crews. */
    static final int STEPS = 64;

    private static final int FRACTION_BITS = 40;

    final int number;
    final int capacity;
    /** One like all of them, but for the name. */
    final Agent sample;
    /** Steps for each unit held, rounded up in a place that makes no difference below the highest capacity. */
    private final long stepsPerUnit;
    /** The routes that they may serve. */
    long[] routes = new long[0];

    int signedIn;
    int available;
    /** Of those who take work. */
    long freeUnits;

    record Kind(Set<TeamId> teams, Map<SkillId, Integer> skills, int capacity) {
        static Kind of(Agent agent) {
            return new Kind(agent.teams(), agent.skills(), agent.capacityUnits());
        }
    }

    Crew(int number, Agent sample) {
        this.number = number;
        this.sample = sample;
        capacity = sample.capacityUnits();
        stepsPerUnit = capacity == 0 ? 0 : (((long) STEPS << FRACTION_BITS) + capacity - 1) / capacity;
    }

    /** Returns the step of a load below the capacity: the whole part of {@code STEPS * held / capacity}. */
    int step(int held) {
        return (int) ((held * stepsPerUnit) >>> FRACTION_BITS);
    }
}
