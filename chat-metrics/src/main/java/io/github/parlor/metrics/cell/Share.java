package io.github.parlor.metrics.cell;

import io.github.parlor.bounds.Bounds;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.time.Duration;

/**
 * An exact part of time: a fraction of nanoseconds in lowest terms, so that the parts of a whole add up to the whole and
 * not to something near it. Immutable.
 *
 * @param numerator zero or more
 * @param denominator one or more
 */
public record Share(BigInteger numerator, BigInteger denominator) implements Comparable<Share> {
    /** No time. */
    public static final Share ZERO = new Share(BigInteger.ZERO, BigInteger.ONE);

    private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000);

    public Share {
        Bounds.check("share.numerator", numerator.signum() >= 0, "zero or more", numerator);
        Bounds.check("share.denominator", denominator.signum() > 0, "one or more", denominator);
        BigInteger common = numerator.gcd(denominator);
        numerator = numerator.divide(common);
        denominator = denominator.divide(common);
    }

    /** Returns all of a duration of zero or more. */
    public static Share of(Duration duration) {
        return of(duration, 1, 1);
    }

    /**
     * Returns {@code part / whole} of a duration.
     *
     * @param duration zero or longer
     * @param part zero or more
     * @param whole one or more
     */
    public static Share of(Duration duration, long part, long whole) {
        return new Share(Samples.nanos(duration).multiply(BigInteger.valueOf(part)), BigInteger.valueOf(whole));
    }

    /** Returns the sum, exactly. */
    public Share plus(Share other) {
        return new Share(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    /** Returns seconds, the double nearest to the exact value to 16 digits. */
    public double seconds() {
        return new BigDecimal(numerator)
                .divide(new BigDecimal(denominator.multiply(NANOS)), MathContext.DECIMAL64)
                .doubleValue();
    }

    @Override
    public int compareTo(Share other) {
        return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }
}
