package io.github.parlor.benchmarks.routing;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * What the windows of one point of the matrix say: of the clean ones if there are at least {@value #ENOUGH}, else of all of
 * them, which is told.
 *
 * @param router which
 * @param setting with what
 * @param windows all of them, of all forks
 */
record Figure(Contender router, Setting setting, List<Window> windows) {
    private static final int ENOUGH = 3;

    boolean isClean() {
        return clean() >= ENOUGH;
    }

    long clean() {
        return windows.stream().filter(Window::isClean).count();
    }

    /** Returns the nearest rank, of 0 to 1, of the calls per second. */
    double perSecond(double quantile) {
        return quantile(Window::perSecond, quantile);
    }

    double bytes() {
        return quantile(Window::bytes, 0.5);
    }

    double spread() {
        return quantile(Window::spread, 0.5);
    }

    /** Returns the nearest rank of the times of single calls, in nanoseconds. */
    double time(double quantile) {
        SortedMap<Double, Long> all = new TreeMap<>();
        used().forEach(window -> window.times().forEach((time, count) -> all.merge(time, count, Long::sum)));
        long total = all.values().stream().mapToLong(Long::longValue).sum();
        long left = (long) Math.ceil(total * quantile);
        for (var each : all.entrySet()) {
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
        return isClean() ? windows.stream().filter(Window::isClean).toList() : windows;
    }
}
