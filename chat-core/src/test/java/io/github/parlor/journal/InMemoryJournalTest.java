package io.github.parlor.journal;

import static io.github.parlor.journal.Events.ended;
import static io.github.parlor.journal.Events.endedWithWrapUp;
import static io.github.parlor.journal.Events.locked;
import static io.github.parlor.journal.Events.rated;
import static io.github.parlor.journal.Events.started;
import static io.github.parlor.journal.Events.stream;
import static io.github.parlor.journal.Events.unlocked;
import static io.github.parlor.journal.Events.wrappedUp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.event.ChatEvent;
import io.github.parlor.event.EventRecord;
import io.github.parlor.event.PendingEvent;
import io.github.parlor.event.StreamId;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.TenantId;
import io.github.parlor.journal.InMemoryJournal.WhenFull;
import io.github.parlor.time.ManualTime;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** What the journal in memory promises beyond the port: its clock, its bound and what it forgets. */
class InMemoryJournalTest {
    private static final TenantId SHOP = new TenantId("shop");
    private static final ClaimKey CLAIM = new ClaimKey("open", "contact 7");

    private final Events events = new Events(1);
    private final ManualTime time = new ManualTime(Events.START);

    @Test
    void an_event_carries_the_wall_time_at_which_it_was_taken_in() {
        InMemoryJournal journal = InMemoryJournal.create(time);
        time.advance(Duration.ofSeconds(90));
        append(journal, "a", 0, started("a", 1));
        assertThat(journal.readAll(SHOP, 0, 10))
                .extracting(EventRecord::recorded)
                .containsExactly(Events.START.plusSeconds(90));
    }

    @Test
    void a_clock_that_fails_stores_nothing() {
        InMemoryJournal journal = InMemoryJournal.create(() -> {
            throw new IllegalStateException("no clock");
        });
        assertThatThrownBy(() -> append(journal, "a", 0, started("a", 1))).isInstanceOf(IllegalStateException.class);
        assertThat(journal.size(SHOP)).isZero();
    }

    @Test
    void a_bound_below_one_is_refused() {
        assertThatThrownBy(() -> InMemoryJournal.builder().maxEvents(0).build())
                .isInstanceOfSatisfying(
                        InvalidValueException.class, e -> assertThat(e.field()).isEqualTo("maxEvents"));
    }

    @Test
    @SuppressWarnings("NullAway") // what callers without the checker can do
    void every_wrong_value_is_named_at_once() {
        InMemoryJournal.Builder wrong =
                InMemoryJournal.builder().time(null).maxEvents(0).whenFull(null);

        assertThatThrownBy(wrong::build)
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        e -> assertThat(e.problems())
                                .extracting(InvalidValueException::field)
                                .containsExactly("time", "maxEvents", "whenFull"));
    }

    @Test
    void a_full_journal_refuses_and_stores_neither_the_events_nor_the_claims() {
        InMemoryJournal journal = bounded(3, WhenFull.REFUSE);
        append(journal, "a", 0, started("a", 1), ended("a", 1));

        AppendResult result = journal.append(
                SHOP,
                stream("b"),
                0,
                events.list(started("b", 1), ended("b", 1)),
                List.of(new ClaimChange.Take(CLAIM, "b")));

        assertThat(result).isEqualTo(new AppendResult.Refused("tenant shop holds 2 of at most 3 events, 2 more came"));
        assertThat(journal.size(SHOP)).isEqualTo(2);
        assertThat(journal.lastSequence(SHOP, stream("b"))).isZero();
        assertThat(journal.holder(SHOP, CLAIM)).isEmpty();
        assertThat(append(journal, "b", 0, started("b", 1))).isInstanceOf(AppendResult.Appended.class);
    }

    @Test
    void a_full_journal_still_answers_a_repeated_append() {
        InMemoryJournal journal = bounded(1, WhenFull.REFUSE);
        List<PendingEvent> first = events.list(started("a", 1));
        journal.append(SHOP, stream("a"), 0, first, List.of());
        assertThat(journal.append(SHOP, stream("a"), 0, first, List.of()))
                .isEqualTo(new AppendResult.Appended(journal.readAll(SHOP, 0, 10), true));
    }

    @Test
    void the_bound_counts_for_each_tenant() {
        InMemoryJournal journal = bounded(1, WhenFull.REFUSE);
        append(journal, "a", 0, started("a", 1));
        assertThat(journal.append(new TenantId("other"), stream("a"), 0, events.list(started("a", 1)), List.of()))
                .isInstanceOf(AppendResult.Appended.class);
    }

    @Test
    void what_ended_first_is_forgotten_first_and_only_as_much_as_is_needed() {
        InMemoryJournal journal = bounded(6, WhenFull.FORGET_ENDED);
        append(journal, "late", 0, started("late", 1));
        append(journal, "early", 0, started("early", 1), ended("early", 1));
        append(journal, "late", 1, ended("late", 1));
        append(journal, "open", 0, started("open", 1), endedWithWrapUp("open", 1));

        append(journal, "new", 0, started("new", 1));

        assertThat(streams(journal)).containsExactly("late", "late", "open", "open", "new");
        assertThat(journal.read(SHOP, stream("early"), 0, 10)).isEmpty();
    }

    @Test
    void open_conversations_and_other_streams_are_never_forgotten() {
        InMemoryJournal journal = bounded(8, WhenFull.FORGET_ENDED);
        append(journal, "open", 0, started("open", 1));
        append(journal, "wrapping", 0, started("wrapping", 1), endedWithWrapUp("wrapping", 1));
        append(journal, "again", 0, started("again", 1), ended("again", 1), started("again", 2));
        StreamId agent = StreamId.of(new AgentId("ann"));
        journal.append(SHOP, agent, 0, events.list(started("x", 1), ended("x", 1)), List.of());

        assertThat(append(journal, "new", 0, started("new", 1)))
                .isEqualTo(new AppendResult.Refused("tenant shop holds 8 of at most 8 events, 1 more came"
                        + " and no ended conversation can be forgotten"));

        append(journal, "wrapping", 2, wrappedUp("wrapping", 1));
        assertThat(journal.size(SHOP)).isEqualTo(8);
    }

    @Test
    void the_end_of_the_wrap_up_is_the_end() {
        InMemoryJournal journal = bounded(4, WhenFull.FORGET_ENDED);
        append(journal, "a", 0, started("a", 1), endedWithWrapUp("a", 1), wrappedUp("a", 1));
        append(journal, "b", 0, started("b", 1), started("c", 1));
        assertThat(streams(journal)).containsExactly("b", "b");
    }

    @Test
    void the_wrap_up_of_an_earlier_session_does_not_end_the_conversation() {
        InMemoryJournal journal = bounded(4, WhenFull.FORGET_ENDED);
        append(journal, "a", 0, started("a", 1), endedWithWrapUp("a", 1), started("a", 2), wrappedUp("a", 1));
        assertThat(append(journal, "b", 0, started("b", 1))).isInstanceOf(AppendResult.Refused.class);
    }

    @Test
    void a_locked_conversation_is_kept_until_it_is_unlocked() {
        InMemoryJournal journal = bounded(4, WhenFull.FORGET_ENDED);
        append(journal, "a", 0, started("a", 1), ended("a", 1), locked("a"));
        assertThat(append(journal, "b", 0, started("b", 1), ended("b", 1))).isInstanceOf(AppendResult.Refused.class);
        append(journal, "a", 3, unlocked("a"));
        append(journal, "b", 0, started("b", 1), ended("b", 1));
        assertThat(streams(journal)).containsExactly("b", "b");
    }

    @Test
    void the_last_sequence_survives_forgetting_and_the_conversation_goes_on_after_it() {
        InMemoryJournal journal = bounded(3, WhenFull.FORGET_ENDED);
        append(journal, "a", 0, started("a", 1), ended("a", 1));
        append(journal, "b", 0, started("b", 1), ended("b", 1));

        assertThat(journal.lastSequence(SHOP, stream("a"))).isEqualTo(2);
        assertThat(journal.read(SHOP, stream("a"), 0, 10)).isEmpty();
        assertThat(append(journal, "a", 0, started("a", 2))).isEqualTo(new AppendResult.Conflict(2));

        append(journal, "a", 2, rated("a", 1));
        assertThat(journal.read(SHOP, stream("a"), 0, 10))
                .extracting(EventRecord::sequence, EventRecord::position)
                .containsExactly(tuple(3L, 5L));
    }

    @Test
    void a_conversation_that_was_forgotten_and_rated_later_can_be_forgotten_again() {
        InMemoryJournal journal = bounded(2, WhenFull.FORGET_ENDED);
        append(journal, "a", 0, started("a", 1), ended("a", 1));
        append(journal, "b", 0, started("b", 1));
        append(journal, "a", 2, rated("a", 1));
        append(journal, "c", 0, started("c", 1));
        assertThat(streams(journal)).containsExactly("b", "c");
        assertThat(journal.lastSequence(SHOP, stream("a"))).isEqualTo(3);
    }

    @Test
    void a_conversation_is_not_forgotten_for_its_own_next_event() {
        InMemoryJournal journal = bounded(2, WhenFull.FORGET_ENDED);
        append(journal, "a", 0, started("a", 1), ended("a", 1));
        assertThat(append(journal, "a", 2, rated("a", 1))).isInstanceOf(AppendResult.Refused.class);
        assertThat(journal.size(SHOP)).isEqualTo(2);
    }

    @Test
    void an_append_that_would_not_fit_even_so_forgets_nothing() {
        InMemoryJournal journal = bounded(3, WhenFull.FORGET_ENDED);
        append(journal, "open", 0, started("open", 1));
        append(journal, "a", 0, started("a", 1), ended("a", 1));
        assertThat(append(journal, "b", 0, started("b", 1), ended("b", 1), started("b", 2)))
                .isInstanceOf(AppendResult.Refused.class);
        assertThat(streams(journal)).containsExactly("open", "a", "a");
    }

    @Test
    void a_conflict_forgets_nothing() {
        InMemoryJournal journal = bounded(2, WhenFull.FORGET_ENDED);
        append(journal, "a", 0, started("a", 1), ended("a", 1));
        assertThat(append(journal, "b", 7, started("b", 1))).isEqualTo(new AppendResult.Conflict(0));
        assertThat(journal.append(
                        SHOP,
                        stream("b"),
                        0,
                        events.list(started("b", 1)),
                        List.of(new ClaimChange.Take(CLAIM, "b"), new ClaimChange.Take(CLAIM, "c"))))
                .isEqualTo(new AppendResult.ClaimHeld(CLAIM, "b"));
        assertThat(streams(journal)).containsExactly("a", "a");
    }

    @Test
    void the_ids_of_forgotten_events_may_be_stored_anew() {
        InMemoryJournal journal = bounded(2, WhenFull.FORGET_ENDED);
        List<PendingEvent> old = events.list(started("a", 1), ended("a", 1));
        journal.append(SHOP, stream("a"), 0, old, List.of());
        append(journal, "b", 0, started("b", 1));
        assertThat(journal.append(SHOP, stream("c"), 0, old.subList(0, 1), List.of()))
                .isInstanceOf(AppendResult.Appended.class);
        assertThat(journal.append(SHOP, stream("d"), 0, old.subList(0, 1), List.of()))
                .isEqualTo(new AppendResult.DuplicateEvent(old.get(0).id()));
    }

    @Test
    void claims_go_with_the_conversation_they_were_taken_in_and_no_others() {
        InMemoryJournal journal = bounded(4, WhenFull.FORGET_ENDED);
        ClaimKey shared = new ClaimKey("coupon", "shared");
        ClaimKey passedOn = new ClaimKey("coupon", "passed on");
        ClaimKey ofOpen = new ClaimKey("open", "contact 8");
        take(journal, "a", 0, started("a", 1), CLAIM, shared, passedOn);
        journal.append(
                SHOP, stream("a"), 1, events.list(ended("a", 1)), List.of(new ClaimChange.Release(passedOn, "x")));
        take(journal, "open", 0, started("open", 1), shared, passedOn, ofOpen);

        append(journal, "b", 0, started("b", 1), started("b", 2));

        assertThat(streams(journal)).containsExactly("open", "b", "b");
        assertThat(journal.holder(SHOP, CLAIM)).isEmpty();
        assertThat(List.of(shared, passedOn, ofOpen))
                .allSatisfy(key -> assertThat(journal.holder(SHOP, key)).contains("x"));
    }

    @Test
    void what_a_subscription_has_still_to_deliver_is_not_forgotten() {
        InMemoryJournal journal = bounded(2, WhenFull.FORGET_ENDED);
        List<AppendResult> inside = new ArrayList<>();
        List<Long> delivered = new ArrayList<>();
        append(journal, "a", 0, started("a", 1));
        var subscription = journal.subscribe(SHOP, 0, record -> {
            delivered.add(record.position());
            if (record.position() == 1) {
                append(journal, "a", 1, ended("a", 1));
                inside.add(append(journal, "b", 0, started("b", 1)));
            }
        });

        assertThat(inside.get(0)).isInstanceOf(AppendResult.Refused.class);
        assertThat(delivered).containsExactly(1L, 2L);
        assertThat(append(journal, "b", 0, started("b", 1))).isInstanceOf(AppendResult.Appended.class);
        assertThat(delivered).containsExactly(1L, 2L, 3L);
        subscription.close();
    }

    @Test
    void a_subscription_that_starts_in_what_is_forgotten_gets_what_is_left() {
        InMemoryJournal journal = bounded(2, WhenFull.FORGET_ENDED);
        append(journal, "a", 0, started("a", 1), ended("a", 1));
        append(journal, "b", 0, started("b", 1));
        List<Long> delivered = new ArrayList<>();
        journal.subscribe(SHOP, 0, record -> delivered.add(record.position()));
        append(journal, "b", 1, rated("b", 1));
        assertThat(delivered).containsExactly(3L, 4L);
    }

    @Test
    void each_failure_of_a_subscriber_is_counted_and_the_first_is_logged_without_what_was_said() {
        InMemoryJournal journal = InMemoryJournal.create(time);
        List<Long> delivered = new ArrayList<>();
        journal.subscribe(SHOP, 0, record -> {
            delivered.add(record.position());
            throw new AssertionError("words of a customer");
        });
        List<PendingEvent> two = events.list(started("a", 1), ended("a", 1));

        String log = loggedBy(() -> journal.append(SHOP, stream("a"), 0, two, List.of()));

        assertThat(delivered).containsExactly(1L, 2L);
        assertThat(journal.failedDeliveries()).isEqualTo(2);
        assertThat(log.lines())
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("ERROR", "tenant=shop", "position=1", two.get(0).id().toString(), "AssertionError")
                .doesNotContain("words of a customer");
    }

    /** The first delivery lasts until many batches wait, so that they are passed on among those who go on appending. */
    @Test
    void when_all_appends_have_returned_everything_has_been_delivered_once_and_in_order() throws Exception {
        int writers = 4;
        int each = 4 * Delivery.BATCH;
        for (int round = 0; round < 20; round++) {
            InMemoryJournal journal = InMemoryJournal.create(time);
            List<Long> delivered = new ArrayList<>();
            CountDownLatch half = new CountDownLatch(writers * each / 2);
            journal.subscribe(SHOP, 0, record -> {
                if (record.position() == 1) {
                    await(half);
                }
                delivered.add(record.position());
            });
            List<Thread> threads = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                String name = "w" + writer;
                threads.add(new Thread(() -> {
                    for (int i = 0; i < each; i++) {
                        append(journal, name, i, rated(name, 1));
                        half.countDown();
                    }
                }));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(delivered)
                    .as("round %d", round)
                    .isEqualTo(LongStream.rangeClosed(1, (long) writers * each)
                            .boxed()
                            .toList());
        }
    }

    @Test
    void more_than_one_batch_is_delivered_before_the_append_returns() {
        InMemoryJournal journal = InMemoryJournal.create(time);
        List<Long> delivered = new ArrayList<>();
        int total = 3 * Delivery.BATCH + 7;
        ChatEvent[] many = new ChatEvent[total];
        Arrays.fill(many, rated("a", 1));
        journal.subscribe(SHOP, 0, record -> delivered.add(record.position()));
        append(journal, "a", 0, many);
        assertThat(delivered).hasSize(total).isSorted().doesNotHaveDuplicates();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    /** The test logger writes to the error stream that is set when it writes. */
    private static String loggedBy(Runnable action) {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setErr(before);
        }
        return log.toString(StandardCharsets.UTF_8);
    }

    private InMemoryJournal bounded(long max, WhenFull policy) {
        return InMemoryJournal.builder()
                .time(time)
                .maxEvents(max)
                .whenFull(policy)
                .build();
    }

    private AppendResult append(Journal journal, String conversation, long expected, ChatEvent... what) {
        return journal.append(SHOP, stream(conversation), expected, events.list(what), List.of());
    }

    private void take(Journal journal, String conversation, long expected, ChatEvent event, ClaimKey... claims) {
        List<ClaimChange> changes = new ArrayList<>();
        for (ClaimKey claim : claims) {
            changes.add(new ClaimChange.Take(claim, "x"));
        }
        assertThat(journal.append(SHOP, stream(conversation), expected, events.list(event), changes))
                .isInstanceOf(AppendResult.Appended.class);
    }

    private static List<String> streams(Journal journal) {
        return journal.readAll(SHOP, 0, 100).stream()
                .map(record -> record.stream().id())
                .toList();
    }
}
