package io.github.parlor.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.Parlor;
import io.github.parlor.Shop;
import io.github.parlor.ShopSettings;
import io.github.parlor.conversation.Conversation;
import io.github.parlor.conversation.ConversationPolicy;
import io.github.parlor.conversation.LifecycleCommand.StartSession;
import io.github.parlor.conversation.Session;
import io.github.parlor.conversation.SessionState;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ContactId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.IdSource;
import io.github.parlor.id.TenantId;
import io.github.parlor.journal.InMemoryJournal;
import io.github.parlor.journal.Journal;
import io.github.parlor.people.Actor;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.routing.SkillRouter;
import io.github.parlor.time.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;

class TimeAndRestartTest {
    private final TenantId acme = new TenantId("acme");
    private final ContactId anna = new ContactId("anna");
    private final AgentId ida = new AgentId("ida");

    private static Session session(Shop shop, ConversationId chat) {
        return shop.conversation(Actor.SYSTEM, chat).orElseThrow().session();
    }

    @Test
    void a_scheduler_of_the_host_lets_time_work() {
        // snippet scheduler
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        try (Parlor parlor = Parlor.builder()
                .router(SkillRouter.factory())
                .scheduler(scheduler, Duration.ofMillis(200))
                .build()) {
            Shop shop = parlor.open(new TenantId("acme"), ShopSettings.DEFAULT);
            shop.configure(Agent.of("ida"));
        } finally {
            scheduler.shutdown();
        }
        // end
        assertThat(scheduler.isShutdown()).isTrue();
    }

    @Test
    void an_offer_expires_at_its_instant_on_manual_time() {
        // snippet manual-time
        ManualTime time = new ManualTime(Instant.parse("2026-03-02T09:00:00Z"));
        Parlor parlor = Parlor.builder()
                .router(SkillRouter.factory())
                .time(time)
                .ids(IdSource.seeded(1))
                .build();
        // end
        Shop shop = parlor.open(acme, ShopSettings.DEFAULT);
        shop.configure(Agent.of("ida"));
        shop.configure(Agent.of("max"));
        shop.status(ida, AgentStatus.AVAILABLE, "");
        ConversationId chat =
                shop.start(Actor.contact(anna), StartSession.of(anna)).conversationId();
        shop.status(new AgentId("max"), AgentStatus.AVAILABLE, "");

        // snippet expiry
        Optional<Instant> next = parlor.nextDeadline();
        parlor.advanceTo(Instant.parse("2026-03-02T09:00:29.999Z"));
        AgentId asked = session(shop, chat).waiting().offers().get(0).agent();
        parlor.advanceTo(Instant.parse("2026-03-02T09:00:30Z"));
        AgentId then = session(shop, chat).waiting().offers().get(0).agent();
        // end
        assertThat(next).contains(Instant.parse("2026-03-02T09:00:30Z"));
        assertThat(asked).isEqualTo(ida);
        assertThat(then).isEqualTo(new AgentId("max"));
    }

    @Test
    void a_second_process_goes_on_where_the_first_stopped() {
        Instant nine = Instant.parse("2026-03-02T09:00:00Z");
        Journal journal = InMemoryJournal.create(new ManualTime(nine));
        ShopSettings settings = ShopSettings.builder()
                .policy(ConversationPolicy.builder().autoAccept(true).build())
                .agentGrace(Duration.ofSeconds(60))
                .build();
        ManualTime clock = new ManualTime(nine);
        Shop before = Parlor.builder()
                .router(SkillRouter.factory())
                .journal(journal)
                .time(clock)
                .build()
                .open(acme, settings);
        before.configure(Agent.of("ida").withSessions(1));
        before.status(ida, AgentStatus.AVAILABLE, "");
        ConversationId running =
                before.start(Actor.contact(anna), StartSession.of(anna)).conversationId();
        clock.advance(Duration.ofSeconds(2));
        ContactId bob = new ContactId("bob");
        ConversationId waiting =
                before.start(Actor.contact(bob), StartSession.of(bob)).conversationId();

        // snippet restart
        Parlor parlor = Parlor.builder()
                .router(SkillRouter.factory())
                .journal(journal)
                .time(new ManualTime(nine.plusSeconds(5), 2))
                .build();
        Shop shop = parlor.open(new TenantId("acme"), settings);
        AgentStatus afterRestart = shop.status(ida);
        // end
        assertThat(afterRestart).isEqualTo(AgentStatus.LOST);
        assertThat(session(shop, running).state()).isEqualTo(SessionState.ACTIVE);
        assertThat(session(shop, waiting).state()).isEqualTo(SessionState.QUEUED);

        // snippet grace
        parlor.advanceTo(nine.plusSeconds(65));
        AgentStatus afterGrace = shop.status(ida);
        SessionState orphan = session(shop, running).state();
        // end
        assertThat(afterGrace).isEqualTo(AgentStatus.GONE);
        assertThat(orphan).isEqualTo(SessionState.QUEUED);

        // snippet back
        shop.status(ida, AgentStatus.AVAILABLE, "");
        AgentId owner = session(shop, running).control().owner();
        // end
        assertThat(owner).isEqualTo(ida);

        // snippet asks-what-there-is
        List<Conversation> mine = shop.conversationsOf(ida);
        List<Conversation> offered = shop.offersTo(ida);
        // end
        assertThat(mine).extracting(Conversation::id).containsExactly(running);
        assertThat(offered).isEmpty();
    }

    @Test
    void a_failure_is_counted() {
        Parlor parlor = Parlor.builder()
                .router(SkillRouter.factory())
                .transport(StartSession.DEFAULT_CHANNEL, delivery -> {
                    throw new IllegalStateException("the socket is closed");
                })
                .build();
        Shop shop = parlor.open(acme, ShopSettings.DEFAULT);
        shop.start(Actor.contact(anna), StartSession.of(anna));
        // snippet failures
        long failures = parlor.failures();
        // end
        assertThat(failures).isEqualTo(1);
    }
}
