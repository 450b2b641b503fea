package io.github.parlor.routing.ordered;

import io.github.parlor.id.SessionId;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session as an {@link OrderedRouter} knows it, from {@link OrderedRouter#submit} until it is released or abandoned: what
 * its calls take and its offers name. Thread-safe. Takes 64 bytes, with which it waits.
 *
 * <p>What it does now is one word: state 3 | stands beside the lanes 1 | epoch 60.
 */
public final class OrderedSession {
    static final int WAITING = 1;
    static final int OFFERED = 2;
    static final int ASSIGNED = 3;
    /** Does more than one thing at once, or takes other units than its route says: see {@link Ties}. */
    static final int TIED = 4;

    static final int OVER = 5;

    private static final int STATE_AT = 61;
    private static final long BESIDE = 1L << 60;
    private static final long EPOCH = BESIDE - 1;

    private static final VarHandle AGENT;

    static {
        try {
            AGENT = MethodHandles.lookup().findVarHandle(OrderedSession.class, "agent", OrderedAgent.class);
        } catch (ReflectiveOperationException unreachable) {
            throw new ExceptionInInitializerError(unreachable);
        }
    }

    private final SessionId id;
    final Lane lane;
    /** The order of work in microseconds since 1970, smaller first. */
    final long key;

    // All below is guarded by the router's lock, and written by nobody without it.
    /** Decides between equal keys; overflows without harm. */
    int number;
    /** When it was submitted, in microseconds; {@link Long#MIN_VALUE} unless it found nobody free. */
    long since = Long.MIN_VALUE;

    private long word;
    /** Who serves it or to whom it is offered. Read without the lock too. */
    @SuppressWarnings("unused")
    private @Nullable OrderedAgent agent;

    /** Neighbours in the lane while it waits, among the offers of the agent while it is offered. */
    @Nullable
    OrderedSession next;

    @Nullable
    OrderedSession previous;

    private @Nullable Extras extras;

    /** What few sessions have. */
    private static final class Extras {
        @Nullable
        OrderedAgent preferred;

        final List<OrderedAgent> decliners = new ArrayList<>(1);

        @Nullable
        Ties ties;
    }

    OrderedSession(SessionId id, Lane lane, long key, @Nullable OrderedAgent preferred) {
        this.id = id;
        this.lane = lane;
        this.key = key;
        if (preferred != null) {
            ownExtras().preferred = preferred;
        }
    }

    /** Returns which session it is. */
    public SessionId id() {
        return id;
    }

    /** Returns the way it goes. */
    public OrderedRoute route() {
        return lane.route;
    }

    static int compare(OrderedSession one, OrderedSession other) {
        int byKey = Long.compare(one.key, other.key);
        return byKey != 0 ? byKey : one.number - other.number;
    }

    boolean isBefore(long otherKey, int otherNumber) {
        return key < otherKey || (key == otherKey && number - otherNumber < 0);
    }

    int units() {
        return lane.route.units();
    }

    int state() {
        return (int) (word >>> STATE_AT);
    }

    long epoch() {
        return word & EPOCH;
    }

    @Nullable
    OrderedAgent agent() {
        return (OrderedAgent) AGENT.getOpaque(this);
    }

    void agent(@Nullable OrderedAgent other) {
        AGENT.setOpaque(this, other);
    }

    void becomes(int state, @Nullable OrderedAgent whose, long epoch) {
        word = (long) state << STATE_AT | epoch;
        agent(whose);
    }

    boolean isOfferedTo(OrderedAgent one, long epoch) {
        return word == ((long) OFFERED << STATE_AT | epoch) && agent() == one;
    }

    boolean isBeside() {
        return (word & BESIDE) != 0;
    }

    void isBeside(boolean beside) {
        word = beside ? word | BESIDE : word & ~BESIDE;
    }

    boolean isTied() {
        return state() == TIED;
    }

    boolean isOver() {
        return state() == OVER;
    }

    /** Whether it waits and nothing is reserved for it. */
    boolean isInLine() {
        int state = state();
        return state == WAITING || (state == TIED && ties().isInLine());
    }

    private Extras ownExtras() {
        Extras own = extras;
        if (own == null) {
            own = new Extras();
            extras = own;
        }
        return own;
    }

    /** Whether the order of agents is not the same as for all others of the route. */
    boolean isParticular() {
        return extras != null && (extras.preferred != null || !extras.decliners.isEmpty());
    }

    @Nullable
    OrderedAgent preferred() {
        return extras == null ? null : extras.preferred;
    }

    List<OrderedAgent> decliners() {
        return extras == null ? List.of() : extras.decliners;
    }

    void declinedBy(OrderedAgent one) {
        List<OrderedAgent> decliners = ownExtras().decliners;
        if (!decliners.contains(one)) {
            decliners.add(one);
        }
    }

    Ties ties() {
        Extras own = ownExtras();
        Ties ties = own.ties;
        if (ties == null) {
            ties = new Ties();
            own.ties = ties;
        }
        return ties;
    }

    @Override
    public String toString() {
        return "OrderedSession[" + id + "]";
    }
}
