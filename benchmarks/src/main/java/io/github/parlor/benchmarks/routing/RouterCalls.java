package io.github.parlor.benchmarks.routing;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * How many calls that change something does a router take per second? Many short iterations, each a window that {@link
 * WindowProfiler} judges. Run by {@link RouterReport}, which knows which combinations make sense.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 20, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch"})
public class RouterCalls {
    /** The router and what it holds. */
    @State(Scope.Benchmark)
    public static class Filled {
        /** Which router. */
        @Param({"NONE"})
        public Contender router = Contender.NONE;

        /** How many agents. */
        @Param({"1000"})
        public int agents;

        /** How many sessions wait all the time, 0 for hardly any. */
        @Param({"0"})
        public int waiting;

        /** Whether offers have to be answered. */
        @Param({"true"})
        public boolean offers;

        private final AtomicInteger seated = new AtomicInteger();
        private Load<?> load = Contender.NONE.open(new Setting(1, 0, 1, true, 1), Watcher.NOBODY);

        /** Makes the router and brings it to where it stays. */
        @Setup
        public void fill(BenchmarkParams params) {
            load = router.open(new Setting(agents, waiting, params.getThreads(), offers, 1), Watcher.NOBODY);
            load.fill();
            seated.set(0);
        }
    }

    /** Who calls it. */
    @State(Scope.Thread)
    public static class Desk extends Seat {
        /** Takes the seat of one clerk. */
        @Setup
        public void sit(Filled filled) {
            take(filled.load.seat(filled.seated.getAndIncrement()));
        }
    }

    /** One call. */
    @Benchmark
    public void call(Desk desk) {
        desk.call();
    }
}
