package io.github.parlor.routing;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds whom to ask for a session, and which session an agent is to be asked about. Changes nothing but hints. Thread-safe
 * and lock-free.
 */
final class Search {
    private final Roster roster;
    private final Loads loads;
    private final boolean inTurn;

    Search(Roster roster, Loads loads, boolean inTurn) {
        this.roster = roster;
        this.loads = loads;
        this.inTurn = inTurn;
    }

    /** Returns a number that is another one if a session came to wait meanwhile. */
    long arrivals() {
        return roster.published();
    }

    /** Returns the first waiting session that an agent has room for and may serve. */
    @Nullable
    RoutedSession firstFor(RoutedAgent agent, Pass pass) {
        return firstFor(agent, agent.word(), 0, pass);
    }

    /** The same for an agent with that word, as if units of the agent that the caller holds were free. */
    @Nullable
    RoutedSession firstFor(RoutedAgent agent, long word, int units, Pass pass) {
        Room room = agent.room(word);
        if (room == null || !agent.hasRoom(word, 1 - units)) {
            return null;
        }
        int free = room.capacity() - RoutedAgent.heldOf(word) + units;
        Directory now = roster.directory();
        RoutedSession first = firstFor(now, room, free, null);
        if (first != null && pass.bars(first, agent)) {
            RoutedSession behind = first.route().first(one -> !pass.bars(one, agent));
            first = earlier(behind, firstFor(now, room, free, first.route()));
        }
        for (Route named : agent.named()) {
            if (named.units() <= free && named.reach().meets(agent)) {
                first = earlier(first, named.first(pass.bars(agent) ? one -> !pass.bars(one, agent) : null));
            }
        }
        return first;
    }

    private static @Nullable RoutedSession firstFor(Directory now, Room room, int free, @Nullable Route without) {
        Route route = now.firstFor(room, free, without);
        while (route != null) {
            RoutedSession first = route.first(null);
            if (first != null) {
                return first;
            }
            // Whoever emptied it has not said so yet; behind its hint others would be overlooked.
            now.refresh(route);
            route = now.firstFor(room, free, without);
        }
        return null;
    }

    private static @Nullable RoutedSession earlier(@Nullable RoutedSession one, @Nullable RoutedSession other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return RoutedSession.compare(one, other) <= 0 ? one : other;
    }

    /** Returns the first session of a lane, if there is an agent for it. */
    @Nullable
    RoutedSession firstIn(Lane lane, Pass pass) {
        if (lane.isEmpty() || search(lane.route(), null) == null) {
            return null;
        }
        // Nobody is passed over because the last agent with room was taken and another one came: those come to look
        // themselves.
        RoutedSession first = lane.first(session -> !pass.bars(session) || choose(session, pass) != null);
        return first == null || choose(first, pass) == null ? null : first;
    }

    /** Returns whom to ask for a session, or null. */
    @Nullable
    RoutedAgent choose(RoutedSession session, @Nullable Pass pass) {
        Route route = session.route();
        RoutedSession.Extras extras = session.extras();
        if (extras == null) {
            return search(route, null);
        }
        Predicate<RoutedAgent> fresh = agent -> !session.wasDeclinedBy(agent);
        RoutedAgent preferred = extras.preferred();
        RoutedAgent found = preferred != null && fresh.test(preferred) && mayServe(preferred, session)
                ? preferred
                : search(route, session.wasDeclined() ? fresh : null);
        if (found != null || !session.wasDeclined()) {
            return found;
        }
        Predicate<RoutedAgent> again = agent -> pass == null || !pass.bars(session, agent);
        return preferred != null && again.test(preferred) && mayServe(preferred, session)
                ? preferred
                : search(route, again);
    }

    /** Whether an agent has room for a session and meets what it wants. */
    boolean mayServe(RoutedAgent agent, RoutedSession session) {
        return mayServe(agent, agent.word(), session, session.route().units());
    }

    private boolean mayServe(RoutedAgent agent, long word, RoutedSession session, int units) {
        Reach reach = session.route().reach();
        Room room = agent.room(word);
        return room != null
                && agent.hasRoom(word, units)
                && (reach.only() == null
                        ? roster.directory().mayServe(room, session.route())
                        : reach.only() == agent && reach.meets(agent));
    }

    /**
     * Takes units of an agent for a session. The same step tests that the agent still may serve it.
     *
     * @return the number of the gift, or 0 if the agent may not
     */
    long take(RoutedAgent agent, RoutedSession session) {
        return exchange(agent, 0, session);
    }

    /**
     * The same for a session that gets units of the agent that the caller holds, and as many more as it takes or fewer.
     *
     * @param units how many the caller holds
     * @return the number of the gift, or 0 if the agent may not, and the caller holds the units still
     */
    long exchange(RoutedAgent agent, int units, RoutedSession session) {
        int more = session.route().units() - units;
        long gift = 0;
        while (true) {
            long word = agent.word();
            if (!mayServe(agent, word, session, more)) {
                return 0;
            }
            gift = gift == 0 ? loads.nextNumber() : gift;
            if (Room.take(agent, word, more, gift)) {
                return gift;
            }
        }
    }

    /** Returns the agent to ask first among those of a route who have room. */
    private @Nullable RoutedAgent search(Route route, @Nullable Predicate<RoutedAgent> may) {
        Reach reach = route.reach();
        RoutedAgent only = reach.only();
        int units = route.units();
        if (only != null) {
            return only.hasRoom(only.word(), units) && reach.meets(only) && (may == null || may.test(only))
                    ? only
                    : null;
        }
        Directory now = roster.directory();
        int[] rooms = now.roomsOf(reach);
        while (true) {
            long used = loads.used();
            for (long steps = used; steps != 0; steps &= steps - 1) {
                int step = Long.numberOfTrailingZeros(steps);
                RoutedAgent found =
                        inTurn ? nextInTurn(now, reach, step, units, may) : search(now, rooms, step, units, may);
                if (found != null) {
                    return found;
                }
            }
            // Somebody with room may have moved on to a step that is new; who moves back is looked at by the mover.
            if (used == loads.used()) {
                return null;
            }
        }
    }

    private @Nullable RoutedAgent search(
            Directory now, int[] rooms, int step, int units, @Nullable Predicate<RoutedAgent> may) {
        int perBlock = Loads.BLOCK / 32;
        RoutedAgent best = null;
        for (int first = 0; first < rooms.length; first += perBlock) {
            Loads.Step there = loads.find(first / perBlock, step);
            if (there != null) {
                int end = Math.min(rooms.length, first + perBlock);
                RoutedAgent found = there.isUneven() ? null : looked(now, rooms, first, end, there, step, units);
                if (there.isUneven() || (found != null && may != null && !may.test(found))) {
                    found = compared(now, rooms, first, end, there, step, units, may);
                }
                if (found != null && (best == null || comesBefore(found, best))) {
                    best = found;
                }
            }
        }
        return best;
    }

    /** Asks the rooms one after the other, beginning behind the one that was asked last for the target. */
    private @Nullable RoutedAgent nextInTurn(
            Directory now, Reach reach, int step, int units, @Nullable Predicate<RoutedAgent> may) {
        int[] rooms = now.roomsOf(reach);
        int turn = reach.turn() < 32 * rooms.length ? reach.turn() : 0;
        int mask = -1 << turn;
        int word = turn >>> 5;
        for (int looks = 0; looks <= rooms.length && rooms.length > 0; looks++) {
            Loads.Step there = loads.find(word / (Loads.BLOCK / 32), step);
            if (there != null) {
                int bits = rooms[word] & there.rooms.word(word % (Loads.BLOCK / 32));
                bits &= looks == 0 ? mask : looks == rooms.length ? ~mask : -1;
                for (; bits != 0; bits &= bits - 1) {
                    Room room = now.room((word << 5) + Integer.numberOfTrailingZeros(bits));
                    RoutedAgent agent = room.best(step, units, may);
                    if (agent != null) {
                        reach.turn(room.number() + 1);
                        return agent;
                    }
                    room.forget(step);
                }
            }
            word = word + 1 == rooms.length ? 0 : word + 1;
        }
        return null;
    }

    /** Asks each room for its first one. */
    private @Nullable RoutedAgent compared(
            Directory now,
            int[] rooms,
            int from,
            int to,
            Loads.Step there,
            int step,
            int units,
            @Nullable Predicate<RoutedAgent> may) {
        RoutedAgent best = null;
        for (int word = from; word < to; word++) {
            for (int bits = rooms[word] & there.rooms.word(word - from); bits != 0; bits &= bits - 1) {
                Room room = now.room((word << 5) + Integer.numberOfTrailingZeros(bits));
                RoutedAgent agent = room.best(step, units, may);
                if (agent == null) {
                    room.forget(step);
                } else if (best == null || comesBefore(agent, best)) {
                    best = agent;
                }
            }
        }
        return best;
    }

    /** Asks the room whose first one was given work least recently, by what is known of each. */
    private @Nullable RoutedAgent looked(
            Directory now, int[] rooms, int from, int to, Loads.Step there, int step, int units) {
        while (true) {
            long first = Loads.Step.NOBODY;
            for (int word = from; word < to; word++) {
                for (int bits = rooms[word] & there.rooms.word(word - from); bits != 0; bits &= bits - 1) {
                    int number = (word << 5) + Integer.numberOfTrailingZeros(bits);
                    long read = there.read(number & (Loads.BLOCK - 1));
                    if (!Loads.Step.isKnown(read)) {
                        read = learn(now.room(number), there, read, step, units);
                    }
                    // The lesser one without a branch: which room is the first so far is a coin toss to the machine.
                    long less = Loads.Step.inOrder(read, number) - first;
                    first += less & (less >> 63);
                }
            }
            if (Loads.Step.stampOf(first) == 0) {
                // Nobody there was ever given work, perhaps in several rooms.
                return compared(now, rooms, from, to, there, step, units, null);
            }
            if (Loads.Step.stampOf(first) == Loads.Step.UNKNOWN) {
                return null;
            }
            int best = 32 * from + Loads.Step.roomOf(first);
            RoutedAgent found = now.room(best).best(step, units, null);
            if (found != null) {
                return found;
            }
            long read = there.read(best & (Loads.BLOCK - 1));
            there.forget(best & (Loads.BLOCK - 1));
            now.room(best).forget(step);
            if (!Loads.Step.isKnown(read)) {
                return compared(now, rooms, from, to, there, step, units, null);
            }
        }
    }

    private static long learn(Room room, Loads.Step there, long read, int step, int units) {
        RoutedAgent first = room.best(step, units, null);
        if (first == null) {
            room.forget(step);
            return read;
        }
        return there.learn(room.number() & (Loads.BLOCK - 1), read, first.lastGiven());
    }

    private static boolean comesBefore(RoutedAgent agent, RoutedAgent other) {
        long load = (long) RoutedAgent.heldOf(agent.word()) * other.capacity();
        long otherLoad = (long) RoutedAgent.heldOf(other.word()) * agent.capacity();
        return load < otherLoad || (load == otherLoad && Room.ORDER.compare(agent, other) < 0);
    }
}
