package io.github.parlor;

import static io.github.parlor.TestShop.ACME;
import static io.github.parlor.TestShop.MAX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.commerce.Money;
import io.github.parlor.commerce.Purchase;
import io.github.parlor.conversation.OfferCommand.DeclineOffer;
import io.github.parlor.conversation.Rejection;
import io.github.parlor.conversation.Rejection.Code;
import io.github.parlor.conversation.SessionState;
import io.github.parlor.event.StreamId;
import io.github.parlor.host.Authorizer;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.InvitationId;
import io.github.parlor.id.OrderId;
import io.github.parlor.id.VisitorId;
import io.github.parlor.journal.InMemoryJournal;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.time.ManualTime;
import java.util.List;
import java.util.UUID;
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
}
