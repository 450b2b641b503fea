package io.github.parlor.routing.ordered;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.id.AgentId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The agents, and whom to ask first: those of each crew who have room are in a heap by what they hold, then by when they
 * were given work; the crews are found by the load of their first agent. A search looks at crews, never at agents.
 * Single-owner.
 */
final class Staff {
    private static final int MAX_AGENTS = 1 << 20;
    private static final int MAX_CREWS = 1 << 17;

    /** A key of a heap: units held 19 | sequence of the last gift 44. */
    private static final int HELD_AT = 44;

    private static final int NO_STEP = -1;

    private final Map<AgentId, OrderedAgent> byId = new HashMap<>();
    private OrderedAgent[] agents = new OrderedAgent[16];
    private int joined;
    private final Map<Crew.Kind, Crew> byKind = new HashMap<>();
    private Crew[] crews = new Crew[0];
    private final Heaps room = new Heaps();
    /** By step of the load: the crews whose first agent is there, and how many. */
    private final long[][] crewsAt = new long[Crew.STEPS][0];

    private final int[] countAt = new int[Crew.STEPS];
    /** The steps with any crew. */
    private long steps;
    /** By crew: the step it is at, and what its first agent holds. */
    private byte[] stepOf = new byte[0];

    private int[] heldOf = new int[0];
    /** Whether crews differ in their capacity, so that loads are not compared by units. */
    private boolean isMixed;

    @Nullable
    OrderedAgent known(AgentId id) {
        return byId.get(id);
    }

    OrderedAgent agent(AgentId id, Decisions owner) {
        OrderedAgent known = byId.get(id);
        if (known != null) {
            return known;
        }
        int number = byId.size();
        Bounds.range("agents", number, 0, MAX_AGENTS - 1);
        OrderedAgent made = new OrderedAgent(owner, id, number);
        if (number == agents.length) {
            agents = Arrays.copyOf(agents, 2 * number);
        }
        agents[number] = made;
        room.addMember(number);
        byId.put(id, made);
        return made;
    }

    Crew[] crews() {
        return crews;
    }

    /** Returns the crew of an agent, or null if there is none yet. */
    @Nullable
    Crew crew(Agent agent) {
        return byKind.get(Crew.Kind.of(agent));
    }

    Crew newCrew(Agent sample) {
        int number = crews.length;
        Bounds.range("kinds of agents", number, 0, MAX_CREWS - 1);
        Crew made = new Crew(number, sample);
        isMixed |= number > 0 && made.capacity != crews[0].capacity;
        crews = Arrays.copyOf(crews, number + 1);
        crews[number] = made;
        stepOf = Arrays.copyOf(stepOf, number + 1);
        stepOf[number] = NO_STEP;
        heldOf = Arrays.copyOf(heldOf, number + 1);
        heldOf[number] = (int) (Heaps.NONE >>> HELD_AT);
        for (int step = 0; step < Crew.STEPS; step++) {
            crewsAt[step] = Bits.reaching(number, crewsAt[step]);
        }
        room.addHeap();
        byKind.put(Crew.Kind.of(sample), made);
        return made;
    }

    /** Puts an agent behind those that were told of before, once. */
    void join(OrderedAgent agent) {
        joined += agent.joins(joined) ? 1 : 0;
    }

    /** Makes an agent one of a crew, with a status. */
    void become(OrderedAgent agent, Agent profile, Crew crew, AgentStatus status) {
        Crew former = agent.crew;
        if (former != null) {
            former.signedIn -= agent.isSignedIn() ? 1 : 0;
            former.available -= agent.isOpen() ? 1 : 0;
            former.freeUnits -= agent.counted;
            agent.counted = 0;
            if (former != crew) {
                room.remove(former.number, agent.number());
                refresh(former);
            }
        }
        agent.profile = profile;
        agent.crew = crew;
        agent.status = status;
        crew.signedIn += agent.isSignedIn() ? 1 : 0;
        crew.available += agent.isOpen() ? 1 : 0;
        moved(agent);
    }

    /** Takes in what an agent holds now, and since when. */
    void moved(OrderedAgent agent) {
        Crew crew = agent.crew;
        if (crew == null) {
            return;
        }
        int free = agent.isOpen() ? Math.max(0, crew.capacity - agent.held) : 0;
        crew.freeUnits += free - agent.counted;
        agent.counted = free;
        if (free > 0) {
            room.put(crew.number, agent.number(), (long) agent.held << HELD_AT | agent.lastGiven);
        } else {
            room.remove(crew.number, agent.number());
        }
        refresh(crew);
    }

    private void refresh(Crew crew) {
        int number = crew.number;
        long key = room.leastKey(number);
        int held = (int) (key >>> HELD_AT);
        if (held == heldOf[number]) {
            return;
        }
        heldOf[number] = held;
        int former = stepOf[number];
        int step = key == Heaps.NONE ? NO_STEP : crew.step(held);
        if (step == former) {
            return;
        }
        stepOf[number] = (byte) step;
        if (former != NO_STEP) {
            crewsAt[former][number >>> 6] &= ~(1L << number);
            if (--countAt[former] == 0) {
                steps &= ~(1L << former);
            }
        }
        if (step != NO_STEP) {
            crewsAt[step][number >>> 6] |= 1L << number;
            countAt[step]++;
            steps |= 1L << step;
        }
    }

    /** Whether an agent takes work, has room for a session of a route and meets its target. */
    static boolean mayServe(OrderedAgent agent, OrderedRoute route) {
        return agent.hasRoom(route.units()) && meets(agent, route);
    }

    /** Whether an agent meets the target of a route. */
    static boolean meets(OrderedAgent agent, OrderedRoute route) {
        Crew crew = agent.crew;
        Agent profile = agent.profile;
        return route.only == null
                ? crew != null && Bits.has(route.crews, crew.number)
                : route.only == agent && profile != null && route.target().matches(profile);
    }

    /**
     * Returns whom to ask for a session, or null.
     *
     * @param barred who is not asked, or null
     */
    @Nullable
    OrderedAgent choose(OrderedSession session, @Nullable OrderedAgent barred) {
        OrderedRoute route = session.route();
        if (!session.isParticular()) {
            return first(route);
        }
        OrderedAgent preferred = session.preferred();
        if (preferred != null && !session.decliners().contains(preferred) && mayServe(preferred, route)) {
            return preferred;
        }
        OrderedAgent fresh = firstOf(route, agent -> !session.decliners().contains(agents[agent]));
        return fresh != null ? fresh : firstDecliner(session, barred);
    }

    private static @Nullable OrderedAgent firstDecliner(OrderedSession session, @Nullable OrderedAgent barred) {
        OrderedAgent best = null;
        for (OrderedAgent agent : session.decliners()) {
            if (agent != barred && mayServe(agent, session.route())) {
                if (agent == session.preferred()) {
                    return agent;
                }
                best = best == null || comesBefore(agent, best) ? agent : best;
            }
        }
        return best;
    }

    private @Nullable OrderedAgent first(OrderedRoute route) {
        if (route.only != null) {
            return mayServe(route.only, route) ? route.only : null;
        }
        long[] wanted = route.crews;
        for (long left = steps; left != 0; left &= left - 1) {
            long[] there = crewsAt[Long.numberOfTrailingZeros(left)];
            int best = isMixed ? firstByLoad(wanted, there, route.units()) : firstByUnits(wanted, there);
            if (best >= 0) {
                OrderedAgent agent = agents[room.least(best)];
                // With one capacity, nobody has more room than who holds least.
                return agent.free() >= route.units() ? agent : null;
            }
        }
        return null;
    }

    private int firstByUnits(long[] wanted, long[] there) {
        int best = -1;
        long bestKey = Heaps.NONE;
        for (int word = 0; word < wanted.length; word++) {
            for (long left = wanted[word] & there[word]; left != 0; left &= left - 1) {
                int crew = (word << 6) + Long.numberOfTrailingZeros(left);
                long key = room.leastKey(crew);
                if (key < bestKey) {
                    best = crew;
                    bestKey = key;
                }
            }
        }
        return best;
    }

    private int firstByLoad(long[] wanted, long[] there, int units) {
        int best = -1;
        for (int word = 0; word < wanted.length; word++) {
            for (long left = wanted[word] & there[word]; left != 0; left &= left - 1) {
                int crew = (word << 6) + Long.numberOfTrailingZeros(left);
                OrderedAgent agent = agents[room.least(crew)];
                if (agent.free() >= units && (best < 0 || comesBefore(agent, agents[room.least(best)]))) {
                    best = crew;
                }
            }
        }
        return best;
    }

    /** The same among those who may be asked: seldom all others. */
    private @Nullable OrderedAgent firstOf(OrderedRoute route, IntPredicate may) {
        if (route.only != null) {
            return mayServe(route.only, route) && may.test(route.only.number()) ? route.only : null;
        }
        OrderedAgent best = null;
        for (int word = 0; word < route.crews.length; word++) {
            for (long left = route.crews[word]; left != 0; left &= left - 1) {
                int crew = (word << 6) + Long.numberOfTrailingZeros(left);
                int place = room.leastPlace(crew, may);
                OrderedAgent agent = place < 0 ? null : agents[room.memberAt(crew, place)];
                if (agent != null && agent.free() >= route.units() && (best == null || comesBefore(agent, best))) {
                    best = agent;
                }
            }
        }
        return best;
    }

    /** Lower share of the capacity first, compared without rounding, then who was given work less recently. */
    private static boolean comesBefore(OrderedAgent agent, OrderedAgent other) {
        long load = (long) agent.held * capacity(other);
        long otherLoad = (long) other.held * capacity(agent);
        return load < otherLoad || (load == otherLoad && agent.lastGiven < other.lastGiven);
    }

    private static int capacity(OrderedAgent agent) {
        return agent.crew == null ? 0 : agent.crew.capacity;
    }

    /** Returns how much room the first agent of a crew has, who has most; 0 if nobody has any. */
    int mostFree(Crew crew) {
        return room.leastKey(crew.number) == Heaps.NONE ? 0 : crew.capacity - heldOf[crew.number];
    }

    /** Returns the crews that meet a target which names no agent, as bits. */
    long[] crewsOf(Target target) {
        long[] met = new long[(crews.length + 63) >>> 6];
        for (Crew crew : crews) {
            if (target.matches(crew.sample)) {
                met[crew.number >>> 6] |= 1L << crew.number;
            }
        }
        return met;
    }
}
