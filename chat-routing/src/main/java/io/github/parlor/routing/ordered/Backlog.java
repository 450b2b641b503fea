package io.github.parlor.routing.ordered;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.people.Target;
import io.github.parlor.routing.waits.LastWaits;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The routes, who waits on them, and who goes first: what the first session of each is ordered by stands in arrays, so that
 * a search looks at routes, never at sessions. Single-owner.
 */
final class Backlog {
    private static final int MAX_ROUTES = 1 << 20;

    private final Map<Demand, OrderedRoute> byDemand = new HashMap<>();
    private final Map<Target, LastWaits> waits = new HashMap<>();
    private OrderedRoute[] routes = new OrderedRoute[16];
    /** The routes on which somebody waits. */
    private long[] waiting = new long[1];
    /** By route: what its first session is ordered by, and how much of an agent it takes. */
    private long[] keys = new long[16];

    private int[] numbers = new int[16];
    private int[] units = new int[16];
    private int mostUnits;

    private record Demand(Target target, int units) {}

    @Nullable
    OrderedRoute route(Target target, int taken) {
        return byDemand.get(new Demand(target, taken));
    }

    OrderedRoute newRoute(Decisions owner, Target target, int taken, @Nullable OrderedAgent only) {
        int number = byDemand.size();
        Bounds.range("routes", number, 0, MAX_ROUTES - 1);
        OrderedRoute made = new OrderedRoute(
                owner, number, target, taken, only, waits.computeIfAbsent(target, unmet -> new LastWaits()));
        if (number == routes.length) {
            routes = Arrays.copyOf(routes, 2 * number);
            keys = Arrays.copyOf(keys, 2 * number);
            numbers = Arrays.copyOf(numbers, 2 * number);
            units = Arrays.copyOf(units, 2 * number);
        }
        routes[number] = made;
        units[number] = taken;
        mostUnits = Math.max(mostUnits, taken);
        waiting = Bits.reaching(number, waiting);
        byDemand.put(new Demand(target, taken), made);
        return made;
    }

    int routes() {
        return byDemand.size();
    }

    OrderedRoute route(int number) {
        return routes[number];
    }

    @Nullable
    LastWaits waits(Target target) {
        return waits.get(target);
    }

    void enter(OrderedSession session) {
        OrderedRoute route = session.route();
        if (route.add(session)) {
            refresh(route);
        }
    }

    void leave(OrderedSession session) {
        OrderedRoute route = session.route();
        if (route.remove(session)) {
            refresh(route);
        }
    }

    private void refresh(OrderedRoute route) {
        int number = route.number;
        if (route.size() == 0) {
            waiting[number >>> 6] &= ~(1L << number);
        } else {
            waiting[number >>> 6] |= 1L << number;
            keys[number] = route.firstKey;
            numbers[number] = route.firstNumber;
        }
    }

    /** Returns the first session that an agent has room for and may serve, or null. */
    @Nullable
    OrderedSession firstFor(OrderedAgent agent) {
        int free = agent.free();
        Crew crew = agent.crew;
        if (crew == null || free <= 0) {
            return null;
        }
        int best = free >= mostUnits ? firstOf(crew.routes) : firstOf(crew.routes, free);
        OrderedSession first = best < 0 ? null : routes[best].first();
        for (OrderedRoute route : agent.named) {
            OrderedSession other = route.first();
            if (other != null
                    && route.units() <= free
                    && Staff.meets(agent, route)
                    && (first == null || OrderedSession.compare(other, first) < 0)) {
                first = other;
            }
        }
        return first;
    }

    private int firstOf(long[] served) {
        int best = -1;
        long bestKey = Long.MAX_VALUE;
        for (int word = 0; word < served.length; word++) {
            for (long left = served[word] & waiting[word]; left != 0; left &= left - 1) {
                int route = (word << 6) + Long.numberOfTrailingZeros(left);
                long key = keys[route];
                if (key < bestKey || (key == bestKey && numbers[route] - numbers[best] < 0)) {
                    best = route;
                    bestKey = key;
                }
            }
        }
        return best;
    }

    private int firstOf(long[] served, int free) {
        int best = -1;
        for (int word = 0; word < served.length; word++) {
            for (long left = served[word] & waiting[word]; left != 0; left &= left - 1) {
                int route = (word << 6) + Long.numberOfTrailingZeros(left);
                if (units[route] <= free
                        && (best < 0
                                || keys[route] < keys[best]
                                || (keys[route] == keys[best] && numbers[route] - numbers[best] < 0))) {
                    best = route;
                }
            }
        }
        return best;
    }
}
