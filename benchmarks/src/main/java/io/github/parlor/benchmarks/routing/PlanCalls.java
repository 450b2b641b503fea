package io.github.parlor.benchmarks.routing;

import java.util.concurrent.TimeUnit;
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

/**
 * What does a feature of a plan cost? One operation is one call that changes something, by one thread, as in {@link
 * RouterCalls}. Run by {@link PlanReport}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 10, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 20, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch"})
public class PlanCalls {
    /** The router, what it holds, and who calls it. */
    @State(Scope.Thread)
    public static class Desk extends Seat {
        /** Which {@link PlanLine}. */
        @Param({"BASE"})
        public String line = PlanLine.BASE.name();

        /** How many agents. */
        @Param({"1000"})
        public int agents;

        /** How many sessions wait all the time, 0 for hardly any. */
        @Param({"0"})
        public int waiting;

        /** Makes the router and brings it to where it stays. */
        @Setup
        public void fill() {
            Load<?> load = PlanLine.valueOf(line).open(new Setting(agents, waiting, 1, true, 1), event -> {});
            load.fill();
            take(load.seat(0));
        }
    }

    /** One call. */
    @Benchmark
    public void call(Desk desk) {
        desk.call();
    }
}
