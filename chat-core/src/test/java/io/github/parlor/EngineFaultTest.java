package io.github.parlor;

import static io.github.parlor.TestShop.ACME;
import static io.github.parlor.TestShop.ANNA;
import static io.github.parlor.TestShop.BY_ANNA;
import static io.github.parlor.TestShop.BY_MAX;
import static io.github.parlor.TestShop.IDA;
import static io.github.parlor.TestShop.MAX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.conversation.LifecycleCommand.EndSession;
import io.github.parlor.conversation.LifecycleCommand.StartSession;
import io.github.parlor.conversation.OfferCommand.DeclineOffer;
import io.github.parlor.conversation.OpenOffer;
import io.github.parlor.conversation.Rejection.Code;
import io.github.parlor.conversation.SessionState;
import io.github.parlor.event.EndReason;
import io.github.parlor.event.EventRecord;
import io.github.parlor.event.PendingEvent;
import io.github.parlor.event.StreamId;
import io.github.parlor.host.ChatListener;
import io.github.parlor.host.Delivery;
import io.github.parlor.id.ContactId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.TenantId;
import io.github.parlor.journal.AppendResult;
import io.github.parlor.journal.ClaimChange;
import io.github.parlor.journal.ClaimKey;
import io.github.parlor.journal.InMemoryJournal;
import io.github.parlor.journal.Journal;
import io.github.parlor.people.Actor;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.time.ManualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What happens when a port breaks, a process dies or a clock steps back. */
class EngineFaultTest {
    /** Fails the next appends, before or after they were carried out; others come first if they are to. */
    private static final class FlakyJournal implements Journal {
        private final Journal journal;
        private int failures;
        private boolean afterwards;
        private final Deque<Runnable> first = new ArrayDeque<>();

        FlakyJournal(Journal journal) {
            this.journal = journal;
        }

        void fail(int times, boolean afterTheAppend) {
            failures = times;
            afterwards = afterTheAppend;
        }

        @Override
        public AppendResult append(
                TenantId tenant, StreamId stream, long expected, List<PendingEvent> events, List<ClaimChange> claims) {
            Runnable another = first.poll();
            if (another != null) {
                another.run();
            }
            boolean fails = failures > 0;
            failures -= fails ? 1 : 0;
            if (fails && !afterwards) {
                throw new IllegalStateException("out of reach");
            }
            AppendResult result = journal.append(tenant, stream, expected, events, claims);
            if (fails) {
                throw new IllegalStateException("the answer was lost");
            }
            return result;
        }

        @Override
        public List<EventRecord> read(TenantId tenant, StreamId stream, long after, int limit) {
            return journal.read(tenant, stream, after, limit);
        }

        @Override
        public long lastSequence(TenantId tenant, StreamId stream) {
            return journal.lastSequence(tenant, stream);
        }

        @Override
        public List<EventRecord> readAll(TenantId tenant, long after, int limit) {
            return journal.readAll(tenant, after, limit);
        }

        @Override
        public Optional<String> holder(TenantId tenant, ClaimKey key) {
            return journal.holder(tenant, key);
        }

        @Override
        public Subscription subscribe(TenantId tenant, long after, Consumer<EventRecord> subscriber) {
            return journal.subscribe(tenant, after, subscriber);
        }
    }

    private final ManualTime time = new ManualTime(TestShop.MONDAY_NOON);
    private final FlakyJournal flaky = new FlakyJournal(InMemoryJournal.create(time));

    private TestShop flakyShop() {
        return new TestShop(ShopSettings.DEFAULT, time, flaky, Parlor.builder()).staffed(MAX);
    }

    @Test
    void who_picks_and_is_not_the_first_keeps_no_slot_also_if_another_picked_meanwhile() {
        TestShop shop = flakyShop().staffed(MAX, 1).staffed(IDA, 1);
        ConversationId id = shop.start();
        for (int i = 0; i < 2; i++) {
            OpenOffer offer = shop.offers(id).get(0);
            shop.execute(Actor.agent(offer.agent()), id, new DeclineOffer(offer.id(), ""));
        }
        assertThat(shop.stands(id)).isEqualTo(SessionState.QUEUED);

        // While Max picks, Ida does; while she does, she goes and the contact writes, so that both have to look again.
        flaky.first.add(() -> assertThat(shop.shop.pick(IDA, id).isDone()).isFalse());
        flaky.first.add(() -> {
            shop.shop.status(IDA, AgentStatus.AWAY, "");
            shop.say(BY_ANNA, id, "hello?");
        });
        assertThat(shop.shop.pick(MAX, id).isDone()).isTrue();
        assertThat(shop.session(id).control().owner()).isEqualTo(MAX);
    }

    @Test
    void an_append_whose_answer_was_lost_is_repeated_and_recorded_once() {
        TestShop shop = flakyShop();
        ConversationId id = shop.serve(MAX, StartSession.of(ANNA));

        flaky.fail(1, true);
        assertThat(shop.say(BY_MAX, id, "once").isDone()).isTrue();

        assertThat(shop.events(id)).containsOnlyOnce("MessagePosted");
        assertThat(shop.parlor.failures()).isZero();
    }

    @Test
    void a_journal_that_stays_broken_fails_the_command_and_nothing_is_left_half_done() {
        TestShop shop = flakyShop();
        ConversationId id = shop.start();
        var accept = new io.github.parlor.conversation.OfferCommand.AcceptOffer(
                shop.offers(id).get(0).id());

        flaky.fail(2, false);
        assertThatThrownBy(() -> shop.execute(BY_MAX, id, accept)).hasMessage("out of reach");

        assertThat(shop.stands(id)).isEqualTo(SessionState.OFFERED);
        assertThat(shop.execute(BY_MAX, id, accept).isDone()).isTrue();
        assertThat(shop.stands(id)).isEqualTo(SessionState.ACTIVE);
    }

    @Test
    void an_append_that_was_carried_out_behind_two_lost_answers_is_found_by_the_next_command() {
        TestShop shop = flakyShop();
        ConversationId id = shop.serve(MAX, StartSession.of(ANNA));

        flaky.fail(2, true);
        assertThatThrownBy(() -> shop.execute(BY_MAX, id, new EndSession(EndReason.AGENT_ENDED, null)))
                .hasMessage("the answer was lost");

        assertThat(shop.stands(id)).isEqualTo(SessionState.ENDED);
        ConversationId next = shop.start(StartSession.of(new ContactId("bob")));
        shop.start(StartSession.of(new ContactId("cleo")));
        shop.start(StartSession.of(new ContactId("dan")));
        assertThat(shop.stands(next)).as("the agent was released").isEqualTo(SessionState.OFFERED);
    }

    @Test
    void a_listener_and_a_transport_that_throw_are_counted_and_disturb_nobody() {
        List<Long> heard = new ArrayList<>();
        List<Delivery> delivered = new ArrayList<>();
        ChatListener broken = new ChatListener() {
            @Override
            public void recorded(EventRecord record) {
                throw new IllegalStateException("broken listener");
            }
        };
        ChatListener sound = new ChatListener() {
            @Override
            public void recorded(EventRecord record) {
                heard.add(record.sequence());
            }
        };
        TestShop shop = new TestShop(
                ShopSettings.DEFAULT,
                time,
                flaky,
                Parlor.builder()
                        .listener(broken)
                        .listener(sound)
                        .transport(StartSession.DEFAULT_CHANNEL, delivered::add));

        ConversationId id = shop.start();

        assertThat(heard).containsExactly(1L, 2L);
        assertThat(delivered).extracting(d -> d.record().sequence()).containsExactly(1L);
        assertThat(delivered.get(0).conversation()).isEqualTo(id);
        assertThat(shop.parlor.failures()).isEqualTo(2);
    }

    @Test
    void after_a_restart_sessions_wait_in_their_old_order_and_agents_have_the_grace_to_come_back() {
        TestShop shop = TestShop.open().staffed(MAX, 1);
        ConversationId active = shop.serve(MAX, StartSession.of(new ContactId("active")));
        ConversationId first = shop.start(StartSession.of(new ContactId("first")));
        shop.pass(Duration.ofSeconds(5));
        ConversationId second = shop.start(StartSession.of(new ContactId("second")));

        TestShop again = shop.restarted();

        assertThat(again.shop.status(MAX)).isEqualTo(AgentStatus.LOST);
        assertThat(again.stands(active)).isEqualTo(SessionState.ACTIVE);
        again.shop.status(MAX, AgentStatus.AVAILABLE, "");
        again.pass(Duration.ofSeconds(61));
        assertThat(again.stands(active)).as("came back in time").isEqualTo(SessionState.ACTIVE);
        again.execute(BY_MAX, active, new EndSession(EndReason.AGENT_ENDED, null));
        assertThat(again.stands(first)).isEqualTo(SessionState.OFFERED);
        assertThat(again.stands(second)).isEqualTo(SessionState.QUEUED);
    }

    @Test
    void after_a_restart_an_agent_who_does_not_come_back_loses_the_session_to_the_queue() {
        TestShop shop = TestShop.open().staffed(MAX);
        ConversationId id = shop.serve(MAX, StartSession.of(ANNA));

        TestShop again = shop.restarted();
        again.staffed(IDA);
        again.pass(Duration.ofSeconds(60));

        assertThat(again.shop.status(MAX)).isEqualTo(AgentStatus.GONE);
        assertThat(again.offers(id)).extracting(offer -> offer.agent()).containsExactly(IDA);
    }

    @Test
    void an_offer_does_not_survive_a_restart_but_is_made_again() {
        TestShop shop = TestShop.open().staffed(MAX);
        ConversationId id = shop.start();

        TestShop again = shop.restarted();
        assertThat(again.stands(id)).isEqualTo(SessionState.QUEUED);
        again.shop.status(MAX, AgentStatus.AVAILABLE, "");

        assertThat(again.accept(MAX, id).isDone()).isTrue();
    }

    @Test
    void only_advancing_to_an_earlier_instant_is_refused_a_wall_clock_may_step_back() {
        TestShop shop = TestShop.open().staffed(MAX);
        ConversationId id = shop.serve(MAX, StartSession.of(ANNA));
        shop.pass(Duration.ofMinutes(1));
        shop.time.setWall(TestShop.MONDAY_NOON.minusSeconds(3_600));

        assertThat(shop.say(BY_ANNA, id, "still here").isDone()).isTrue();
        assertThatThrownBy(() -> shop.parlor.advanceTo(TestShop.MONDAY_NOON))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("now: expected an instant not before 2026-03-02T12:01:00Z");
        assertThat(shop.journal.lastSequence(ACME, StreamId.of(id)))
                .isEqualTo(shop.state(id).sequence());
    }

    @Test
    void one_large_step_of_time_equals_many_small_ones() {
        TestShop large = TestShop.open().staffed(MAX, 1).staffed(IDA, 1);
        TestShop small = TestShop.open().staffed(MAX, 1).staffed(IDA, 1);
        for (TestShop shop : List.of(large, small)) {
            for (int i = 0; i < 5; i++) {
                shop.start(StartSession.of(new ContactId("c" + i)));
            }
        }
        large.pass(Duration.ofMinutes(10));
        for (int i = 0; i < 600; i++) {
            small.pass(Duration.ofSeconds(1));
        }
        assertThat(large.journal.readAll(ACME, 0, 10_000)).isEqualTo(small.journal.readAll(ACME, 0, 10_000));
    }

    @Test
    void a_conversation_that_the_journal_has_forgotten_is_not_found_and_not_begun_again() {
        Journal small = InMemoryJournal.builder()
                .time(time)
                .maxEvents(14)
                .whenFull(InMemoryJournal.WhenFull.FORGET_ENDED)
                .build();
        TestShop shop =
                new TestShop(ShopSettings.DEFAULT, time, small, Parlor.builder().cacheSize(0)).staffed(MAX);
        ConversationId old = shop.serve(MAX, StartSession.of(ANNA));
        shop.execute(BY_MAX, old, new EndSession(EndReason.AGENT_ENDED, null));
        shop.serve(MAX, StartSession.of(new ContactId("bob")));
        shop.start(StartSession.of(new ContactId("cleo")));

        assertThat(small.read(ACME, StreamId.of(old), 0, 10)).isEmpty();
        assertThat(shop.say(BY_ANNA, old, "hello").refusal().orElseThrow().code())
                .isEqualTo(Code.NOT_FOUND);
        assertThat(shop.execute(BY_ANNA, old, StartSession.of(ANNA))
                        .refusal()
                        .orElseThrow()
                        .code())
                .isEqualTo(Code.NOT_FOUND);
    }

    @Test
    void a_conversation_that_was_evicted_is_read_anew() {
        for (long cacheSize : new long[] {0, 1, 2, 100}) {
            TestShop shop = new TestShop(
                            ShopSettings.DEFAULT,
                            new ManualTime(TestShop.MONDAY_NOON),
                            InMemoryJournal.create(time),
                            Parlor.builder().cacheSize(cacheSize))
                    .staffed(MAX, 10);
            List<ConversationId> ids = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                ids.add(shop.serve(MAX, StartSession.of(new ContactId("c" + i))));
            }
            for (int round = 1; round <= 20; round++) {
                for (ConversationId id : ids) {
                    assertThat(shop.say(BY_MAX, id, "round " + round).isDone()).isTrue();
                    assertThat(shop.state(id).sequence()).isEqualTo(5 + round);
                }
            }
        }
    }
}
