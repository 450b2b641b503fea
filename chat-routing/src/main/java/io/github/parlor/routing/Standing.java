package io.github.parlor.routing;

import io.github.parlor.dispatch.Estimate;
import io.github.parlor.dispatch.Pool;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Tells how agents and sessions stand, for figures on a page. Takes time in proportion to the agents, and to who is ahead.
 * Exact while no call runs. Thread-safe and lock-free.
 */
final class Standing {
    private final Roster roster;

    Standing(Roster roster) {
        this.roster = roster;
    }

    /** Returns how many are ahead of a session; see {@link io.github.parlor.dispatch.Router#position}. */
    OptionalInt position(RoutedSession session) {
        long word = session.word();
        int state = RoutedSession.stateOf(word);
        if (RoutedSession.isTangled(word)) {
            Tangle tangle = session.tangle(word);
            state = !tangle.waits()
                    ? RoutedSession.NOTHING
                    : tangle.reserved().isEmpty() ? RoutedSession.WAITING : RoutedSession.OFFERED;
        }
        if (state == RoutedSession.OFFERED) {
            return OptionalInt.of(0);
        }
        if (state != RoutedSession.WAITING) {
            return OptionalInt.empty();
        }
        Directory now = roster.directory();
        int ahead = 0;
        for (Lane lane : lanesBeside(now, session.route().target())) {
            ahead += lane.aheadOf(session);
        }
        return OptionalInt.of(ahead);
    }

    /** Returns how the pool stands for a target; see {@link io.github.parlor.dispatch.Router#pool}. */
    Pool pool(Target target, Instant now) {
        int available = 0;
        long free = 0;
        boolean immediate = false;
        for (RoutedAgent agent : roster.agents()) {
            Agent profile = agent.profile();
            long word = agent.word();
            Room room = agent.room(word);
            if (profile != null && room != null && RoutedAgent.isOpen(word) && target.matches(profile)) {
                available++;
                int units = Math.max(0, room.capacity() - RoutedAgent.heldOf(word));
                free += units;
                immediate |= units >= Agent.UNITS_PER_SESSION;
            }
        }
        int waiting = 0;
        Directory all = roster.directory();
        for (Lane lane : lanesBeside(all, target)) {
            waiting += lane.size();
        }
        return new Pool(
                available,
                (int) Math.min(Integer.MAX_VALUE, free),
                Math.max(0, waiting),
                estimate(all, target, available, immediate, now));
    }

    private static Estimate estimate(Directory all, Target target, int available, boolean immediate, Instant now) {
        if (available == 0) {
            return Estimate.unknown(now);
        }
        if (immediate) {
            return Estimate.immediate(now);
        }
        Reach reach = all.reach(target);
        return reach == null ? Estimate.unknown(now) : reach.estimate(now);
    }

    /** The lanes whose sessions wait for the target, or for work that a signed-in agent of the target can take. */
    private List<Lane> lanesBeside(Directory now, Target target) {
        List<RoutedAgent> signedIn = new ArrayList<>();
        for (RoutedAgent agent : roster.agents()) {
            Agent profile = agent.profile();
            if (profile != null && agent.status() != AgentStatus.GONE && target.matches(profile)) {
                signedIn.add(agent);
            }
        }
        List<Lane> beside = new ArrayList<>();
        for (Route route : now.routes()) {
            List<Lane> used =
                    Stream.of(route.lanes()).filter(lane -> lane.size() > 0).toList();
            if (!used.isEmpty()
                    && (route.target().equals(target) || signedIn.stream().anyMatch(route.reach()::meets))) {
                beside.addAll(used);
            }
        }
        return beside;
    }
}
