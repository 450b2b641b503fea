package io.github.parlor.routing;

import java.util.SplittableRandom;
import java.util.function.LongConsumer;

/** Bursts whose threads take turns by the seed. Made by {@link Instrumented}, so that there are points to switch at. */
final class BurstsByTurns implements LongConsumer {
    private final Turns turns = new Turns();

    @Override
    public void accept(long seed) {
        SplittableRandom random = new SplittableRandom(~seed);
        try {
            new Burst(seed, work -> turns.run(work, random)).play(1 + random.nextInt(8));
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError("seed " + seed + ": " + failure.getMessage(), failure);
        }
    }
}
