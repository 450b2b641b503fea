package io.github.parlor.routing;

import io.github.parlor.routing.ordered.OrderedRouter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OrderedRouterTest {
    @Test
    void decides_as_the_plain_router_in_thousands_of_random_histories() {
        for (long seed = 0; seed < 1_000; seed++) {
            PairedRouter.play(OrderedRouter.factory(), seed, 40);
        }
        for (long seed = 0; seed < 40; seed++) {
            PairedRouter.play(OrderedRouter.factory(), seed, 600);
        }
    }

    @Test
    @Tag("slow")
    void decides_as_the_plain_router_in_many_long_random_histories() {
        for (long seed = 0; seed < 2_000; seed++) {
            PairedRouter.play(OrderedRouter.factory(), seed, 200);
        }
    }
}
