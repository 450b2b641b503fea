package io.github.parlor.metrics;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.metrics.cell.Cell;
import io.github.parlor.metrics.cell.Interval;
import io.github.parlor.metrics.cell.Samples;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A figure with what it means and on how much it rests. Immutable.
 *
 * @param definition what it means
 * @param statistic what was taken from the samples: {@code count}, {@code ratio}, {@code mean}, {@code p90}, {@code level}
 * @param value in the unit of the definition, or null if there is nothing to take it from; never 0 or 100 % instead
 * @param size on how many samples it rests
 * @param censored how many samples are known to exist and are not in the value, because their end is not known
 * @param interval where the true value lies with 95 % confidence, or null if none is defined
 */
public record MetricResult(
        MetricDefinition definition,
        String statistic,
        @Nullable Double value,
        long size,
        long censored,
        @Nullable Interval interval) {
    public MetricResult {
        Bounds.present("result.definition", definition);
        Bounds.id("result.statistic", statistic);
        Bounds.range("result.size", size, 0, Long.MAX_VALUE);
        Bounds.range("result.censored", censored, 0, Long.MAX_VALUE);
    }

    /** Returns the headline value of a cell: a count, a ratio or a mean. */
    public static MetricResult of(MetricDefinition definition, Cell<?> cell) {
        String statistic = switch (definition.unit()) {
            case COUNT -> "count";
            case RATIO -> "ratio";
            case SECONDS -> "mean";
            case SESSIONS -> "level";
        };
        return new MetricResult(definition, statistic, cell.value(), cell.size(), cell.censored(), cell.interval());
    }

    /**
     * Returns a percentile in seconds; censored samples are not in it.
     *
     * @param percent more than 0, at most 100
     * @see Samples#percentile(double)
     */
    public static MetricResult percentile(MetricDefinition definition, Samples samples, double percent) {
        Double value = samples.percentile(percent).map(MetricResult::seconds).orElse(null);
        String name = "p" + BigDecimal.valueOf(percent).stripTrailingZeros().toPlainString();
        return new MetricResult(definition, name, value, samples.size(), samples.censored(), null);
    }

    private static double seconds(Duration duration) {
        return BigDecimal.valueOf(duration.getSeconds())
                .add(BigDecimal.valueOf(duration.getNano(), 9))
                .doubleValue();
    }
}
