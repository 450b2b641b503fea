package io.github.parlor.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.dispatch.Pool;
import io.github.parlor.dispatch.Proposal;
import io.github.parlor.dispatch.Router;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.SessionId;
import io.github.parlor.id.SkillId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import io.github.parlor.routing.ordered.OrderedAgent;
import io.github.parlor.routing.ordered.OrderedRoute;
import io.github.parlor.routing.ordered.OrderedRouter;
import io.github.parlor.routing.ordered.OrderedSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OrderedRouterTest {
    private static final Instant NOW = Instant.parse("2026-01-01T08:00:00Z");
    private static final SessionId ID = new SessionId(new ConversationId("c"), 1);
    private static final SkillId[] SKILLS = {new SkillId("x"), new SkillId("y"), new SkillId("z")};
    private static final int UNITS = Agent.UNITS_PER_SESSION;

    @Test
    void decides_as_the_plain_router_in_random_histories() {
        for (long seed = 0; seed < 500; seed++) {
            PairedRouter.play(OrderedRouter.factory(), seed, 40);
        }
        for (long seed = 0; seed < 10; seed++) {
            PairedRouter.play(OrderedRouter.factory(), seed, 600);
        }
    }

    @Test
    @Tag("slow")
    void decides_as_the_plain_router_in_many_long_random_histories() {
        for (long seed = 0; seed < 2_000; seed++) {
            PairedRouter.play(OrderedRouter.factory(), seed, 200);
        }
        for (long seed = 0; seed < 40; seed++) {
            PairedRouter.play(OrderedRouter.factory(), seed, 600);
        }
    }

    @Test
    void decides_as_the_plain_router_where_many_wait_in_no_order() {
        for (long seed = 0; seed < 3; seed++) {
            Crowd.play(OrderedRouter.factory(), seed, 2_000);
        }
    }

    @Test
    @Tag("slow")
    void decides_as_the_plain_router_in_large_crowds() {
        for (long seed = 0; seed < 20; seed++) {
            Crowd.play(OrderedRouter.factory(), seed, 6_000);
        }
    }

    @Test
    void a_listener_may_answer_and_end_the_very_offer_it_is_told_of() {
        Deque<OrderedRouter> routers = new ArrayDeque<>();
        List<OrderedSession> ended = new ArrayList<>();
        OrderedRouter router = new OrderedRouter((session, agent, epoch) -> {
            OrderedRouter self = routers.element();
            assertThat(self.accept(session, agent, epoch, NOW)).isTrue();
            assertThat(self.accept(session, agent, epoch, NOW)).isFalse();
            ended.add(session);
            assertThat(self.release(session, agent, NOW)).isTrue();
        });
        routers.add(router);
        OrderedRoute route = router.route(Target.ANYONE, UNITS);
        List<OrderedSession> waiting = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            waiting.add(submit(router, route, i));
        }
        router.update(Agent.of("a").withSessions(2), AgentStatus.AVAILABLE, NOW);
        assertThat(ended).containsExactlyInAnyOrderElementsOf(waiting);
        assertThat(router.pool(Target.ANYONE, NOW).freeUnits()).isEqualTo(2 * UNITS);
    }

    @Test
    void a_thread_that_stands_in_its_listener_stops_nobody() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger offers = new AtomicInteger();
        OrderedRouter router = new OrderedRouter((session, agent, epoch) -> {
            if (offers.incrementAndGet() == 1) {
                told.countDown();
                awaitQuietly(goOn);
            }
        });
        router.update(Agent.of("a").withSessions(9), AgentStatus.AVAILABLE, NOW);
        OrderedRoute route = router.route(Target.ANYONE, UNITS);
        Thread stopped = new Thread(() -> submit(router, route, 0));
        stopped.start();
        told.await();
        for (int i = 1; i < 9; i++) {
            submit(router, route, i);
        }
        assertThat(offers).hasValue(9);
        goOn.countDown();
        stopped.join();
    }

    @Test
    void a_listener_that_throws_learns_of_all_and_leaves_the_router_sound() {
        List<OrderedSession> told = new ArrayList<>();
        OrderedRouter router = new OrderedRouter((session, agent, epoch) -> {
            told.add(session);
            throw new IllegalStateException("refused");
        });
        OrderedRoute route = router.route(Target.ANYONE, UNITS);
        OrderedSession one = submit(router, route, 0);
        OrderedSession two = submit(router, route, 1);
        assertThatThrownBy(() -> router.update(Agent.of("a"), AgentStatus.AVAILABLE, NOW))
                .isInstanceOf(IllegalStateException.class)
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(1));
        assertThat(told).containsExactly(one, two);
        assertThat(router.abandon(one, NOW)).isTrue();
        assertThat(router.pool(Target.ANYONE, NOW).freeUnits()).isEqualTo(2 * UNITS);
    }

    @Test
    void by_handles_an_agent_pulls_reserves_and_is_forced() {
        OrderedRouter router = new OrderedRouter((session, agent, epoch) -> {});
        OrderedRoute route = router.route(Target.skill(SKILLS[0]), UNITS);
        OrderedAgent anna = router.update(Agent.of("anna"), AgentStatus.AVAILABLE, NOW);
        OrderedSession first = submit(router, route, 0);
        OrderedSession second = submit(router, route, 1);
        assertThat(router.position(second)).hasValue(1);
        assertThat(router.reserveNext(anna, NOW)).isEmpty();
        long epoch = router.reserve(second, anna, UNITS, NOW).orElseThrow();
        assertThat(router.agentOf(second)).isEqualTo(anna);
        assertThat(router.accept(second, anna, epoch, NOW)).isTrue();
        assertThat(router.resize(second, anna, 3 * UNITS + 1, NOW)).isFalse();
        assertThat(router.resize(second, anna, 3 * UNITS, NOW)).isTrue();
        assertThat(router.assign(first, anna, UNITS, NOW)).isTrue();
        assertThat(router.release(second, anna, NOW)).isTrue();
        assertThat(router.assign(second, anna, UNITS, NOW)).isFalse();
        assertThat(router.pool(Target.ANYONE, NOW).freeUnits()).isEqualTo(2 * UNITS);
        OrderedSession third = submit(router, router.route(Target.agent(anna.id()), 1), 2);
        assertThat(router.agentOf(third)).isEqualTo(anna);
    }

    @Test
    @Timeout(120)
    void threads_serve_each_session_once_and_never_above_a_limit() throws Exception {
        playShifts(5);
    }

    @Test
    @Tag("slow")
    @Timeout(600)
    void threads_serve_each_session_once_and_never_above_a_limit_in_many_shifts() throws Exception {
        playShifts(40);
    }

    private static void playShifts(int shifts) throws Exception {
        for (long seed = 0; seed < shifts; seed++) {
            new Shift(seed).play();
        }
    }

    /** Four threads; who is told of an offer answers it and ends the session some time later. */
    private static final class Shift {
        private static final int THREADS = 4;
        private static final int CALLS = 3_000;

        private final long seed;

        @SuppressWarnings("ThreadLocalUsage") // Each shift has clerks of its own.
        private final ThreadLocal<Clerk> clerk = new ThreadLocal<>();
        /** By number of the agent. */
        private final List<AtomicInteger> held = new ArrayList<>();

        private final Map<OrderedSession, AtomicInteger> accepted = new ConcurrentHashMap<>();
        private final Queue<OrderedSession> submitted = new ConcurrentLinkedQueue<>();
        private final Queue<String> failures = new ConcurrentLinkedQueue<>();
        private final OrderedRouter router = new OrderedRouter(this::told);
        private final List<OrderedRoute> routes = new ArrayList<>();

        private record Offer(OrderedSession session, OrderedAgent agent, long epoch) {}

        private static final class Clerk {
            final Deque<Offer> open = new ArrayDeque<>();
            final Deque<Offer> active = new ArrayDeque<>();
        }

        Shift(long seed) {
            this.seed = seed;
            for (SkillId skill : SKILLS) {
                routes.add(router.route(Target.skill(skill), UNITS));
            }
            for (int i = 0; i < 6; i++) {
                Agent agent = Agent.of("a" + i)
                        .withSkills(Map.of(SKILLS[i % 3], 1, SKILLS[(i + 1) % 3], 1))
                        .withSessions(1 + i % 3);
                router.update(agent, AgentStatus.AVAILABLE, NOW);
                held.add(new AtomicInteger());
            }
        }

        /** Counted after the router took the units, and uncounted before it gives them back: never more than it holds. */
        private void told(OrderedSession session, OrderedAgent agent, long epoch) {
            int limit = 1 + agent.number() % 3;
            if (held.get(agent.number()).incrementAndGet() > limit) {
                failures.add(agent + " above the limit");
            }
            clerk.get().open.add(new Offer(session, agent, epoch));
        }

        void play() throws Exception {
            List<Thread> threads = new ArrayList<>();
            Queue<Clerk> clerks = new ConcurrentLinkedQueue<>();
            for (int i = 0; i < THREADS; i++) {
                SplittableRandom random = new SplittableRandom(seed * THREADS + i);
                threads.add(new Thread(() -> {
                    Clerk mine = new Clerk();
                    clerk.set(mine);
                    for (int call = 0; call < CALLS; call++) {
                        step(mine, random);
                    }
                    clerks.add(mine);
                }));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            for (Clerk mine : clerks) {
                clerk.set(mine);
                // Who was declined by the last call of all waits for another one.
                router.update(Agent.of("away"), AgentStatus.AWAY, NOW);
                while (!mine.open.isEmpty() || !mine.active.isEmpty()) {
                    if (mine.open.isEmpty()) {
                        end(mine);
                    } else {
                        accept(mine);
                    }
                }
            }
            assertThat(failures).as("seed %d", seed).isEmpty();
            Pool pool = router.pool(Target.ANYONE, NOW);
            assertThat(pool.waiting()).as("seed %d", seed).isZero();
            assertThat(pool.freeUnits()).as("seed %d", seed).isEqualTo(12 * UNITS);
            assertThat(accepted.values()).allMatch(times -> times.get() == 1);
            assertThat(accepted.keySet()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(submitted);
        }

        private void step(Clerk mine, SplittableRandom random) {
            int dice = random.nextInt(100);
            if (dice < 35) {
                submitted.add(submit(router, routes.get(random.nextInt(3)), random.nextInt(50)));
            } else if (dice < 65 && !mine.open.isEmpty()) {
                accept(mine);
            } else if (dice < 70 && !mine.open.isEmpty()) {
                Offer offer = mine.open.remove();
                held.get(offer.agent().number()).decrementAndGet();
                if (!router.decline(offer.session(), offer.agent(), offer.epoch(), NOW)) {
                    failures.add("declined twice " + seed);
                }
            } else if (!mine.active.isEmpty()) {
                end(mine);
            }
        }

        private void accept(Clerk mine) {
            Offer offer = mine.open.remove();
            if (!router.accept(offer.session(), offer.agent(), offer.epoch(), NOW)) {
                failures.add("an open offer was gone");
            }
            accepted.computeIfAbsent(offer.session(), unmet -> new AtomicInteger())
                    .incrementAndGet();
            mine.active.add(offer);
        }

        private void end(Clerk mine) {
            Offer offer = mine.active.remove();
            held.get(offer.agent().number()).decrementAndGet();
            if (!router.release(offer.session(), offer.agent(), NOW)) {
                failures.add("not served by whom it was offered to");
            }
        }
    }

    @Test
    @SuppressWarnings("NullAway")
    void what_is_out_of_bounds_is_refused_with_the_name_of_the_argument() {
        OrderedRouter router = new OrderedRouter((session, agent, epoch) -> {});
        OrderedRouter other = new OrderedRouter((session, agent, epoch) -> {});
        OrderedRoute route = router.route(Target.ANYONE, UNITS);
        OrderedAgent agent = router.agent(new AgentId("a"));
        OrderedSession session = submit(router, route, 0);
        OrderedAgent stranger = other.agent(new AgentId("a"));
        OrderedSession strange = submit(other, other.route(Target.ANYONE, UNITS), 0);
        refuses("listener", () -> new OrderedRouter(null));
        refuses("tenant", () -> OrderedRouter.factory().create(null, made -> {}));
        refuses("proposals", () -> OrderedRouter.factory().create(Floor.TENANT, null));
        refuses("target", () -> router.route(null, UNITS));
        refuses("units", () -> router.route(Target.ANYONE, 0));
        refuses("units", () -> router.route(Target.ANYONE, Agent.MAX_CAPACITY_UNITS + 1));
        refuses("agent", () -> router.agent(null));
        refuses("agent", () -> router.update(null, AgentStatus.AWAY, NOW));
        refuses("status", () -> router.update(Agent.of("a"), null, NOW));
        refuses("route", () -> router.submit(strange.route(), ID, NOW, Duration.ZERO, null, NOW));
        refuses("session", () -> router.submit(route, null, NOW, Duration.ZERO, null, NOW));
        refuses("orderedFrom", () -> router.submit(route, ID, Instant.MAX, Duration.ZERO, null, NOW));
        refuses("credit", () -> router.submit(route, ID, NOW, Duration.ofSeconds(-1), null, NOW));
        refuses("agent", () -> router.submit(route, ID, NOW, Duration.ZERO, stranger, NOW));
        refuses("session", () -> router.accept(strange, agent, 1, NOW));
        refuses("agent", () -> router.accept(session, stranger, 1, NOW));
        refuses("now", () -> router.accept(session, agent, 1, null));
        refuses("session", () -> router.decline(null, agent, 1, NOW));
        refuses("agent", () -> router.release(session, null, NOW));
        refuses("session", () -> router.abandon(strange, NOW));
        refuses("units", () -> router.reserve(session, agent, 0, NOW));
        refuses("agent", () -> router.reserveNext(stranger, NOW));
        refuses("units", () -> router.assign(session, agent, -1, NOW));
        refuses("units", () -> router.resize(session, agent, Agent.MAX_CAPACITY_UNITS + 1, NOW));
        refuses("session", () -> router.agentOf(strange));
        refuses("session", () -> router.position(null));
        refuses("now", () -> router.pool(Target.ANYONE, null));
        assertThat(router.position(session)).hasValue(0);
    }

    @Test
    void an_agent_is_not_forced_to_hold_more_than_can_be_counted() {
        Router router = OrderedRouter.factory().create(Floor.TENANT, (Proposal made) -> {});
        AgentId agent = new AgentId("a");
        for (int i = 0; i < 13; i++) {
            router.assign(Floor.session("s" + i), agent, Agent.MAX_CAPACITY_UNITS, NOW);
        }
        refuses("heldUnits", () -> router.assign(Floor.session("one"), agent, Agent.MAX_CAPACITY_UNITS, NOW));
        router.release(Floor.session("s0"), agent, NOW);
        router.assign(Floor.session("one"), agent, Agent.MAX_CAPACITY_UNITS, NOW);
    }

    private static OrderedSession submit(OrderedRouter router, OrderedRoute route, int second) {
        return router.submit(route, ID, NOW.plusSeconds(second), Duration.ZERO, null, NOW);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static void refuses(String field, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(InvalidValueException.class).hasMessageStartingWith(field + ":");
    }
}
