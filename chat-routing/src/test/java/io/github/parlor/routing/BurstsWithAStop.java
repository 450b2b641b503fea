package io.github.parlor.routing;

import java.util.SplittableRandom;
import java.util.function.LongToIntFunction;

/** Bursts in which a thread stops somewhere, by the seed. Made by {@link Instrumented}, so that there are points to stop at. */
final class BurstsWithAStop implements LongToIntFunction {
    private final Turns turns = new Turns();

    @Override
    public int applyAsInt(long seed) {
        SplittableRandom random = new SplittableRandom(~seed);
        try {
            return new Burst(seed, work -> turns.run(work, random), true).playWithStop(turns, random.nextInt(4));
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError("seed " + seed + ": " + failure.getMessage(), failure);
        }
    }
}
