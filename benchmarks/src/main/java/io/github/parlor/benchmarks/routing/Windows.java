package io.github.parlor.benchmarks.routing;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.ListStatistics;

/**
 * What the windows of one point say: of the clean ones if there are at least {@value #ENOUGH}, else of all of them, which is
 * told.
 *
 * @param all of all forks
 */
record Windows(List<Window> all) {
    private static final int ENOUGH = 3;

    static Windows of(Collection<RunResult> results) {
        return new Windows(results.stream()
                .flatMap(result -> result.getBenchmarkResults().stream())
                .flatMap(fork -> fork.getIterationResults().stream())
                .map(Window::of)
                .toList());
    }

    boolean isClean() {
        return clean() >= ENOUGH;
    }

    long clean() {
        return all.stream().filter(Window::isClean).count();
    }

    /** Returns the nearest rank, of 0 to 1, of the calls per second. */
    double perSecond(double quantile) {
        return quantile(Window::perSecond, quantile);
    }

    /** Returns the mean of the calls per second. */
    double perSecond() {
        return rates().getMean();
    }

    /** Returns by how much the mean may be wrong, with a confidence of 99.9 %. */
    double error() {
        return rates().getMeanErrorAt(0.999);
    }

    private ListStatistics rates() {
        return new ListStatistics(used().stream().mapToDouble(Window::perSecond).toArray());
    }

    double bytes() {
        return quantile(Window::bytes, 0.5);
    }

    double spread() {
        return quantile(Window::spread, 0.5);
    }

    /** Returns the nearest rank of the times of single calls, in nanoseconds. */
    double time(double quantile) {
        SortedMap<Double, Long> times = new TreeMap<>();
        used().forEach(window -> window.times().forEach((time, count) -> times.merge(time, count, Long::sum)));
        long total = times.values().stream().mapToLong(Long::longValue).sum();
        long left = (long) Math.ceil(total * quantile);
        for (var each : times.entrySet()) {
            left -= each.getValue();
            if (left <= 0) {
                return each.getKey();
            }
        }
        return Double.NaN;
    }

    private double quantile(ToDoubleFunction<Window> of, double quantile) {
        double[] sorted = used().stream().mapToDouble(of).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, (int) Math.ceil(sorted.length * quantile) - 1)];
    }

    private List<Window> used() {
        return isClean() ? all.stream().filter(Window::isClean).toList() : all;
    }
}
