package io.github.parlor.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.dispatch.Pool;
import io.github.parlor.dispatch.Proposal;
import io.github.parlor.dispatch.Router;
import io.github.parlor.dispatch.RouterFactory;
import io.github.parlor.dispatch.Ticket;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.SessionId;
import io.github.parlor.id.TenantId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Several threads at one router. How much an agent holds is counted from outside: up when a proposal is told, down before
 * the call that frees it, so that the count never stands above what is really held and one above the limit is an error.
 */
final class RouterRaces {
    private static final Instant NOW = Instant.parse("2026-01-01T08:00:00Z");
    private static final int THREADS = 4;
    private static final int AGENTS = 10;
    private static final int LIMIT = 3;
    private static final int SESSIONS = 400;

    private final Queue<Proposal> told = new ConcurrentLinkedQueue<>();
    private final Map<AgentId, AtomicInteger> held = new ConcurrentHashMap<>();
    private final AtomicInteger mostHeld = new AtomicInteger();
    private final Map<SessionId, AtomicInteger> ends = new ConcurrentHashMap<>();
    private final Router router;

    private RouterRaces(RouterFactory factory) {
        router = factory.create(new TenantId("races"), this::tell);
        for (int i = 0; i < AGENTS; i++) {
            router.update(agent(i), AgentStatus.AVAILABLE, NOW);
        }
    }

    @FunctionalInterface
    private interface Work {
        void run(int thread);
    }

    static void burst(RouterFactory factory) throws Exception {
        RouterRaces races = new RouterRaces(factory);
        inParallel(thread -> {
            for (int i = 0; i < 1_000 / THREADS; i++) {
                races.submit(thread, i);
            }
        });
        assertThat(races.told.stream().map(Proposal::session).distinct()).hasSize(AGENTS * LIMIT);
        assertThat(races.told).hasSize(AGENTS * LIMIT);
        assertThat(races.mostHeld).hasValue(LIMIT);
        assertThat(races.router.pool(Target.ANYONE, NOW).waiting()).isEqualTo(1_000 - AGENTS * LIMIT);
    }

    static void churn(RouterFactory factory, long seed) throws Exception {
        RouterRaces races = new RouterRaces(factory);
        inParallel(thread -> {
            SplittableRandom random = new SplittableRandom(seed * THREADS + thread);
            for (int i = 0; i < SESSIONS; i++) {
                races.submit(thread, i);
                races.answerNext(random);
            }
        });
        races.drain(seed);
        assertThat(races.mostHeld.get()).as("S2, seed %d", seed).isLessThanOrEqualTo(LIMIT);
        races.checkAllEnded(seed);
    }

    static void chaos(RouterFactory factory, long seed) throws Exception {
        RouterRaces races = new RouterRaces(factory);
        inParallel(thread -> {
            SplittableRandom random = new SplittableRandom(seed * THREADS + thread);
            for (int i = 0; i < SESSIONS; i++) {
                races.submit(thread, i);
                races.answerNext(random);
                races.disturb(thread, random.nextInt(i + 1), random);
            }
        });
        for (int i = 0; i < AGENTS; i++) {
            races.router.update(agent(i), AgentStatus.AVAILABLE, NOW);
        }
        races.drain(seed);
        races.checkAllEnded(seed);
    }

    private void tell(Proposal proposal) {
        int now = held.computeIfAbsent(proposal.agent(), agent -> new AtomicInteger())
                .incrementAndGet();
        mostHeld.accumulateAndGet(now, Math::max);
        told.add(proposal);
    }

    private void submit(int thread, int number) {
        SessionId session = session(thread, number);
        ends.put(session, new AtomicInteger());
        assertThat(router.submit(
                        new Ticket(session, Target.ANYONE, NOW, Duration.ZERO, Agent.UNITS_PER_SESSION, null), NOW))
                .isTrue();
    }

    private boolean answerNext(SplittableRandom random) {
        Proposal next = told.poll();
        if (next == null) {
            return false;
        }
        if (random.nextInt(4) > 0) {
            serve(next);
        } else {
            count(next).decrementAndGet();
            router.decline(next.session(), next.agent(), next.reservation(), NOW);
        }
        return true;
    }

    private void serve(Proposal next) {
        boolean confirmed = router.confirm(next.session(), next.agent(), next.reservation(), NOW);
        count(next).decrementAndGet();
        if (confirmed) {
            ended(next.session());
            assertThat(router.release(next.session(), next.agent(), NOW)).isTrue();
        }
    }

    private void disturb(int thread, int number, SplittableRandom random) {
        int dice = random.nextInt(8);
        if (dice == 0) {
            AgentStatus status = random.nextBoolean() ? AgentStatus.LOST : AgentStatus.AVAILABLE;
            router.update(agent(random.nextInt(AGENTS)), status, NOW);
        } else if (dice < 3 && router.withdraw(session(thread, number), NOW)) {
            ended(session(thread, number));
        }
    }

    /** One thread goes on until nothing waits; a call that changes nothing else gives what was just declined a chance. */
    private void drain(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        while (answerNext(random) || waits()) {
            if (told.isEmpty() && waits()) {
                router.update(agent(0), AgentStatus.AVAILABLE, NOW);
                assertThat(told).as("L2, a session is lost, seed %d", seed).isNotEmpty();
            }
        }
    }

    private boolean waits() {
        return router.pool(Target.ANYONE, NOW).waiting() > 0;
    }

    private void checkAllEnded(long seed) {
        ends.forEach((session, times) ->
                assertThat(times).as("S1, %s, seed %d", session, seed).hasValue(1));
        Pool pool = router.pool(Target.ANYONE, NOW);
        assertThat(pool.freeUnits()).as("S3, seed %d", seed).isEqualTo(AGENTS * LIMIT * Agent.UNITS_PER_SESSION);
    }

    private void ended(SessionId session) {
        ends.getOrDefault(session, new AtomicInteger()).incrementAndGet();
    }

    private AtomicInteger count(Proposal proposal) {
        return held.getOrDefault(proposal.agent(), new AtomicInteger());
    }

    private static void inParallel(Work work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            CyclicBarrier start = new CyclicBarrier(THREADS);
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                running.add(threads.submit(() -> {
                    start.await();
                    work.run(thread);
                    return thread;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Agent agent(int number) {
        return Agent.of("agent-" + number).withSessions(LIMIT);
    }

    private static SessionId session(int thread, int number) {
        return new SessionId(new ConversationId("conversation-" + thread), number + 1);
    }
}
