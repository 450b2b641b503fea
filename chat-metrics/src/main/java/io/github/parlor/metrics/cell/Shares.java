package io.github.parlor.metrics.cell;

import io.github.parlor.bounds.Bounds;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/**
 * The shares of several stays, exactly added up. Immutable.
 *
 * @param total their sum
 * @param size how many stays
 * @param censored how many further stays still last
 */
public record Shares(Share total, long size, long censored) implements Cell<Shares> {
    /** No stay. */
    public static final Shares EMPTY = new Shares(Share.ZERO, 0, 0);

    public Shares {
        Bounds.present("shares.total", total);
        Bounds.range("shares.size", size, 0, Long.MAX_VALUE);
        Bounds.range("shares.censored", censored, 0, Long.MAX_VALUE);
    }

    @Override
    public Shares merge(Shares other) {
        return new Shares(
                total.plus(other.total), Math.addExact(size, other.size), Math.addExact(censored, other.censored));
    }

    @Override
    public Shares mergeAll(Iterable<? extends Shares> others) {
        Shares sum = this;
        for (Shares other : others) {
            sum = sum.merge(other);
        }
        return sum;
    }

    /** Returns the mean share of a stay in seconds, or null without stays. */
    @Override
    public @Nullable Double value() {
        return size == 0
                ? null
                : BigDecimal.valueOf(total.seconds())
                        .divide(BigDecimal.valueOf(size), MathContext.DECIMAL64)
                        .doubleValue();
    }
}
