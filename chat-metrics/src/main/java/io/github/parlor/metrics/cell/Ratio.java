package io.github.parlor.metrics.cell;

import io.github.parlor.bounds.Bounds;
import org.jspecify.annotations.Nullable;

/**
 * A part of a whole, with what cannot be decided yet beside it. Immutable.
 *
 * @param hits how many of {@code of} count
 * @param of the denominator
 * @param undecided how many will join the denominator, or not, once their end is known
 */
public record Ratio(long hits, long of, long undecided) implements Cell<Ratio> {
    /** Nothing of nothing. */
    public static final Ratio EMPTY = new Ratio(0, 0, 0);

    /** One that counts. */
    public static final Ratio HIT = new Ratio(1, 1, 0);

    /** One that does not. */
    public static final Ratio MISS = new Ratio(0, 1, 0);

    /** One of which nobody knows yet. */
    public static final Ratio UNDECIDED = new Ratio(0, 0, 1);

    public Ratio {
        Bounds.range("ratio.of", of, 0, Long.MAX_VALUE);
        Bounds.range("ratio.hits", hits, 0, of);
        Bounds.range("ratio.undecided", undecided, 0, Long.MAX_VALUE);
    }

    /** Returns {@link #HIT} or {@link #MISS}. */
    public static Ratio of(boolean hit) {
        return hit ? HIT : MISS;
    }

    @Override
    public Ratio merge(Ratio other) {
        return new Ratio(
                Math.addExact(hits, other.hits),
                Math.addExact(of, other.of),
                Math.addExact(undecided, other.undecided));
    }

    @Override
    public Ratio mergeAll(Iterable<? extends Ratio> others) {
        Ratio sum = this;
        for (Ratio other : others) {
            sum = sum.merge(other);
        }
        return sum;
    }

    /** Returns the ratio from 0 to 1, or null if the denominator is 0. */
    @Override
    public @Nullable Double value() {
        return of == 0 ? null : (double) hits / of;
    }

    @Override
    public long size() {
        return of;
    }

    @Override
    public long censored() {
        return undecided;
    }

    /** Returns the Wilson interval at 95 %, or null if the denominator is 0. */
    @Override
    public @Nullable Interval interval() {
        return Interval.wilson(hits, of, Interval.Level.P95);
    }
}
