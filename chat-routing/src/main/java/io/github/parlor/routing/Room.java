package io.github.parlor.routing;

import io.github.parlor.bounds.Bounds;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The agents of one kind (same teams, skills and limit), and among them those who have room: by how much they hold, then by
 * their place. In a room that asks the longest waiting first, an agent takes a new place behind all others each time work is
 * given, and keeps it otherwise; in a room that asks in turn, the place never changes and the search begins after the last
 * one who was found.
 *
 * <p>Places are numbers in a {@link Ring}. When it is used up, a fresh one takes its place, into which its agents move in
 * their order; whoever meets a move that is not finished, finishes it.
 *
 * <p>An agent's word says the spot: ring, place and units held. For each number of units held there is a row of {@link
 * Hints}, one for each place. A change of the word is followed by showing the new spot, then hiding the old one, so that an
 * agent with room is found at each moment, at worst at the former spot. Thread-safe and lock-free.
 */
final class Room {
    private static final VarHandle RING;
    private static final VarHandle AGENTS = MethodHandles.arrayElementVarHandle(RoutedAgent[].class);
    private static final VarHandle ROWS = MethodHandles.arrayElementVarHandle(Row[].class);

    static {
        try {
            RING = MethodHandles.lookup().findVarHandle(Room.class, "ring", Ring.class);
        } catch (ReflectiveOperationException unreachable) {
            throw new ExceptionInInitializerError(unreachable);
        }
    }

    /** Places for each agent; a ring is renewed after so many gifts to each, so renewing costs little per gift. */
    private static final int PLACES_PER_AGENT = 8;

    private static final int MIN_PLACES = 128;

    private final int number;
    private final int capacity;
    private final long stepsPerUnit;
    private final boolean inTurn;
    private final Loads loads;
    private volatile Ring ring;
    /** The last that was made. Any value will do. */
    private RoutedAgent.@Nullable Seating seating;

    /** The spots of the agents whose load is in one step of {@link Loads}. */
    private static final class Row extends Hints {
        final Loads.Step step;
        /** What they hold, all the same unless mixed. */
        final int held;

        volatile boolean mixed;
        /** Where a search in turn goes on. Any value will do. */
        int cursor;

        Row(Loads.Step step, int room, int places, int held) {
            super(places, step.rooms, room);
            this.step = step;
            this.held = held;
        }
    }

    private static final class Ring {
        final int number;
        private final @Nullable RoutedAgent[] agents;
        final AtomicInteger next;
        /** By step of the load. */
        private final @Nullable Row[] rows = new @Nullable Row[Loads.STEPS];
        /** How many agents move in from the ring before, and that ring until all have. */
        final int movers;

        volatile @Nullable Ring before;

        Ring(int number, int size, List<RoutedAgent> order, @Nullable Ring before) {
            this.number = number;
            this.agents = new @Nullable RoutedAgent[size];
            this.movers = order.size();
            this.next = new AtomicInteger(movers);
            this.before = before;
            for (int i = 0; i < movers; i++) {
                agents[i] = order.get(i);
            }
        }

        int places() {
            return agents.length;
        }

        @Nullable
        RoutedAgent agent(int place) {
            return (RoutedAgent) AGENTS.getVolatile(agents, place);
        }

        void take(int place, RoutedAgent agent) {
            AGENTS.setRelease(agents, place, agent);
        }

        @Nullable
        Row row(int step) {
            return (Row) ROWS.getVolatile(rows, step);
        }

        /** Returns the row of a step, which is the given one unless there is one. */
        Row row(int step, Row made) {
            Row known = (Row) ROWS.compareAndExchange(rows, step, null, made);
            return known == null ? made : known;
        }

        /** Returns who took a place last, or null if nobody has. */
        @Nullable
        RoutedAgent last() {
            for (int place = Math.min(next.get(), agents.length) - 1; place >= 0; place--) {
                RoutedAgent agent = agent(place);
                if (agent != null) {
                    return agent;
                }
            }
            return null;
        }
    }

    Room(int number, int capacity, boolean inTurn, Loads loads) {
        this.number = number;
        this.capacity = capacity;
        this.stepsPerUnit = Loads.stepsPerUnit(capacity);
        this.inTurn = inTurn;
        this.loads = loads;
        this.ring = new Ring(1, MIN_PLACES, List.of(), null);
    }

    int number() {
        return number;
    }

    int capacity() {
        return capacity;
    }

    /**
     * Takes units of an agent, who then has been given work.
     *
     * @return the number of the gift, or 0 if the agent takes no work or has no room
     */
    static long take(RoutedAgent agent, int units) {
        long gift = 0;
        while (true) {
            long word = agent.word();
            Room room = agent.room(word);
            if (room == null || !agent.hasRoom(word, units)) {
                return 0;
            }
            gift = gift == 0 ? room.loads.nextNumber() : gift;
            if (room.place(agent, word, RoutedAgent.plus(word, units), gift)) {
                return gift;
            }
        }
    }

    /** Takes units of an agent whose word is still the given one, who then has been given work. */
    static boolean take(RoutedAgent agent, long word, int units, long gift) {
        Room room = agent.room(word);
        return room != null && room.place(agent, word, RoutedAgent.plus(word, units), gift);
    }

    /**
     * Takes units of an agent whatever the status and the room are.
     *
     * @return the number of the gift
     * @throws io.github.parlor.bounds.InvalidValueException if the agent would hold more than can be counted
     */
    static long force(RoutedAgent agent, int units, Loads loads) {
        long gift = loads.nextNumber();
        while (true) {
            long word = agent.word();
            Bounds.range("heldUnits", RoutedAgent.heldOf(word) + units, 0, RoutedAgent.MAX_HELD);
            Room room = agent.room(word);
            long taken = RoutedAgent.plus(word, units);
            if (room == null) {
                // The agent is being moved to another room, and finds a place when that is done.
                if (agent.change(word, taken)) {
                    agent.lastGiven(gift);
                    return gift;
                }
            } else if (room.place(agent, word, taken, gift)) {
                return gift;
            }
        }
    }

    /** Gives units of an agent back, who keeps the place. */
    static void free(RoutedAgent agent, int units) {
        boolean freed;
        do {
            freed = free(agent, agent.word(), units);
        } while (!freed);
    }

    /** The same for an agent whose word is still the given one; returns false if it is not. */
    static boolean free(RoutedAgent agent, long word, int units) {
        long freed = RoutedAgent.plus(word, -units);
        if (!agent.change(word, freed)) {
            return false;
        }
        moved(agent, word, freed);
        return true;
    }

    /**
     * Takes or gives back the difference when something that an agent serves becomes larger or smaller. That is no new work.
     *
     * @return false if there is no room for more
     */
    static boolean resize(RoutedAgent agent, int more) {
        while (true) {
            long word = agent.word();
            Room room = agent.room(word);
            if (more > 0 && (room == null || room.capacity - RoutedAgent.heldOf(word) < more)) {
                return false;
            }
            long resized = RoutedAgent.plus(word, more);
            if (more == 0 || agent.change(word, resized)) {
                moved(agent, word, resized);
                return true;
            }
        }
    }

    /** Opens or closes an agent for new work. Returns whether that changed anything. */
    static boolean open(RoutedAgent agent, boolean open) {
        while (true) {
            long word = agent.word();
            long changed = RoutedAgent.opened(word, open);
            if (changed == word) {
                return false;
            }
            if (agent.change(word, changed)) {
                moved(agent, word, changed);
                return true;
            }
        }
    }

    /** Seats an agent, who may come from another room, in this one. For one caller per agent at a time. */
    void seat(RoutedAgent agent, boolean open) {
        int leaving = RoutedAgent.nextSeating(agent.seating().number());
        long word;
        do {
            word = agent.word();
        } while (!agent.change(word, RoutedAgent.withSeating(RoutedAgent.opened(word, false), leaving)));
        moved(agent, word, agent.word());
        int seating = RoutedAgent.nextSeating(leaving);
        agent.seating(seating(seating));
        while (true) {
            long spot = enter(agent);
            word = agent.word();
            long seated = RoutedAgent.withSeating(RoutedAgent.opened(word, open), seating);
            seated = RoutedAgent.at(seated, RoutedAgent.ringOf(spot), RoutedAgent.placeOf(spot));
            if (agent.change(word, seated)) {
                show(agent, seated);
                rescue(agent);
                return;
            }
        }
    }

    /** Most agents of a room sit down for the first time and so have the same: one line of memory for all. */
    private RoutedAgent.Seating seating(int number) {
        RoutedAgent.Seating known = seating;
        if (known == null || known.number() != number) {
            known = new RoutedAgent.Seating(this, number);
            seating = known;
        }
        return known;
    }

    /** Sets the word to {@code taken} with a new place behind all others. Returns false if the word changed meanwhile. */
    private boolean place(RoutedAgent agent, long word, long taken, long gift) {
        Ring current = settled();
        if (RoutedAgent.ringOf(word) != current.number) {
            rescue(agent);
            return false;
        }
        long placed = taken;
        if (!inTurn) {
            int place = current.next.getAndIncrement();
            if (place >= current.places()) {
                renew(current, null);
                return false;
            }
            current.take(place, agent);
            placed = RoutedAgent.at(taken, current.number, place);
        }
        if (!agent.change(word, placed)) {
            return false;
        }
        long former = agent.lastGiven();
        agent.lastGiven(gift);
        moved(agent, word, placed, former);
        return true;
    }

    private static void moved(RoutedAgent agent, long before, long after) {
        moved(agent, before, after, agent.lastGiven());
    }

    private static void moved(RoutedAgent agent, long before, long after, long formerlyGiven) {
        Room now = agent.room(after);
        if (now != null) {
            now.show(agent, after);
        }
        // The room of the former spot, if the word was made for the seating in force; else its hint is found stale.
        Room former = agent.room(before);
        if (former != null) {
            former.hide(agent, before, after, formerlyGiven);
        }
    }

    /** Shows an agent where the agent is now, on behalf of somebody who changed the word and has not done so yet. */
    static void reveal(RoutedAgent agent) {
        long word = agent.word();
        Room room = agent.room(word);
        if (room != null) {
            room.rescue(agent);
            room.show(agent, agent.word());
        }
    }

    private boolean isShown(long word) {
        return RoutedAgent.isOpen(word) && RoutedAgent.heldOf(word) < capacity;
    }

    private void show(RoutedAgent agent, long word) {
        Ring its = ring(word);
        if (its != null && isShown(word)) {
            Row row = row(its, RoutedAgent.heldOf(word));
            row.add(RoutedAgent.placeOf(word));
            if (!inTurn) {
                row.step.came(inBlock(), agent.lastGiven());
            }
            if (agent.word() != word) {
                hide(agent, word, word, Long.MIN_VALUE);
            }
        }
    }

    /**
     * Hides the spot of a word that the agent had, but never before the spot that the agent has is shown: whoever set that
     * word may have been stopped, and nobody looks at an agent again who merely got more work.
     *
     * @param shown a word whose spot the caller showed
     * @param given when the agent was given work last while at the former spot
     */
    private void hide(RoutedAgent agent, long word, long shown, long given) {
        Ring its = ring(word);
        if (its == null || !isShown(word)) {
            return;
        }
        Row row = row(its, RoutedAgent.heldOf(word));
        int place = RoutedAgent.placeOf(word);
        long visible = shown;
        while (true) {
            long read = row.read(place);
            long now = agent.word();
            if (!Hints.has(read, place)
                    || its.agent(place) != agent
                    || isAt(agent, now, its, row, place)
                    || (now == visible && row.remove(place, read))) {
                break;
            }
            Room room = now == visible ? null : agent.room(now);
            if (room != null) {
                room.show(agent, now);
            }
            visible = now;
        }
        if (!inTurn) {
            row.step.went(inBlock(), given);
        }
    }

    private int inBlock() {
        return number & (Loads.BLOCK - 1);
    }

    private @Nullable Ring ring(long word) {
        Ring current = ring;
        int wanted = RoutedAgent.ringOf(word);
        if (current.number == wanted) {
            return current;
        }
        Ring before = current.before;
        return before != null && before.number == wanted ? before : null;
    }

    private Row row(Ring in, int held) {
        int step = Loads.step(held, stepsPerUnit);
        Row row = in.row(step);
        if (row == null) {
            Loads.Step shared = loads.at(number, step);
            shared.noteLoad(held, capacity);
            row = in.row(step, new Row(shared, inBlock(), in.places(), held));
        }
        if (row.held != held && !row.mixed) {
            row.mixed = true;
            row.step.noteLoad(held, capacity);
        }
        return row;
    }

    /**
     * Returns the agent to ask first among those whose load is in one step, or null.
     *
     * @param units how much room is needed
     * @param may whom to ask at all, or null for everybody
     */
    @Nullable
    RoutedAgent best(int step, int units, @Nullable Predicate<RoutedAgent> may) {
        Ring current = settled();
        Row row = current.row(step);
        if (row == null) {
            return null;
        }
        if (row.mixed) {
            return lightest(current, row, units, may);
        }
        if (capacity - row.held < units) {
            return null;
        }
        return inTurn ? nextInTurn(current, row, units, may) : first(current, row, 0, units, may);
    }

    /** Tells the loads that nobody is at one step, if that is so. */
    void forget(int step) {
        Hints rooms = loads.at(number, step).rooms;
        long read = rooms.read(inBlock());
        Row row = settled().row(step);
        if (Hints.has(read, inBlock()) && (row == null || row.shut())) {
            rooms.remove(inBlock(), read);
        }
    }

    private @Nullable RoutedAgent nextInTurn(Ring in, Row row, int units, @Nullable Predicate<RoutedAgent> may) {
        int from = row.cursor;
        RoutedAgent found = first(in, row, from, units, may);
        if (found == null && from > 0) {
            found = first(in, row, 0, units, may);
        }
        if (found != null) {
            row.cursor = RoutedAgent.placeOf(found.word()) + 1;
        }
        return found;
    }

    private @Nullable RoutedAgent first(Ring in, Row row, int from, int units, @Nullable Predicate<RoutedAgent> may) {
        int place = from == 0 ? row.first() : row.next(from);
        while (place >= 0) {
            RoutedAgent agent = in.agent(place);
            if (agent != null && hasRoom(agent, in, row, place, units) && (may == null || may.test(agent))) {
                return agent;
            }
            place = row.next(place + 1);
        }
        return null;
    }

    /** Whether an agent for whom a hint stands has room, there or where a hint that is put right says. */
    private boolean hasRoom(RoutedAgent agent, Ring in, Row row, int place, int units) {
        long word = agent.word();
        if (isAt(agent, word, in, row, place)) {
            return capacity - RoutedAgent.heldOf(word) >= units;
        }
        return repaired(agent, in, row, place) != null && agent.hasRoom(agent.word(), units);
    }

    /** For a row whose agents do not all hold the same. */
    private @Nullable RoutedAgent lightest(Ring in, Row row, int units, @Nullable Predicate<RoutedAgent> may) {
        RoutedAgent best = null;
        for (int place = row.first(); place >= 0; place = row.next(place + 1)) {
            RoutedAgent agent = checked(in, row, place);
            if (agent != null
                    && agent.hasRoom(agent.word(), units)
                    && (may == null || may.test(agent))
                    && (best == null || HELD_ORDER.compare(agent, best) < 0)) {
                best = agent;
            }
        }
        return best;
    }

    /** Returns the agent that a hint stands for; one that is stale is put right, also for whoever was to do it. */
    private @Nullable RoutedAgent checked(Ring in, Row row, int place) {
        RoutedAgent agent = in.agent(place);
        return agent == null || isAt(agent, agent.word(), in, row, place) ? agent : repaired(agent, in, row, place);
    }

    private @Nullable RoutedAgent repaired(RoutedAgent agent, Ring in, Row row, int place) {
        long read = row.read(place);
        long word = agent.word();
        if (agent.room(word) == this) {
            show(agent, word);
        }
        if (Hints.has(read, place) && !isAt(agent, agent.word(), in, row, place)) {
            row.remove(place, read);
        }
        return agent.room(word) == this ? agent : null;
    }

    private boolean isAt(RoutedAgent agent, long word, Ring in, Row row, int place) {
        return agent.room(word) == this
                && RoutedAgent.ringOf(word) == in.number
                && RoutedAgent.placeOf(word) == place
                && isShown(word)
                && (row.mixed || row.held == RoutedAgent.heldOf(word));
    }

    /** Returns a place for an agent who comes in: where the agent belongs by when work was given last. */
    private long enter(RoutedAgent agent) {
        while (true) {
            Ring current = settled();
            RoutedAgent last = current.last();
            if (inTurn || last == null || ORDER.compare(last, agent) < 0) {
                int place = current.next.getAndIncrement();
                if (place < current.places()) {
                    current.take(place, agent);
                    return RoutedAgent.at(0, current.number, place);
                }
            }
            renew(current, agent);
            Ring fresh = ring;
            for (int i = 0; i < fresh.movers; i++) {
                if (fresh.agent(i) == agent) {
                    return RoutedAgent.at(0, fresh.number, i);
                }
            }
        }
    }

    /** The one who was given work least recently first. */
    static final Comparator<RoutedAgent> ORDER =
            Comparator.<RoutedAgent>comparingLong(agent -> agent.lastGiven()).thenComparingInt(RoutedAgent::joined);

    private static final Comparator<RoutedAgent> HELD_ORDER = Comparator.<RoutedAgent>comparingInt(
                    agent -> RoutedAgent.heldOf(agent.word()))
            .thenComparing(ORDER);

    /** An agent who was left in a ring that is no longer used gets a place in the one that is. */
    private void rescue(RoutedAgent agent) {
        Ring current = settled();
        long word = agent.word();
        while (agent.room(word) == this && RoutedAgent.ringOf(word) != current.number) {
            long spot = enter(agent);
            agent.change(word, RoutedAgent.at(word, RoutedAgent.ringOf(spot), RoutedAgent.placeOf(spot)));
            word = agent.word();
            current = settled();
            show(agent, word);
        }
    }

    private void renew(Ring old, @Nullable RoutedAgent newcomer) {
        settle(old);
        List<RoutedAgent> order = new ArrayList<>();
        for (int place = 0; place < old.places(); place++) {
            RoutedAgent agent = old.agent(place);
            long word = agent == null ? 0 : agent.word();
            if (agent != null
                    && agent != newcomer
                    && agent.room(word) == this
                    && RoutedAgent.ringOf(word) == old.number
                    && RoutedAgent.placeOf(word) == place) {
                order.add(agent);
            }
        }
        if (newcomer != null) {
            int at = 0;
            while (at < order.size() && ORDER.compare(order.get(at), newcomer) < 0) {
                at++;
            }
            order.add(at, newcomer);
        }
        int size = Math.max(MIN_PLACES, Integer.highestOneBit(order.size()) * 2 * PLACES_PER_AGENT);
        Ring fresh = new Ring((old.number + 1) % RoutedAgent.RINGS, Math.min(size, RoutedAgent.MAX_PLACES), order, old);
        RING.compareAndSet(this, old, fresh);
        settled();
    }

    private Ring settled() {
        Ring current = ring;
        if (current.before != null) {
            settle(current);
        }
        return current;
    }

    /** Moves into a ring whom it was made for. Any number of threads may do that at once; it is done when one is. */
    private void settle(Ring fresh) {
        Ring old = fresh.before;
        if (old == null) {
            return;
        }
        for (int place = 0; place < fresh.movers; place++) {
            RoutedAgent agent = fresh.agent(place);
            if (agent != null) {
                move(agent, old, fresh, place);
            }
        }
        List<RoutedAgent> without = adopt(old, fresh);
        fresh.before = null;
        without.forEach(this::rescue);
    }

    /**
     * Moves those who took a place in the old ring after its order was read: whoever seats an agent looks at the ring
     * afterwards, and this looks at the agents after the ring was changed, so one sees the other.
     *
     * @return those for whom there was no place left, which takes more threads than agents
     */
    private List<RoutedAgent> adopt(Ring old, Ring fresh) {
        List<RoutedAgent> without = new ArrayList<>();
        for (int i = 0; i < old.places(); i++) {
            RoutedAgent agent = old.agent(i);
            long word = agent == null ? 0 : agent.word();
            if (agent != null && agent.room(word) == this && RoutedAgent.ringOf(word) == old.number) {
                int place = fresh.next.getAndIncrement();
                if (place < fresh.places()) {
                    fresh.take(place, agent);
                    move(agent, old, fresh, place);
                } else {
                    without.add(agent);
                }
            }
        }
        return without;
    }

    private void move(RoutedAgent agent, Ring old, Ring fresh, int place) {
        long word = agent.word();
        while (agent.room(word) == this && RoutedAgent.ringOf(word) == old.number) {
            agent.change(word, RoutedAgent.at(word, fresh.number, place));
            word = agent.word();
        }
        if (agent.room(word) == this && RoutedAgent.ringOf(word) == fresh.number) {
            show(agent, word);
        }
    }
}
