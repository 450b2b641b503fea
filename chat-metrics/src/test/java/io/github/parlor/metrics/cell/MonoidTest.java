package io.github.parlor.metrics.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Reference section 6.5: cells merge in any order and grouping, and the empty one changes nothing. */
class MonoidTest {
    @Test
    void counts() {
        check(Count.EMPTY, random -> new Count(random.nextLong(1_000)));
    }

    @Test
    void ratios() {
        check(Ratio.EMPTY, random -> {
            long of = random.nextLong(50);
            return new Ratio(random.nextLong(of + 1), of, random.nextLong(5));
        });
    }

    @Test
    void samples() {
        check(Samples.EMPTY, random -> {
            Samples sum = random.nextBoolean() ? Samples.CENSORED : Samples.EMPTY;
            for (int i = random.nextInt(6); i > 0; i--) {
                sum = sum.merge(Samples.of(duration(random)));
            }
            return sum;
        });
    }

    @Test
    void shares() {
        check(
                Shares.EMPTY,
                random -> new Shares(
                        Share.of(duration(random), random.nextLong(9), random.nextLong(1, 9)),
                        random.nextLong(9),
                        random.nextLong(3)));
    }

    @Test
    void loads() {
        check(Load.EMPTY, random -> {
            var levels = new TreeMap<Integer, Duration>();
            for (int i = random.nextInt(4); i > 0; i--) {
                levels.put(random.nextInt(5), duration(random));
            }
            return new Load(random.nextLong(9), levels, duration(random), duration(random), duration(random));
        });
    }

    private static Duration duration(SplittableRandom random) {
        return Duration.ofNanos(random.nextLong(20) * 333_333_333L);
    }

    private static <C extends Cell<C>> void check(C empty, Function<SplittableRandom, C> cells) {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            C a = cells.apply(random);
            C b = cells.apply(random);
            C c = cells.apply(random);
            assertThat(a.merge(b).merge(c)).as("associative, seed %d", seed).isEqualTo(a.merge(b.merge(c)));
            assertThat(a.merge(b)).as("commutative, seed %d", seed).isEqualTo(b.merge(a));
            assertThat(a.merge(empty)).as("empty, seed %d", seed).isEqualTo(a);
            assertThat(empty.merge(a)).as("empty, seed %d", seed).isEqualTo(a);
            List<C> shuffled = new ArrayList<>(List.of(a, b, c));
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(empty.mergeAll(shuffled))
                    .as("all at once, seed %d", seed)
                    .isEqualTo(a.merge(b).merge(c));
        }
    }
}
