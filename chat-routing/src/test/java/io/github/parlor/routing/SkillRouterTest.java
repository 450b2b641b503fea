package io.github.parlor.routing;

import io.github.parlor.testing.RouterHistory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SkillRouterTest {
    @Test
    void decides_as_the_plain_router_in_thousands_of_random_histories() {
        for (long seed = 0; seed < 1_000; seed++) {
            playPaired(seed, 40);
        }
        for (long seed = 0; seed < 40; seed++) {
            playPaired(seed, 600);
        }
    }

    @Test
    @Tag("slow")
    void decides_as_the_plain_router_in_many_long_random_histories() {
        for (long seed = 0; seed < 2_000; seed++) {
            playPaired(seed, 200);
        }
    }

    private static void playPaired(long seed, int calls) {
        RouterHistory.play(
                (tenant, listener) -> new PairedRouter(
                        PlainRouter::new, proposals -> SkillRouter.factory().create(tenant, proposals), listener),
                seed,
                calls);
    }
}
