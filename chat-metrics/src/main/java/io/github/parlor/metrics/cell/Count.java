package io.github.parlor.metrics.cell;

import io.github.parlor.bounds.Bounds;

/**
 * How many. Of nothing it is 0, not null. Immutable.
 *
 * @param n zero or more
 */
public record Count(long n) implements Cell<Count> {
    /** Nothing counted. */
    public static final Count EMPTY = new Count(0);

    /** One. */
    public static final Count ONE = new Count(1);

    public Count {
        Bounds.range("count", n, 0, Long.MAX_VALUE);
    }

    @Override
    public Count merge(Count other) {
        return new Count(Math.addExact(n, other.n));
    }

    @Override
    public Count mergeAll(Iterable<? extends Count> others) {
        long sum = n;
        for (Count other : others) {
            sum = Math.addExact(sum, other.n);
        }
        return new Count(sum);
    }

    @Override
    public Double value() {
        return (double) n;
    }

    @Override
    public long size() {
        return n;
    }

    @Override
    public long censored() {
        return 0;
    }
}
