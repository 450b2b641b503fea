package io.github.parlor.examples.simulation;

/** What happened on one day. Single-owner. */
final class DayCounts {
    final long[][] servedSoon;
    final long[] busyNanos;
    final long[] presentNanos;
    long arrived;
    long served;
    long abandoned;
    long abandonedLate;
    long waitedNanos;

    DayCounts(int types, int periods, int groups) {
        servedSoon = new long[types][periods];
        busyNanos = new long[groups];
        presentNanos = new long[groups];
    }

    long servedSoon() {
        long sum = 0;
        for (long[] byPeriod : servedSoon) {
            for (long count : byPeriod) {
                sum += count;
            }
        }
        return sum;
    }
}
