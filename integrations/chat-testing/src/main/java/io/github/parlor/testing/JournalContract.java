package io.github.parlor.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.event.Cause;
import io.github.parlor.event.ChatEvent;
import io.github.parlor.event.ConversationEvent;
import io.github.parlor.event.EndReason;
import io.github.parlor.event.EventRecord;
import io.github.parlor.event.LifecycleEvent;
import io.github.parlor.event.PendingEvent;
import io.github.parlor.event.StreamId;
import io.github.parlor.event.UnknownEvent;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.SessionId;
import io.github.parlor.journal.AppendResult;
import io.github.parlor.journal.ClaimChange;
import io.github.parlor.journal.ClaimKey;
import io.github.parlor.journal.Journal;
import io.github.parlor.people.Actor;
import io.github.parlor.time.Moment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The contract of {@link Journal} as tests. Whoever writes a journal extends this class, returns an empty journal from
 * {@link #journal()} and says in {@link #capabilities()} what it does beyond the contract. The number in a test's name is
 * that of the guarantee in the description of {@link Journal}. No test is ever skipped: where a capability is not
 * declared, the test checks what holds without it. A new release may add tests; the methods to be overridden stay.
 *
 * <p>The same instance of the journal is used by several threads at once. Hand-over: each instance of this class belongs
 * to one test.
 */
@Timeout(120)
public abstract class JournalContract extends JournalDeliveries {
    /** For subclasses. */
    protected JournalContract() {}

    @Test
    void g1_a_batch_is_stored_whole_and_as_it_was_given() {
        SessionId session = new SessionId(new ConversationId("c"), 1);
        List<ChatEvent> what = List.of(
                new LifecycleEvent.SessionEnded(session, EndReason.OTHER, "sold", START.plusNanos(1)),
                new LifecycleEvent.SessionRated(session, LifecycleEvent.Scale.NPS, 10, "Grüße \"und\" 😀\n"),
                new ConversationEvent.ConversationErased(new ConversationId("c")),
                new UnknownEvent("future", "{\"a\":[1,null]}"));
        List<PendingEvent> events = new ArrayList<>();
        for (ChatEvent event : what) {
            PendingEvent plain = pending(event);
            Actor actor = Actor.agent(new AgentId("ann"));
            Cause cause = events.isEmpty() ? null : new Cause(events.get(0).id(), "follow-up");
            events.add(new PendingEvent(
                    plain.id(), new Moment(START.plusNanos(events.size()), -5, 9), actor, cause, event));
        }

        List<EventRecord> records = stored(store().append(SHOP, STREAM, 0, events, NO_CLAIMS));

        assertThat(read(STREAM)).isEqualTo(records);
        assertThat(readAll()).isEqualTo(records);
        assertThat(records.stream()
                        .map(r -> new PendingEvent(r.id(), r.at(), r.actor(), r.cause(), r.event()))
                        .toList())
                .isEqualTo(events);
        assertThat(records)
                .allMatch(record ->
                        record.tenant().equals(SHOP) && record.stream().equals(STREAM));
    }

    @Test
    void g1_the_largest_batch_is_stored_whole() {
        assertThat(sequences(stored(append(STREAM, 0, Journal.MAX_BATCH)))).isEqualTo(upTo(Journal.MAX_BATCH));
        assertThat(sequences(read(STREAM))).isEqualTo(upTo(Journal.MAX_BATCH));
    }

    @Test
    void g1_an_append_that_conflicts_changes_nothing() {
        append(STREAM, 0, 2);
        assertThat(store().append(SHOP, STREAM, 1, batch(2), List.of(new ClaimChange.Take(CLAIM, "x"))))
                .isEqualTo(new AppendResult.Conflict(2));
        assertThat(readAll()).hasSize(2);
        assertThat(store().holder(SHOP, CLAIM)).isEmpty();
    }

    @Test
    void g1_an_append_whose_claim_is_held_changes_nothing() {
        stored(change(STREAM, new ClaimChange.Take(CLAIM, "x"), new ClaimChange.Take(SECOND, "y")));
        ClaimKey free = new ClaimKey("open", "contact 9");
        assertThat(change(
                        STREAM,
                        new ClaimChange.Take(free, "y"),
                        new ClaimChange.Release(SECOND, "y"),
                        new ClaimChange.Take(CLAIM, "y")))
                .isEqualTo(new AppendResult.ClaimHeld(CLAIM, "x"));
        assertThat(readAll()).hasSize(1);
        assertThat(store().lastSequence(SHOP, STREAM)).isEqualTo(1);
        assertThat(store().holder(SHOP, CLAIM)).contains("x");
        assertThat(store().holder(SHOP, SECOND)).contains("y");
        assertThat(store().holder(SHOP, free)).isEmpty();
    }

    @Test
    void g1_an_append_with_an_id_that_is_stored_elsewhere_changes_nothing() {
        PendingEvent first = pending();
        stored(store().append(SHOP, stream("d"), 0, List.of(first), NO_CLAIMS));
        assertThat(store().append(
                                SHOP, STREAM, 0, List.of(pending(), first), List.of(new ClaimChange.Take(CLAIM, "x"))))
                .isEqualTo(new AppendResult.DuplicateEvent(first.id()));
        assertThat(readAll()).hasSize(1);
        assertThat(read(STREAM)).isEmpty();
        assertThat(store().holder(SHOP, CLAIM)).isEmpty();
    }

    @Test
    void g1_arguments_out_of_bounds_are_named_and_change_nothing() {
        Journal store = store();
        List<PendingEvent> one = batch(1);
        PendingEvent twice = pending();
        List<ThrowingCallable> calls = List.of(
                () -> store.append(missing(), STREAM, 0, one, NO_CLAIMS),
                () -> store.append(SHOP, missing(), 0, one, NO_CLAIMS),
                () -> store.append(SHOP, STREAM, -1, one, NO_CLAIMS),
                () -> store.append(SHOP, STREAM, 0, missing(), NO_CLAIMS),
                () -> store.append(SHOP, STREAM, 0, List.of(), NO_CLAIMS),
                () -> store.append(SHOP, STREAM, 0, batch(Journal.MAX_BATCH + 1), NO_CLAIMS),
                () -> store.append(SHOP, STREAM, 0, Arrays.asList(pending(), missing()), NO_CLAIMS),
                () -> store.append(SHOP, STREAM, 0, List.of(twice, pending(), twice), NO_CLAIMS),
                () -> store.append(SHOP, STREAM, 0, one, missing()),
                () -> store.append(SHOP, STREAM, 0, one, Arrays.asList(new ClaimChange.Take(CLAIM, "x"), missing())),
                () -> store.read(missing(), STREAM, 0, 1),
                () -> store.read(SHOP, missing(), 0, 1),
                () -> store.read(SHOP, STREAM, -1, 1),
                () -> store.read(SHOP, STREAM, 0, 0),
                () -> store.lastSequence(missing(), STREAM),
                () -> store.lastSequence(SHOP, missing()),
                () -> store.readAll(missing(), 0, 1),
                () -> store.readAll(SHOP, -1, 1),
                () -> store.readAll(SHOP, 0, 0),
                () -> store.holder(missing(), CLAIM),
                () -> store.holder(SHOP, missing()),
                () -> store.subscribe(missing(), 0, record -> {}),
                () -> store.subscribe(SHOP, -1, record -> {}),
                () -> store.subscribe(SHOP, 0, missing()));
        for (int i = 0; i < calls.size(); i++) {
            assertThatThrownBy(calls.get(i)).as("call %d", i).isInstanceOf(InvalidValueException.class);
        }
        assertThat(readAll()).isEmpty();
        assertThat(store.holder(SHOP, CLAIM)).isEmpty();
    }

    @Test
    void g2_an_empty_stream_has_the_sequence_0_and_no_events() {
        assertThat(store().lastSequence(SHOP, STREAM)).isZero();
        assertThat(read(STREAM)).isEmpty();
        assertThat(readAll()).isEmpty();
    }

    @Test
    void g2_the_sequence_of_each_stream_is_1_2_3() {
        append(STREAM, 0, 2);
        append(stream("d"), 0, 1);
        append(STREAM, 2, 3);
        append(stream("d"), 1, 1);
        assertThat(sequences(read(STREAM))).isEqualTo(upTo(5));
        assertThat(sequences(read(stream("d")))).isEqualTo(upTo(2));
        assertThat(store().lastSequence(SHOP, STREAM)).isEqualTo(5);
        assertThat(store().lastSequence(SHOP, stream("d"))).isEqualTo(2);
    }

    @Test
    void g2_streams_of_one_id_and_several_kinds_are_several_streams() {
        StreamId agent = StreamId.of(new AgentId("c"));
        append(STREAM, 0, 1);
        stored(append(agent, 0, 2));
        assertThat(read(STREAM)).hasSize(1);
        assertThat(read(agent)).hasSize(2);
    }

    @Test
    void g2_an_expectation_that_is_too_low_or_too_high_conflicts() {
        append(STREAM, 0, 3);
        for (long wrong : List.of(0L, 1L, 2L, 4L, Long.MAX_VALUE)) {
            assertThat(append(STREAM, wrong, 1)).as("expected %d", wrong).isEqualTo(new AppendResult.Conflict(3));
        }
        assertThat(append(stream("d"), 1, 1)).isEqualTo(new AppendResult.Conflict(0));
        stored(append(STREAM, 3, 1));
    }

    @Test
    void g2_a_stream_is_read_in_pages_that_join() {
        append(STREAM, 0, 5);
        append(stream("d"), 0, 2);
        append(STREAM, 5, 2);
        Journal store = store();
        assertThat(sequences(store.read(SHOP, STREAM, 0, 3))).containsExactly(1L, 2L, 3L);
        assertThat(sequences(store.read(SHOP, STREAM, 3, 3))).containsExactly(4L, 5L, 6L);
        assertThat(sequences(store.read(SHOP, STREAM, 6, 3))).containsExactly(7L);
        assertThat(store.read(SHOP, STREAM, 7, 3)).isEmpty();
        assertThat(store.read(SHOP, STREAM, Long.MAX_VALUE, Integer.MAX_VALUE)).isEmpty();
    }

    @Test
    void g3_an_append_that_is_repeated_answers_with_what_is_stored() {
        append(STREAM, 0, 1);
        List<PendingEvent> events = batch(2);
        List<EventRecord> first = stored(store().append(SHOP, STREAM, 1, events, NO_CLAIMS));
        assertThat(store().append(SHOP, STREAM, 1, events, NO_CLAIMS))
                .isEqualTo(new AppendResult.Appended(first, true));
        append(STREAM, 3, 4);
        assertThat(store().append(SHOP, STREAM, 1, events, NO_CLAIMS))
                .isEqualTo(new AppendResult.Appended(first, true));
        assertThat(sequences(read(STREAM))).isEqualTo(upTo(7));
        assertThat(readAll()).hasSize(7);
    }

    @Test
    void g3_an_append_that_is_repeated_changes_no_claim() {
        List<PendingEvent> events = batch(1);
        List<ClaimChange> take = List.of(new ClaimChange.Take(CLAIM, "x"));
        stored(store().append(SHOP, STREAM, 0, events, take));
        stored(change(STREAM, new ClaimChange.Release(CLAIM, "x")));
        assertThat(store().append(SHOP, STREAM, 0, events, take))
                .isInstanceOfSatisfying(
                        AppendResult.Appended.class,
                        answer -> assertThat(answer.repeated()).isTrue());
        assertThat(store().holder(SHOP, CLAIM)).isEmpty();
    }

    @Test
    void g3_an_id_that_is_stored_elsewhere_is_refused() {
        List<PendingEvent> events = batch(2);
        stored(store().append(SHOP, STREAM, 0, events, NO_CLAIMS));
        PendingEvent second = events.get(1);
        assertThat(store().append(SHOP, stream("d"), 0, List.of(second), NO_CLAIMS))
                .isEqualTo(new AppendResult.DuplicateEvent(second.id()));
        assertThat(store().append(SHOP, STREAM, 2, List.of(second), NO_CLAIMS))
                .isEqualTo(new AppendResult.DuplicateEvent(second.id()));
        assertThat(readAll()).hasSize(2);
    }

    @Test
    void g4_a_claim_that_is_free_is_taken_with_the_append() {
        assertThat(store().holder(SHOP, CLAIM)).isEmpty();
        stored(change(STREAM, new ClaimChange.Take(CLAIM, "x")));
        assertThat(store().holder(SHOP, CLAIM)).contains("x");
        assertThat(store().holder(SHOP, SECOND)).isEmpty();
        assertThat(store().holder(SHOP, new ClaimKey("other", CLAIM.key()))).isEmpty();
    }

    @Test
    void g4_a_claim_that_is_held_is_given_to_its_holder_alone() {
        stored(change(STREAM, new ClaimChange.Take(CLAIM, "x")));
        stored(change(stream("d"), new ClaimChange.Take(CLAIM, "x")));
        assertThat(change(STREAM, new ClaimChange.Take(CLAIM, "y"))).isEqualTo(new AppendResult.ClaimHeld(CLAIM, "x"));
        assertThat(store().holder(SHOP, CLAIM)).contains("x");
    }

    @Test
    void g4_a_claim_that_is_released_can_be_taken_by_another() {
        stored(change(STREAM, new ClaimChange.Take(CLAIM, "x")));
        stored(change(stream("d"), new ClaimChange.Release(CLAIM, "x")));
        assertThat(store().holder(SHOP, CLAIM)).isEmpty();
        stored(change(STREAM, new ClaimChange.Take(CLAIM, "y")));
        assertThat(store().holder(SHOP, CLAIM)).contains("y");
    }

    @Test
    void g4_releasing_what_is_free_or_another_s_does_nothing() {
        stored(change(STREAM, new ClaimChange.Release(CLAIM, "x")));
        assertThat(store().holder(SHOP, CLAIM)).isEmpty();
        stored(change(STREAM, new ClaimChange.Take(CLAIM, "x")));
        stored(change(STREAM, new ClaimChange.Release(CLAIM, "y")));
        assertThat(store().holder(SHOP, CLAIM)).contains("x");
    }

    @Test
    void g4_the_changes_of_one_append_apply_in_order() {
        stored(change(STREAM, new ClaimChange.Take(CLAIM, "x")));
        stored(change(
                STREAM,
                new ClaimChange.Release(CLAIM, "x"),
                new ClaimChange.Take(CLAIM, "y"),
                new ClaimChange.Take(SECOND, "y"),
                new ClaimChange.Release(SECOND, "y")));
        assertThat(store().holder(SHOP, CLAIM)).contains("y");
        assertThat(store().holder(SHOP, SECOND)).isEmpty();
        assertThat(change(STREAM, new ClaimChange.Take(SECOND, "x"), new ClaimChange.Take(SECOND, "y")))
                .isEqualTo(new AppendResult.ClaimHeld(SECOND, "x"));
        assertThat(store().holder(SHOP, SECOND)).isEmpty();
    }

    @Test
    void g5_positions_grow_over_all_streams() {
        List<EventRecord> appended = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            appended.addAll(stored(append(STREAM, 2L * i, 2)));
            appended.addAll(stored(append(stream("d"), i, 1)));
        }
        assertThat(readAll()).isEqualTo(appended);
        assertThat(positions(appended)).isSorted().doesNotHaveDuplicates().allMatch(position -> position > 0);
    }

    @Test
    void g5_all_streams_are_read_in_pages_that_join() {
        append(STREAM, 0, 4);
        append(stream("d"), 0, 3);
        List<EventRecord> joined = new ArrayList<>();
        for (int page = 0; page < 7; page++) {
            long after = joined.isEmpty() ? 0 : joined.get(joined.size() - 1).position();
            List<EventRecord> records = store().readAll(SHOP, after, 3);
            assertThat(records).as("page %d", page).hasSizeLessThanOrEqualTo(3);
            joined.addAll(records);
        }
        assertThat(joined).hasSize(7).isEqualTo(readAll());
        assertThat(store().readAll(SHOP, Long.MAX_VALUE, 3)).isEmpty();
    }

    @Test
    void g5_a_reader_that_follows_the_positions_misses_nothing() {
        List<EventRecord> followed = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            append(stream("s" + i % 3), i / 3, 1);
            long after =
                    followed.isEmpty() ? 0 : followed.get(followed.size() - 1).position();
            followed.addAll(store().readAll(SHOP, after, Integer.MAX_VALUE));
        }
        assertThat(followed).hasSize(20).isEqualTo(readAll());
    }

    @Test
    void g6_every_read_shows_what_an_append_has_answered() {
        for (int i = 0; i < 5; i++) {
            ClaimKey key = new ClaimKey("round", "r" + i);
            EventRecord record =
                    stored(change(STREAM, new ClaimChange.Take(key, "x"))).get(0);
            assertThat(read(STREAM)).hasSize(i + 1).endsWith(record);
            assertThat(readAll()).hasSize(i + 1).endsWith(record);
            assertThat(store().lastSequence(SHOP, STREAM)).isEqualTo(i + 1);
            assertThat(store().holder(SHOP, key)).contains("x");
        }
    }

    @Test
    void g6_what_was_read_does_not_change_afterwards() {
        append(STREAM, 0, 1);
        List<EventRecord> stream = read(STREAM);
        List<EventRecord> all = readAll();
        append(STREAM, 1, 1);
        assertThat(stream).hasSize(1);
        assertThat(all).hasSize(1);
    }

    @Test
    @SuppressWarnings("ReferenceEquality") // the same store is released elsewhere, an equal one is not
    void g6_what_was_answered_survives_reopening_where_that_is_declared() {
        List<PendingEvent> events = batch(2);
        List<EventRecord> records =
                stored(store().append(SHOP, STREAM, 0, events, List.of(new ClaimChange.Take(CLAIM, "x"))));
        if (!declares(JournalCapability.SURVIVES_REOPENING)) {
            assertThatThrownBy(() -> reopened(store())).isInstanceOf(UnsupportedOperationException.class);
            return;
        }
        Journal again = reopened(store());
        try {
            assertThat(again.read(SHOP, STREAM, 0, 10)).isEqualTo(records);
            assertThat(again.readAll(SHOP, 0, 10)).isEqualTo(records);
            assertThat(again.holder(SHOP, CLAIM)).contains("x");
            assertThat(again.append(SHOP, STREAM, 0, events, NO_CLAIMS))
                    .isEqualTo(new AppendResult.Appended(records, true));
            EventRecord next =
                    stored(again.append(SHOP, STREAM, 2, batch(1), NO_CLAIMS)).get(0);
            assertThat(next.position()).isGreaterThan(records.get(1).position());
        } finally {
            if (again != store()) {
                release(again);
            }
        }
    }

    @Test
    void g7_a_stream_and_its_sequence_are_the_tenant_s_own() {
        append(STREAM, 0, 3);
        assertThat(store().lastSequence(OTHER, STREAM)).isZero();
        assertThat(store().read(OTHER, STREAM, 0, 10)).isEmpty();
        List<EventRecord> other = stored(store().append(OTHER, STREAM, 0, batch(1), NO_CLAIMS));
        assertThat(store().read(OTHER, STREAM, 0, 10)).isEqualTo(other);
        assertThat(sequences(read(STREAM))).isEqualTo(upTo(3));
    }

    @Test
    void g7_readAll_shows_the_tenant_s_own_events() {
        List<EventRecord> own = stored(append(STREAM, 0, 3));
        List<EventRecord> other = stored(store().append(OTHER, STREAM, 0, batch(1), NO_CLAIMS));
        assertThat(readAll()).isEqualTo(own);
        assertThat(store().readAll(OTHER, 0, 10)).isEqualTo(other);
    }

    @Test
    void g7_a_claim_is_the_tenant_s_own() {
        stored(change(STREAM, new ClaimChange.Take(CLAIM, "x")));
        assertThat(store().holder(OTHER, CLAIM)).isEmpty();
        stored(store().append(OTHER, STREAM, 0, batch(1), List.of(new ClaimChange.Release(CLAIM, "x"))));
        assertThat(store().holder(SHOP, CLAIM)).contains("x");
        stored(store().append(OTHER, STREAM, 1, batch(1), List.of(new ClaimChange.Take(CLAIM, "y"))));
        assertThat(store().holder(OTHER, CLAIM)).contains("y");
        assertThat(store().holder(SHOP, CLAIM)).contains("x");
    }

    @Test
    void g7_an_event_id_is_the_tenant_s_own() {
        List<PendingEvent> events = batch(1);
        stored(store().append(SHOP, STREAM, 0, events, NO_CLAIMS));
        assertThat(store().append(OTHER, stream("d"), 0, events, NO_CLAIMS))
                .isInstanceOfSatisfying(
                        AppendResult.Appended.class,
                        answer -> assertThat(answer.repeated()).isFalse());
    }

    @Test
    void g7_a_subscription_delivers_the_tenant_s_own_events() throws Exception {
        stored(store().append(OTHER, STREAM, 0, batch(1), NO_CLAIMS));
        Collector collector = new Collector();
        store().subscribe(SHOP, 0, collector);
        stored(store().append(OTHER, STREAM, 1, batch(1), NO_CLAIMS));
        append(STREAM, 0, 1);
        assertThat(collector.await(1, patience())).hasSize(1).isEqualTo(readAll());
    }

    /** Passes for an argument that a caller without null checks leaves out. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T missing() {
        return null;
    }
}
