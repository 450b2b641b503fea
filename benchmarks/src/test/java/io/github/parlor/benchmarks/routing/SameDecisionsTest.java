package io.github.parlor.benchmarks.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.benchmarks.routing.peer.AgentOrder;
import io.github.parlor.benchmarks.routing.peer.Credit;
import io.github.parlor.benchmarks.routing.peer.HandleRouter;
import io.github.parlor.benchmarks.routing.peer.LockRouter;
import io.github.parlor.benchmarks.routing.peer.Matching;
import io.github.parlor.benchmarks.routing.peer.MonitorRouter;
import io.github.parlor.benchmarks.routing.peer.OrderedHandleRouter;
import io.github.parlor.benchmarks.routing.peer.PortRouter;
import io.github.parlor.benchmarks.routing.peer.PortRouter.Named;
import io.github.parlor.benchmarks.routing.peer.RouterUnderTest;
import io.github.parlor.benchmarks.routing.peer.RouterUnderTest.Offers;
import io.github.parlor.benchmarks.routing.peer.Session;
import io.github.parlor.benchmarks.routing.peer.Tick;
import io.github.parlor.routing.PlainRouter;
import io.github.parlor.routing.RoutedSession;
import io.github.parlor.routing.SkillRouter;
import io.github.parlor.routing.ordered.OrderedSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * With one thread, routers of the same order make the same offers in the same calls: those with the order of the plain
 * router as the plain router itself, those with queues for each level as the scan with that order.
 */
class SameDecisionsTest {
    private static final int CALLS = 2_000;

    static Stream<Arguments> settings() {
        // How far sessions outnumber slots decides which rules are at work: idle, tight, hopeless.
        return Stream.of(1, 3, 20, 100)
                .flatMap(agents -> Stream.of(60, 100, 150)
                        .flatMap(percent ->
                                LongStream.rangeClosed(1, 2).mapToObj(seed -> Arguments.of(agents, percent, seed))));
    }

    @ParameterizedTest(name = "{0} agents, {1} % of the slots wanted, seed {2}")
    @MethodSource("settings")
    void scan_trees_and_our_routers_decide_as_the_plain_router(int agents, int percent, long seed) {
        Story<Named> plain = new Story<>(agents, percent, seed, true);
        Story<Session> scan = new Story<>(agents, percent, seed, true);
        Story<Session> tree = new Story<>(agents, percent, seed, true);
        Story<RoutedSession> exact = new Story<>(agents, percent, seed, true);
        Story<OrderedSession> ordered = new Story<>(agents, percent, seed, true);

        plain.tell(
                (matching, told) -> new PortRouter((tenant, proposals) -> new PlainRouter(proposals), matching, told));
        scan.tell((matching, told) -> MonitorRouter.scan(matching, AgentOrder.LAST_GIVEN, true, told));
        tree.tell((matching, told) -> LockRouter.tree(matching, AgentOrder.LAST_GIVEN, true, told));

        assertThat(scan.lines).isEqualTo(plain.lines);
        exact.tell((matching, told) ->
                new HandleRouter(SkillRouter.AgentOrder.LEAST_RECENTLY_GIVEN, matching, true, told));
        assertThat(tree.lines).isEqualTo(plain.lines);
        assertThat(exact.lines).isEqualTo(plain.lines);
        ordered.tell((matching, told) -> new OrderedHandleRouter(matching, true, told));
        assertThat(ordered.lines).isEqualTo(plain.lines);
        plain.checkThatMuchHappened();
    }

    @ParameterizedTest(name = "{0} agents, {1} % of the slots wanted, seed {2}")
    @MethodSource("settings")
    void queues_for_each_level_decide_as_the_scan_in_that_order(int agents, int percent, long seed) {
        Story<Session> scan = new Story<>(agents, percent, seed, true);
        Story<Session> tree = new Story<>(agents, percent, seed, true);
        Story<Session> core = new Story<>(agents, percent, seed, true);

        scan.tell((matching, told) -> MonitorRouter.scan(matching, AgentOrder.LONGEST_AT_LEVEL, true, told));
        tree.tell((matching, told) -> LockRouter.tree(matching, AgentOrder.LONGEST_AT_LEVEL, true, told));
        core.tell((matching, told) -> MonitorRouter.core(matching, true, told));

        assertThat(tree.lines).isEqualTo(scan.lines);
        assertThat(core.lines).isEqualTo(scan.lines);
        scan.checkThatMuchHappened();
    }

    @ParameterizedTest(name = "{0} agents, {1} % of the slots wanted, seed {2}")
    @MethodSource("settings")
    void without_offers_the_exact_ones_assign_alike(int agents, int percent, long seed) {
        Story<Session> scan = new Story<>(agents, percent, seed, false);
        Story<Session> core = new Story<>(agents, percent, seed, false);

        scan.tell((matching, told) -> MonitorRouter.scan(matching, AgentOrder.LONGEST_AT_LEVEL, false, told));
        core.tell((matching, told) -> MonitorRouter.core(matching, false, told));

        assertThat(core.lines).isEqualTo(scan.lines);
        assertThat(scan.ended).isPositive();
    }

    /** A random sequence of calls, and what was told in each. Declines and stale answers are far more common than in the load. */
    private static final class Story<S> {
        private final List<String> lines = new ArrayList<>();
        private final Map<S, Integer> numbers = new HashMap<>();
        private final List<Offer<S>> open = new ArrayList<>();
        private final List<S> active = new ArrayList<>();
        private final List<S> known = new ArrayList<>();
        private final SplittableRandom random;
        private final boolean offers;
        private final int wanted;
        private final Matching matching;
        private Tick now = Tick.first(10_000);
        private int submitted;
        private int inside;
        private int declined;
        private int abandoned;
        private int ended;
        private int stale;

        private record Offer<S>(S session, long epoch) {}

        Story(int agents, int percent, long seed, boolean offers) {
            this.offers = offers;
            random = new SplittableRandom(seed);
            wanted = Math.max(2, agents * Matching.CAPACITY * percent / 100);
            matching = Matching.of(agents, seed);
        }

        void tell(BiFunction<Matching, Offers<S>, RouterUnderTest<S>> maker) {
            RouterUnderTest<S> router = maker.apply(matching, this::offered);
            for (int call = 0; call < CALLS; call++) {
                if (random.nextInt(8) == 0) {
                    now = now.next();
                }
                one(router);
            }
        }

        private void offered(int agent, S session, long epoch) {
            // One that is not known yet is being submitted.
            lines.add("  " + numbers.getOrDefault(session, submitted) + " to " + agent);
            if (offers) {
                open.add(new Offer<>(session, epoch));
            } else {
                active.add(session);
            }
        }

        private void one(RouterUnderTest<S> router) {
            int dice = random.nextInt(100);
            if (!open.isEmpty() && dice < 45) {
                answer(router, open.remove(random.nextInt(open.size())), dice < 15);
            } else if (!known.isEmpty() && dice >= 90) {
                S session = known.get(random.nextInt(known.size()));
                boolean left = router.abandon(session, now);
                lines.add("abandon " + numbers.get(session) + " " + left);
                inside -= left ? 1 : 0;
                abandoned += left ? 1 : 0;
                stale += left ? 0 : 1;
            } else if (inside < wanted || active.isEmpty()) {
                submit(router);
            } else {
                S session = active.remove(random.nextInt(active.size()));
                lines.add("release " + numbers.get(session));
                assertThat(router.release(session, now)).isTrue();
                inside--;
                ended++;
            }
        }

        private void submit(RouterUnderTest<S> router) {
            lines.add("submit " + submitted);
            // Small pools meet few kinds; those that nobody meets wait for good.
            S session = router.submit(
                    random.nextInt(random.nextInt(Matching.KINDS) + 1), Credit.ofTenth(random.nextInt(10)), now);
            numbers.put(session, submitted++);
            known.add(session);
            inside++;
        }

        private void answer(RouterUnderTest<S> router, Offer<S> offer, boolean decline) {
            lines.add((decline ? "decline " : "accept ") + numbers.get(offer.session()));
            boolean done = decline
                    ? router.decline(offer.session(), offer.epoch(), now)
                    : router.accept(offer.session(), offer.epoch(), now);
            lines.add("  " + done);
            declined += decline && done ? 1 : 0;
            if (done && !decline) {
                active.add(offer.session());
            }
        }

        private void checkThatMuchHappened() {
            assertThat(submitted).isGreaterThan(200);
            assertThat(declined).isGreaterThan(100);
            assertThat(abandoned).isGreaterThan(5);
            assertThat(stale).isGreaterThan(5);
            assertThat(ended).isGreaterThan(5);
        }
    }
}
