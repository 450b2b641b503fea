package io.github.parlor.routing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that wait on one {@link Route} with one credit, in the order of work. Those that come in their order are
 * linked through themselves, first in, first out; those that come back to an earlier place, or whose clock began earlier
 * than that of the last one, stand in a sorted set beside. Most lanes never have such a set.
 *
 * <p>The queue is that of Michael and Scott (Simple, fast, and practical non-blocking and blocking concurrent queue
 * algorithms, PODC 1996) with places that die where they stand: a place is live as long as its session waits there, and that
 * is decided by the session's word alone. Dead places at the head are skipped and left behind; when more than half of those
 * inside may be dead, they are unlinked. A place is used once, so no pointer is ever mistaken for another.
 *
 * <p>Thread-safe and lock-free; a thread stopped while it appends delays nobody.
 */
@SuppressWarnings("ReferenceEquality") // a place is itself and no other
final class Lane {
    /** Dead places inside that are left alone. */
    private static final int TOLERATED = 64;

    private static final VarHandle HEAD;
    private static final VarHandle TAIL;
    private static final VarHandle SIDE_SIZE;
    private static final VarHandle WAITING;
    private static final VarHandle DEAD;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            HEAD = lookup.findVarHandle(Lane.class, "head", Place.class);
            TAIL = lookup.findVarHandle(Lane.class, "tail", Place.class);
            SIDE_SIZE = lookup.findVarHandle(Lane.class, "sideSize", int.class);
            WAITING = lookup.findVarHandle(Lane.class, "waiting", int.class);
            DEAD = lookup.findVarHandle(Lane.class, "dead", int.class);
        } catch (ReflectiveOperationException unreachable) {
            throw new ExceptionInInitializerError(unreachable);
        }
    }

    private final Route route;
    /** A dead place; all before it are dead as well. */
    private volatile Place head = new Place.Nobody();

    private volatile Place tail = head;
    private final ConcurrentSkipListSet<Place.Again> side = new ConcurrentSkipListSet<>(Lane::compare);
    /** How many places the side has, or more: counted before they come and after they are gone. */
    @SuppressWarnings("unused")
    private volatile int sideSize;

    /** How many wait, or more: counted before they come and after they are gone. */
    @SuppressWarnings("unused")
    private volatile int waiting;

    @SuppressWarnings("unused")
    private volatile int dead;

    Lane(Route route) {
        this.route = route;
    }

    Route route() {
        return route;
    }

    /** How many wait, give or take the calls that run. */
    int size() {
        return waiting;
    }

    /** Lets a session wait at its first place. */
    void enter(RoutedSession session) {
        WAITING.getAndAdd(this, 1);
        if (!append(session)) {
            putBeside(session.moveTo(new Place.Again(session, 0)));
        }
    }

    /** Lets a session wait again, in the place that its key gives it. The session must point to the place already. */
    void enterAgain(Place.Again place) {
        WAITING.getAndAdd(this, 1);
        putBeside(place);
    }

    private void putBeside(Place.Again place) {
        SIDE_SIZE.getAndAdd(this, 1);
        side.add(place);
    }

    private void removeIfDead(Place.Again place) {
        if (!place.isLive() && side.remove(place)) {
            SIDE_SIZE.getAndAdd(this, -1);
        }
    }

    /** Tells that a session of this lane was the first and was claimed. */
    void claimed() {
        WAITING.getAndAdd(this, -1);
    }

    /** Tells that a session of this lane stopped waiting wherever it stood. */
    void left() {
        int remaining = (int) WAITING.getAndAdd(this, -1) - 1;
        if ((int) DEAD.getAndAdd(this, 1) >= TOLERATED + Math.max(0, remaining)) {
            dead = 0;
            unlinkDead();
            side.forEach(this::removeIfDead);
        }
    }

    boolean isEmpty() {
        return isUnused() || first(null) == null;
    }

    /** Whether the count says that nobody waits. A lane may be empty and counted still, never the other way round. */
    boolean isUnused() {
        return waiting == 0;
    }

    /** Returns the first session in the order of work, or the first that may be taken. */
    @Nullable
    RoutedSession first(@Nullable Predicate<RoutedSession> may) {
        RoutedSession queued = firstQueued(may);
        RoutedSession beside = sideSize > 0 ? firstBeside(may) : null;
        if (queued == null || beside == null) {
            return queued == null ? beside : queued;
        }
        return RoutedSession.compare(beside, queued) < 0 ? beside : queued;
    }

    private @Nullable RoutedSession firstQueued(@Nullable Predicate<RoutedSession> may) {
        Place start = head;
        Place last = start;
        Place place = start.next();
        while (place != null && !place.isLive()) {
            last = place;
            place = place.next();
        }
        if (last != start) {
            HEAD.compareAndSet(this, start, last);
        }
        while (place != null && !(place.isLive() && (may == null || may.test(place.session())))) {
            place = place.next();
        }
        return place == null ? null : place.session();
    }

    private @Nullable RoutedSession firstBeside(@Nullable Predicate<RoutedSession> may) {
        for (Place.Again place : side) {
            if (!place.isLive()) {
                removeIfDead(place);
            } else if (may == null || may.test(place.session())) {
                return place.session();
            }
        }
        return null;
    }

    /** Counts those who wait before a session, up to a limit. */
    int aheadOf(RoutedSession session) {
        int ahead = 0;
        for (Place place = head.next(); place != null; place = place.next()) {
            RoutedSession other = place.session();
            if (other != null && place.isLive()) {
                if (RoutedSession.compare(other, session) >= 0) {
                    break;
                }
                ahead++;
            }
        }
        for (Place.Again place : side) {
            if (RoutedSession.compare(place.session(), session) >= 0) {
                break;
            }
            ahead += place.isLive() ? 1 : 0;
        }
        return ahead;
    }

    /** Returns false if the session belongs before the last one. */
    private boolean append(RoutedSession session) {
        while (true) {
            Place last = tail;
            Place next = last.next();
            if (next != null) {
                TAIL.compareAndSet(this, last, next);
                continue;
            }
            RoutedSession before = last.session();
            if (before != null && before.key() > session.key()) {
                return false;
            }
            if (last.follow(null, session)) {
                TAIL.compareAndSet(this, last, session);
                return true;
            }
        }
    }

    /** Skips the dead between two that stay. The last place is never skipped: the next one is linked to it. */
    private void unlinkDead() {
        Place kept = head;
        for (Place place = kept.next(); place != null; place = place.next()) {
            if (place.isLive() || place.next() == null) {
                Place follower = kept.next();
                if (follower != place) {
                    kept.follow(follower, place);
                }
                kept = place;
            }
        }
    }

    private static int compare(Place.Again one, Place.Again other) {
        int byOrder = RoutedSession.compare(one.session(), other.session());
        return byOrder != 0 ? byOrder : Long.compare(one.turn(), other.turn());
    }
}
