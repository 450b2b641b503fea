package io.github.parlor.routing;

import io.github.parlor.dispatch.RouterFactory;
import io.github.parlor.routing.SkillRouter.AgentOrder;
import io.github.parlor.testing.RouterHistory;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Short histories of random calls by one thread, by the ten thousand: {@link SkillRouter} beside {@link PlainRouter}, and
 * with agents asked in turn, which no other router does, under the ledger of the contract kit alone. A failure names its
 * seed; {@code -Dparlor.histories.from=} that seed {@code -Dparlor.histories=1} plays it again, and a larger number plays
 * more.
 */
@Tag("slow")
class HistoriesTest {
    private static final int CALLS = 30;
    private static final long FROM = Long.getLong("parlor.histories.from", 0);
    private static final long HISTORIES = Long.getLong("parlor.histories", 20_000);

    @Test
    void decides_as_the_plain_router_in_very_many_short_histories() {
        play((tenant, listener) -> new PairedRouter(
                PlainRouter::new, proposals -> SkillRouter.factory().create(tenant, proposals), listener));
    }

    @Test
    void keeps_every_promise_with_agents_asked_in_turn() {
        play(SkillRouter.factory(AgentOrder.IN_TURN));
    }

    /** On all processors, as the histories share nothing. */
    private static void play(RouterFactory factory) {
        LongStream.range(FROM, FROM + HISTORIES).parallel().forEach(seed -> RouterHistory.play(factory, seed, CALLS));
    }
}
