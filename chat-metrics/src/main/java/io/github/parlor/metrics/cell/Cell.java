package io.github.parlor.metrics.cell;

import org.jspecify.annotations.Nullable;

/**
 * A commutative monoid: {@code merge} is associative and commutative and the empty cell changes nothing, so that samples
 * can be added in any order and in any grouping. Implementations are immutable and equal when their samples are.
 *
 * @param <C> the cell itself
 */
public interface Cell<C extends Cell<C>> {
    /** Returns the cell of the samples of both. */
    C merge(C other);

    /** Returns the cell of the samples of this one and of all others; the same as merging one by one, but faster. */
    C mergeAll(Iterable<? extends C> others);

    /** Returns the headline value, or null where there is none because nothing was counted. */
    @Nullable
    Double value();

    /** Returns on how many samples the value rests. */
    long size();

    /** Returns how many samples are cut off or undecided: known to exist, not known in full, not part of the value. */
    long censored();

    /** Returns the interval in which the value lies with 95 % confidence, or null if none is defined or nothing counted. */
    default @Nullable Interval interval() {
        return null;
    }
}
