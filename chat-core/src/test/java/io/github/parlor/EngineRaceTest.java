package io.github.parlor;

import static io.github.parlor.TestShop.ACME;
import static io.github.parlor.TestShop.BY_ANNA;
import static io.github.parlor.TestShop.MAX;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.conversation.LifecycleCommand.EndSession;
import io.github.parlor.conversation.LifecycleCommand.StartSession;
import io.github.parlor.conversation.MessageCommand.PostMessage;
import io.github.parlor.conversation.OfferCommand.AcceptOffer;
import io.github.parlor.conversation.OpenOffer;
import io.github.parlor.conversation.SessionState;
import io.github.parlor.dispatch.Availability;
import io.github.parlor.event.EndReason;
import io.github.parlor.event.EventRecord;
import io.github.parlor.event.MessageEvent.MessagePosted;
import io.github.parlor.host.ChatListener;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ClientKey;
import io.github.parlor.id.ContactId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.DeviceId;
import io.github.parlor.journal.InMemoryJournal;
import io.github.parlor.people.Actor;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import io.github.parlor.time.ManualTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The reference scenarios that are races, with real threads. */
class EngineRaceTest {
    private static final int THREADS = 16;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
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

    @Test
    void scenario_2_a_double_click_gives_one_conversation_and_both_calls_the_same_id() throws Exception {
        TestShop shop = TestShop.open();
        for (int round = 0; round < 1_000; round++) {
            ContactId contact = new ContactId("contact-" + round);
            StartSession request = StartSession.of(contact)
                    .withFirst(PostMessage.text("hello").withKey(new ClientKey(new DeviceId("laptop"), "first")));
            Callable<Result> click = () -> shop.shop.start(Actor.contact(contact), request);

            List<Result> results = together(List.of(click, click));

            ConversationId id = results.get(0).conversationId();
            assertThat(results.get(1).conversationId()).as("round %d", round).isEqualTo(id);
            assertThat(shop.events(id)).as("round %d", round).containsOnlyOnce("SessionStarted", "MessagePosted");
        }
        long started = shop.journal.readAll(ACME, 0, 100_000).stream()
                .filter(record -> record.event().getClass().getSimpleName().equals("SessionStarted"))
                .count();
        assertThat(started).isEqualTo(1_000);
    }

    @Test
    void scenario_3_no_agent_ever_holds_more_than_three_and_none_of_200_sessions_is_lost() throws Exception {
        TestShop shop = TestShop.open();
        IntStream.range(0, 10).forEach(i -> shop.staffed(new AgentId("agent-" + i), 3));
        List<ConversationId> ids = new CopyOnWriteArrayList<>();

        together(forAll(thread -> {
            for (int i = thread; i < 200; i += THREADS) {
                ids.add(shop.start(StartSession.of(new ContactId("contact-" + i))));
                acceptAll(shop, ids);
            }
        }));
        acceptAll(shop, ids);
        assertThat(ids).hasSize(200);
        assertThat(ids).filteredOn(id -> shop.stands(id) == SessionState.ACTIVE).hasSize(30);
        assertThat(ids).filteredOn(id -> shop.stands(id) == SessionState.QUEUED).hasSize(170);

        together(forAll(thread -> {
            for (int i = thread; i < 200; i += THREADS) {
                while (shop.stands(ids.get(i)) != SessionState.ENDED) {
                    acceptAll(shop, ids);
                    shop.execute(Actor.SYSTEM, ids.get(i), new EndSession(EndReason.SYSTEM, null));
                }
            }
        }));

        assertThat(mostAtOnce(shop)).isEqualTo(3);
        assertThat(ids).allSatisfy(id -> assertThat(shop.stands(id)).isEqualTo(SessionState.ENDED));
        assertThat(shop.parlor.failures()).isZero();
    }

    private static List<Callable<Boolean>> forAll(IntConsumer work) {
        return IntStream.range(0, THREADS)
                .<Callable<Boolean>>mapToObj(thread -> () -> {
                    work.accept(thread);
                    return true;
                })
                .toList();
    }

    private static void acceptAll(TestShop shop, List<ConversationId> ids) {
        for (ConversationId id : ids) {
            for (OpenOffer offer : shop.offers(id)) {
                shop.execute(Actor.agent(offer.agent()), id, new AcceptOffer(offer.id()));
            }
        }
    }

    /** Replays the journal and counts, per agent, owned and offered sessions at once. */
    private static int mostAtOnce(TestShop shop) {
        Map<String, Integer> held = new HashMap<>();
        int most = 0;
        for (EventRecord record : shop.journal.readAll(ACME, 0, 1_000_000)) {
            if (record.event() instanceof io.github.parlor.event.OwnerEvent.OwnerAssigned e) {
                most = Math.max(most, held.merge(e.agent().value(), 1, Integer::sum));
            } else if (record.event() instanceof io.github.parlor.event.OwnerEvent.OwnerReleased e) {
                held.merge(e.agent().value(), -1, Integer::sum);
            }
        }
        return most;
    }

    @Test
    void scenario_4_of_many_agents_threads_that_accept_one_offer_exactly_one_wins() throws Exception {
        TestShop shop = TestShop.open().staffed(MAX, 1_000);
        for (int round = 0; round < 200; round++) {
            ConversationId id = shop.start(StartSession.of(new ContactId("contact-" + round)));
            AcceptOffer accept = new AcceptOffer(shop.offers(id).get(0).id());
            Callable<Result> click = () -> shop.execute(Actor.agent(MAX), id, accept);

            List<Result> results = together(List.of(click, click, click));

            assertThat(results).as("round %d", round).filteredOn(Result::isDone).hasSize(1);
            assertThat(shop.events(id)).as("round %d", round).containsOnlyOnce("OwnerAssigned");
        }
    }

    @Test
    void scenario_8_fifty_writers_give_contiguous_sequences_each_message_once_and_each_author_in_order()
            throws Exception {
        Map<ConversationId, List<Long>> heard = new ConcurrentHashMap<>();
        ChatListener listener = new ChatListener() {
            @Override
            public void recorded(EventRecord record) {
                heard.computeIfAbsent(new ConversationId(record.stream().id()), id -> new ArrayList<>())
                        .add(record.sequence());
            }
        };
        ManualTime time = new ManualTime(TestShop.MONDAY_NOON);
        TestShop shop = new TestShop(
                ShopSettings.DEFAULT,
                time,
                InMemoryJournal.create(time),
                Parlor.builder().listener(listener));
        ConversationId id = shop.start();

        together(IntStream.range(0, 50)
                .<Callable<Boolean>>mapToObj(writer -> () -> {
                    ClientKey key = new ClientKey(new DeviceId("device-" + writer), "k");
                    for (int i = 0; i < 20; i++) {
                        ClientKey next = new ClientKey(key.device(), "k" + i);
                        Result result = shop.execute(
                                BY_ANNA, id, PostMessage.text(writer + ":" + i).withKey(next));
                        assertThat(result.isDone()).isTrue();
                    }
                    return true;
                })
                .toList());

        List<EventRecord> history = shop.history(id);
        assertThat(history)
                .extracting(EventRecord::sequence)
                .isEqualTo(LongStream.rangeClosed(1, history.size()).boxed().toList());
        assertThat(heard.get(id))
                .isEqualTo(LongStream.rangeClosed(1, history.size()).boxed().toList());
        Map<String, Integer> next = new HashMap<>();
        for (EventRecord record : history) {
            if (record.event() instanceof MessagePosted posted) {
                String[] parts = posted.message().fallback().split(":", 2);
                assertThat(next.merge(parts[0], 1, Integer::sum)).isEqualTo(Integer.parseInt(parts[1]) + 1);
            }
        }
        assertThat(next)
                .hasSize(50)
                .allSatisfy((writer, count) -> assertThat(count).isEqualTo(20));
        assertThat(shop.parlor.failures()).isZero();
    }

    @Test
    void two_threads_that_advance_time_run_every_deadline_once() throws Exception {
        TestShop shop = TestShop.open().staffed(MAX, 100);
        List<ConversationId> ids = IntStream.range(0, 50)
                .mapToObj(i -> shop.start(StartSession.of(new ContactId("c" + i))))
                .toList();
        var later = shop.time.now().wall().plusSeconds(30);
        Callable<Boolean> advance = () -> {
            shop.parlor.advanceTo(later);
            return true;
        };

        together(List.of(advance, advance));

        assertThat(ids).allSatisfy(id -> assertThat(shop.events(id)).containsOnlyOnce("OfferExpired"));
    }

    @Test
    void the_router_ends_with_the_status_that_was_recorded_last() throws Exception {
        TestShop shop = TestShop.open().staffed(MAX);
        for (int round = 0; round < 200; round++) {
            together(List.<Callable<Boolean>>of(
                    () -> shop.shop.status(MAX, AgentStatus.AWAY, "").isDone(),
                    () -> shop.shop.status(MAX, AgentStatus.AVAILABLE, "").isDone(),
                    () -> shop.shop.status(MAX, AgentStatus.DRAINING, "").isDone()));

            boolean available = shop.shop.status(MAX) == AgentStatus.AVAILABLE;
            assertThat(shop.shop.availability(Target.ANYONE) instanceof Availability.Open)
                    .as("round %d", round)
                    .isEqualTo(available);
        }
    }
}
