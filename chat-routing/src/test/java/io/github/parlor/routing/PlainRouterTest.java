package io.github.parlor.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.dispatch.Proposal;
import io.github.parlor.dispatch.Router;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.SessionId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import io.github.parlor.testing.RouterHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PlainRouterTest {
    private static final Instant NOW = Instant.parse("2026-01-01T08:00:00Z");
    private static final SessionId SESSION = new SessionId(new ConversationId("c"), 1);
    private static final AgentId AGENT = new AgentId("a");

    private final List<Proposal> told = new ArrayList<>();

    @Test
    void decides_as_the_naive_router_in_random_histories() {
        for (long seed = 0; seed < 500; seed++) {
            playPaired(seed, 40);
        }
    }

    @Test
    @Tag("slow")
    void decides_as_the_naive_router_in_many_long_random_histories() {
        for (long seed = 0; seed < 5_000; seed++) {
            playPaired(seed, 200);
        }
    }

    @Test
    void scenario_59_the_same_calls_give_the_same_decisions_S10() {
        for (long seed = 0; seed < 50; seed++) {
            List<Proposal> first = proposals(seed);
            assertThat(first).as("seed %d", seed).isNotEmpty().isEqualTo(proposals(seed));
        }
    }

    @Test
    void a_listener_that_throws_learns_of_all_and_leaves_the_router_sound_S18() {
        Router router = new PlainRouter(proposal -> {
            told.add(proposal);
            throw new IllegalStateException("refused " + proposal.session().number());
        });
        router.submit(Floor.ticket("one"), NOW);
        router.submit(Floor.ticket("two"), NOW);
        assertThatThrownBy(() -> router.update(Agent.of("a"), AgentStatus.AVAILABLE, NOW))
                .isInstanceOf(IllegalStateException.class)
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(1));
        assertThat(told).hasSize(2);
        assertThat(told).allMatch(made -> router.confirm(made.session(), made.agent(), made.reservation(), NOW));
    }

    @Test
    @SuppressWarnings("NullAway")
    void null_is_refused_with_the_name_of_the_argument() {
        Router router = new PlainRouter(told::add);
        refuses("proposals", () -> new PlainRouter(null));
        refuses("agent", () -> router.update(null, AgentStatus.AVAILABLE, NOW));
        refuses("status", () -> router.update(Agent.of("a"), null, NOW));
        refuses("now", () -> router.update(Agent.of("a"), AgentStatus.AVAILABLE, null));
        refuses("ticket", () -> router.submit(null, NOW));
        refuses("now", () -> router.submit(Floor.ticket("one"), null));
        refuses("session", () -> router.withdraw(null, NOW));
        refuses("session", () -> router.confirm(null, AGENT, 1, NOW));
        refuses("agent", () -> router.decline(SESSION, null, 1, NOW));
        refuses("now", () -> router.decline(SESSION, AGENT, 1, null));
        refuses("session", () -> router.reserve(null, AGENT, 1, NOW));
        refuses("agent", () -> router.reserveNext(null, NOW));
        refuses("agent", () -> router.assign(SESSION, null, 1, NOW));
        refuses("session", () -> router.resize(null, AGENT, 1, NOW));
        refuses("now", () -> router.release(SESSION, AGENT, null));
        refuses("session", () -> router.position(null));
        refuses("target", () -> router.pool(null, NOW));
        refuses("now", () -> router.pool(Target.ANYONE, null));
    }

    private static void refuses(String field, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(InvalidValueException.class).hasMessageStartingWith(field + ":");
    }

    private static void playPaired(long seed, int calls) {
        RouterHistory.play(
                (tenant, listener) -> new PairedRouter(PlainRouter::new, NaiveRouter::new, listener), seed, calls);
    }

    private static List<Proposal> proposals(long seed) {
        List<Proposal> made = new ArrayList<>();
        RouterHistory.play(
                (tenant, listener) -> {
                    Consumer<Proposal> first = made::add;
                    return new PlainRouter(first.andThen(listener));
                },
                seed,
                150);
        return made;
    }
}
