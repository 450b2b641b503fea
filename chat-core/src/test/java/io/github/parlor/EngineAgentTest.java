package io.github.parlor;

import static io.github.parlor.TestShop.ACME;
import static io.github.parlor.TestShop.IDA;
import static io.github.parlor.TestShop.MAX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.commerce.Money;
import io.github.parlor.commerce.Purchase;
import io.github.parlor.conversation.Conversation;
import io.github.parlor.conversation.ConversationPolicy;
import io.github.parlor.conversation.LifecycleCommand.CompleteWrapUp;
import io.github.parlor.conversation.LifecycleCommand.EndSession;
import io.github.parlor.conversation.LifecycleCommand.StartSession;
import io.github.parlor.conversation.LifecycleCommand.SwitchMode;
import io.github.parlor.conversation.OfferCommand.DeclineOffer;
import io.github.parlor.conversation.OpenOffer;
import io.github.parlor.conversation.OwnerCommand.Consult;
import io.github.parlor.conversation.Rejection;
import io.github.parlor.conversation.Rejection.Code;
import io.github.parlor.conversation.SessionState;
import io.github.parlor.event.EndReason;
import io.github.parlor.event.Mode;
import io.github.parlor.event.StreamId;
import io.github.parlor.host.Authorizer;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ContactId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.InvitationId;
import io.github.parlor.id.OrderId;
import io.github.parlor.id.VisitorId;
import io.github.parlor.journal.InMemoryJournal;
import io.github.parlor.people.Actor;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.time.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What the engine does for agents: what they take, what they are told, what is theirs. */
class EngineAgentTest {
    private static Code code(Result result) {
        return result.refusal().map(Rejection::code).orElseThrow();
    }

    private static void decline(TestShop shop, ConversationId id) {
        shop.execute(
                TestShop.BY_MAX, id, new DeclineOffer(shop.offers(id).get(0).id(), ""));
    }

    @Test
    void a_session_that_was_found_and_could_not_be_taken_is_found_again() {
        AtomicBoolean denied = new AtomicBoolean();
        Authorizer moody = (tenant, actor, action, resource) -> !(denied.get() && actor.isStaff());
        ManualTime time = new ManualTime(TestShop.MONDAY_NOON);
        TestShop shop = new TestShop(
                ShopSettings.DEFAULT,
                time,
                InMemoryJournal.create(time),
                Parlor.builder().authorizer(moody));
        ConversationId id = shop.staffed(MAX, 1).start();
        decline(shop, id);

        denied.set(true);
        assertThat(code(shop.shop.takeNext(MAX))).isEqualTo(Code.NOT_FOUND);
        denied.set(false);

        assertThat(shop.shop.takeNext(MAX).conversationId()).isEqualTo(id);
        assertThat(shop.stands(id)).isEqualTo(SessionState.ACTIVE);
        assertThat(shop.session(id).control().owner()).isEqualTo(MAX);
    }

    @Test
    void what_is_told_of_an_agent_is_answered_like_every_command() {
        TestShop shop = TestShop.open();
        StreamId max = StreamId.of(MAX);

        Result unknown = shop.shop.status(MAX, AgentStatus.AVAILABLE, "");
        Result configured = shop.shop.configure(Agent.of("max"));
        Result available = shop.shop.status(MAX, AgentStatus.AVAILABLE, "");
        Result again = shop.shop.status(MAX, AgentStatus.AVAILABLE, "");

        assertThat(code(unknown)).isEqualTo(Code.NOT_FOUND);
        assertThat(configured).isEqualTo(new Result.Done(max, 1, shop.journal.read(ACME, max, 0, 1)));
        assertThat(available).isEqualTo(new Result.Done(max, 2, shop.journal.read(ACME, max, 1, 1)));
        assertThat(again).isEqualTo(new Result.Done(max, 2, List.of()));
        assertThatThrownBy(configured::conversationId)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not about a conversation");
    }

    @Test
    void what_is_told_of_a_visitor_is_answered_like_every_command() {
        TestShop shop = TestShop.open();
        VisitorId visitor = new VisitorId("browser-1");
        OrderId order = new OrderId("order-1");
        Money price = Money.of(4_900, "EUR");
        StreamId stream = StreamId.of(visitor);

        Result bought = shop.shop.purchased(visitor, new Purchase(order, price, 1));
        Result again = shop.shop.purchased(visitor, new Purchase(order, price, 1));
        Result reversed = shop.shop.reversed(visitor, order, price);

        assertThat(bought).isEqualTo(new Result.Done(stream, 1, shop.journal.read(ACME, stream, 0, 1)));
        assertThat(again).isEqualTo(new Result.Done(stream, 1, List.of()));
        assertThat(reversed).isEqualTo(new Result.Done(stream, 2, shop.journal.read(ACME, stream, 1, 1)));
        assertThat(code(shop.shop.reversed(visitor, new OrderId("order-2"), price)))
                .isEqualTo(Code.UNKNOWN_REFERENCE);
        assertThat(code(shop.shop.dismissInvitation(visitor, new InvitationId(new UUID(1, 1)))))
                .isEqualTo(Code.OFFER_GONE);
    }

    private static List<ConversationId> ids(List<Conversation> conversations) {
        return conversations.stream().map(Conversation::id).toList();
    }

    @Test
    void an_agent_who_connects_anew_learns_which_offers_are_open_and_what_is_the_agents_own() {
        TestShop shop = TestShop.open().staffed(MAX, 2).staffed(IDA, 0);
        ConversationId served = shop.serve(MAX, StartSession.of(new ContactId("bob")));
        ConversationId offered = shop.start();
        ConversationId waiting = shop.start(StartSession.of(new ContactId("carl")));

        assertThat(ids(shop.shop.offersTo(MAX))).containsExactly(offered);
        assertThat(ids(shop.shop.conversationsOf(MAX))).containsExactly(served);
        assertThat(shop.shop.offersTo(IDA)).isEmpty();
        assertThat(shop.shop.conversationsOf(new AgentId("nobody"))).isEmpty();

        shop.execute(TestShop.BY_MAX, served, new Consult(IDA));
        shop.accept(MAX, offered);

        assertThat(ids(shop.shop.conversationsOf(IDA))).containsExactly(served);
        assertThat(shop.shop.offersTo(MAX)).isEmpty();
        assertThat(ids(shop.shop.conversationsOf(MAX))).containsExactlyInAnyOrder(served, offered);
        assertThat(shop.stands(waiting)).isEqualTo(SessionState.QUEUED);
    }

    @Test
    void an_offer_that_has_run_out_is_open_to_nobody_whether_or_not_a_timer_ran() {
        TestShop shop = TestShop.open().staffed(MAX, 1);
        ConversationId id = shop.start();

        shop.time.advance(Duration.ofSeconds(30).minusNanos(1));
        assertThat(ids(shop.shop.offersTo(MAX))).containsExactly(id);
        shop.time.advance(Duration.ofNanos(1));
        assertThat(shop.shop.offersTo(MAX)).isEmpty();
    }

    @Test
    void wrap_up_stays_the_agents_own_until_it_is_done_also_beside_the_next_session() {
        TestShop shop = TestShop.with(
                ConversationPolicy.builder().wrapUp(Duration.ofMinutes(5)).build());
        ConversationId id = shop.staffed(MAX, 1).serve(MAX, StartSession.of(TestShop.ANNA));
        shop.execute(TestShop.BY_MAX, id, new EndSession(EndReason.AGENT_ENDED, null));
        shop.say(TestShop.BY_ANNA, id, "one more thing");

        assertThat(ids(shop.shop.conversationsOf(MAX))).containsExactly(id);
        shop.execute(TestShop.BY_MAX, id, new CompleteWrapUp());
        assertThat(shop.shop.conversationsOf(MAX)).isEmpty();
        assertThat(ids(shop.shop.offersTo(MAX))).containsExactly(id);
    }

    @Test
    void an_agent_is_told_after_a_restart_and_only_what_the_authorizer_permits() {
        TestShop before = TestShop.open().staffed(MAX, 1);
        ConversationId id = before.serve(MAX, StartSession.of(TestShop.ANNA));

        assertThat(ids(before.restarted().shop.conversationsOf(MAX))).containsExactly(id);
        Authorizer blind = (tenant, actor, action, resource) -> action != Authorizer.Action.READ_STAFF;
        TestShop hidden = new TestShop(
                ShopSettings.DEFAULT,
                before.time,
                before.journal,
                Parlor.builder().authorizer(blind));
        assertThat(hidden.shop.conversationsOf(MAX)).isEmpty();
    }

    @Test
    void what_an_agent_is_told_while_others_work_is_true_of_each_conversation() throws Exception {
        TestShop shop = TestShop.open().staffed(MAX, 3);
        ExecutorService others = Executors.newSingleThreadExecutor();
        try {
            Future<?> work = others.submit(() -> {
                for (int i = 0; i < 2_000; i++) {
                    ConversationId id = shop.serve(MAX, StartSession.of(new ContactId("c" + i)));
                    shop.execute(TestShop.BY_MAX, id, new EndSession(EndReason.AGENT_ENDED, null));
                }
            });
            while (!work.isDone()) {
                assertThat(shop.shop.offersTo(MAX))
                        .allSatisfy(
                                state -> assertThat(state.session().waiting().offers())
                                        .extracting(OpenOffer::agent)
                                        .contains(MAX));
                assertThat(shop.shop.conversationsOf(MAX))
                        .allSatisfy(state ->
                                assertThat(state.session().control().owner()).isEqualTo(MAX));
            }
            work.get();
        } finally {
            others.shutdown();
        }
        assertThat(shop.shop.conversationsOf(MAX)).isEmpty();
    }

    private static String why(Result result) {
        Rejection rejection = result.refusal().orElseThrow();
        return rejection.code() + ": " + rejection.detail();
    }

    @Test
    void a_pick_is_refused_for_want_of_room_or_because_the_agent_takes_no_work() {
        TestShop shop = TestShop.open().staffed(MAX, 0);
        ConversationId id = shop.start();

        assertThat(why(shop.shop.pick(MAX, id))).isEqualTo("NO_CAPACITY: the agent has no room");
        assertThat(why(shop.shop.takeNext(MAX))).isEqualTo("NO_CAPACITY: no session to take, or no room");
        shop.shop.status(MAX, AgentStatus.AWAY, "");
        assertThat(why(shop.shop.pick(MAX, id))).isEqualTo("NOT_AVAILABLE: the agent takes no work: AWAY");
        assertThat(why(shop.shop.takeNext(MAX))).isEqualTo("NOT_AVAILABLE: the agent takes no work: AWAY");
        assertThat(why(shop.shop.pick(new AgentId("nobody"), id)))
                .isEqualTo("NOT_AVAILABLE: the agent takes no work: GONE");
    }

    @Test
    void a_session_does_not_become_live_while_a_smaller_slot_is_offered_or_its_owner_has_no_room() {
        TestShop shop = TestShop.open().staffed(MAX, 1);
        StartSession request = StartSession.of(TestShop.ANNA).withMode(Mode.MESSAGING);
        ConversationId id = shop.start(request);
        SwitchMode live = new SwitchMode(Mode.LIVE);

        assertThat(why(shop.execute(TestShop.BY_ANNA, id, live)))
                .isEqualTo("WRONG_STATE: the open offer is too small for LIVE; expected it to be answered");
        assertThat(code(shop.execute(Actor.contact(new ContactId("bob")), id, live)))
                .isEqualTo(Code.NOT_FOUND);
        assertThat(code(shop.execute(TestShop.BY_MAX, id, live))).isEqualTo(Code.NOT_OWNER);

        shop.accept(MAX, id);
        ConversationId other =
                shop.serve(MAX, StartSession.of(new ContactId("bob")).withMode(Mode.MESSAGING));
        assertThat(why(shop.execute(TestShop.BY_ANNA, id, live)))
                .isEqualTo("NO_CAPACITY: the owner has no room for LIVE");
        shop.execute(TestShop.BY_MAX, other, new EndSession(EndReason.AGENT_ENDED, null));
        assertThat(shop.execute(TestShop.BY_ANNA, id, live).isDone()).isTrue();
        assertThat(shop.session(id).mode()).isEqualTo(Mode.LIVE);
    }
}
