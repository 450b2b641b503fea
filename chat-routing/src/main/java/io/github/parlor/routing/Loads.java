package io.github.parlor.routing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Which rooms have somebody with room, by load, and who of each was given work least recently. A load is the share of the
 * capacity that is held; it is cut into steps, so that a lower step is a lower load, and up to 63 equal sessions at once have
 * a step each. Thread-safe and lock-free.
 */
final class Loads {
    private static final VarHandle FIRSTS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle STEP = MethodHandles.arrayElementVarHandle(Step[].class);

    /** Steps of the load, one word of bits. */
    static final int STEPS = 64;

    private static final int FRACTION_BITS = 40;

    /** Rooms that share their arrays. */
    static final int BLOCK = 256;

    /** Most kinds of agents in one router. */
    static final int MAX_ROOMS = 1 << 17;

    private final AtomicReferenceArray<@Nullable Step @Nullable []> blocks =
            new AtomicReferenceArray<>(MAX_ROOMS / BLOCK);
    private final AtomicLong used = new AtomicLong();
    /** Numbers gifts and, in between, those who came to wait: the one sequence behind each order. */
    private final AtomicLong sequence = new AtomicLong();

    /** One step of the load in one block of rooms. */
    static final class Step {
        /** The rooms with somebody at this step, numbered within the block. */
        final Hints rooms = new Hints(BLOCK);
        /** By room: how often it changed, and when the first one there was given work last. */
        private final long[] firsts = new long[BLOCK];
        /** The load of the first who came, and whether others have another one within the step. */
        private final AtomicLong load = new AtomicLong();

        private volatile boolean uneven;

        private static final int STAMP_BITS = 42;
        private static final long STAMP = (1L << STAMP_BITS) - 1;
        /** The stamp of a room of which nothing is known, later than all. */
        static final long UNKNOWN = STAMP;

        private static final long CHANGE = 1L << STAMP_BITS;
        /** A room of the block and the stamp before it make one number, smaller for who is first. */
        private static final int ROOM_BITS = Integer.numberOfTrailingZeros(BLOCK);
        /** Behind all rooms. */
        static final long NOBODY = Long.MAX_VALUE;

        Step() {
            for (int i = 0; i < BLOCK; i++) {
                firsts[i] = STAMP;
            }
        }

        /** Whether rooms must be compared by their exact load. */
        boolean isUneven() {
            return uneven;
        }

        void noteLoad(int held, int capacity) {
            int divisor = gcd(held, capacity);
            long exact = ((long) (held / divisor) << 32) | (capacity / divisor);
            long first = load.compareAndExchange(0, exact);
            if (first != 0 && first != exact && !uneven) {
                uneven = true;
            }
        }

        private static int gcd(int one, int other) {
            return other == 0 ? one : gcd(other, one % other);
        }

        /** Returns what is known of a room. */
        long read(int room) {
            return (long) FIRSTS.getVolatile(firsts, room);
        }

        static boolean isKnown(long read) {
            return (read & STAMP) != STAMP;
        }

        /** Returns when the first one was given work last. */
        static long stamp(long read) {
            return read & STAMP;
        }

        /** Returns when the first one of a room was given work last and the room, by which rooms are in order. */
        static long inOrder(long read, int room) {
            return (stamp(read) << ROOM_BITS) | (room & (BLOCK - 1));
        }

        static long stampOf(long inOrder) {
            return (inOrder >>> ROOM_BITS) & STAMP;
        }

        static int roomOf(long inOrder) {
            return (int) inOrder & (BLOCK - 1);
        }

        /** Notes who is first in a room, unless the room changed since it was read; returns what is to be read now. */
        long learn(int room, long read, long stamp) {
            long known = (read & ~STAMP) | (stamp & STAMP);
            FIRSTS.compareAndSet(firsts, room, read, known);
            return known;
        }

        /** Notes that somebody came. */
        void came(int room, long stamp) {
            while (true) {
                long read = read(room);
                if (isKnown(read) && stamp(read) <= stamp) {
                    return;
                }
                long next = isKnown(read) ? (read & ~STAMP) | (stamp & STAMP) : read;
                if (FIRSTS.compareAndSet(firsts, room, read, next + CHANGE)) {
                    return;
                }
            }
        }

        /** Notes that somebody went who was given work then. */
        void went(int room, long stamp) {
            long read = read(room);
            if (!isKnown(read) || stamp <= stamp(read)) {
                forget(room);
            }
        }

        /** Notes that nothing is known of a room. */
        void forget(int room) {
            long read = read(room);
            while (!FIRSTS.compareAndSet(firsts, room, read, (read | STAMP) + CHANGE)) {
                read = read(room);
            }
        }
    }

    /** The step of an agent who is not full. */
    static int step(int held, int capacity) {
        return step(held, stepsPerUnit(capacity));
    }

    /** The same by the steps of one unit, without a division: exact, as less than 2^19 units make less than 2^-21. */
    static int step(int held, long stepsPerUnit) {
        return (int) ((held * stepsPerUnit) >>> FRACTION_BITS);
    }

    /** Returns the steps of the load that one unit makes, as a fixed-point number that is rounded up. */
    static long stepsPerUnit(int capacity) {
        return capacity == 0 ? 0 : (((long) STEPS << FRACTION_BITS) + capacity - 1) / capacity;
    }

    /** Returns a step of the block that a room is in. */
    Step at(int room, int step) {
        @Nullable Step[] block = blocks.get(room / BLOCK);
        if (block == null) {
            @Nullable Step[] made = new @Nullable Step[STEPS];
            block = blocks.compareAndExchange(room / BLOCK, null, made);
            block = block == null ? made : block;
        }
        Step known = find(block, step);
        if (known == null) {
            Step made = new Step();
            // First, so that nobody who finds the step is at one that nobody searches.
            used.accumulateAndGet(1L << step, (one, other) -> one | other);
            known = (Step) STEP.compareAndExchange(block, step, null, made);
            known = known == null ? made : known;
        }
        return known;
    }

    /** Returns a step of a block, or null if nobody was ever there. */
    @Nullable
    Step find(int block, int step) {
        @Nullable Step[] steps = blocks.get(block);
        return steps == null ? null : find(steps, step);
    }

    private static @Nullable Step find(@Nullable Step[] block, int step) {
        return (Step) STEP.getVolatile(block, step);
    }

    /** Returns the next number of the sequence that orders gifts and submissions. */
    long nextNumber() {
        return sequence.incrementAndGet();
    }

    /** Returns the steps that anybody was ever at, as bits. */
    long used() {
        return used.get();
    }
}
