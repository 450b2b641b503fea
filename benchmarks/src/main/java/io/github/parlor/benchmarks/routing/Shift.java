package io.github.parlor.benchmarks.routing;

import io.github.parlor.benchmarks.routing.WindowProfiler.Share;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** What a clerk does in one window, and how much of its time the machine gave it. Single-owner. */
final class Shift {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Clerk<?> clerk;
    private long calls;
    private long cpu;
    private long wall;

    Shift(Clerk<?> clerk) {
        this.clerk = clerk;
    }

    Clerk<?> clerk() {
        return clerk;
    }

    void begin() {
        clerk.takeSamples();
        calls = clerk.calls();
        wall = System.nanoTime();
        cpu = THREADS.getCurrentThreadCpuTime();
    }

    void end() {
        double used = THREADS.getCurrentThreadCpuTime() - cpu;
        WindowProfiler.add(new Share(
                used / (System.nanoTime() - wall),
                clerk.calls() - calls,
                clerk.active(),
                clerk.waiting(),
                clerk.takeSamples()));
    }
}
