package io.github.parlor.benchmarks.routing;

import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Can one thread stop the others? A thread falls asleep in the middle of a call, while it tells an offer; counted is what
 * another thread gets done meanwhile. Where the listener is told within a lock, this is what happens when the machine takes
 * the core from a thread that holds it; the plain router tells its listener outside, so it does not show there, although it
 * has a lock.
 *
 * <p>Arguments: milliseconds of sleep, by default 2,000.
 */
public final class RouterStall {
    private static final Setting SETTING = new Setting(1_000, 0, 2, true, 1);

    private final Contender contender;
    private final long sleepMillis;
    private final AtomicBoolean tired = new AtomicBoolean();
    private final AtomicBoolean done = new AtomicBoolean();
    private final CountDownLatch asleep = new CountDownLatch(1);
    private final CountDownLatch awake = new CountDownLatch(1);
    private volatile long calls;
    private volatile long offered;

    private RouterStall(Contender contender, long sleepMillis) {
        this.contender = contender;
        this.sleepMillis = sleepMillis;
    }

    /** Prints a table in Markdown. */
    public static void main(String[] args) throws InterruptedException {
        long sleepMillis = args.length == 0 ? 2_000 : Long.parseLong(args[0]);
        System.out.printf(
                Locale.ROOT,
                "What one thread gets done while another sleeps for %,d ms in the middle of a call:%n%n",
                sleepMillis);
        System.out.println("| router | calls | offers |");
        System.out.println("| --- | ---: | ---: |");
        for (Contender contender : Contender.values()) {
            if (contender != Contender.NONE && contender.isFor(SETTING)) {
                System.out.println(new RouterStall(contender, sleepMillis).line());
            }
        }
    }

    private String line() throws InterruptedException {
        Thread[] sleeper = new Thread[1];
        Load<?> load = contender.open(SETTING, (agent, session) -> {
            if (Thread.currentThread().equals(sleeper[0]) && tired.compareAndSet(true, false)) {
                sleep();
            }
        });
        load.fill();
        sleeper[0] = new Thread(() -> work(load.seat(0), false), "sleeper");
        Thread other = new Thread(() -> work(load.seat(1), true), "other");
        sleeper[0].start();
        other.start();
        // Both are compiled and under way by then.
        TimeUnit.SECONDS.sleep(1);
        tired.set(true);
        asleep.await();
        long callsBefore = calls;
        long offeredBefore = offered;
        awake.await();
        String line = String.format(
                Locale.ROOT, "| %s | %,d | %,d |", contender.title(), calls - callsBefore, offered - offeredBefore);
        done.set(true);
        sleeper[0].join();
        other.join();
        return line;
    }

    private void work(Clerk<?> clerk, boolean counted) {
        while (!done.get()) {
            clerk.step();
            if (counted) {
                calls = clerk.calls();
                offered = clerk.offered();
            }
        }
    }

    private void sleep() {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(sleepMillis);
        asleep.countDown();
        while (System.nanoTime() < until) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
        awake.countDown();
        // Time to be counted before whoever was kept out gets in.
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
}
