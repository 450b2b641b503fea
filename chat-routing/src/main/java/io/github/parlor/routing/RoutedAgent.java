package io.github.parlor.routing;

import io.github.parlor.id.AgentId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An agent as a {@link SkillRouter} knows the agent: what its calls take and its offers name. Made by {@link
 * SkillRouter#agent}, one for each agent and router. Thread-safe.
 *
 * <p>Everything that a reservation must test and change in one step is one word of 64 bits: whether the agent takes work,
 * how many units are held, and the place in the room of the agent's kind. Whoever sets the word owns what follows from it.
 *
 * <pre>
 * open 1 | seating 5 | units held 22 | ring 12 | place 24
 * </pre>
 */
public final class RoutedAgent extends HeldSessions {
    private static final int PLACE_BITS = 24;
    private static final int RING_BITS = 12;
    private static final int HELD_BITS = 22;
    private static final int SEATING_BITS = 5;

    private static final int RING_AT = PLACE_BITS;
    private static final int HELD_AT = RING_AT + RING_BITS;
    private static final int SEATING_AT = HELD_AT + HELD_BITS;
    private static final long OPEN = 1L << (SEATING_AT + SEATING_BITS);

    private static final long PLACE = (1L << PLACE_BITS) - 1;
    private static final long LOCATION = (1L << HELD_AT) - 1;
    private static final long HELD = ((1L << HELD_BITS) - 1) << HELD_AT;
    private static final long SEATING = ((1L << SEATING_BITS) - 1) << SEATING_AT;

    /** Most places in a ring. */
    static final int MAX_PLACES = 1 << PLACE_BITS;

    /** Most units that one agent can hold, by force: fourteen times the highest capacity. */
    static final int MAX_HELD = (1 << HELD_BITS) - 1;

    static final int RINGS = 1 << RING_BITS;

    private static final int NOT_YET = Integer.MAX_VALUE;

    private static final VarHandle WORD;
    private static final VarHandle LAST_GIVEN;
    private static final VarHandle NAMED;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            WORD = lookup.findVarHandle(RoutedAgent.class, "word", long.class);
            LAST_GIVEN = lookup.findVarHandle(RoutedAgent.class, "lastGiven", long.class);
            NAMED = lookup.findVarHandle(RoutedAgent.class, "named", List.class);
        } catch (ReflectiveOperationException unreachable) {
            throw new ExceptionInInitializerError(unreachable);
        }
    }

    private final AgentId id;
    private final int number;
    /** Updates of this agent that were begun and not yet taken up. */
    final AtomicInteger updates = new AtomicInteger();

    @SuppressWarnings("unused")
    private volatile long word;

    private volatile Seating seating;
    private volatile @Nullable Agent profile;
    private volatile AgentStatus status = AgentStatus.GONE;
    /** What the last update asked for. */
    volatile @Nullable Wanted wanted;
    /** The routes of sessions that want this agent and nobody else. */
    private volatile List<Route> named = List.of();
    /** When the agent was given work last, as a sequence; 0 if never. Written by whoever gave it. */
    @SuppressWarnings("unused")
    private long lastGiven;

    /** The order in which agents were told of; decides between those who were never given work. */
    private final AtomicInteger joined = new AtomicInteger(NOT_YET);

    record Wanted(Agent agent, AgentStatus status) {}

    /** In which room the agent sits; the number tells whether a word was made for this seating. */
    record Seating(Room room, int number) {}

    RoutedAgent(AgentId id, int number, Room nowhere) {
        this.id = id;
        this.number = number;
        this.seating = new Seating(nowhere, 0);
    }

    /** Returns who it is. */
    public AgentId id() {
        return id;
    }

    /** Returns the number of this agent in its router. */
    public int number() {
        return number;
    }

    @Nullable
    Agent profile() {
        return profile;
    }

    void profile(Agent other) {
        profile = other;
    }

    AgentStatus status() {
        return status;
    }

    void status(AgentStatus other) {
        status = other;
    }

    List<Route> named() {
        return named;
    }

    boolean named(List<Route> from, List<Route> to) {
        return NAMED.compareAndSet(this, from, to);
    }

    Seating seating() {
        return seating;
    }

    void seating(Seating other) {
        seating = other;
    }

    int joined() {
        return joined.get();
    }

    /** Joins those that are told of, if it has not; an agent may be named by a target long before. */
    void join(AtomicInteger sequence) {
        if (joined.get() == NOT_YET) {
            joined.compareAndSet(NOT_YET, sequence.getAndIncrement());
        }
    }

    long lastGiven() {
        return (long) LAST_GIVEN.getOpaque(this);
    }

    void lastGiven(long sequence) {
        LAST_GIVEN.setOpaque(this, sequence);
    }

    long word() {
        return (long) WORD.getVolatile(this);
    }

    boolean change(long from, long to) {
        return WORD.compareAndSet(this, from, to);
    }

    /** Returns the room of the agent if the word was made for the seating that is in force, else null: it is being moved. */
    @Nullable
    Room room(long word) {
        Seating current = seating;
        return seatingOf(word) == current.number ? current.room : null;
    }

    int capacity() {
        return seating.room.capacity();
    }

    /** Whether the agent takes work and has room for it. Negative room is possible after force or a lowered limit. */
    boolean hasRoom(long word, int units) {
        Room room = room(word);
        return room != null && isOpen(word) && room.capacity() - heldOf(word) >= units;
    }

    static boolean isOpen(long word) {
        return word < 0;
    }

    static long opened(long word, boolean open) {
        return open ? word | OPEN : word & ~OPEN;
    }

    static int heldOf(long word) {
        return (int) ((word & HELD) >>> HELD_AT);
    }

    static long plus(long word, int units) {
        return word + ((long) units << HELD_AT);
    }

    static int seatingOf(long word) {
        return (int) ((word & SEATING) >>> SEATING_AT);
    }

    static int nextSeating(int seating) {
        return (seating + 1) & ((1 << SEATING_BITS) - 1);
    }

    static long withSeating(long word, int seating) {
        return (word & ~SEATING) | ((long) seating << SEATING_AT);
    }

    static int placeOf(long word) {
        return (int) (word & PLACE);
    }

    static int ringOf(long word) {
        return (int) (word >>> RING_AT) & (RINGS - 1);
    }

    static long at(long word, int ring, int place) {
        return (word & ~LOCATION) | ((long) ring << RING_AT) | place;
    }

    @Override
    public String toString() {
        return "RoutedAgent[" + id + "]";
    }
}
