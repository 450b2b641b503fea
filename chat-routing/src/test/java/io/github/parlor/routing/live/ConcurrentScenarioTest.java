package io.github.parlor.routing.live;

import static io.github.parlor.routing.live.Stage.NOON;
import static io.github.parlor.routing.live.Stage.id;
import static io.github.parlor.routing.live.Stage.person;
import static io.github.parlor.routing.live.Stage.seconds;
import static io.github.parlor.routing.live.Stage.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.id.AgentId;
import io.github.parlor.id.SessionId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.routing.Abreast;
import io.github.parlor.routing.live.Outcome.Refusal;
import io.github.parlor.routing.live.RoutingEvent.Assigned;
import io.github.parlor.routing.live.RoutingEvent.Ended;
import io.github.parlor.routing.live.RoutingEvent.Offered;
import io.github.parlor.routing.live.RoutingEvent.Withdrawn;
import io.github.parlor.routing.live.RoutingEvent.WithdrawnBecause;
import io.github.parlor.routing.live.SessionWork.Stage;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.Escalation;
import io.github.parlor.routing.plan.OfferPolicy;
import io.github.parlor.routing.plan.Queue;
import io.github.parlor.routing.plan.Requirement;
import io.github.parlor.routing.plan.RoutingPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The scenarios of the routing reference, section 6.4, in which several threads come at once. Time stands still at noon. */
@Timeout(600)
class ConcurrentScenarioTest {
    private static final Queue SALES = Queue.of("sales");
    private static final Demand DEMAND = Demand.of("sales");
    private static final int ROUNDS = 200;

    private final HouseRules rules = new HouseRules();
    private final java.util.Queue<RoutingEvent> told = new ConcurrentLinkedQueue<>();
    private final List<RoutingEvent> events = new ArrayList<>();
    private final PlanRouter router;

    ConcurrentScenarioTest() {
        router = PlanRouter.of(RoutingPlan.of(SALES), told::add);
    }

    private Outcome apply(RoutingCommand command) {
        return router.apply(command, NOON);
    }

    private void plan(OfferPolicy.Builder offers) {
        apply(new RoutingCommand.SetPlan(
                RoutingPlan.builder().queues(SALES).offers(offers.build()).build()));
    }

    private void agent(Agent agent) {
        apply(new RoutingCommand.SetAgent(agent, AgentStatus.AVAILABLE, null));
    }

    private Outcome submit(String name) {
        return apply(new RoutingCommand.Submit(session(name), DEMAND, NOON));
    }

    private SessionWork work(String name) {
        return router.session(session(name)).orElseThrow();
    }

    /** Checks all that holds at rest. */
    private void atRest() {
        List<RoutingEvent> more = List.copyOf(told);
        told.clear();
        events.addAll(more);
        rules.check(router, Map.of(), more, NOON);
    }

    private <E extends RoutingEvent> Stream<E> events(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast);
    }

    private RoutingCommand accept(String session, String agent) {
        return new RoutingCommand.Accept(
                session(session),
                id(agent),
                work(session).offerTo(id(agent)).orElseThrow().number());
    }

    @Test
    void scenario_44_of_two_accepts_at_once_one_wins_and_who_cannot_begin_loses_no_place() {
        plan(OfferPolicy.builder().atOnce(2));
        agent(person("a").withSessions(1));
        agent(person("b").withSessions(1));
        try (Abreast threads = new Abreast(2)) {
            for (int round = 0; round < ROUNDS; round++) {
                String name = "c" + round;
                String later = "later" + round;
                submit(name);
                submit(later);
                List<RoutingCommand> accepts = List.of(accept(name, "a"), accept(name, "b"));
                Outcome[] outcomes = new Outcome[2];
                threads.accept(
                        List.of(() -> outcomes[0] = apply(accepts.get(0)), () -> outcomes[1] = apply(accepts.get(1))));
                String winner = outcomes[0].isDone() ? "a" : "b";
                String loser = winner.equals("a") ? "b" : "a";
                assertThat(Stream.of(outcomes).map(Outcome::refusal))
                        .as("round " + round)
                        .containsExactlyInAnyOrder(null, Refusal.OFFER_OVER);
                assertThat(work(name).owner()).isEqualTo(id(winner));
                // The loser's place is free for the next one.
                assertThat(work(later).offerTo(id(loser))).isPresent();
                atRest();
                assertThat(withdrawn(name)).containsExactly(new Withdrawal(id(loser), WithdrawnBecause.TAKEN));

                // The winner cannot begin: whoever declines the later one is asked for this one, which comes first.
                apply(new RoutingCommand.Requeue(session(name)));
                atRest();
                assertThat(work(name).offerTo(id(winner))).isPresent();
                apply(new RoutingCommand.Abandon(session(later)));
                atRest();
                assertThat(work(name).offers()).hasSize(2);
                apply(new RoutingCommand.Abandon(session(name)));
                atRest();
            }
        }
    }

    @Test
    void scenario_50_of_many_who_are_transferred_at_once_a_queue_takes_as_many_as_it_has_places() {
        Queue few = Queue.builder("few")
                .served(Requirement.skill("none"))
                .escalations(Escalation.atLength(5, Escalation.Action.refuse()))
                .build();
        apply(new RoutingCommand.SetPlan(RoutingPlan.of(SALES, few)));
        try (Abreast threads = new Abreast(4)) {
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < 8; i++) {
                    submit("c" + i);
                }
                AtomicInteger taken = new AtomicInteger();
                List<Runnable> work = new ArrayList<>();
                for (int thread = 0; thread < 4; thread++) {
                    List<String> names = List.of("c" + 2 * thread, "c" + (2 * thread + 1));
                    work.add(() -> names.forEach(name -> {
                        Outcome outcome = apply(new RoutingCommand.Transfer(session(name), Demand.of("few")));
                        taken.addAndGet(outcome.isDone() ? 1 : 0);
                    }));
                }
                threads.accept(work);
                atRest();
                assertThat(taken).as("round " + round).hasValue(5);
                assertThat(router.state().sessions())
                        .filteredOn(each -> each.demand().equals(Demand.of("few")))
                        .hasSize(5);
                for (int i = 0; i < 8; i++) {
                    apply(new RoutingCommand.Abandon(session("c" + i)));
                }
                atRest();
            }
        }
    }

    private record Withdrawal(AgentId agent, WithdrawnBecause because) {}

    private Stream<Withdrawal> withdrawn(String name) {
        return events(Withdrawn.class)
                .filter(event -> event.session().equals(session(name)))
                .map(event -> new Withdrawal(event.agent(), event.because()));
    }

    @Test
    void scenario_48_of_1000_concurrent_submits_exactly_as_many_are_assigned_as_there_is_room() {
        plan(OfferPolicy.builder().autoAccept(true));
        for (int i = 0; i < 10; i++) {
            agent(person("a" + i).withSessions(3));
        }
        try (Abreast threads = new Abreast(4)) {
            List<Runnable> work = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                int first = thread * 250;
                work.add(() -> {
                    for (int i = first; i < first + 250; i++) {
                        submit("c" + i);
                    }
                });
            }
            threads.accept(work);
        }
        atRest();
        assertThat(events(Assigned.class)).hasSize(30);
        assertThat(router.state().agents())
                .allSatisfy(agent -> assertThat(agent.held()).hasSize(3));
        assertThat(router.state().sessions().stream().filter(each -> each.stage() == Stage.WAITING))
                .hasSize(970);
    }

    @Test
    void scenario_49_of_two_agents_who_take_one_session_one_gets_it_and_the_other_a_refusal() {
        plan(OfferPolicy.builder().lastResort(false));
        agent(person("a").withSessions(1));
        agent(person("b").withSessions(1));
        SplittableRandom random = new SplittableRandom(49);
        try (Abreast threads = new Abreast(2)) {
            for (int round = 0; round < ROUNDS; round++) {
                String name = "c" + round;
                submit(name);
                // Both have declined it, so it waits for somebody to take it.
                String first = work(name).offers().get(0).agent().value();
                String second = first.equals("a") ? "b" : "a";
                decline(name, first);
                decline(name, second);
                RoutingCommand one = random.nextBoolean()
                        ? new RoutingCommand.Pick(session(name), id("a"))
                        : new RoutingCommand.TakeNext(id("a"));
                RoutingCommand other = new RoutingCommand.Pick(session(name), id("b"));
                Outcome[] outcomes = new Outcome[2];
                threads.accept(List.of(() -> outcomes[0] = apply(one), () -> outcomes[1] = apply(other)));
                atRest();

                String owner = Objects.requireNonNull(work(name).owner()).value();
                Outcome won = outcomes[owner.equals("a") ? 0 : 1];
                Outcome lost = outcomes[owner.equals("a") ? 1 : 0];
                assertThat(won).as("round " + round).isEqualTo(Outcome.taken(session(name)));
                assertThat(lost.refusal())
                        .as("round " + round)
                        .isEqualTo(
                                owner.equals("b") && one instanceof RoutingCommand.TakeNext
                                        ? Refusal.NOTHING_WAITS
                                        : Refusal.NOT_WAITING);
                assertThat(router.agent(id(owner.equals("a") ? "b" : "a"))
                                .orElseThrow()
                                .held())
                        .isEmpty();
                apply(new RoutingCommand.Release(session(name)));
                atRest();
            }
        }
    }

    private void decline(String session, String agent) {
        long offer = work(session).offerTo(id(agent)).orElseThrow().number();
        apply(new RoutingCommand.Decline(session(session), id(agent), offer, null));
    }

    @Test
    void scenario_49_of_who_accepts_and_who_picks_one_gets_it() {
        plan(OfferPolicy.builder());
        agent(person("a").withSessions(1));
        agent(person("b").withSessions(1));
        try (Abreast threads = new Abreast(2)) {
            for (int round = 0; round < ROUNDS; round++) {
                String name = "c" + round;
                submit(name);
                String asked = work(name).offers().get(0).agent().value();
                String other = asked.equals("a") ? "b" : "a";
                RoutingCommand accept = accept(name, asked);
                RoutingCommand pick = new RoutingCommand.Pick(session(name), id(other));
                Outcome[] outcomes = new Outcome[2];
                threads.accept(List.of(() -> outcomes[0] = apply(accept), () -> outcomes[1] = apply(pick)));
                atRest();
                boolean picked = outcomes[1].isDone();
                assertThat(work(name).owner()).isEqualTo(id(picked ? other : asked));
                assertThat(outcomes[0].refusal()).isEqualTo(picked ? Refusal.OFFER_OVER : null);
                assertThat(outcomes[1].refusal()).isEqualTo(picked ? null : Refusal.NOT_WAITING);
                apply(new RoutingCommand.Release(session(name)));
            }
        }
    }

    @Test
    void who_goes_home_while_taking_a_session_keeps_none() {
        plan(OfferPolicy.builder().lastResort(false));
        agent(person("a"));
        try (Abreast threads = new Abreast(2)) {
            for (int round = 0; round < ROUNDS; round++) {
                String name = "c" + round;
                agent(person("a"));
                submit(name);
                decline(name, "a");
                RoutingCommand home = new RoutingCommand.SetAgent(person("a"), AgentStatus.GONE, null);
                threads.accept(
                        List.of(() -> apply(new RoutingCommand.Pick(session(name), id("a"))), () -> apply(home)));
                atRest();
                assertThat(work(name).stage()).as("round " + round).isEqualTo(Stage.WAITING);
                assertThat(router.agent(id("a")).orElseThrow().held()).isEmpty();
                apply(new RoutingCommand.Abandon(session(name)));
            }
        }
    }

    @Test
    void scenario_54_a_burst_of_50_goes_to_50_different_agents_each_asked_once() {
        try (Abreast threads = new Abreast(5)) {
            for (int i = 0; i < 50; i++) {
                agent(person("a" + i));
            }
            List<Runnable> work = new ArrayList<>();
            for (int thread = 0; thread < 5; thread++) {
                int first = thread * 10;
                work.add(() -> {
                    for (int i = first; i < first + 10; i++) {
                        submit("c" + i);
                    }
                });
            }
            threads.accept(work);
            atRest();
            assertThat(events(Offered.class).map(Offered::agent)).hasSize(50).doesNotHaveDuplicates();
        }
    }

    /** A plan whose offers tell by their length which one it was. */
    private static RoutingPlan version(String skill, Duration timeout) {
        Queue queue = Queue.builder("sales").served(Requirement.skill(skill)).build();
        return RoutingPlan.builder()
                .queues(queue)
                .offers(OfferPolicy.builder().timeout(timeout).build())
                .build();
    }

    private void reloading(int decisions) {
        RoutingPlan odd = version("odd", seconds(31));
        RoutingPlan even = version("even", seconds(32));
        for (int i = 0; i < 8; i++) {
            agent(person("a" + i, i % 2 == 0 ? "even" : "odd").withSessions(2));
        }
        apply(new RoutingCommand.SetPlan(even));
        Set<SessionId> submitted = ConcurrentHashMap.newKeySet();
        AtomicInteger running = new AtomicInteger(3);
        List<Runnable> work = new ArrayList<>();
        for (int thread = 0; thread < 3; thread++) {
            int number = thread;
            work.add(() -> {
                SplittableRandom random = new SplittableRandom(60 + number);
                SessionId[] both = new SessionId[2];
                for (int i = 0; i < decisions / 3; i++) {
                    SessionId session = both[i % 2];
                    if (session == null || router.session(session).isEmpty()) {
                        session = session("t" + number + "-" + i);
                        both[i % 2] = session;
                        submitted.add(session);
                        apply(new RoutingCommand.Submit(session, DEMAND, NOON));
                    } else {
                        router.session(session).ifPresent(known -> chat(known, random));
                    }
                }
                running.getAndDecrement();
            });
        }
        work.add(() -> {
            SplittableRandom random = new SplittableRandom(59);
            while (running.get() > 0) {
                apply(new RoutingCommand.SetPlan(random.nextBoolean() ? odd : even));
                String agent = "a" + random.nextInt(8);
                boolean isEven = router.agent(id(agent)).orElseThrow().number() % 2 == 1;
                agent(person(agent, isEven ? "even" : "odd").withSessions(1 + random.nextInt(2)));
            }
        });
        try (Abreast threads = new Abreast(4)) {
            threads.accept(work);
        }
        atRest();
        assertThat(events(Offered.class)).allSatisfy(offered -> {
            boolean isEven = Integer.parseInt(offered.agent().value().substring(1)) % 2 == 0;
            assertThat(Duration.between(offered.at(), offered.expires())).isEqualTo(seconds(isEven ? 32 : 31));
        });
        assertThat(events(Offered.class).count()).isGreaterThan(decisions / 20);
        // Each is there or has ended, and nothing else is there.
        Set<SessionId> there = new HashSet<>();
        router.state().sessions().forEach(each -> there.add(each.id()));
        Set<SessionId> open = new HashSet<>();
        for (RoutingEvent event : events) {
            if (event instanceof RoutingEvent.Queued queued
                    && queued.because() == RoutingEvent.QueuedBecause.SUBMITTED) {
                assertThat(open.add(queued.session())).isTrue();
            } else if (event instanceof Ended ended) {
                assertThat(open.remove(ended.session())).isTrue();
            }
        }
        assertThat(there).isEqualTo(open);
        assertThat(submitted).containsAll(there);
    }

    private void chat(SessionWork work, SplittableRandom random) {
        SessionId session = work.id();
        if (work.stage() == Stage.SERVED) {
            apply(random.nextInt(4) == 0 ? new RoutingCommand.Requeue(session) : new RoutingCommand.Release(session));
        } else if (!work.offers().isEmpty()) {
            SessionWork.Offer offer = work.offers().get(0);
            apply(
                    random.nextInt(4) == 0
                            ? new RoutingCommand.Decline(session, offer.agent(), offer.number(), null)
                            : new RoutingCommand.Accept(session, offer.agent(), offer.number()));
        } else if (random.nextInt(8) == 0) {
            apply(new RoutingCommand.Abandon(session));
        }
    }

    @Test
    void scenario_60_while_plans_are_swapped_no_decision_mixes_two_and_nothing_is_lost_S8_S15() {
        reloading(9_000);
    }

    @Test
    @Tag("slow")
    void scenario_60_while_plans_are_swapped_100_000_decisions_mix_no_two_S8_S15() {
        reloading(100_000);
    }
}
