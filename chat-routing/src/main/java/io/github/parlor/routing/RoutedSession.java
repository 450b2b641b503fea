package io.github.parlor.routing;

import io.github.parlor.id.SessionId;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session as a {@link SkillRouter} knows it, from {@link SkillRouter#submit} until it is released or abandoned: what its
 * calls take and its offers name. Thread-safe.
 *
 * <p>What it does now is one word of 64 bits, changed by compare-and-set; whoever changes it owns what follows. A session
 * that does two things at once (assigned and reserved elsewhere for a transfer, reserved at several agents) is <i>tangled</i>
 * from then on: its word stays, and an immutable {@link Tangle} beside it says the rest.
 *
 * <pre>
 * state 3 | agent 20 | epoch 41
 * </pre>
 */
public final class RoutedSession extends Place {
    static final int NOTHING = 0;
    static final int WAITING = 1;
    static final int OFFERED = 2;
    static final int ASSIGNED = 3;
    /** Tangled; the lower bits say out of which state. */
    private static final int TANGLED = 4;

    private static final int EPOCH_BITS = 41;
    private static final int AGENT_BITS = 20;
    private static final int STATE_AT = EPOCH_BITS + AGENT_BITS;
    private static final long EPOCH = (1L << EPOCH_BITS) - 1;

    /** Most agents of one router. */
    static final int MAX_AGENTS = 1 << AGENT_BITS;

    /** The word of a session that does nothing any more. One that does nothing yet has 0. */
    static final long OVER = EPOCH;

    private static final VarHandle WORD;
    private static final VarHandle EXTRAS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            WORD = lookup.findVarHandle(RoutedSession.class, "word", long.class);
            EXTRAS = lookup.findVarHandle(RoutedSession.class, "extras", Extras.class);
        } catch (ReflectiveOperationException unreachable) {
            throw new ExceptionInInitializerError(unreachable);
        }
    }

    private final SessionId id;
    private final Lane lane;
    /** The order of work in microseconds since 1970, smaller first. */
    private final long key;
    /** When it was submitted, in microseconds; {@link Long#MIN_VALUE} unless it found nobody free. */
    private long since = Long.MIN_VALUE;
    /** Decides between equal keys; overflows without harm. */
    private int number;

    @SuppressWarnings("unused")
    private volatile long word;

    /** Where it waits, or null for its first place, which is itself. */
    private volatile @Nullable Place place;

    private volatile @Nullable Extras extras;

    /** What few sessions have. */
    record Extras(
            @Nullable RoutedAgent preferred,
            List<RoutedAgent> decliners,
            @Nullable Tangle tangle) {}

    RoutedSession(SessionId id, Lane lane, long key, @Nullable RoutedAgent preferred) {
        this.id = id;
        this.lane = lane;
        this.key = key;
        if (preferred != null) {
            extras = new Extras(preferred, List.of(), null);
        }
    }

    /** Returns which session it is. */
    public SessionId id() {
        return id;
    }

    /** Returns the way it goes. */
    public Route route() {
        return lane.route();
    }

    Lane lane() {
        return lane;
    }

    long key() {
        return key;
    }

    static int compare(RoutedSession one, RoutedSession other) {
        int byKey = Long.compare(one.key, other.key);
        return byKey != 0 ? byKey : one.number - other.number;
    }

    /** Compares with a session of which only the key and the number are known. */
    int compareTo(long otherKey, int otherNumber) {
        int byKey = Long.compare(key, otherKey);
        return byKey != 0 ? byKey : number - otherNumber;
    }

    int number() {
        return number;
    }

    void number(int sequence) {
        number = sequence;
    }

    long since() {
        return since;
    }

    void since(long micros) {
        since = micros;
    }

    @Override
    RoutedSession session() {
        return this;
    }

    Place.Again moveTo(Place.Again other) {
        place = other;
        return other;
    }

    @SuppressWarnings("ReferenceEquality") // a place is itself and no other
    boolean waitsAt(Place candidate) {
        Place at = place;
        return (at == null ? candidate == this : at == candidate) && waits();
    }

    boolean waits() {
        long now = word();
        int state = stateOf(now);
        if (state < TANGLED) {
            return state == WAITING;
        }
        Tangle tangle = tangle(now);
        return tangle.waits() && tangle.reserved().isEmpty();
    }

    /** Whether it is reserved at or assigned to an agent. */
    boolean isHeldBy(RoutedAgent agent) {
        long now = word();
        if (isTangled(now)) {
            return tangle(now).isHeldBy(agent.number());
        }
        return stateOf(now) >= OFFERED && agentOf(now) == agent.number();
    }

    /** Whether it does nothing any more, for ever. */
    boolean isOver() {
        long now = word();
        return isTangled(now) ? tangle(now).isOver() : now == OVER;
    }

    /** Ends a session that never began. */
    void endUnbegun() {
        if (!change(0L, OVER) && isTangled(word())) {
            tangle(word());
            Extras now = extras;
            if (now != null && now.tangle != null && now.tangle.isUnbegun()) {
                tangle(now, Tangle.NOTHING);
            }
        }
    }

    long word() {
        return (long) WORD.getVolatile(this);
    }

    boolean change(long from, long to) {
        return WORD.compareAndSet(this, from, to);
    }

    /** Begins, unless somebody who knows its name was faster: then it is over, or assigned or reserved by other calls. */
    boolean begin(long first) {
        return change(0L, first);
    }

    static long word(int state, int agent, long epoch) {
        return (long) state << STATE_AT | (long) agent << EPOCH_BITS | (epoch & EPOCH);
    }

    static int stateOf(long word) {
        return (int) (word >>> STATE_AT);
    }

    static int agentOf(long word) {
        return (int) (word >>> EPOCH_BITS) & (MAX_AGENTS - 1);
    }

    static long epochOf(long word) {
        return word & EPOCH;
    }

    static boolean isTangled(long word) {
        return stateOf(word) >= TANGLED;
    }

    static long tangled(long word) {
        return word | (long) TANGLED << STATE_AT;
    }

    @Nullable
    Extras extras() {
        return extras;
    }

    boolean change(@Nullable Extras from, Extras to) {
        return EXTRAS.compareAndSet(this, from, to);
    }

    @Nullable
    RoutedAgent preferred() {
        Extras now = extras;
        return now == null ? null : now.preferred;
    }

    boolean wasDeclinedBy(RoutedAgent agent) {
        Extras now = extras;
        return now != null && now.decliners.contains(agent);
    }

    boolean wasDeclined() {
        Extras now = extras;
        return now != null && !now.decliners.isEmpty();
    }

    void declinedBy(RoutedAgent agent) {
        while (true) {
            Extras now = extras;
            Extras before = now == null ? new Extras(null, List.of(), null) : now;
            if (before.decliners.contains(agent)) {
                return;
            }
            List<RoutedAgent> more = new ArrayList<>(before.decliners);
            more.add(agent);
            if (change(now, new Extras(before.preferred, List.copyOf(more), before.tangle))) {
                return;
            }
        }
    }

    /** Returns what a tangled session does; anybody may be the first to write down out of which state it came. */
    Tangle tangle(long tangledWord) {
        while (true) {
            Extras now = extras;
            if (now != null && now.tangle != null) {
                return now.tangle;
            }
            tangle(
                    now,
                    Tangle.of(route().units(), stateOf(tangledWord) & 3, agentOf(tangledWord), epochOf(tangledWord)));
        }
    }

    /** Sets what a tangled session does, if its extras are still these and say that it does {@code from}. */
    @SuppressWarnings("ReferenceEquality")
    boolean retangle(@Nullable Extras extras, Tangle from, Tangle to) {
        return extras != null && extras.tangle == from && tangle(extras, to);
    }

    /** Sets what a tangled session does, if its extras are still these. */
    boolean tangle(@Nullable Extras from, Tangle to) {
        return change(
                from, new Extras(from == null ? null : from.preferred, from == null ? List.of() : from.decliners, to));
    }

    @Override
    public String toString() {
        return "RoutedSession[" + id + "]";
    }
}
