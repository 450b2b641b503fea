package io.github.parlor.benchmarks.routing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.SampleTimeResult;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.util.SampleBuffer;

/**
 * Adds to each iteration what is needed to believe it: the share of a core that the thread with the least of it had, how
 * the calls were spread over the threads, and the times of single calls.
 */
public final class WindowProfiler implements InternalProfiler {
    static final String CPU = "window.cpu";
    static final String SPREAD = "window.spread";
    static final String ACTIVE = "window.active";
    static final String WAITING = "window.waiting";
    static final String TIME = "window.time";

    private static final ConcurrentLinkedQueue<Share> SHARES = new ConcurrentLinkedQueue<>();

    /**
     * What one thread says of one iteration.
     *
     * @param cpu of its time, from 0 to 1
     * @param calls how many changed something
     * @param active how many sessions it serves at the end
     * @param waiting how many it left waiting more than it fetched
     * @param times of some of its calls
     */
    record Share(double cpu, long calls, int active, int waiting, SampleBuffer times) {}

    static void add(Share share) {
        SHARES.add(share);
    }

    @Override
    public String getDescription() {
        return "CPU share, progress and call times of each thread";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        SHARES.clear();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        List<Share> shares = List.copyOf(SHARES);
        List<Result<?>> results = new ArrayList<>();
        if (shares.isEmpty()) {
            return results;
        }
        SampleBuffer times = new SampleBuffer();
        shares.forEach(share -> times.addAll(share.times()));
        results.add(scalar(CPU, shares.stream().mapToDouble(Share::cpu).min().orElse(0)));
        results.add(scalar(
                SPREAD,
                (double) shares.stream().mapToLong(Share::calls).min().orElse(0)
                        / Math.max(
                                1, shares.stream().mapToLong(Share::calls).max().orElse(0))));
        results.add(scalar(ACTIVE, shares.stream().mapToInt(Share::active).sum()));
        results.add(scalar(WAITING, shares.stream().mapToInt(Share::waiting).sum()));
        results.add(new SampleTimeResult(ResultRole.SECONDARY, TIME, times, TimeUnit.NANOSECONDS));
        return results;
    }

    private static ScalarResult scalar(String label, double value) {
        return new ScalarResult(label, value, "", AggregationPolicy.AVG);
    }
}
