package io.github.parlor.routing.live;

import io.github.parlor.people.Agent;
import io.github.parlor.routing.plan.AgentOrder;
import org.jspecify.annotations.Nullable;

/**
 * Where an available agent is found: a hint, made of what the agent was at one moment. Of the agents of one kind it is
 * ordered as the plan's {@link AgentOrder} has them, which depends on nothing that passes by itself. Immutable.
 *
 * @param shelf where it lies, or null for an agent without a unit left
 * @param used the units in use
 * @param stamp makes it unlike all others, so that nobody removes what somebody else has put there
 */
record Shown(
        AgentCell cell,
        Agent profile,
        Kind kind,
        @Nullable Shelf shelf,
        long used,
        long first,
        long second,
        long lastGiven,
        long number,
        long stamp)
        implements Comparable<Shown> {
    @Override
    public int compareTo(Shown other) {
        int order = Long.compare(first, other.first);
        order = order != 0 ? order : Long.compare(second, other.second);
        order = order != 0 ? order : Long.compare(lastGiven, other.lastGiven);
        order = order != 0 ? order : Long.compare(number, other.number);
        return order != 0 ? order : Long.compare(stamp, other.stamp);
    }

    @SuppressWarnings("ReferenceEquality") // Kinds, shelves and profiles are compared by who they are.
    boolean isLike(Shown other) {
        return profile == other.profile
                && kind == other.kind
                && shelf == other.shelf
                && used == other.used
                && first == other.first
                && second == other.second
                && lastGiven == other.lastGiven;
    }
}
