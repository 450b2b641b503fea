package io.github.parlor;

import static io.github.parlor.TestShop.MAX;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.conversation.OfferCommand.DeclineOffer;
import io.github.parlor.conversation.Rejection;
import io.github.parlor.conversation.Rejection.Code;
import io.github.parlor.conversation.SessionState;
import io.github.parlor.host.Authorizer;
import io.github.parlor.id.ConversationId;
import io.github.parlor.journal.InMemoryJournal;
import io.github.parlor.time.ManualTime;
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
}
