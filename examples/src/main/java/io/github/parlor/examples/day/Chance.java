package io.github.parlor.examples.day;

import java.time.Duration;
import java.util.SplittableRandom;

/** Draws from the distributions of a day; one seed gives one day. Single-owner. */
final class Chance {
    private final SplittableRandom random;

    Chance(long seed) {
        this.random = new SplittableRandom(seed);
    }

    boolean of(double probability) {
        return random.nextDouble() < probability;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    double uniform(double from, double to) {
        return from + (to - from) * random.nextDouble();
    }

    Duration seconds(double from, double to) {
        return Duration.ofMillis(Math.round(1_000 * uniform(from, to)));
    }

    /** Returns an exponential time, at least a millisecond. */
    Duration exponential(double meanSeconds) {
        return Duration.ofMillis(Math.max(1, Math.round(-1_000 * meanSeconds * Math.log(1 - random.nextDouble()))));
    }

    /** Returns a log-normal time with the given mean and standard deviation, at least a second. */
    Duration logNormal(double meanSeconds, double deviationSeconds) {
        double variance = Math.log(1 + Math.pow(deviationSeconds / meanSeconds, 2));
        double seconds = Math.exp(Math.log(meanSeconds) - variance / 2 + Math.sqrt(variance) * gaussian());
        return Duration.ofMillis(Math.max(1_000, Math.round(1_000 * seconds)));
    }

    /** Returns the index of a weight, by weight. */
    int weighted(double... weights) {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        double left = random.nextDouble() * total;
        for (int i = 0; i < weights.length; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }

    /** The polar method of Marsaglia; {@code SplittableRandom} has no normal distribution on Java 17's oldest releases. */
    private double gaussian() {
        double x;
        double square;
        do {
            x = uniform(-1, 1);
            double y = uniform(-1, 1);
            square = x * x + y * y;
        } while (square >= 1 || square == 0);
        return x * Math.sqrt(-2 * Math.log(square) / square);
    }
}
