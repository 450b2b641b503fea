package io.github.parlor.examples.simulation;

import io.github.parlor.bounds.Bounds;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Variance;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A figure over independent days with the 95 % confidence interval of Student's t. Immutable.
 *
 * @param value the estimate
 * @param low lower end
 * @param high upper end
 */
public record Estimate(double value, double low, double high) {
    private static final double TAIL = 0.025;

    /** Returns the mean of a daily figure; at least two days. */
    static Estimate mean(double[] days) {
        return around(Mean.of(days).getAsDouble(), days, 1);
    }

    /**
     * Returns the ratio of two means, not the mean of the days' ratios: a busy day counts more. The interval is that of
     * the delta method: the ratio errs as the mean of {@code part - ratio * whole}, divided by the mean of the wholes.
     */
    static Estimate ratio(double[] parts, double[] wholes) {
        double whole = Mean.of(wholes).getAsDouble();
        Bounds.check("estimate", whole > 0, "something to take a share of", whole);
        double ratio = Mean.of(parts).getAsDouble() / whole;
        double[] errors = IntStream.range(0, parts.length)
                .mapToDouble(day -> parts[day] - ratio * wholes[day])
                .toArray();
        return around(ratio, errors, whole);
    }

    private static Estimate around(double value, double[] days, double scale) {
        double deviation = Math.sqrt(Variance.of(days).getAsDouble() / days.length) / scale;
        double half = deviation * TDistribution.of(days.length - 1).inverseSurvivalProbability(TAIL);
        return new Estimate(value, value - half, value + half);
    }
}
