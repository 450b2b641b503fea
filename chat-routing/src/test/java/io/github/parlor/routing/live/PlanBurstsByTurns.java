package io.github.parlor.routing.live;

import io.github.parlor.routing.Turns;
import java.util.SplittableRandom;
import java.util.function.LongPredicate;

/**
 * Bursts whose threads take turns by the seed, and for each seed one in which a thread stops; answers whether one stood. Made
 * by {@link io.github.parlor.routing.Instrumented}, so that there are points to switch at.
 */
final class PlanBurstsByTurns implements LongPredicate {
    private final Turns turns = new Turns(60, 1 << 2, 1 << 7);

    @Override
    public boolean test(long seed) {
        SplittableRandom random = new SplittableRandom(~seed);
        try {
            PlanBurst burst = new PlanBurst(seed, work -> turns.run(work, random));
            burst.play(1 + random.nextInt(5));
            return burst.playWithStop(turns);
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError("seed " + seed + ": " + failure.getMessage(), failure);
        }
    }
}
