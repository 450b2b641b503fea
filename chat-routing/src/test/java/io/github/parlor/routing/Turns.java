package io.github.parlor.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Runs pieces of work as threads of which one runs at a time, by a seed. Code that {@link Instrumented} loaded calls {@link
 * #point} before each access to what threads share; there, at a few points drawn from the seed, the turn goes to another
 * thread. So each order of steps that a few switches make can come about, and comes about again with the same seed.
 *
 * <p>A thread may also be stopped at a point for good: then the others must be able to finish. When only the one whose turn
 * it is could go on and takes more than {@link #MOST_STEPS} steps, it waits for somebody who does not run, and fails.
 */
public final class Turns {
    /** Many times what the longest burst takes. */
    private static final int MOST_STEPS = 200_000;

    private static final int NOBODY = -1;

    private final List<Worker> workers = new ArrayList<>();
    private volatile int turn = NOBODY;
    private volatile @Nullable Thread owner;
    // What follows is handed over with the turn.
    private SplittableRandom random = new SplittableRandom(0);
    private int steps;
    private int nextSwitch;
    private int switches;
    private int gap;
    private final int most;
    /** As powers of two. */
    private final int nearest;

    private final int farthest;
    private int stopAt;
    private @Nullable Worker stopped;

    /** Makes threads as they are needed; they end with the program. */
    public Turns() {
        this(6, 1 << 2, 1 << 7);
    }

    /**
     * Makes threads that switch so often at the most: longer calls need more switches, or such that are farther apart.
     *
     * @param nearest how few steps the switches of a run may be apart at the most, a power of two
     * @param farthest how many steps they may be apart at the most, a power of two
     */
    public Turns(int most, int nearest, int farthest) {
        this.most = most;
        this.nearest = Integer.numberOfTrailingZeros(nearest);
        this.farthest = Integer.numberOfTrailingZeros(farthest);
    }

    /** Says that the code is about to read or write what threads share. Does nothing in threads that take no turns. */
    public static void point() {
        if (Thread.currentThread() instanceof Worker worker) {
            worker.point();
        }
    }

    /** Runs the work to its end, switching at random. */
    public void run(List<Runnable> work, SplittableRandom chance) {
        begin(work, chance, Integer.MAX_VALUE);
        await(NOBODY);
        failIfOneFailed();
    }

    /**
     * Runs the work, stops the thread whose turn it is at the given step, and runs the others to their end.
     *
     * @return whether there were so many steps, so that one stands now; {@link #resume} lets it go on
     */
    public boolean runWithStop(List<Runnable> work, SplittableRandom chance, int stopAtStep) {
        begin(work, chance, stopAtStep);
        await(NOBODY);
        failIfOneFailed();
        return stopped != null;
    }

    /** Returns which piece of work stands. */
    public int stopped() {
        Worker standing = stopped;
        return standing == null ? NOBODY : standing.number;
    }

    /** Lets the thread go on that was stopped, to its end. */
    public void resume() {
        Worker standing = stopped;
        if (standing != null) {
            owner = Thread.currentThread();
            stopped = null;
            stopAt = Integer.MAX_VALUE;
            give(standing.number);
            await(NOBODY);
            failIfOneFailed();
        }
    }

    private void begin(List<Runnable> work, SplittableRandom chance, int stopAtStep) {
        while (workers.size() < work.size()) {
            Worker worker = new Worker(this, workers.size());
            workers.add(worker);
            worker.start();
        }
        owner = Thread.currentThread();
        random = chance;
        steps = 0;
        stopAt = stopAtStep;
        gap = 1 << random.nextInt(nearest, farthest + 1);
        switches = random.nextInt(most + 1);
        nextSwitch = switches == 0 ? Integer.MAX_VALUE : 1 + random.nextInt(gap);
        for (int i = 0; i < work.size(); i++) {
            workers.get(i).work = work.get(i);
        }
        give(other(NOBODY));
    }

    private void failIfOneFailed() {
        for (Worker worker : workers) {
            Throwable failure = worker.failure;
            worker.failure = null;
            if (failure != null) {
                throw new AssertionError("a thread failed: " + failure, failure);
            }
        }
    }

    private void await(int expected) {
        int spins = 0;
        while (turn != expected) {
            if (spins++ < 100) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
            }
        }
    }

    private void give(int next) {
        turn = next;
        LockSupport.unpark(next == NOBODY ? owner : workers.get(next));
    }

    /** Draws one of those who have work, other than this one; it itself, or nobody, if there is none. */
    private int other(int than) {
        int found = NOBODY;
        int seen = 0;
        for (Worker worker : workers) {
            if (worker.number != than && worker.work != null && worker != stopped && random.nextInt(++seen) == 0) {
                found = worker.number;
            }
        }
        return found;
    }

    private static final class Worker extends Thread {
        private final Turns turns;
        private final int number;
        private @Nullable Runnable work;
        private @Nullable Throwable failure;

        Worker(Turns turns, int number) {
            super("turn-" + number);
            this.turns = turns;
            this.number = number;
            setDaemon(true);
        }

        @Override
        @SuppressWarnings("CatchAndPrintStackTrace")
        public void run() {
            while (true) {
                turns.await(number);
                Runnable mine = work;
                try {
                    if (mine != null) {
                        mine.run();
                    }
                } catch (Throwable thrown) {
                    failure = thrown;
                }
                work = null;
                turns.give(turns.other(number));
            }
        }

        void point() {
            int step = ++turns.steps;
            if (step > MOST_STEPS) {
                throw new IllegalStateException("waits for a thread that does not run");
            }
            if (step == turns.stopAt) {
                turns.stopped = this;
                turns.give(turns.other(number));
                turns.await(number);
            } else if (step >= turns.nextSwitch) {
                turns.nextSwitch =
                        --turns.switches <= 0 ? Integer.MAX_VALUE : step + 1 + turns.random.nextInt(turns.gap);
                int next = turns.other(number);
                if (next != NOBODY) {
                    turns.give(next);
                    turns.await(number);
                }
            }
        }
    }
}
