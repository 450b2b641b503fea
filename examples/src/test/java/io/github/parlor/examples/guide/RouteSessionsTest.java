package io.github.parlor.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.Parlor;
import io.github.parlor.Result;
import io.github.parlor.Shop;
import io.github.parlor.ShopSettings;
import io.github.parlor.conversation.ConversationPolicy;
import io.github.parlor.conversation.LifecycleCommand.StartSession;
import io.github.parlor.conversation.OfferCommand.DeclineOffer;
import io.github.parlor.conversation.OpenOffer;
import io.github.parlor.conversation.Rejection;
import io.github.parlor.dispatch.Pool;
import io.github.parlor.dispatch.Proposal;
import io.github.parlor.dispatch.Router;
import io.github.parlor.dispatch.Ticket;
import io.github.parlor.event.Mode;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ContactId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.SessionId;
import io.github.parlor.id.SkillId;
import io.github.parlor.id.TeamId;
import io.github.parlor.id.TenantId;
import io.github.parlor.people.Actor;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import io.github.parlor.routing.QueueReplay;
import io.github.parlor.routing.Route;
import io.github.parlor.routing.RoutedAgent;
import io.github.parlor.routing.RoutedSession;
import io.github.parlor.routing.SkillRouter;
import io.github.parlor.time.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class RouteSessionsTest {
    private final Instant nine = Instant.parse("2026-03-02T09:00:00Z");
    private final AgentId ida = new AgentId("ida");
    private final ContactId anna = new ContactId("anna");

    private Shop shop(ShopSettings settings) {
        return Parlor.builder()
                .router(SkillRouter.factory())
                .time(new ManualTime(nine))
                .build()
                .open(new TenantId("acme"), settings);
    }

    private static Agent agent() {
        // snippet agent
        SkillId french = new SkillId("french");
        SkillId returns = new SkillId("returns");
        Agent agent = Agent.of("ida")
                .withSessions(3)
                .withTeams(Set.of(new TeamId("service")))
                .withSkills(Map.of(french, 9, returns, 4));
        // end
        return agent;
    }

    @Test
    void a_session_finds_the_agent_who_has_what_it_asks_for() {
        SkillId french = new SkillId("french");
        // snippet targets
        Target anyone = Target.ANYONE;
        Target service = Target.team(new TeamId("service"));
        Target fluent = new Target(new TeamId("service"), Map.of(french, 7), null);
        Target idaHerself = Target.agent(ida);
        StartSession request = StartSession.of(anna).withTarget(fluent).withPurpose("SALES");
        // end
        Agent agent = agent();
        assertThat(List.of(anyone, service, fluent, idaHerself)).allMatch(target -> target.matches(agent));
        assertThat(fluent.matches(agent.withSkills(Map.of(french, 6)))).isFalse();
        assertThat(request.target()).isEqualTo(fluent);
    }

    @Test
    void capacity_is_counted_in_units() {
        // snippet units
        ConversationPolicy policy = ConversationPolicy.builder()
                .autoAccept(true)
                .liveUnits(300)
                .messagingUnits(100)
                .build();
        Shop shop = shop(ShopSettings.builder().policy(policy).build());
        shop.configure(Agent.of("ida").withSessions(1));
        shop.status(ida, AgentStatus.AVAILABLE, "");
        // end
        for (int i = 1; i <= 4; i++) {
            ContactId contact = new ContactId("contact-" + i);
            shop.start(Actor.contact(contact), StartSession.of(contact).withMode(Mode.MESSAGING));
        }
        ContactId five = new ContactId("contact-5");
        ConversationId last = shop.start(
                        Actor.contact(five), StartSession.of(five).withMode(Mode.MESSAGING))
                .conversationId();

        // snippet position
        OptionalInt before = shop.position(Actor.contact(five), last);
        // end
        assertThat(before).hasValue(1);
    }

    @Test
    void who_counts_older_goes_first() {
        Shop shop = shop(ShopSettings.DEFAULT);
        shop.configure(Agent.of("ida").withSessions(0));
        shop.status(ida, AgentStatus.AVAILABLE, "");
        ContactId bob = new ContactId("bob");
        ConversationId early =
                shop.start(Actor.contact(bob), StartSession.of(bob)).conversationId();

        // snippet credit
        StartSession request = StartSession.of(anna).withCredit(Duration.ofSeconds(90));
        ConversationId chat = shop.start(Actor.contact(anna), request).conversationId();
        // end
        assertThat(shop.position(Actor.contact(anna), chat)).hasValue(0);
        assertThat(shop.position(Actor.contact(bob), early)).hasValue(1);
    }

    @Test
    void an_agent_may_choose_what_the_router_would_not() {
        Shop shop = shop(ShopSettings.DEFAULT);
        shop.configure(Agent.of("ida").withSessions(1));
        shop.status(ida, AgentStatus.AVAILABLE, "");

        // snippet pick
        StartSession request = StartSession.of(anna).withTarget(Target.team(new TeamId("repairs")));
        ConversationId chat = shop.start(Actor.contact(anna), request).conversationId();
        Result picked = shop.pick(ida, chat);
        // end
        assertThat(picked.isDone()).isTrue();

        ContactId bob = new ContactId("bob");
        shop.start(Actor.contact(bob), StartSession.of(bob));
        // snippet take-next
        Result refused = shop.takeNext(ida);
        // end
        assertThat(refused.refusal()).map(Rejection::code).contains(Rejection.Code.NO_CAPACITY);
    }

    @Test
    void an_agent_who_declined_may_take_it_all_the_same() {
        Shop shop = shop(ShopSettings.DEFAULT);
        shop.configure(Agent.of("ida").withSessions(1));
        shop.status(ida, AgentStatus.AVAILABLE, "");
        ConversationId chat =
                shop.start(Actor.contact(anna), StartSession.of(anna)).conversationId();
        OpenOffer offer = shop.conversation(Actor.SYSTEM, chat)
                .orElseThrow()
                .session()
                .waiting()
                .offers()
                .get(0);
        shop.execute(Actor.agent(ida), chat, new DeclineOffer(offer.id(), ""));

        assertThat(shop.takeNext(ida).isDone()).isTrue();
    }

    @Test
    void the_router_serves_alone() {
        // snippet router-alone
        List<Proposal> proposals = new ArrayList<>();
        Router router = SkillRouter.factory().create(new TenantId("acme"), proposals::add);
        router.update(Agent.of("ida").withSessions(1), AgentStatus.AVAILABLE, nine);

        SessionId first = new SessionId(new ConversationId("chat-1"), 1);
        SessionId second = new SessionId(new ConversationId("chat-2"), 1);
        router.submit(new Ticket(first, Target.ANYONE, nine, Duration.ZERO, 300, null), nine);
        router.submit(new Ticket(second, Target.ANYONE, nine, Duration.ZERO, 300, null), nine);

        Proposal toIda = proposals.get(0);
        router.confirm(toIda.session(), toIda.agent(), toIda.reservation(), nine);
        router.release(first, toIda.agent(), nine.plusSeconds(240));
        Pool pool = router.pool(Target.ANYONE, nine.plusSeconds(240));
        // end
        assertThat(proposals).extracting(Proposal::session).containsExactly(first, second);
        assertThat(pool.waiting()).isZero();
        assertThat(pool.freeUnits()).isZero();
    }

    @Test
    void the_router_without_locks_is_used_by_its_handles() {
        SessionId id = new SessionId(new ConversationId("chat-1"), 1);
        // snippet handles
        Queue<Long> offers = new ConcurrentLinkedQueue<>();
        SkillRouter router = new SkillRouter(
                SkillRouter.AgentOrder.LEAST_RECENTLY_GIVEN, (session, agent, epoch) -> offers.add(epoch));
        Route spanish = router.route(Target.skill(new SkillId("es")), Agent.UNITS_PER_SESSION);
        RoutedAgent ida =
                router.update(Agent.of("ida").withSkills(Map.of(new SkillId("es"), 3)), AgentStatus.AVAILABLE, nine);

        RoutedSession session = router.submit(spanish, id, nine, Duration.ZERO, null, nine);
        boolean taken = router.accept(session, ida, offers.remove(), nine.plusSeconds(5));
        boolean ended = router.release(session, ida, nine.plusSeconds(240));
        // end
        assertThat(taken).isTrue();
        assertThat(ended).isTrue();
        assertThat(router.release(session, ida, nine.plusSeconds(241))).isFalse();
    }

    @Test
    void a_log_is_played_with_other_agents() {
        // snippet what-if
        QueueReplay log = new QueueReplay().staff(nine, Agent.of("ida").withSessions(1), AgentStatus.AVAILABLE);
        for (int i = 0; i < 3; i++) {
            Instant at = nine.plusSeconds(30L * i);
            SessionId session = new SessionId(new ConversationId("chat-" + i), 1);
            log.arrive(at, new Ticket(session, Target.ANYONE, at, Duration.ZERO, 300, null), Duration.ofMinutes(3));
        }
        List<QueueReplay.Start> alone = log.run(SkillRouter.factory());
        List<QueueReplay.Start> withMax = log.staff(
                        nine.plusSeconds(60), Agent.of("max").withSessions(1), AgentStatus.AVAILABLE)
                .run(SkillRouter.factory());
        // end
        assertThat(alone)
                .extracting(start -> Duration.between(nine, start.at()).toSeconds())
                .containsExactly(0L, 180L, 360L);
        assertThat(withMax)
                .extracting(start -> Duration.between(nine, start.at()).toSeconds())
                .containsExactly(0L, 60L, 180L);
    }
}
