package io.github.parlor.metrics.cell;

import io.github.parlor.bounds.Bounds;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Every duration that was measured, as a multiset: sum, mean and percentiles are exact. Takes space for each distinct
 * value. Immutable.
 */
public final class Samples implements Cell<Samples> {
    /** No sample. */
    public static final Samples EMPTY = new Samples(new TreeMap<>(), 0);

    /** One sample that is known to exist and was cut off before its end. */
    public static final Samples CENSORED = new Samples(new TreeMap<>(), 1);

    private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000);

    private final NavigableMap<Duration, Long> counts;
    private final long size;
    private final long censored;

    private Samples(NavigableMap<Duration, Long> counts, long censored) {
        this.counts = Collections.unmodifiableNavigableMap(counts);
        this.size = counts.values().stream().mapToLong(Long::longValue).sum();
        this.censored = censored;
    }

    /** Returns one sample, zero or longer. */
    public static Samples of(Duration sample) {
        Bounds.check("sample", !sample.isNegative(), "a duration of zero or more", sample);
        return new Samples(new TreeMap<>(Map.of(sample, 1L)), 0);
    }

    @Override
    public Samples merge(Samples other) {
        return mergeAll(List.of(other));
    }

    @Override
    public Samples mergeAll(Iterable<? extends Samples> others) {
        var sum = new TreeMap<>(counts);
        long cut = censored;
        for (Samples other : others) {
            other.counts.forEach((sample, count) -> sum.merge(sample, count, Math::addExact));
            cut = Math.addExact(cut, other.censored);
        }
        return new Samples(sum, cut);
    }

    /** Returns each distinct sample with how often it occurs, ascending. */
    public NavigableMap<Duration, Long> counts() {
        return counts;
    }

    /** Returns the sum of all samples, zero if there is none. */
    public Duration sum() {
        Duration sum = Duration.ZERO;
        for (Map.Entry<Duration, Long> entry : counts.entrySet()) {
            sum = sum.plus(entry.getKey().multipliedBy(entry.getValue()));
        }
        return sum;
    }

    /** Returns the mean in seconds, the double nearest to the exact quotient to 16 digits, or null without samples. */
    @Override
    public @Nullable Double value() {
        return size == 0 ? null : mean(sum(), size);
    }

    /** Returns how many samples are at most {@code limit}; one that equals it counts. */
    public long within(Duration limit) {
        return counts.headMap(limit, true).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Returns the longest sample, if there is any. */
    public Optional<Duration> max() {
        return counts.isEmpty() ? Optional.empty() : Optional.of(counts.lastKey());
    }

    /**
     * Returns the smallest sample that at least {@code percent} % of the samples do not exceed: the inverse of the
     * distribution function, type 1 of Hyndman and Fan (1996). Always one of the samples.
     *
     * @param percent more than 0, at most 100; read as the decimal number it prints as
     * @return the percentile, or empty without samples
     */
    public Optional<Duration> percentile(double percent) {
        Bounds.check("percent", percent > 0 && percent <= 100, "more than 0, at most 100", percent);
        long rank = BigDecimal.valueOf(percent)
                .multiply(BigDecimal.valueOf(size))
                .movePointLeft(2)
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
        long seen = 0;
        for (Map.Entry<Duration, Long> entry : counts.entrySet()) {
            seen += entry.getValue();
            if (seen >= rank) {
                return Optional.of(entry.getKey());
            }
        }
        return Optional.empty();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public long censored() {
        return censored;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Samples that && counts.equals(that.counts) && censored == that.censored;
    }

    @Override
    public int hashCode() {
        return 31 * counts.hashCode() + Long.hashCode(censored);
    }

    @Override
    public String toString() {
        return "Samples[" + counts + ", censored " + censored + "]";
    }

    static double mean(Duration sum, long size) {
        return new BigDecimal(nanos(sum))
                .divide(new BigDecimal(NANOS.multiply(BigInteger.valueOf(size))), MathContext.DECIMAL64)
                .doubleValue();
    }

    static BigInteger nanos(Duration duration) {
        return BigInteger.valueOf(duration.getSeconds()).multiply(NANOS).add(BigInteger.valueOf(duration.getNano()));
    }
}
