package io.github.parlor.metrics.cell;

import io.github.parlor.bounds.Bounds;
import org.jspecify.annotations.Nullable;

/**
 * Bounds of a proportion at a level of confidence. Immutable.
 *
 * @param low lower bound
 * @param high upper bound
 * @param level the confidence
 */
public record Interval(double low, double high, Level level) {
    /** Two-sided levels of confidence. */
    public enum Level {
        /** 90 %. */
        P90(1.6448536269514722),
        /** 95 %. */
        P95(1.959963984540054),
        /** 99 %. */
        P99(2.5758293035489004);

        private final double z;

        Level(double z) {
            this.z = z;
        }

        /** Returns the quantile of the standard normal distribution that leaves half of the rest above it. */
        public double z() {
            return z;
        }
    }

    public Interval {
        Bounds.present("interval.level", level);
        Bounds.range("interval.low", low, -1.0, 1.0);
        Bounds.range("interval.high", high, low, 1.0);
    }

    /**
     * Returns the score interval of Wilson (1927) without continuity correction, or null if {@code of} is 0.
     *
     * @param hits 0 to {@code of}
     * @param of the sample size, zero or more
     */
    public static @Nullable Interval wilson(long hits, long of, Level level) {
        Bounds.range("of", of, 0, Long.MAX_VALUE);
        Bounds.range("hits", hits, 0, of);
        if (of == 0) {
            return null;
        }
        double n = of;
        double p = hits / n;
        double z2 = level.z * level.z;
        double centre = (p + z2 / (2 * n)) / (1 + z2 / n);
        double half = level.z * Math.sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n);
        // Exact at the ends, where the difference would leave a rounding error of either sign.
        return new Interval(hits == 0 ? 0 : centre - half, hits == of ? 1 : centre + half, level);
    }
}
