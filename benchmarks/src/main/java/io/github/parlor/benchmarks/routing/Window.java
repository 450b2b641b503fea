package io.github.parlor.benchmarks.routing;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.util.Statistics;

/**
 * One short measurement.
 *
 * @param perSecond calls that changed something, of all threads
 * @param cpu the share of a core that the thread with the least of it had
 * @param spread the calls of the slowest thread, as a share of those of the fastest
 * @param bytes allocated for a call
 * @param times how often a call took how many nanoseconds; some of the calls
 */
@SuppressWarnings("rawtypes") // as JMH hands out its results
record Window(double perSecond, double cpu, double spread, double bytes, SortedMap<Double, Long> times) {
    /** With less than this share of a core the time of a thread is that of its neighbours. */
    private static final double CLEAN = 0.9;

    static Window of(IterationResult iteration) {
        return new Window(
                iteration.getPrimaryResult().getScore(),
                score(iteration, WindowProfiler.CPU),
                score(iteration, WindowProfiler.SPREAD),
                score(iteration, "gc.alloc.rate.norm"),
                times(iteration));
    }

    boolean isClean() {
        return cpu >= CLEAN;
    }

    private static double score(IterationResult iteration, String label) {
        for (var each : iteration.getSecondaryResults().entrySet()) {
            if (each.getKey().endsWith(label)) {
                return each.getValue().getScore();
            }
        }
        return Double.NaN;
    }

    private static SortedMap<Double, Long> times(IterationResult iteration) {
        SortedMap<Double, Long> times = new TreeMap<>();
        for (var each : iteration.getSecondaryResults().entrySet()) {
            if (each.getKey().equals(WindowProfiler.TIME)) {
                add(each.getValue().getStatistics(), times);
            }
        }
        return times;
    }

    private static void add(Statistics statistics, SortedMap<Double, Long> times) {
        for (var each = statistics.getRawData(); each.hasNext(); ) {
            Map.Entry<Double, Long> entry = each.next();
            times.merge(entry.getKey(), entry.getValue(), Long::sum);
        }
    }
}
