package io.github.parlor.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.event.EventRecord;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.TenantId;
import io.github.parlor.metrics.cell.Load;
import io.github.parlor.metrics.fact.ConversationFact;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@link ChatMetrics} promises to threads that share it, with real threads. */
class ChatMetricsRaceTest {
    private static final int SEEDS = 60;
    private static final int WRITERS = 4;
    private static final int READERS = 2;
    private static final TenantId OTHER = new TenantId("other");

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    /** What can be asked of a snapshot; whoever asks later gets the same if it is immutable. */
    private record Answers(List<ConversationFact> conversations, SortedMap<AgentId, Load> loads, Intake intake) {
        static Answers of(Facts facts) {
            return new Answers(facts.conversations(), facts.loads(LoadPolicy.DEFAULT), facts.intake());
        }
    }

    private record Look(Facts facts, Answers then) {}

    @Test
    void each_record_is_taken_in_by_one_of_the_threads_that_bring_it_and_the_facts_are_those_of_one_thread()
            throws Exception {
        for (long seed = 0; seed < SEEDS; seed++) {
            List<EventRecord> records = twoTenants(seed);
            ChatMetrics metrics = new ChatMetrics();
            List<Callable<Integer>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                List<EventRecord> own = shuffled(records, seed * WRITERS + writer);
                writers.add(() -> (int) own.stream().filter(metrics::accept).count());
            }

            int taken = together(writers).stream().mapToInt(Integer::intValue).sum();

            assertThat(taken).as("seed %d", seed).isEqualTo(records.size());
            ChatMetrics straight = MetricsReplay.of(records);
            for (TenantId tenant : List.of(EventLog.SHOP, OTHER)) {
                Facts expected = straight.snapshot(tenant);
                Facts facts = metrics.snapshot(tenant);
                long own = expected.intake().accepted();
                assertThat(facts.conversations())
                        .as("seed %d, %s", seed, tenant)
                        .isEqualTo(expected.conversations());
                assertThat(facts.loads(LoadPolicy.DEFAULT))
                        .as("seed %d, %s", seed, tenant)
                        .isEqualTo(expected.loads(LoadPolicy.DEFAULT));
                assertThat(facts.intake())
                        .as("seed %d, %s", seed, tenant)
                        .isEqualTo(new Intake(own, (WRITERS - 1) * own, 0, 0));
            }
        }
    }

    @Test
    void a_snapshot_taken_while_others_write_knows_more_than_the_one_before_and_never_changes() throws Exception {
        for (long seed = 0; seed < SEEDS; seed++) {
            List<EventRecord> records = new RandomDay(seed).log.records();
            ChatMetrics metrics = new ChatMetrics();
            AtomicInteger writing = new AtomicInteger(WRITERS);
            List<Callable<List<Look>>> tasks = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                List<EventRecord> own = shuffled(records, seed * WRITERS + writer);
                tasks.add(() -> {
                    try {
                        own.forEach(metrics::accept);
                    } finally {
                        writing.decrementAndGet();
                    }
                    return List.of();
                });
            }
            for (int reader = 0; reader < READERS; reader++) {
                tasks.add(() -> looks(metrics, writing));
            }

            for (List<Look> looks : together(tasks)) {
                long known = 0;
                for (Look look : looks) {
                    assertThat(Answers.of(look.facts())).as("seed %d", seed).isEqualTo(look.then());
                    assertThat(look.then().intake().accepted())
                            .as("seed %d", seed)
                            .isBetween(known, (long) records.size());
                    known = look.then().intake().accepted();
                }
            }
        }
    }

    private static List<Look> looks(ChatMetrics metrics, AtomicInteger writing) {
        List<Look> looks = new ArrayList<>();
        do {
            Facts facts = metrics.snapshot(EventLog.SHOP);
            looks.add(new Look(facts, Answers.of(facts)));
        } while (writing.get() > 0);
        return looks;
    }

    private static List<EventRecord> twoTenants(long seed) {
        List<EventRecord> records = new ArrayList<>(new RandomDay(seed).log.records());
        for (EventRecord r : new RandomDay(seed + SEEDS).log.records()) {
            records.add(new EventRecord(
                    r.id(),
                    OTHER,
                    r.stream(),
                    r.sequence(),
                    r.position(),
                    r.at(),
                    r.recorded(),
                    r.actor(),
                    r.cause(),
                    r.schemaVersion(),
                    r.event()));
        }
        return records;
    }

    private static List<EventRecord> shuffled(List<EventRecord> records, long seed) {
        List<EventRecord> shuffled = new ArrayList<>(records);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled;
    }

    private <T> List<T> together(List<Callable<T>> tasks) throws Exception {
        CyclicBarrier start = new CyclicBarrier(tasks.size());
        List<Future<T>> futures = new ArrayList<>();
        for (Callable<T> task : tasks) {
            futures.add(threads.submit(() -> {
                start.await(10, TimeUnit.SECONDS);
                return task.call();
            }));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            results.add(future.get(60, TimeUnit.SECONDS));
        }
        return results;
    }
}
