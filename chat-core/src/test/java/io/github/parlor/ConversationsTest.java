package io.github.parlor;

import static io.github.parlor.TestShop.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.conversation.LifecycleCommand.StartSession;
import io.github.parlor.id.ContactId;
import io.github.parlor.id.ConversationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConversationsTest {
    private static final int THREADS = 4;
    private static final int ROUNDS = 5_000;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final TestShop shop = TestShop.open();
    private final List<ConversationId> ids = new ArrayList<>();

    /** Who is inside, and how many. */
    private record Work(Slot slot, int count) {}

    @BeforeEach
    void open() {
        for (int i = 0; i < 4; i++) {
            ids.add(shop.start(StartSession.of(new ContactId("c" + i))));
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void threads_that_work_on_one_conversation_have_one_slot_however_small_the_cache() throws Exception {
        ids.add(new ConversationId("unknown"));
        for (long cacheSize : new long[] {0, 1, 2, 100}) {
            Conversations conversations = new Conversations(ACME, shop.journal, cacheSize);
            Map<ConversationId, Work> inside = new ConcurrentHashMap<>();
            List<Future<Void>> done = new ArrayList<>();
            for (int seed = 0; seed < THREADS; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                Callable<Void> task = () -> {
                    for (int round = 0; round < ROUNDS; round++) {
                        work(conversations, ids.get(random.nextInt(ids.size())), inside, round);
                    }
                    return null;
                };
                done.add(threads.submit(task));
            }
            for (Future<Void> each : done) {
                each.get(60, TimeUnit.SECONDS);
            }
            assertThat(inside).isEmpty();
        }
    }

    private void work(Conversations conversations, ConversationId id, Map<ConversationId, Work> inside, int round) {
        Slot slot = conversations.enter(id);
        Work work = inside.merge(id, new Work(slot, 1), (now, one) -> new Work(now.slot(), now.count() + 1));
        assertThat(work.slot()).as("slot of %s", id).isSameAs(slot);
        assertThat(slot.state() == null)
                .as("%s is unknown", id)
                .isEqualTo(id.value().equals("unknown"));
        if (round % 16 == 0) {
            conversations.forget(id);
        }
        inside.computeIfPresent(id, (key, now) -> now.count() == 1 ? null : new Work(now.slot(), now.count() - 1));
        conversations.leave(slot);
    }

    @Test
    void a_conversation_is_remembered_until_it_is_forgotten_and_one_that_does_not_exist_is_not() {
        Conversations conversations = new Conversations(ACME, shop.journal, 100);
        ConversationId unknown = new ConversationId("unknown");
        Slot first = entered(conversations, ids.get(0));
        Slot nobody = entered(conversations, unknown);

        assertThat(entered(conversations, ids.get(0))).isSameAs(first);
        assertThat(entered(conversations, unknown)).isNotSameAs(nobody);

        conversations.forget(ids.get(0));
        assertThat(entered(conversations, ids.get(0))).isNotSameAs(first);
    }

    private static Slot entered(Conversations conversations, ConversationId id) {
        Slot slot = conversations.enter(id);
        conversations.leave(slot);
        return slot;
    }
}
