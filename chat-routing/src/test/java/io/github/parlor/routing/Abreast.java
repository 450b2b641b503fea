package io.github.parlor.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs pieces of work on threads of their own that spin for each other, so that they begin within nanoseconds. */
@SuppressWarnings(
        "ThreadPriorityCheck") // Who spins on a machine with fewer processors than threads must let others run.
public final class Abreast implements Consumer<List<Runnable>>, AutoCloseable {
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger arrived = new AtomicInteger();
    private final AtomicInteger left = new AtomicInteger();
    private volatile List<Runnable> work = List.of();
    private final AtomicInteger round = new AtomicInteger();
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;

    public Abreast(int most) {
        for (int i = 0; i < most; i++) {
            int number = i;
            Thread thread = new Thread(() -> run(number), "abreast-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    @Override
    public void accept(List<Runnable> pieces) {
        arrived.set(pieces.size());
        left.set(pieces.size());
        work = pieces;
        round.getAndIncrement();
        while (left.get() > 0) {
            Thread.yield();
        }
        Throwable thrown = failure;
        if (thrown != null) {
            failure = null;
            throw new AssertionError("a thread failed: " + thrown, thrown);
        }
    }

    private void run(int number) {
        int seen = 0;
        while (!closed) {
            if (round.get() == seen) {
                Thread.yield();
                continue;
            }
            seen = round.get();
            if (number < work.size()) {
                play(work.get(number));
            }
        }
    }

    private void play(Runnable piece) {
        arrived.getAndDecrement();
        for (int spins = 0; arrived.get() > 0; spins++) {
            if (spins < 1_000) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
        try {
            piece.run();
        } catch (RuntimeException | Error thrown) {
            failure = thrown;
        } finally {
            left.getAndDecrement();
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
