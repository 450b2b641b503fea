package io.github.parlor.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.id.IdSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdSetTest {
    @Test
    void ids_with_a_zero_half_and_the_nil_id_are_ids_like_others() {
        IdSet set = new IdSet();
        List<UUID> odd = List.of(new UUID(0, 0), new UUID(0, 7), new UUID(7, 0), new UUID(7, 7));
        for (UUID id : odd) {
            assertThat(set.contains(id)).isFalse();
            set.add(id);
            assertThat(set.contains(id)).isTrue();
        }
        for (UUID id : odd) {
            set.remove(id);
            assertThat(set.contains(id)).isFalse();
        }
    }

    @Test
    void behaves_as_a_hash_set_under_random_additions_and_removals() {
        for (long seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<UUID> universe = universe(random, seed);
            IdSet set = new IdSet();
            Set<UUID> model = new HashSet<>();
            for (int step = 0; step < 20_000; step++) {
                UUID id = universe.get(random.nextInt(universe.size()));
                switch (random.nextInt(3)) {
                    case 0 -> {
                        set.remove(id);
                        model.remove(id);
                    }
                    default -> {
                        set.add(id);
                        model.add(id);
                    }
                }
                UUID other = universe.get(random.nextInt(universe.size()));
                assertThat(set.contains(other))
                        .as("seed %d step %d", seed, step)
                        .isEqualTo(model.contains(other));
            }
            for (UUID id : universe) {
                assertThat(set.contains(id)).as("seed %d", seed).isEqualTo(model.contains(id));
            }
        }
    }

    /** Time-ordered, random and small ids; the small ones collide more often. */
    private static List<UUID> universe(SplittableRandom random, long seed) {
        IdSource ids = IdSource.seeded(seed);
        List<UUID> universe = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            universe.add(ids.next(Instant.EPOCH.plusMillis(i)));
            universe.add(new UUID(random.nextLong(), random.nextLong()));
            universe.add(new UUID(random.nextInt(4), random.nextInt(500)));
        }
        return universe;
    }
}
