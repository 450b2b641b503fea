package io.github.parlor.routing.live;

import io.github.parlor.routing.Turns;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;

/**
 * Bursts of {@link IndexBurst} whose threads take turns by the seed: of each world in turn, so that its seeds are its number
 * and the number of worlds apart. Made by {@link io.github.parlor.routing.Instrumented}.
 */
final class IndexBurstsByTurns implements LongConsumer {
    private static final List<IndexBurst.World> WORLDS = List.of(IndexBurst.World.values());

    /** Some faults show after few switches far from each other, others after many that are near. */
    private final Turns far = new Turns(3, 1 << 6, 1 << 10);

    private final Turns near = new Turns(12, 1 << 2, 1 << 7);

    @Override
    public void accept(long seed) {
        SplittableRandom random = new SplittableRandom(~seed);
        IndexBurst.World world = WORLDS.get((int) (seed % WORLDS.size()));
        Turns turns = random.nextBoolean() ? far : near;
        try {
            new IndexBurst(world, work -> turns.run(work, random)).play();
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError("seed " + seed + ", " + world + ": " + failure.getMessage(), failure);
        }
    }
}
