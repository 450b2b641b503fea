package io.github.parlor.benchmarks.routing.peer;

import java.util.Arrays;
import java.util.Comparator;
import java.util.NoSuchElementException;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.jspecify.annotations.Nullable;

/**
 * A router put together from Apache Commons Pool, the pool that most Java programs already have through their database or
 * Redis driver: each profile is a pool of slots, an agent's three slots are three objects of it, and to serve a session is
 * to borrow one. Sessions wait in a {@link PriorityBlockingQueue} for each kind. There is no lock of our own: a slot or a
 * session is put where others find it before its owner looks once more at the other side.
 *
 * <p>It is no peer in what it decides. A pool hands out the slot that was idle longest and does not know how busy its agent
 * is, profiles are tried in turns, and who declined is not remembered. Thread-safe.
 */
public final class PoolRouter implements RouterUnderTest<PoolRouter.Held> {
    private final Matching matching;
    private final boolean offers;
    private final Offers<Held> told;
    private final Slots[] slots = new Slots[Matching.PROFILES];
    private final Line[] lines = new Line[Matching.KINDS];
    private final AtomicLong submitted = new AtomicLong();

    private enum State {
        WAITING,
        OFFERED,
        ACTIVE,
        ENDED
    }

    /** Where a session stands. Each change brings a new object, so that comparing and setting it has no ABA. */
    private record Place(State state, @Nullable Slot slot, long epoch) {
        Place with(State other) {
            return new Place(other, slot, epoch);
        }
    }

    /** One of the sessions that an agent can serve at once. */
    private static final class Slot {
        private final int agent;

        Slot(int agent) {
            this.agent = agent;
        }
    }

    /** A session. */
    public static final class Held {
        private static final Comparator<Held> ORDER =
                Comparator.<Held>comparingLong(held -> held.key).thenComparingLong(held -> held.number);

        private static final AtomicReferenceFieldUpdater<Held, Place> PLACE =
                AtomicReferenceFieldUpdater.newUpdater(Held.class, Place.class, "place");
        private static final Place NEW = new Place(State.WAITING, null, 0);

        private volatile Place place = NEW;
        private final long key;
        private final long number;
        private final int kind;

        private Held(int kind, Credit credit, long number, Tick now) {
            this.kind = kind;
            this.number = number;
            key = now.millis() - credit.millis();
        }

        private @Nullable Slot change(State from, long epoch, State to) {
            Place was = place;
            return was.state == from && was.epoch == epoch && PLACE.compareAndSet(this, was, was.with(to))
                    ? was.slot
                    : null;
        }
    }

    /** The sessions that wait for one kind. */
    private static final class Line {
        private final PriorityBlockingQueue<Held> queue = new PriorityBlockingQueue<>(16, Held.ORDER);

        /** Who has left is taken out when it comes first. */
        @Nullable
        Held first() {
            Held first = queue.peek();
            while (first != null && first.place.state != State.WAITING) {
                queue.remove(first);
                first = queue.peek();
            }
            return first;
        }
    }

    /** The slots of one profile's agents. */
    private static final class Slots extends BasePooledObjectFactory<Slot> {
        private final GenericObjectPool<Slot> pool;
        private final int profile;
        private final int agents;
        private int made;

        Slots(int profile, int agents) {
            this.profile = profile;
            this.agents = agents;
            GenericObjectPoolConfig<Slot> config = new GenericObjectPoolConfig<>();
            config.setLifo(false);
            config.setBlockWhenExhausted(false);
            config.setJmxEnabled(false);
            config.setMaxTotal(agents * Matching.CAPACITY);
            config.setMaxIdle(agents * Matching.CAPACITY);
            pool = new GenericObjectPool<>(this, config);
            try {
                // All of them now: the pool is full and makes no more.
                pool.addObjects(agents * Matching.CAPACITY);
            } catch (Exception refused) {
                throw new IllegalStateException(refused);
            }
        }

        @Override
        public Slot create() {
            return new Slot(profile + made++ % agents * Matching.PROFILES);
        }

        @Override
        public PooledObject<Slot> wrap(Slot slot) {
            return new DefaultPooledObject<>(slot);
        }

        /** Asks before it borrows: to be refused is an exception. */
        @Nullable
        Slot borrow() {
            if (pool.getNumIdle() == 0) {
                return null;
            }
            try {
                return pool.borrowObject();
            } catch (NoSuchElementException anotherWasFaster) {
                return null;
            } catch (Exception refused) {
                throw new IllegalStateException(refused);
            }
        }
    }

    /** Makes a router with all slots free. */
    public PoolRouter(Matching matching, boolean offers, Offers<Held> told) {
        this.matching = matching;
        this.offers = offers;
        this.told = told;
        Arrays.setAll(lines, kind -> new Line());
        Arrays.setAll(
                slots,
                profile ->
                        new Slots(profile, (matching.agents() - profile + Matching.PROFILES - 1) / Matching.PROFILES));
    }

    @Override
    public Held submit(int kind, Credit credit, Tick now) {
        Held session = new Held(kind, credit, submitted.getAndIncrement(), now);
        serveOrEnqueue(session);
        return session;
    }

    @Override
    public boolean accept(Held session, long epoch, Tick now) {
        return session.change(State.OFFERED, epoch, State.ACTIVE) != null;
    }

    @Override
    public boolean decline(Held session, long epoch, Tick now) {
        Slot slot = session.change(State.OFFERED, epoch, State.WAITING);
        if (slot == null) {
            return false;
        }
        serveNext(slot);
        serveOrEnqueue(session);
        return true;
    }

    @Override
    public boolean release(Held session, Tick now) {
        Slot slot = session.change(State.ACTIVE, session.place.epoch, State.ENDED);
        if (slot == null) {
            return false;
        }
        serveNext(slot);
        return true;
    }

    @Override
    public boolean abandon(Held session, Tick now) {
        Place was = session.place;
        while (was.state == State.WAITING || was.state == State.OFFERED) {
            if (Held.PLACE.compareAndSet(session, was, was.with(State.ENDED))) {
                if (was.state == State.OFFERED && was.slot != null) {
                    serveNext(was.slot);
                }
                return true;
            }
            was = session.place;
        }
        return false;
    }

    private void serveOrEnqueue(Held session) {
        Slot slot = borrowFor(session);
        if (slot != null) {
            if (!claim(session, slot)) {
                serveNext(slot);
            }
            return;
        }
        lines[session.kind].queue.add(session);
        slot = borrowFor(session);
        if (slot != null) {
            serveNext(slot);
        }
    }

    /** Begins at another profile each time, so that not all come from the first. */
    private @Nullable Slot borrowFor(Held session) {
        int from = (int) session.number & (Matching.PROFILES - 1);
        for (long left = Long.rotateRight(matching.profiles(session.kind), from); left != 0; left &= left - 1) {
            Slot slot = slots[(Long.numberOfTrailingZeros(left) + from) & (Matching.PROFILES - 1)].borrow();
            if (slot != null) {
                return slot;
            }
        }
        return null;
    }

    /** Gives the slot to who waits for it, or back to the pool; then who came meanwhile is looked for again. */
    private void serveNext(Slot freed) {
        int profile = matching.profile(freed.agent);
        Slot slot = freed;
        while (slot != null) {
            Held next = first(profile);
            if (next == null) {
                slots[profile].pool.returnObject(slot);
                slot = first(profile) == null ? null : slots[profile].borrow();
            } else if (claim(next, slot)) {
                lines[next.kind].queue.remove(next);
                slot = null;
            }
        }
    }

    private @Nullable Held first(int profile) {
        Held best = null;
        for (int kind : matching.kinds(profile)) {
            Held first = lines[kind].first();
            if (first != null && (best == null || Held.ORDER.compare(first, best) < 0)) {
                best = first;
            }
        }
        return best;
    }

    private boolean claim(Held session, Slot slot) {
        Place was = session.place;
        State state = offers ? State.OFFERED : State.ACTIVE;
        if (was.state != State.WAITING
                || !Held.PLACE.compareAndSet(session, was, new Place(state, slot, was.epoch + 1))) {
            return false;
        }
        told.offered(slot.agent, session, was.epoch + 1);
        return true;
    }
}
