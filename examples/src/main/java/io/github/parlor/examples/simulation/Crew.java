package io.github.parlor.examples.simulation;

import io.github.parlor.people.Agent;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * The agents of one group, who are all alike: who is at home, who is free. When the plan asks for fewer than are there,
 * free ones go home at once and then whoever finishes a call first. Single-owner.
 */
final class Crew {
    private final Queue<Agent> home;
    private final Set<Agent> free = new LinkedHashSet<>();
    private int planned;
    private int present;
    private long presentNanos;
    private long changedAt;

    Crew(List<Agent> agents) {
        home = new ArrayDeque<>(agents);
    }

    /** From now on so many are asked for. */
    void plan(int agents) {
        planned = agents;
    }

    boolean isShort() {
        return present < planned;
    }

    boolean isTooMany() {
        return present > planned;
    }

    /** Returns one who comes to work, and is free. */
    Agent come(long now) {
        Agent agent = home.remove();
        free.add(agent);
        changePresent(1, now);
        return agent;
    }

    /** Sends one home who is not at work on a call. */
    void goHome(Agent agent, long now) {
        free.remove(agent);
        home.add(agent);
        changePresent(-1, now);
    }

    void busy(Agent agent) {
        free.remove(agent);
    }

    void free(Agent agent) {
        free.add(agent);
    }

    /** Returns the one who has been free for the longest time. */
    Optional<Agent> anyFree() {
        return free.stream().findFirst();
    }

    /** Returns the time that all together were there, in nanoseconds. */
    long presentNanos(long now) {
        changePresent(0, now);
        return presentNanos;
    }

    private void changePresent(int more, long now) {
        presentNanos += present * (now - changedAt);
        changedAt = now;
        present += more;
    }
}
