package io.github.parlor.journal;

import static io.github.parlor.journal.Events.stream;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.event.ChatEvent;
import io.github.parlor.event.PendingEvent;
import io.github.parlor.event.StreamId;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.EventId;
import io.github.parlor.id.TenantId;
import io.github.parlor.journal.InMemoryJournal.WhenFull;
import io.github.parlor.journal.Journal.Subscription;
import io.github.parlor.time.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Random operations on the journal and on its oracle: every answer and every delivery is the same. */
class InMemoryJournalPropertyTest {
    private static final int STEPS = 150;
    private static final List<TenantId> TENANTS = List.of(new TenantId("shop"), new TenantId("other"));
    private static final List<String> WORDS = List.of("a", "b", "c", "d");

    private enum Answer {
        APPENDED,
        REPEATED,
        CONFLICT,
        CLAIM_HELD,
        DUPLICATE,
        REFUSED
    }

    @Test
    void without_a_bound_every_answer_is_that_of_the_oracle() {
        Map<Answer, Integer> seen = new EnumMap<>(Answer.class);
        for (long seed = 0; seed < 60; seed++) {
            new Run(seed, Long.MAX_VALUE, WhenFull.REFUSE, seen).go();
        }
        assertThat(seen)
                .containsOnlyKeys(
                        Answer.APPENDED, Answer.REPEATED, Answer.CONFLICT, Answer.CLAIM_HELD, Answer.DUPLICATE);
    }

    @Test
    void with_a_bound_that_refuses_every_answer_is_that_of_the_oracle() {
        Map<Answer, Integer> seen = new EnumMap<>(Answer.class);
        for (long seed = 0; seed < 60; seed++) {
            new Run(seed, 10 + seed, WhenFull.REFUSE, seen).go();
        }
        assertThat(seen).containsOnlyKeys(Answer.values());
    }

    @Test
    void with_a_bound_that_forgets_every_answer_is_that_of_the_oracle() {
        Map<Answer, Integer> seen = new EnumMap<>(Answer.class);
        long forgotten = 0;
        for (long seed = 0; seed < 200; seed++) {
            forgotten += new Run(seed, 5 + seed % 20, WhenFull.FORGET_ENDED, seen).go();
        }
        assertThat(seen).containsOnlyKeys(Answer.values());
        assertThat(forgotten).isGreaterThan(1_000);
    }

    private static final class Run {
        private final long seed;
        private final SplittableRandom random;
        private final Events events;
        private final ManualTime time = new ManualTime(Events.START);
        private final InMemoryJournal journal;
        private final NaiveJournal oracle;
        private final Map<Answer, Integer> seen;
        private final List<PendingEvent> used = new ArrayList<>();
        private final Map<Integer, List<Long>> delivered = new TreeMap<>();
        private final Map<Integer, List<Long>> expected = new TreeMap<>();
        private final List<Subscription> open = new ArrayList<>();
        private final List<Subscription> openInOracle = new ArrayList<>();

        Run(long seed, long max, WhenFull policy, Map<Answer, Integer> seen) {
            this.seed = seed;
            this.random = new SplittableRandom(seed);
            this.events = new Events(seed);
            this.journal = InMemoryJournal.builder()
                    .time(time)
                    .maxEvents(max)
                    .whenFull(policy)
                    .build();
            this.oracle = new NaiveJournal(time, max, policy == WhenFull.FORGET_ENDED);
            this.seen = seen;
        }

        /** Returns how many events have been forgotten. */
        long go() {
            for (int step = 0; step < STEPS; step++) {
                time.advance(Duration.ofMillis(random.nextInt(50)));
                if (random.nextInt(100) < 80) {
                    append(step);
                } else if (random.nextInt(100) < 30) {
                    subscribeOrClose(step);
                }
                compareReads(step);
            }
            assertThat(delivered).as("seed %d", seed).isEqualTo(expected);
            return TENANTS.stream()
                    .mapToLong(tenant -> {
                        long ever = streams().stream()
                                .mapToLong(stream -> journal.lastSequence(tenant, stream))
                                .sum();
                        return ever - journal.size(tenant);
                    })
                    .sum();
        }

        private void append(int step) {
            TenantId tenant = one(TENANTS);
            String word = one(WORDS);
            StreamId stream = random.nextInt(10) == 0 ? StreamId.of(new AgentId(word)) : stream(word);
            long last = journal.lastSequence(tenant, stream);
            long place = random.nextInt(8) == 0 ? random.nextLong(last + 2) : last;
            List<PendingEvent> batch = batch(word);
            if (random.nextInt(8) == 0 && last > 0) {
                place = random.nextLong(last);
                batch = again(tenant, stream, place);
            }
            List<ClaimChange> claims = claims(word);
            AppendResult answer = journal.append(tenant, stream, place, batch, claims);
            assertThat(answer)
                    .as("seed %d step %d", seed, step)
                    .isEqualTo(oracle.append(tenant, stream, place, batch, claims));
            seen.merge(kind(answer), 1, Integer::sum);
            used.addAll(batch);
        }

        /** The same ids as are stored at the place, or as many new ones where nothing is left. */
        private List<PendingEvent> again(TenantId tenant, StreamId stream, long place) {
            List<EventId> ids = journal.read(tenant, stream, place, 1 + random.nextInt(3)).stream()
                    .map(record -> record.id())
                    .toList();
            List<PendingEvent> same = used.stream()
                    .filter(event -> ids.contains(event.id()))
                    .distinct()
                    .toList();
            return same.size() == ids.size() && !ids.isEmpty() ? same : batch(stream.id());
        }

        private List<PendingEvent> batch(String word) {
            List<PendingEvent> batch = new ArrayList<>();
            int size = 1 + random.nextInt(3);
            while (batch.size() < size) {
                batch.add(events.pending(event(word)));
            }
            if (random.nextInt(12) == 0 && !used.isEmpty()) {
                batch.set(0, one(used));
            }
            return batch;
        }

        private ChatEvent event(String word) {
            int session = 1 + random.nextInt(3);
            return switch (random.nextInt(12)) {
                case 0, 1, 2 -> Events.started(word, session);
                case 3, 4, 5 -> Events.ended(word, session);
                case 6 -> Events.endedWithWrapUp(word, session);
                case 7 -> Events.wrappedUp(word, session);
                case 8 -> Events.locked(word);
                case 9 -> Events.unlocked(word);
                default -> Events.rated(word, session);
            };
        }

        private List<ClaimChange> claims(String word) {
            List<ClaimChange> changes = new ArrayList<>();
            while (random.nextInt(3) == 0) {
                ClaimKey key = new ClaimKey("scope", one(WORDS));
                String holder = random.nextInt(3) == 0 ? "shared" : word;
                changes.add(
                        random.nextInt(3) == 0
                                ? new ClaimChange.Release(key, holder)
                                : new ClaimChange.Take(key, holder));
            }
            return changes;
        }

        private void subscribeOrClose(int step) {
            if (!open.isEmpty() && random.nextBoolean()) {
                int which = random.nextInt(open.size());
                open.remove(which).close();
                openInOracle.remove(which).close();
            } else {
                TenantId tenant = one(TENANTS);
                long after = random.nextLong(20);
                List<Long> got = new ArrayList<>();
                List<Long> want = new ArrayList<>();
                delivered.put(step, got);
                expected.put(step, want);
                open.add(journal.subscribe(tenant, after, record -> got.add(record.position())));
                openInOracle.add(oracle.subscribe(tenant, after, record -> want.add(record.position())));
            }
        }

        private void compareReads(int step) {
            TenantId tenant = one(TENANTS);
            long after = random.nextLong(30);
            int limit = 1 + random.nextInt(40);
            StreamId stream = one(streams());
            ClaimKey key = new ClaimKey("scope", one(WORDS));
            assertThat(journal.readAll(tenant, after, limit))
                    .as("seed %d step %d", seed, step)
                    .isEqualTo(oracle.readAll(tenant, after, limit));
            assertThat(journal.read(tenant, stream, after / 4, limit))
                    .as("seed %d step %d", seed, step)
                    .isEqualTo(oracle.read(tenant, stream, after / 4, limit));
            assertThat(journal.lastSequence(tenant, stream))
                    .as("seed %d step %d", seed, step)
                    .isEqualTo(oracle.lastSequence(tenant, stream));
            assertThat(journal.holder(tenant, key))
                    .as("seed %d step %d", seed, step)
                    .isEqualTo(oracle.holder(tenant, key));
            for (int i = 0; i < open.size(); i++) {
                assertThat(open.get(i).position())
                        .as("seed %d step %d", seed, step)
                        .isEqualTo(openInOracle.get(i).position());
            }
        }

        private static List<StreamId> streams() {
            List<StreamId> streams = new ArrayList<>();
            WORDS.forEach(word -> streams.add(stream(word)));
            WORDS.forEach(word -> streams.add(StreamId.of(new AgentId(word))));
            return streams;
        }

        private <T> T one(List<T> list) {
            return list.get(random.nextInt(list.size()));
        }

        private static Answer kind(AppendResult answer) {
            if (answer instanceof AppendResult.Appended appended) {
                return appended.repeated() ? Answer.REPEATED : Answer.APPENDED;
            } else if (answer instanceof AppendResult.Conflict) {
                return Answer.CONFLICT;
            } else if (answer instanceof AppendResult.ClaimHeld) {
                return Answer.CLAIM_HELD;
            } else if (answer instanceof AppendResult.DuplicateEvent) {
                return Answer.DUPLICATE;
            }
            return Answer.REFUSED;
        }
    }
}
