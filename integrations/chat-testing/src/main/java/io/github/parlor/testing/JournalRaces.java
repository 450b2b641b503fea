package io.github.parlor.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.event.EventRecord;
import io.github.parlor.event.PendingEvent;
import io.github.parlor.event.StreamId;
import io.github.parlor.journal.AppendResult;
import io.github.parlor.journal.ClaimChange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** The guarantees of a journal while several threads use it. */
abstract class JournalRaces extends JournalFixture {
    @Test
    void g1_a_reader_sees_a_batch_whole_or_not_at_all() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        List<Callable<Void>> tasks = new ArrayList<>();
        tasks.add(() -> {
            try {
                for (int round = 0; round < rounds(); round++) {
                    stored(append(STREAM, 3L * round, 3));
                }
            } finally {
                done.set(true);
            }
            return null;
        });
        tasks.add(() -> {
            while (!done.get()) {
                assertThat(read(STREAM).size() % 3).isZero();
                assertThat(store().lastSequence(SHOP, STREAM) % 3).isZero();
                assertThat(readAll().size() % 3).isZero();
            }
            return null;
        });
        Race.run(patience(), tasks);
        assertThat(read(STREAM)).hasSize(3 * rounds());
    }

    @Test
    void g2_of_several_writers_with_one_expectation_one_wins() throws Exception {
        for (int round = 0; round < rounds(); round++) {
            long expected = round;
            List<AppendResult> results = race(writer -> append(STREAM, expected, 1));
            assertThat(results.stream().filter(AppendResult.Appended.class::isInstance))
                    .as("winners of round %d", round)
                    .hasSize(1);
            assertThat(results.stream().filter(result -> !(result instanceof AppendResult.Appended)))
                    .as("losers of round %d", round)
                    .containsOnly(new AppendResult.Conflict(expected + 1));
        }
        assertThat(sequences(read(STREAM))).isEqualTo(upTo(rounds()));
    }

    @Test
    void g2_writers_of_one_stream_that_repeat_after_a_conflict_leave_no_gap() throws Exception {
        int most = writers() * rounds();
        race(writer -> {
            long expected = 0;
            int written = 0;
            for (int attempt = 0; attempt < most && written < rounds(); attempt++) {
                AppendResult result = append(STREAM, expected, 1);
                if (result instanceof AppendResult.Conflict conflict) {
                    expected = conflict.actualSequence();
                } else {
                    expected = stored(result).get(0).sequence();
                    written++;
                }
            }
            return written;
        });
        assertThat(sequences(read(STREAM))).isEqualTo(upTo(most));
        assertThat(readAll()).isEqualTo(read(STREAM));
    }

    @Test
    void g2_writers_of_many_streams_do_not_disturb_each_other() throws Exception {
        race(this::write);
        for (int writer = 0; writer < writers(); writer++) {
            assertThat(sequences(read(streamOf(writer)))).isEqualTo(upTo(rounds()));
        }
        assertThat(readAll()).hasSize(writers() * rounds());
    }

    @Test
    void g3_of_several_equal_appends_one_stores_and_all_answer_alike() throws Exception {
        for (int round = 0; round < rounds(); round++) {
            long expected = 2L * round;
            List<PendingEvent> same = batch(2);
            List<AppendResult> results = race(writer -> store().append(SHOP, STREAM, expected, same, NO_CLAIMS));
            List<EventRecord> there = store().read(SHOP, STREAM, expected, 10);
            assertThat(there).hasSize(2);
            assertThat(results)
                    .as("answers of round %d", round)
                    .containsOnlyOnce(new AppendResult.Appended(there, false))
                    .containsOnly(new AppendResult.Appended(there, false), new AppendResult.Appended(there, true));
        }
    }

    @Test
    void g4_of_several_takers_of_a_claim_one_wins() throws Exception {
        for (int round = 0; round < rounds(); round++) {
            long before = round;
            List<AppendResult> results = race(writer -> store().append(
                            SHOP,
                            streamOf(writer),
                            store().lastSequence(SHOP, streamOf(writer)),
                            batch(1),
                            List.of(new ClaimChange.Take(CLAIM, holderOf(writer)))));
            String winner = store().holder(SHOP, CLAIM).orElse("nobody");
            assertThat(results.stream().filter(AppendResult.Appended.class::isInstance))
                    .as("winners of round %d", round)
                    .hasSize(1);
            assertThat(results.stream().filter(result -> !(result instanceof AppendResult.Appended)))
                    .as("losers of round %d", round)
                    .containsOnly(new AppendResult.ClaimHeld(CLAIM, winner));
            stored(change(stream("referee"), new ClaimChange.Release(CLAIM, winner)));
            assertThat(readAll()).hasSize(2 * (int) (before + 1));
        }
    }

    @Test
    void g4_a_claim_that_is_taken_and_released_in_turn_has_never_two_holders() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        List<Integer> taken = race(writer -> {
            int times = 0;
            for (int attempt = 0; attempt < rounds(); attempt++) {
                StreamId stream = streamOf(writer);
                if (change(stream, new ClaimChange.Take(CLAIM, holderOf(writer))) instanceof AppendResult.Appended) {
                    assertThat(inside.incrementAndGet()).isEqualTo(1);
                    assertThat(store().holder(SHOP, CLAIM)).contains(holderOf(writer));
                    inside.decrementAndGet();
                    stored(change(stream, new ClaimChange.Release(CLAIM, holderOf(writer))));
                    times++;
                }
            }
            return times;
        });
        assertThat(taken.stream().mapToInt(Integer::intValue).sum()).isPositive();
        assertThat(store().holder(SHOP, CLAIM)).isEmpty();
    }

    @Test
    void g5_no_position_appears_below_one_that_a_reader_has_seen() throws Exception {
        AtomicInteger writing = new AtomicInteger(writers());
        List<Callable<List<EventRecord>>> tasks = new ArrayList<>();
        for (int writer = 0; writer < writers(); writer++) {
            int number = writer;
            tasks.add(() -> {
                try {
                    write(number);
                } finally {
                    writing.decrementAndGet();
                }
                return List.of();
            });
        }
        tasks.add(() -> follow(writing));
        List<EventRecord> followed = Race.run(patience(), tasks).get(writers());
        assertThat(followed).hasSize(writers() * rounds()).isEqualTo(readAll());
    }

    @Test
    void g6_an_append_is_visible_as_soon_as_it_is_answered() throws Exception {
        race(writer -> {
            for (int round = 0; round < rounds(); round++) {
                EventRecord record = stored(append(streamOf(writer), round, 1)).get(0);
                assertThat(store().lastSequence(SHOP, streamOf(writer))).isEqualTo(round + 1);
                assertThat(store().read(SHOP, streamOf(writer), round, 1)).containsExactly(record);
                assertThat(store().readAll(SHOP, record.position() - 1, 1)).containsExactly(record);
            }
            return null;
        });
    }

    @Test
    void g7_tenants_that_write_at_once_keep_apart() throws Exception {
        List<Callable<Void>> tasks = List.of(
                () -> {
                    write(0);
                    return null;
                },
                () -> {
                    for (int round = 0; round < rounds(); round++) {
                        stored(store().append(OTHER, streamOf(0), round, batch(1), NO_CLAIMS));
                    }
                    return null;
                });
        Race.run(patience(), tasks);
        assertThat(readAll())
                .hasSize(rounds())
                .allMatch(record -> record.tenant().equals(SHOP));
        assertThat(store().readAll(OTHER, 0, Integer.MAX_VALUE))
                .hasSize(rounds())
                .allMatch(record -> record.tenant().equals(OTHER));
    }

    @Test
    void g8_subscriptions_that_start_among_concurrent_writers_have_no_gap_and_no_repeat() throws Exception {
        List<Collector> collectors = new ArrayList<>();
        List<Long> starts = new ArrayList<>();
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int writer = 0; writer < writers(); writer++) {
            int number = writer;
            tasks.add(() -> {
                write(number);
                return null;
            });
        }
        tasks.add(() -> {
            for (int i = 0; i < 10; i++) {
                List<EventRecord> seen = readAll();
                long after = seen.isEmpty() ? 0 : seen.get(seen.size() / 2).position();
                Collector collector = new Collector();
                starts.add(after);
                collectors.add(collector);
                store().subscribe(SHOP, after, collector);
            }
            return null;
        });
        Race.run(patience(), tasks);

        List<EventRecord> all = new ArrayList<>(readAll());
        for (int i = 0; i < collectors.size(); i++) {
            long after = starts.get(i);
            int due = (int)
                    all.stream().filter(record -> record.position() > after).count();
            assertThat(collectors.get(i).await(due, patience())).hasSize(due);
        }
        all.addAll(stored(append(stream("last"), 0, 1)));
        for (int i = 0; i < collectors.size(); i++) {
            long after = starts.get(i);
            List<EventRecord> due =
                    all.stream().filter(record -> record.position() > after).toList();
            assertThat(collectors.get(i).await(due.size(), patience())).isEqualTo(due);
            assertThat(collectors.get(i).overlapped()).isFalse();
        }
    }

    @Test
    void g8_a_slow_subscriber_holds_up_no_read_and_no_append_of_others() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Collector collector = new Collector();
        store().subscribe(SHOP, 0, record -> {
            entered.countDown();
            awaitQuietly(leave);
            collector.accept(record);
        });
        List<Callable<Void>> tasks = List.of(
                () -> {
                    stored(append(STREAM, 0, 1));
                    return null;
                },
                () -> {
                    try {
                        assertThat(entered.await(patience().toNanos(), TimeUnit.NANOSECONDS))
                                .isTrue();
                        stored(append(stream("d"), 0, 1));
                        assertThat(readAll()).hasSize(2);
                        assertThat(read(STREAM)).hasSize(1);
                        assertThat(store().lastSequence(SHOP, STREAM)).isEqualTo(1);
                        assertThat(store().holder(SHOP, CLAIM)).isEmpty();
                        assertThat(collector.records()).isEmpty();
                    } finally {
                        leave.countDown();
                    }
                    return null;
                });
        Race.run(patience(), tasks);
        assertThat(collector.await(2, patience())).hasSize(2).isEqualTo(readAll());
    }

    /** Reads on from the last position it has seen, until nobody writes any more and nothing is left. */
    private List<EventRecord> follow(AtomicInteger writing) {
        List<EventRecord> seen = new ArrayList<>();
        boolean more = true;
        while (more) {
            boolean last = writing.get() == 0;
            long after = seen.isEmpty() ? 0 : seen.get(seen.size() - 1).position();
            List<EventRecord> page = store().readAll(SHOP, after, 7);
            seen.addAll(page);
            more = !last || !page.isEmpty();
        }
        return seen;
    }

    /** Writes events one by one to the writer's own stream. */
    private int write(int writer) {
        for (int round = 0; round < rounds(); round++) {
            stored(append(streamOf(writer), round, 1));
        }
        return rounds();
    }

    private <T> List<T> race(IntFunction<T> task) throws InterruptedException {
        List<Callable<T>> tasks = new ArrayList<>();
        for (int writer = 0; writer < writers(); writer++) {
            int number = writer;
            tasks.add(() -> task.apply(number));
        }
        return Race.run(patience(), tasks);
    }

    private void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(patience().toNanos(), TimeUnit.NANOSECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    private static StreamId streamOf(int writer) {
        return stream("w" + writer);
    }

    private static String holderOf(int writer) {
        return "holder " + writer;
    }
}
