package io.github.parlor;

import static io.github.parlor.TestShop.ANNA;
import static io.github.parlor.TestShop.MAX;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.conversation.LifecycleCommand.EndSession;
import io.github.parlor.conversation.LifecycleCommand.StartSession;
import io.github.parlor.conversation.SessionState;
import io.github.parlor.event.EndReason;
import io.github.parlor.id.ContactId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.time.Schedule;
import org.junit.jupiter.api.Test;

/** An urgent session is not stored for later, whatever the reason would be. */
class EngineUrgentTest {
    private static final StartSession URGENT = StartSession.of(ANNA).withUrgency(true);
    private static final StartSession CALM = StartSession.of(new ContactId("bob"));

    @Test
    void out_of_hours_an_urgent_session_is_offered_at_once_and_another_waits_for_the_opening() {
        TestShop shop =
                new TestShop(ShopSettings.builder().schedule(Schedule.never()).build()).staffed(MAX, 3);

        ConversationId calm = shop.start(CALM);
        ConversationId urgent = shop.start(URGENT);

        assertThat(shop.stands(calm)).isEqualTo(SessionState.DEFERRED);
        assertThat(shop.events(urgent)).containsExactly("SessionStarted", "SessionQueued", "OfferMade");
        assertThat(shop.accept(MAX, urgent).isDone()).isTrue();
    }

    @Test
    void in_a_shop_that_is_full_an_urgent_session_waits_and_another_is_stored_for_later() {
        TestShop shop = new TestShop(ShopSettings.builder().maxWaiting(0).build()).staffed(MAX, 1);
        ConversationId first = shop.serve(MAX, StartSession.of(new ContactId("carl")));

        ConversationId calm = shop.start(CALM);
        ConversationId urgent = shop.start(URGENT);

        assertThat(shop.stands(calm)).isEqualTo(SessionState.DEFERRED);
        assertThat(shop.stands(urgent)).isEqualTo(SessionState.QUEUED);
        shop.execute(TestShop.BY_MAX, first, new EndSession(EndReason.AGENT_ENDED, null));
        assertThat(shop.stands(urgent)).isEqualTo(SessionState.OFFERED);
    }
}
