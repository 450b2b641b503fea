package io.github.parlor.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.Parlor;
import io.github.parlor.Shop;
import io.github.parlor.ShopSettings;
import io.github.parlor.conversation.LifecycleCommand.StartSession;
import io.github.parlor.conversation.MessageCommand.PostMessage;
import io.github.parlor.dispatch.RouterFactory;
import io.github.parlor.event.EventRecord;
import io.github.parlor.event.PendingEvent;
import io.github.parlor.event.StreamId;
import io.github.parlor.host.Authorizer;
import io.github.parlor.host.ChatListener;
import io.github.parlor.host.Invitation;
import io.github.parlor.host.Transport;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ChannelId;
import io.github.parlor.id.ContactId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.TenantId;
import io.github.parlor.journal.AppendResult;
import io.github.parlor.journal.ClaimChange;
import io.github.parlor.journal.ClaimKey;
import io.github.parlor.journal.InMemoryJournal;
import io.github.parlor.journal.Journal;
import io.github.parlor.json.EventJson;
import io.github.parlor.people.Actor;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.routing.SkillRouter;
import io.github.parlor.testing.JournalCapability;
import io.github.parlor.testing.JournalContract;
import io.github.parlor.testing.RouterContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PlugInYourOwnTransportAndJournalTest {
    private final TenantId acme = new TenantId("acme");
    private final ContactId anna = new ContactId("anna");

    // snippet outboxes
    /** Puts each fact into the outbox of its contact; the connection empties it. */
    static final class Outboxes implements Transport {
        private final Map<ContactId, Queue<String>> outboxes = new ConcurrentHashMap<>();

        @Override
        public void deliver(io.github.parlor.host.Delivery delivery) {
            outbox(delivery.contact()).add(EventJson.write(delivery.record()));
        }

        Queue<String> outbox(ContactId contact) {
            return outboxes.computeIfAbsent(contact, key -> new ConcurrentLinkedQueue<>());
        }
    }
    // end

    @Test
    void a_transport_gets_what_the_contact_may_see() {
        // snippet transport
        Outboxes outboxes = new Outboxes();
        Parlor parlor = Parlor.builder()
                .router(SkillRouter.factory())
                .transport(new ChannelId("web"), outboxes)
                .build();
        // end
        Shop shop = parlor.open(acme, ShopSettings.DEFAULT);
        ConversationId chat = shop.start(
                        Actor.contact(anna), StartSession.of(anna).withFirst(PostMessage.text("Hello?")))
                .conversationId();
        shop.post(Actor.SYSTEM, chat, PostMessage.note("unseen"));

        assertThat(outboxes.outbox(anna)).hasSize(2).last().asString().contains("Hello?");
    }

    @Test
    void a_listener_hears_facts_typing_and_invitations() {
        List<String> heard = new ArrayList<>();
        // snippet listener
        ChatListener listener = new ChatListener() {
            @Override
            public void recorded(EventRecord record) {
                heard.add(record.event().getClass().getSimpleName());
            }

            @Override
            public void typing(TenantId tenant, ConversationId conversation, Actor who, boolean typing) {
                heard.add(who.name() + (typing ? " types" : " stopped"));
            }

            @Override
            public void invited(TenantId tenant, Invitation invitation) {
                heard.add("invite " + invitation.visitor());
            }
        };
        // end
        Parlor parlor = Parlor.builder()
                .router(SkillRouter.factory())
                .listener(listener)
                .build();
        Shop shop = parlor.open(acme, ShopSettings.DEFAULT);
        ConversationId chat =
                shop.start(Actor.contact(anna), StartSession.of(anna)).conversationId();
        shop.typing(Actor.contact(anna), chat, true);

        assertThat(heard).containsExactly("SessionStarted", "SessionQueued", "anna types");
    }

    @Test
    void an_authorizer_narrows_who_reads() {
        // snippet authorizer
        Authorizer byRole = Authorizer.byRole();
        Set<String> trainees = Set.of("tom");
        Authorizer careful = (tenant, actor, action, resource) -> byRole.permits(tenant, actor, action, resource)
                && (resource.involved() || !trainees.contains(actor.name()));
        Parlor parlor = Parlor.builder()
                .router(SkillRouter.factory())
                .authorizer(careful)
                .build();
        // end
        Shop shop = parlor.open(acme, ShopSettings.DEFAULT);
        ConversationId chat =
                shop.start(Actor.contact(anna), StartSession.of(anna)).conversationId();

        assertThat(shop.conversation(Actor.agent(new AgentId("ida")), chat)).isPresent();
        assertThat(shop.conversation(Actor.agent(new AgentId("tom")), chat)).isEmpty();
    }

    // snippet counting-journal
    /** Keeps facts in another journal and counts what is appended. */
    static final class CountingJournal implements Journal {
        private final Journal store;
        private final LongAdder appended = new LongAdder();

        CountingJournal(Journal store) {
            this.store = store;
        }

        long appended() {
            return appended.sum();
        }

        @Override
        public AppendResult append(
                TenantId tenant,
                StreamId stream,
                long expectedSequence,
                List<PendingEvent> events,
                List<ClaimChange> claims) {
            AppendResult result = store.append(tenant, stream, expectedSequence, events, claims);
            if (result instanceof AppendResult.Appended done) {
                appended.add(done.records().size());
            }
            return result;
        }

        @Override
        public List<EventRecord> read(TenantId tenant, StreamId stream, long afterSequence, int limit) {
            return store.read(tenant, stream, afterSequence, limit);
        }

        @Override
        public long lastSequence(TenantId tenant, StreamId stream) {
            return store.lastSequence(tenant, stream);
        }

        @Override
        public List<EventRecord> readAll(TenantId tenant, long afterPosition, int limit) {
            return store.readAll(tenant, afterPosition, limit);
        }

        @Override
        public Optional<String> holder(TenantId tenant, ClaimKey key) {
            return store.holder(tenant, key);
        }

        @Override
        public Subscription subscribe(TenantId tenant, long afterPosition, Consumer<EventRecord> subscriber) {
            return store.subscribe(tenant, afterPosition, subscriber);
        }
    }
    // end

    @Test
    void a_journal_of_ones_own_is_handed_to_the_builder() {
        // snippet journal
        CountingJournal journal = new CountingJournal(InMemoryJournal.create());
        Parlor parlor =
                Parlor.builder().router(SkillRouter.factory()).journal(journal).build();
        // end
        Shop shop = parlor.open(acme, ShopSettings.DEFAULT);
        shop.configure(Agent.of("ida"));
        shop.status(new AgentId("ida"), AgentStatus.AVAILABLE, "");

        assertThat(journal.appended()).isEqualTo(2);
    }

    @Nested
    // snippet journal-contract
    class CountingJournalTest extends JournalContract {
        @Override
        protected Journal journal() {
            return new CountingJournal(InMemoryJournal.create());
        }

        @Override
        protected Set<JournalCapability> capabilities() {
            return Set.of(JournalCapability.DELIVERS_BEFORE_ANSWER);
        }

        @Override
        protected int rounds() {
            return 10;
        }
    }
    // end

    @Nested
    // snippet router-contract
    class OurRouterTest extends RouterContract {
        @Override
        protected RouterFactory factory() {
            return SkillRouter.factory();
        }

        @Override
        protected int histories() {
            return 15;
        }
    }
    // end
}
