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
import java.util.concurrent.atomic.AtomicLong;
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
    private static final int MAX_ROUTES = 1 << 20;

    private final Loads loads;
    private final boolean inTurn;
    private volatile Directory directory = new Directory();
    private final ConcurrentSkipListMap<String, RoutedAgent> agents = new ConcurrentSkipListMap<>();
    private final AtomicReferenceArray<@Nullable RoutedAgent @Nullable []> byNumber =
            new AtomicReferenceArray<>(RoutedSession.MAX_AGENTS / CHUNK);
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger joined = new AtomicInteger();
    private final AtomicLong published = new AtomicLong();
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
            Route known = directory().route(demand);
            if (known != null) {
                // Also if somebody else made it who has not come so far: nobody waits on it before the agent knows.
                name(known);
                return known;
            }
            Reach reach = reach(target);
            Directory now = directory();
            Bounds.range("routes", now.routes().length, 0, MAX_ROUTES - 1);
            if (now.route(demand) == null) {
                add(new Route(now.routes().length, reach, units), now);
            }
        }
    }

    private void add(Route route, Directory now) {
        Directory more = now.with(route);
        if (DIRECTORY.compareAndSet(this, now, more) && !more.sharesHints(now)) {
            for (Route each : more.routes()) {
                more.refresh(each);
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

    /** Lets the one agent whom a route names, if there is one, look at it. */
    private static void name(Route route) {
        RoutedAgent agent = route.reach().only();
        if (agent == null) {
            return;
        }
        List<Route> now = agent.named();
        while (!now.contains(route)) {
            List<Route> more = new ArrayList<>(now);
            more.add(route);
            agent.named(now, List.copyOf(more));
            now = agent.named();
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

    /** Tells who is first on a route now, wherever that is looked up by now. */
    void refresh(Route route) {
        Directory now = directory();
        now.refresh(route);
        while (!now.sharesHints(directory())) {
            now = directory();
            now.refresh(route);
        }
    }

    /** Makes it known that a session waits: afterwards nobody who gives units back overlooks it. */
    void publish(RoutedSession session) {
        Directory now = directory();
        now.entered(session.route(), session);
        while (!now.sharesHints(directory())) {
            now = directory();
            now.entered(session.route(), session);
        }
        published.getAndIncrement();
    }

    /** Returns how often it was made known that a session waits. Whoever did so looks for agents afterwards. */
    long published() {
        return published.get();
    }
}
