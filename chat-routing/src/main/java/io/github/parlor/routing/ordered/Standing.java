package io.github.parlor.routing.ordered;

import io.github.parlor.dispatch.Estimate;
import io.github.parlor.dispatch.Pool;
import io.github.parlor.id.AgentId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.Target;
import io.github.parlor.routing.waits.LastWaits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Tells how agents and sessions stand, for figures on a page. Takes time in proportion to the kinds of agents and the
 * routes, and for a position to who is ahead. Single-owner.
 */
final class Standing {
    private final Staff staff;
    private final Backlog backlog;

    Standing(Staff staff, Backlog backlog) {
        this.staff = staff;
        this.backlog = backlog;
    }

    /** Returns how many are ahead of a session; see {@link io.github.parlor.dispatch.Router#position}. */
    OptionalInt position(OrderedSession session) {
        if (session.isInLine()) {
            return OptionalInt.of(beside(session.route().target()).stream()
                    .mapToInt(route -> route.aheadOf(session))
                    .sum());
        }
        boolean returns = session.isTied() ? session.ties().waits : session.state() == OrderedSession.OFFERED;
        return returns ? OptionalInt.of(0) : OptionalInt.empty();
    }

    /** Returns how the pool stands for a target; see {@link io.github.parlor.dispatch.Router#pool}. */
    Pool pool(Target target, Instant now) {
        int waiting = beside(target).stream().mapToInt(OrderedRoute::size).sum();
        OrderedAgent only = only(target);
        if (target.agent() != null) {
            int free = only == null || !only.isOpen() ? 0 : Math.max(0, only.free());
            int available = only != null && only.isOpen() ? 1 : 0;
            return new Pool(
                    available, free, waiting, estimate(target, available, free >= Agent.UNITS_PER_SESSION, now));
        }
        int available = 0;
        long free = 0;
        boolean immediate = false;
        for (Crew crew : staff.crews()) {
            if (crew.available > 0 && target.matches(crew.sample)) {
                available += crew.available;
                free += crew.freeUnits;
                immediate |= staff.mostFree(crew) >= Agent.UNITS_PER_SESSION;
            }
        }
        return new Pool(
                available,
                (int) Math.min(Integer.MAX_VALUE, free),
                waiting,
                estimate(target, available, immediate, now));
    }

    private Estimate estimate(Target target, int available, boolean immediate, Instant now) {
        if (available > 0 && immediate) {
            return Estimate.immediate(now);
        }
        LastWaits waits = backlog.waits(target);
        return available == 0 || waits == null ? Estimate.unknown(now) : waits.estimate(10, 90, now);
    }

    /** Returns the agent whom a target names, if it is met. */
    private @Nullable OrderedAgent only(Target target) {
        AgentId named = target.agent();
        OrderedAgent agent = named == null ? null : staff.known(named);
        Agent profile = agent == null ? null : agent.profile;
        return profile != null && target.matches(profile) ? agent : null;
    }

    /** The routes whose sessions wait for the target, or for work that a signed-in agent of the target can take. */
    private List<OrderedRoute> beside(Target target) {
        OrderedAgent only = only(target);
        long[] crews = new long[0];
        for (Crew crew : staff.crews()) {
            if (target.agent() == null && crew.signedIn > 0 && target.matches(crew.sample)) {
                crews = Bits.with(crew.number, crews);
            }
        }
        List<OrderedRoute> beside = new ArrayList<>();
        for (int number = 0; number < backlog.routes(); number++) {
            OrderedRoute route = backlog.route(number);
            if (route.size() > 0 && (route.target().equals(target) || isServed(route, target, only, crews))) {
                beside.add(route);
            }
        }
        return beside;
    }

    private static boolean isServed(OrderedRoute route, Target target, @Nullable OrderedAgent only, long[] crews) {
        if (target.agent() != null) {
            return only != null && only.isSignedIn() && Staff.meets(only, route);
        }
        OrderedAgent wanted = route.only;
        if (wanted == null) {
            return Bits.intersect(route.crews, crews);
        }
        return wanted.crew != null
                && wanted.isSignedIn()
                && Bits.has(crews, wanted.crew.number)
                && Staff.meets(wanted, route);
    }
}
