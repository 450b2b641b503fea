package io.github.parlor.routing;

import io.github.parlor.id.SkillId;
import io.github.parlor.id.TeamId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.Target;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who can serve what: the kinds of agents, the targets and the routes that a router has met so far, and how they fit. A new
 * one makes a new directory, which takes the place of the old one in one step; so each look into it is consistent. Only the
 * hints about the routes change.
 */
final class Directory {
    private final Map<Kind, Room> roomByKind;
    private final Map<Target, Reach> reachByTarget;
    private final Map<Demand, Route> routeByDemand;
    /** By the number of a room: the room, and one like all who sit in it. */
    private final Room[] rooms;

    private final Agent[] samples;
    /** By the number of a reach: the reach, and the rooms whose agents meet the target as bits; none if it names an agent. */
    private final Reach[] reaches;

    private final int[][] roomsOf;
    /** By the number of a route: the route, and the units of its sessions. */
    private final Route[] routes;

    private final int[] unitsOf;
    /** By the number of a room: the routes that its agents may serve, as bits. */
    private final int[][] routesOf;
    /** The routes on which somebody waits. */
    private final Hints waiting;

    private final Heads heads;

    /** What agents of one room have in common. */
    record Kind(Set<TeamId> teams, Map<SkillId, Integer> skills, int capacity) {
        static Kind of(Agent agent) {
            return new Kind(agent.teams(), agent.skills(), agent.capacityUnits());
        }
    }

    record Demand(Target target, int units) {}

    /** By the number of a route: the key and the number of its first session, or of the one that was first last. */
    private static final class Heads {
        private static final VarHandle KEYS = MethodHandles.arrayElementVarHandle(long[].class);
        private static final VarHandle NUMBERS = MethodHandles.arrayElementVarHandle(int[].class);

        private final long[] keys;
        private final int[] numbers;

        Heads(int routes) {
            keys = new long[routes];
            numbers = new int[routes];
        }

        long key(int route) {
            return (long) KEYS.getVolatile(keys, route);
        }

        int number(int route) {
            return (int) NUMBERS.getVolatile(numbers, route);
        }

        void set(int route, long key, int number) {
            NUMBERS.setRelease(numbers, route, number);
            KEYS.setVolatile(keys, route, key);
        }
    }

    /** An empty directory. */
    Directory() {
        this(
                Map.of(),
                Map.of(),
                Map.of(),
                new Room[0],
                new Agent[0],
                new Reach[0],
                new int[0][],
                new Route[0],
                new int[0],
                new int[0][],
                new Hints(32),
                new Heads(32));
    }

    @SuppressWarnings("PMD.ExcessiveParameterList")
    private Directory(
            Map<Kind, Room> roomByKind,
            Map<Target, Reach> reachByTarget,
            Map<Demand, Route> routeByDemand,
            Room[] rooms,
            Agent[] samples,
            Reach[] reaches,
            int[][] roomsOf,
            Route[] routes,
            int[] unitsOf,
            int[][] routesOf,
            Hints waiting,
            Heads heads) {
        this.roomByKind = roomByKind;
        this.reachByTarget = reachByTarget;
        this.routeByDemand = routeByDemand;
        this.rooms = rooms;
        this.samples = samples;
        this.reaches = reaches;
        this.roomsOf = roomsOf;
        this.routes = routes;
        this.unitsOf = unitsOf;
        this.routesOf = routesOf;
        this.waiting = waiting;
        this.heads = heads;
    }

    /** Returns a directory with another room, whose number is that of the rooms so far. */
    Directory with(Room room, Agent sample) {
        Map<Kind, Room> byKind = new HashMap<>(roomByKind);
        byKind.put(Kind.of(sample), room);
        int[][] reached = roomsOf.clone();
        for (Reach reach : reaches) {
            if (isMetBy(reach, sample)) {
                int[] bits = Arrays.copyOf(reached[reach.number()], words(rooms.length + 1));
                bits[room.number() >>> 5] |= 1 << room.number();
                reached[reach.number()] = bits;
            }
        }
        int[] mine = new int[words(routes.length)];
        for (Route route : routes) {
            if (isMetBy(route.reach(), sample)) {
                mine[route.number() >>> 5] |= 1 << route.number();
            }
        }
        return new Directory(
                byKind,
                reachByTarget,
                routeByDemand,
                plus(rooms, room),
                plus(samples, sample),
                reaches,
                reached,
                routes,
                unitsOf,
                plus(routesOf, mine),
                waiting,
                heads);
    }

    /** Returns a directory with another reach, whose number is that of the reaches so far. */
    Directory with(Reach reach) {
        Map<Target, Reach> byTarget = new HashMap<>(reachByTarget);
        byTarget.put(reach.target(), reach);
        int[] met = new int[words(rooms.length)];
        for (Room room : rooms) {
            if (isMetBy(reach, samples[room.number()])) {
                met[room.number() >>> 5] |= 1 << room.number();
            }
        }
        return new Directory(
                roomByKind,
                byTarget,
                routeByDemand,
                rooms,
                samples,
                plus(reaches, reach),
                plus(roomsOf, met),
                routes,
                unitsOf,
                routesOf,
                waiting,
                heads);
    }

    /**
     * Returns a directory with another route, whose number is that of the routes so far. The hints of the routes are kept,
     * or begin anew when there are too many routes for them, with all routes in it, so that nobody is overlooked: then
     * {@link #refresh} each.
     */
    Directory with(Route route) {
        int number = route.number();
        Map<Demand, Route> byDemand = new HashMap<>(routeByDemand);
        byDemand.put(new Demand(route.target(), route.units()), route);
        int[] units = Arrays.copyOf(unitsOf, number + 1);
        units[number] = route.units();
        int[][] served = routesOf.clone();
        int[] met = roomsOf[route.reach().number()];
        for (int room = 0; room < served.length; room++) {
            served[room] = Arrays.copyOf(served[room], words(number + 1));
            if (room >>> 5 < met.length && (met[room >>> 5] & 1 << room) != 0) {
                served[room][number >>> 5] |= 1 << number;
            }
        }
        Hints hints = waiting;
        Heads firsts = heads;
        if (number >= waiting.size()) {
            hints = new Hints(2 * waiting.size());
            firsts = new Heads(hints.size());
            for (int i = 0; i < routes.length; i++) {
                firsts.set(i, heads.key(i), heads.number(i));
                hints.add(i);
            }
        }
        return new Directory(
                roomByKind,
                reachByTarget,
                byDemand,
                rooms,
                samples,
                reaches,
                roomsOf,
                plus(routes, route),
                units,
                served,
                hints,
                firsts);
    }

    private static boolean isMetBy(Reach reach, Agent sample) {
        return reach.only() == null && reach.target().matches(sample);
    }

    private static int words(int bits) {
        return (bits + 31) >>> 5;
    }

    @Nullable
    Room room(Agent agent) {
        return roomByKind.get(Kind.of(agent));
    }

    @Nullable
    Reach reach(Target target) {
        return reachByTarget.get(target);
    }

    @Nullable
    Route route(Demand demand) {
        return routeByDemand.get(demand);
    }

    int rooms() {
        return rooms.length;
    }

    int reaches() {
        return reaches.length;
    }

    Route[] routes() {
        return routes;
    }

    /** Whether both use the same hints. */
    @SuppressWarnings("ReferenceEquality")
    boolean sharesHints(Directory other) {
        return waiting == other.waiting;
    }

    /** Returns the rooms whose agents meet a target, as bits. */
    int[] roomsOf(Reach reach) {
        return roomsOf[reach.number()];
    }

    Room room(int number) {
        return rooms[number];
    }

    boolean mayServe(Room room, Route route) {
        return room.number() < routesOf.length
                && room.number() >= 0
                && (routesOf[room.number()][route.number() >>> 5] & 1 << route.number()) != 0;
    }

    /** Tells how the head of a route stands now. Whoever changed it calls this before its call returns. */
    void refresh(Route route) {
        int number = route.number();
        RoutedSession first = route.first(null);
        while (true) {
            if (first == null) {
                long read = waiting.read(number);
                first = route.first(null);
                if (first == null && (!Hints.has(read, number) || waiting.remove(number, read))) {
                    return;
                }
            } else {
                head(number, first);
                if (!Hints.has(waiting.read(number), number)) {
                    waiting.add(number);
                }
                RoutedSession again = route.first(null);
                if (again == first) {
                    return;
                }
                first = again;
            }
        }
    }

    /** Tells that a session was put into a lane of a route. */
    void entered(Route route, RoutedSession session) {
        int number = route.number();
        boolean wasEmpty = !Hints.has(waiting.read(number), number);
        boolean isFirst = session.compareTo(heads.key(number), heads.number(number)) < 0;
        if (wasEmpty || isFirst) {
            head(number, session);
        }
        // Also if its last one was claimed meanwhile, whose key stands there still.
        if (waiting.add(number) || wasEmpty || isFirst) {
            refresh(route);
        }
    }

    private void head(int route, RoutedSession first) {
        heads.set(route, first.key(), first.number());
    }

    /**
     * Returns the route whose first session comes first among those that a room may serve, or null.
     *
     * @param without a route that is left out, or null
     */
    @Nullable
    Route firstFor(Room room, long free, @Nullable Route without) {
        if (room.number() < 0) {
            return null;
        }
        int[] mine = routesOf[room.number()];
        int left = without == null ? -1 : without.number();
        Heads firsts = heads;
        int best = -1;
        long bestKey = Long.MAX_VALUE;
        int bestNumber = 0;
        for (int group = 0; group < waiting.groups(); group++) {
            for (int words = waiting.words(group); words != 0; words &= words - 1) {
                int word = (group << 5) + Integer.numberOfTrailingZeros(words);
                int bits = word < mine.length ? mine[word] & waiting.wordOrShut(word) : 0;
                for (; bits != 0; bits &= bits - 1) {
                    int route = (word << 5) + Integer.numberOfTrailingZeros(bits);
                    long key = firsts.key(route);
                    if (key <= bestKey && unitsOf[route] <= free && route != left) {
                        int number = firsts.number(route);
                        if (key < bestKey || number - bestNumber < 0) {
                            best = route;
                            bestKey = key;
                            bestNumber = number;
                        }
                    }
                }
            }
        }
        return best < 0 ? null : routes[best];
    }

    private static <T> T[] plus(T[] all, T one) {
        T[] more = Arrays.copyOf(all, all.length + 1);
        more[all.length] = one;
        return more;
    }
}
