package io.github.parlor.routing;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SkillRouterTest {
    @Test
    void decides_as_the_plain_router_in_thousands_of_random_histories() {
        for (long seed = 0; seed < 1_000; seed++) {
            PairedRouter.play(SkillRouter.factory(), seed, 40);
        }
        for (long seed = 0; seed < 40; seed++) {
            PairedRouter.play(SkillRouter.factory(), seed, 600);
        }
    }

    @Test
    @Tag("slow")
    void decides_as_the_plain_router_in_many_long_random_histories() {
        for (long seed = 0; seed < 2_000; seed++) {
            PairedRouter.play(SkillRouter.factory(), seed, 200);
        }
    }
}
