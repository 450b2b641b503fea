package io.github.parlor.routing;

import io.github.parlor.bounds.Bounds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
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
    /** Places for each agent; a ring is renewed after so many gifts to each, so renewing costs little per gift. */
    private static final int PLACES_PER_AGENT = 8;

    private static final int MIN_PLACES = 128;

    /** More distinct loads than any sane limit has; what goes beyond shares one row, which is searched through. */
    private static final int MAX_ROWS = 64;

    private static final int MIXED = Integer.MAX_VALUE;

    private final int number;
    private final int capacity;
    private final boolean inTurn;
    private final AtomicReference<Ring> ring;
    private final AtomicInteger signedIn = new AtomicInteger();

    /** The spots of the agents who hold so many units; {@link #MIXED} for all that have no row of their own. */
    private record Row(int held, Hints hints, AtomicInteger cursor) {}

    private static final class Ring {
        final int number;
        final AtomicReferenceArray<@Nullable RoutedAgent> agents;
        final AtomicInteger next;
        private final AtomicReference<Row[]> rows = new AtomicReference<>(new Row[0]);
        /** How many agents move in from the ring before, and that ring until all have. */
        final int movers;

        volatile @Nullable Ring before;
        /** Who took a place last. */
        volatile @Nullable RoutedAgent last;

        Ring(int number, int size, List<RoutedAgent> order, @Nullable Ring before) {
            this.number = number;
            this.agents = new AtomicReferenceArray<>(size);
            this.movers = order.size();
            this.next = new AtomicInteger(movers);
            this.before = before;
            for (int i = 0; i < movers; i++) {
                agents.setPlain(i, order.get(i));
                last = order.get(i);
            }
        }

        Row[] rows() {
            return Objects.requireNonNull(rows.get());
        }

        Row row(int held) {
            while (true) {
                Row[] all = rows();
                for (Row row : all) {
                    if (row.held == held || row.held == MIXED) {
                        return row;
                    }
                }
                Row made =
                        new Row(all.length < MAX_ROWS ? held : MIXED, new Hints(agents.length()), new AtomicInteger());
                Row[] more = Arrays.copyOf(all, all.length + 1);
                more[all.length] = made;
                Arrays.sort(more, (one, other) -> Integer.compare(one.held, other.held));
                rows.compareAndSet(all, more);
            }
        }
    }

    Room(int number, int capacity, boolean inTurn) {
        this.number = number;
        this.capacity = capacity;
        this.inTurn = inTurn;
        this.ring = new AtomicReference<>(new Ring(1, MIN_PLACES, List.of(), null));
    }

    int number() {
        return number;
    }

    int capacity() {
        return capacity;
    }

    /** How many agents of the room are not gone. */
    AtomicInteger signedIn() {
        return signedIn;
    }

    /**
     * Takes units of an agent, who then has been given work.
     *
     * @param force whether also from an agent who is not open or has no room
     * @return whether they were taken
     * @throws io.github.parlor.bounds.InvalidValueException if by force the agent would hold more than can be counted
     */
    static boolean take(RoutedAgent agent, int units, boolean force) {
        while (true) {
            long word = agent.word();
            if (!force && !agent.hasRoom(word, units)) {
                return false;
            }
            Bounds.range("heldUnits", RoutedAgent.heldOf(word) + units, 0, RoutedAgent.MAX_HELD);
            Room room = agent.room(word);
            long taken = RoutedAgent.plus(word, units);
            if (room == null) {
                // Only by force: the agent is being moved, and finds a place when that is done.
                if (agent.change(word, taken)) {
                    return true;
                }
            } else if (room.place(agent, word, taken)) {
                return true;
            }
        }
    }

    /** Takes units of an agent whose word is still the given one, who then has been given work. */
    static boolean take(RoutedAgent agent, long word, int units) {
        Room room = agent.room(word);
        return room != null && room.place(agent, word, RoutedAgent.plus(word, units));
    }

    /** Gives units of an agent back, who keeps the place. */
    static void free(RoutedAgent agent, int units) {
        while (true) {
            long word = agent.word();
            long freed = RoutedAgent.plus(word, -units);
            if (agent.change(word, freed)) {
                moved(agent, word, freed);
                return;
            }
        }
    }

    /**
     * Gives units back and takes others in the same step, as one who finishes a session and takes the next.
     *
     * @return false if the agent does not take work any more, or would stand above the limit: nothing was changed
     */
    static boolean exchange(RoutedAgent agent, int freed, int taken) {
        while (true) {
            long word = agent.word();
            Room room = agent.room(word);
            if (room == null || !agent.hasRoom(word, taken - freed)) {
                return false;
            }
            if (room.place(agent, word, RoutedAgent.plus(word, taken - freed))) {
                return true;
            }
        }
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
        agent.seating(new RoutedAgent.Seating(this, seating));
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

    /** Sets the word to {@code taken} with a new place behind all others. Returns false if the word changed meanwhile. */
    private boolean place(RoutedAgent agent, long word, long taken) {
        Ring current = settled();
        if (RoutedAgent.ringOf(word) != current.number) {
            rescue(agent);
            return false;
        }
        long placed = taken;
        if (!inTurn) {
            int place = current.next.getAndIncrement();
            if (place >= current.agents.length()) {
                renew(current, null);
                return false;
            }
            current.agents.setRelease(place, agent);
            current.last = agent;
            placed = RoutedAgent.at(taken, current.number, place);
        }
        if (!agent.change(word, placed)) {
            return false;
        }
        moved(agent, word, placed);
        return true;
    }

    private static void moved(RoutedAgent agent, long before, long after) {
        Room now = agent.room(after);
        if (now != null) {
            now.show(agent, after);
        }
        // The room of the former spot, if the word was made for the seating in force; else its hint is found stale.
        Room former = agent.room(before);
        if (former != null) {
            former.hide(agent, before, after);
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
            its.row(RoutedAgent.heldOf(word)).hints.add(RoutedAgent.placeOf(word));
            if (agent.word() != word) {
                hide(agent, word, word);
            }
        }
    }

    /**
     * Hides the spot of a word that the agent had, but never before the spot that the agent has is shown: whoever set that
     * word may have been stopped, and nobody looks at an agent again who merely got more work.
     *
     * @param shown a word whose spot the caller showed
     */
    private void hide(RoutedAgent agent, long word, long shown) {
        Ring its = ring(word);
        if (its == null || !isShown(word)) {
            return;
        }
        Row row = its.row(RoutedAgent.heldOf(word));
        int place = RoutedAgent.placeOf(word);
        long visible = shown;
        while (true) {
            long read = row.hints.read(place);
            long now = agent.word();
            if (!Hints.has(read, place)
                    || its.agents.get(place) != agent
                    || isAt(agent, now, its, row, place)
                    || (now == visible && row.hints.remove(place, read))) {
                return;
            }
            Room room = now == visible ? null : agent.room(now);
            if (room != null) {
                room.show(agent, now);
            }
            visible = now;
        }
    }

    private @Nullable Ring ring(long word) {
        Ring current = current();
        int wanted = RoutedAgent.ringOf(word);
        if (current.number == wanted) {
            return current;
        }
        Ring before = current.before;
        return before != null && before.number == wanted ? before : null;
    }

    /**
     * Returns the agent to ask first, or null.
     *
     * @param units how much room is needed
     * @param may whom to ask at all, or null for everybody
     */
    @Nullable
    RoutedAgent best(int units, @Nullable Predicate<RoutedAgent> may) {
        while (true) {
            Ring current = settled();
            Row[] rows = current.rows();
            RoutedAgent best = best(current, rows, units, may);
            // Somebody with room may have moved on into a row or a ring that is new; who moves back is looked at by the
            // mover.
            if (best != null || (rows == current.rows() && current == current())) {
                return best;
            }
        }
    }

    private @Nullable RoutedAgent best(Ring current, Row[] rows, int units, @Nullable Predicate<RoutedAgent> may) {
        RoutedAgent best = null;
        for (Row row : rows) {
            if (row.held == MIXED) {
                RoutedAgent other = lightest(current, row, units, may);
                return best == null || (other != null && HELD_ORDER.compare(other, best) < 0) ? other : best;
            }
            if (best == null && capacity - row.held >= units) {
                best = inTurn ? nextInTurn(current, row, units, may) : first(current, row, 0, units, may);
            }
            if (best != null && rows.length <= MAX_ROWS) {
                return best;
            }
        }
        return best;
    }

    private @Nullable RoutedAgent nextInTurn(Ring in, Row row, int units, @Nullable Predicate<RoutedAgent> may) {
        int from = row.cursor.getPlain();
        RoutedAgent found = first(in, row, from, units, may);
        if (found == null && from > 0) {
            found = first(in, row, 0, units, may);
        }
        if (found != null) {
            row.cursor.setPlain(RoutedAgent.placeOf(found.word()) + 1);
        }
        return found;
    }

    private @Nullable RoutedAgent first(Ring in, Row row, int from, int units, @Nullable Predicate<RoutedAgent> may) {
        for (int place = row.hints.next(from); place >= 0; place = row.hints.next(place + 1)) {
            RoutedAgent agent = checked(in, row, place);
            if (agent != null && agent.hasRoom(agent.word(), units) && (may == null || may.test(agent))) {
                return agent;
            }
        }
        return null;
    }

    /** For a row whose agents do not all hold the same. */
    private @Nullable RoutedAgent lightest(Ring in, Row row, int units, @Nullable Predicate<RoutedAgent> may) {
        RoutedAgent best = null;
        for (int place = row.hints.next(0); place >= 0; place = row.hints.next(place + 1)) {
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
        RoutedAgent agent = in.agents.get(place);
        long read = row.hints.read(place);
        if (agent == null || !Hints.has(read, place)) {
            return null;
        }
        long word = agent.word();
        if (isAt(agent, word, in, row, place)) {
            return agent;
        }
        if (agent.room(word) == this) {
            show(agent, word);
        }
        if (!isAt(agent, agent.word(), in, row, place)) {
            row.hints.remove(place, read);
        }
        return agent.room(word) == this ? agent : null;
    }

    private boolean isAt(RoutedAgent agent, long word, Ring in, Row row, int place) {
        return agent.room(word) == this
                && RoutedAgent.ringOf(word) == in.number
                && RoutedAgent.placeOf(word) == place
                && isShown(word)
                && (row.held == MIXED || row.held == RoutedAgent.heldOf(word));
    }

    /** Returns a place for an agent who comes in: where the agent belongs by when work was given last. */
    private long enter(RoutedAgent agent) {
        while (true) {
            Ring current = settled();
            RoutedAgent last = current.last;
            if (inTurn || last == null || ORDER.compare(last, agent) < 0) {
                int place = current.next.getAndIncrement();
                if (place < current.agents.length()) {
                    current.agents.setRelease(place, agent);
                    current.last = agent;
                    return RoutedAgent.at(0, current.number, place);
                }
            }
            renew(current, agent);
            Ring fresh = current();
            for (int i = 0; i < fresh.movers; i++) {
                if (fresh.agents.get(i) == agent) {
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
        for (int place = 0; place < old.agents.length(); place++) {
            RoutedAgent agent = old.agents.get(place);
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
        ring.compareAndSet(old, fresh);
        settled();
    }

    private Ring current() {
        return Objects.requireNonNull(ring.get());
    }

    private Ring settled() {
        Ring current = current();
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
            RoutedAgent agent = fresh.agents.get(place);
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
        for (int i = 0; i < old.agents.length(); i++) {
            RoutedAgent agent = old.agents.get(i);
            long word = agent == null ? 0 : agent.word();
            if (agent != null && agent.room(word) == this && RoutedAgent.ringOf(word) == old.number) {
                int place = fresh.next.getAndIncrement();
                if (place < fresh.agents.length()) {
                    fresh.agents.setRelease(place, agent);
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
