package io.github.parlor.examples.simulation;

import java.util.List;
import org.apache.commons.rng.JumpableUniformRandomProvider;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/** The dice of one day. Single-owner. */
final class Chance {
    private static final double NANOS_PER_MINUTE = 60e9;

    private final UniformRandomProvider random;
    private final ContinuousSampler exponential;

    private Chance(UniformRandomProvider random) {
        this.random = random;
        this.exponential = ZigguratSampler.Exponential.of(random);
    }

    /** Returns the dice of one day after the other, each its own stretch of one sequence; the seed makes them all. */
    static List<Chance> ofDays(long seed, int days) {
        if (RandomSource.XO_RO_SHI_RO_128_PP.create(seed) instanceof JumpableUniformRandomProvider sequence) {
            return sequence.jumps(days).map(Chance::new).toList();
        }
        throw new IllegalStateException("the generator does not jump");
    }

    /** Returns a gamma variate of mean 1. */
    double busyness(double shape) {
        return AhrensDieterMarsagliaTsangGammaSampler.of(random, shape, 1 / shape)
                .sample();
    }

    /** Returns an exponential variate of mean 1. */
    double exponential() {
        return exponential.sample();
    }

    /** Returns an exponential time in nanoseconds; one that ends behind all days if the rate is 0. */
    long exponentialNanos(double perMinute) {
        return Math.round(Math.min(exponential.sample() / perMinute * NANOS_PER_MINUTE, Long.MAX_VALUE / 4.0));
    }
}
