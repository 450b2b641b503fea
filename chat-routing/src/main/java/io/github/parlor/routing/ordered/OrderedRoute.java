package io.github.parlor.routing.ordered;

import io.github.parlor.people.Target;
import io.github.parlor.routing.waits.LastWaits;
import java.util.Arrays;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A way to agents, found once and used for many sessions: whom they wait for, and how much of an agent each takes. Made by
 * {@link OrderedRouter#route}, one for each target and number of units of a router. Thread-safe.
 */
public final class OrderedRoute {
    /** Credits that have a lane of their own. */
    private static final int MAX_LANES = 16;

    private static final int BESIDE = -1;
    private static final int EMPTY = -2;

    final Decisions owner;
    final int number;
    private final Target target;
    private final int units;
    /** The one agent that the target names, or null. */
    final @Nullable OrderedAgent only;

    final LastWaits waits;
    /** The crews that meet the target; none if it names an agent. */
    long[] crews = new long[0];

    private Lane[] lanes = new Lane[0];
    private long[] credits = new long[0];
    /** By lane: what its first session is ordered by, so that the session itself is left alone. */
    private long[] headKeys = new long[0];

    private int[] headNumbers = new int[0];
    /** Those who came back to a place far from both ends of their lane, or have a credit without a lane. Seldom any. */
    private @Nullable TreeSet<OrderedSession> beside;
    /** The lane of the first session, and what it is ordered by. */
    private int first = EMPTY;

    long firstKey;
    int firstNumber;
    private int size;

    OrderedRoute(Decisions owner, int number, Target target, int units, @Nullable OrderedAgent only, LastWaits waits) {
        this.owner = owner;
        this.number = number;
        this.target = target;
        this.units = units;
        this.only = only;
        this.waits = waits;
    }

    /** Returns whom its sessions wait for. */
    public Target target() {
        return target;
    }

    /** Returns how many units of an agent's capacity one session takes. */
    public int units() {
        return units;
    }

    /** Returns the lane of a credit, which is the last one if there are too many credits. */
    Lane lane(long credit) {
        for (int i = 0; i < credits.length; i++) {
            if (credits[i] == credit) {
                return lanes[i];
            }
        }
        return lanes.length == MAX_LANES ? lanes[MAX_LANES - 1] : newLane(credit);
    }

    private Lane newLane(long credit) {
        int lane = lanes.length;
        lanes = Arrays.copyOf(lanes, lane + 1);
        lanes[lane] = new Lane(this, lane);
        credits = Arrays.copyOf(credits, lane + 1);
        credits[lane] = credit;
        headKeys = Arrays.copyOf(headKeys, lane + 1);
        headNumbers = Arrays.copyOf(headNumbers, lane + 1);
        return lanes[lane];
    }

    /** Returns how many wait. */
    int size() {
        return size;
    }

    /** Returns the first of those who wait, or null. */
    @Nullable
    OrderedSession first() {
        return first == EMPTY ? null : first == BESIDE && beside != null ? beside.first() : lanes[first].head();
    }

    /** Lets a session wait in its place. Returns whether it is the first now. */
    boolean add(OrderedSession session) {
        Lane lane = session.lane;
        size++;
        if (lane.add(session)) {
            if (lane.head() == session) {
                head(lane.number, session);
            }
        } else {
            if (beside == null) {
                beside = new TreeSet<>(OrderedSession::compare);
            }
            beside.add(session);
            session.isBeside(true);
        }
        if (first != EMPTY && !session.isBefore(firstKey, firstNumber)) {
            return false;
        }
        first(session.isBeside() ? BESIDE : lane.number, session.key, session.number);
        return true;
    }

    /** Takes a session out, wherever it stands. Returns whether it was the first. */
    boolean remove(OrderedSession session) {
        boolean wasFirst = first() == session;
        Lane lane = session.lane;
        size--;
        if (session.isBeside() && beside != null) {
            beside.remove(session);
            session.isBeside(false);
        } else {
            boolean wasHead = lane.head() == session;
            lane.remove(session);
            OrderedSession head = lane.head();
            if (wasHead && head != null) {
                head(lane.number, head);
            }
        }
        if (wasFirst) {
            findFirst();
        }
        return wasFirst;
    }

    private void first(int lane, long key, int sequence) {
        first = lane;
        firstKey = key;
        firstNumber = sequence;
    }

    private void head(int lane, OrderedSession session) {
        headKeys[lane] = session.key;
        headNumbers[lane] = session.number;
    }

    private void findFirst() {
        first = EMPTY;
        for (int i = 0; i < lanes.length; i++) {
            if (lanes[i].head() != null && (first == EMPTY || precedes(headKeys[i], headNumbers[i]))) {
                first(i, headKeys[i], headNumbers[i]);
            }
        }
        if (beside != null && !beside.isEmpty()) {
            OrderedSession head = beside.first();
            if (first == EMPTY || head.isBefore(firstKey, firstNumber)) {
                first(BESIDE, head.key, head.number);
            }
        }
    }

    private boolean precedes(long key, int sequence) {
        return key < firstKey || (key == firstKey && sequence - firstNumber < 0);
    }

    /** Counts those who wait before a session. */
    int aheadOf(OrderedSession session) {
        int ahead = beside == null ? 0 : beside.headSet(session).size();
        for (Lane lane : lanes) {
            ahead += lane.aheadOf(session);
        }
        return ahead;
    }

    @Override
    public String toString() {
        return "OrderedRoute[" + target + ", units " + units + "]";
    }
}
