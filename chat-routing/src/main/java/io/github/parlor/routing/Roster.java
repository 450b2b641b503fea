package io.github.parlor.routing;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.id.AgentId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.Target;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Whom and what one router has met: agents by name and number, their rooms, routes and lanes. Thread-safe, lock-free. */
final class Roster {
    private static final VarHandle AGENT = MethodHandles.arrayElementVarHandle(RoutedAgent[].class);
    private static final VarHandle DIRECTORY;

    static {
        try {
            DIRECTORY = MethodHandles.lookup().findVarHandle(Roster.class, "directory", Directory.class);
        } catch (ReflectiveOperationException unreachable) {
            throw new ExceptionInInitializerError(unreachable);
        }
    }

    private static final int CHUNK = 1 << 10;
    private static final int MAX_LANES = 1 << 20;

    private final Loads loads;
    private final boolean inTurn;
    private volatile Directory directory = new Directory();
    private final ConcurrentSkipListMap<String, RoutedAgent> agents = new ConcurrentSkipListMap<>();
    private final AtomicReferenceArray<@Nullable RoutedAgent @Nullable []> byNumber =
            new AtomicReferenceArray<>(RoutedSession.MAX_AGENTS / CHUNK);
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger joined = new AtomicInteger();
    /** Where agents sit of whom only a name is known. */
    private final Room nowhere;

    Roster(Loads loads, boolean inTurn) {
        this.loads = loads;
        this.inTurn = inTurn;
        nowhere = new Room(-1, 0, true, loads);
    }

    /** Returns the way to the agents who meet a target, for sessions that take so many units. */
    Route route(Target target, int units) {
        Directory.Demand demand = new Directory.Demand(target, units);
        while (true) {
            Directory now = directory();
            Route known = now.route(demand);
            if (known != null) {
                return known;
            }
            Reach reach = reach(target);
            now = directory();
            if (now.route(demand) == null) {
                DIRECTORY.compareAndSet(this, now, now.with(new Route(reach, units)));
            }
        }
    }

    private Reach reach(Target target) {
        while (true) {
            Directory now = directory();
            Reach known = now.reach(target);
            if (known != null) {
                return known;
            }
            AgentId only = target.agent();
            DIRECTORY.compareAndSet(
                    this, now, now.with(new Reach(now.reaches(), target, only == null ? null : agent(only))));
        }
    }

    /** Returns the lane of a route and a credit, made now if there is none. */
    Lane newLane(Route route, long credit) {
        while (true) {
            Directory now = directory();
            Lane lane = new Lane(now.lanes().length, route);
            Bounds.range("lanes", lane.number(), 0, MAX_LANES);
            Directory more = now.with(lane);
            if (DIRECTORY.compareAndSet(this, now, more)) {
                RoutedAgent only = route.reach().only();
                if (only != null) {
                    name(only, lane);
                }
                if (!more.sharesHints(now)) {
                    for (Lane other : more.lanes()) {
                        more.refresh(other);
                    }
                }
                return route.add(credit, lane);
            }
        }
    }

    private static void name(RoutedAgent agent, Lane lane) {
        while (true) {
            List<Lane> now = agent.named();
            List<Lane> more = new ArrayList<>(now);
            more.add(lane);
            if (agent.named(now, List.copyOf(more))) {
                return;
            }
        }
    }

    Directory directory() {
        return directory;
    }

    /** Returns the room of the agents like one. */
    Room room(Agent sample) {
        while (true) {
            Directory now = directory();
            Room known = now.room(sample);
            if (known != null) {
                return known;
            }
            Bounds.range("kinds of agents", now.rooms(), 0, Loads.MAX_ROOMS - 1);
            DIRECTORY.compareAndSet(
                    this, now, now.with(new Room(now.rooms(), sample.capacityUnits(), inTurn, loads), sample));
        }
    }

    /** Returns the agent of that name, who is made known by it. */
    RoutedAgent agent(AgentId id) {
        RoutedAgent known = agents.get(id.value());
        if (known != null) {
            return known;
        }
        int number = numbers.getAndIncrement();
        Bounds.range("agents", number, 0, RoutedSession.MAX_AGENTS - 1);
        RoutedAgent made = new RoutedAgent(id, number, nowhere);
        @Nullable RoutedAgent[] chunk = byNumber.get(number / CHUNK);
        if (chunk == null) {
            @Nullable RoutedAgent[] fresh = new @Nullable RoutedAgent[CHUNK];
            chunk = byNumber.compareAndExchange(number / CHUNK, null, fresh);
            chunk = chunk == null ? fresh : chunk;
        }
        AGENT.setVolatile(chunk, number % CHUNK, made);
        RoutedAgent first = agents.putIfAbsent(id.value(), made);
        return first == null ? made : first;
    }

    @Nullable
    RoutedAgent known(AgentId id) {
        return agents.get(id.value());
    }

    RoutedAgent agent(int number) {
        @Nullable RoutedAgent[] chunk = byNumber.get(number / CHUNK);
        RoutedAgent agent = chunk == null ? null : (RoutedAgent) AGENT.getVolatile(chunk, number % CHUNK);
        if (agent == null) {
            throw new IllegalStateException("agent number " + number + " is not known");
        }
        return agent;
    }

    /** Puts an agent behind those that were told of before, once. */
    void join(RoutedAgent agent) {
        agent.join(joined);
    }

    Collection<RoutedAgent> agents() {
        return agents.values();
    }

    /** Tells how the head of a lane stands, wherever that is looked up by now. */
    void refresh(Lane lane) {
        Directory now = directory();
        now.refresh(lane);
        while (!now.sharesHints(directory())) {
            now = directory();
            now.refresh(lane);
        }
    }

    /** Makes it known that a session waits: afterwards nobody who gives units back overlooks it. */
    void publish(RoutedSession session) {
        Lane lane = session.lane();
        Directory now = directory();
        now.entered(lane, session);
        while (!now.sharesHints(directory())) {
            now = directory();
            now.entered(lane, session);
        }
    }
}
