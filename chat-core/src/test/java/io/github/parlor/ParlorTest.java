package io.github.parlor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.conversation.LifecycleCommand.EndSession;
import io.github.parlor.conversation.LifecycleCommand.Rate;
import io.github.parlor.conversation.LifecycleCommand.StartSession;
import io.github.parlor.conversation.SessionState;
import io.github.parlor.event.EndReason;
import io.github.parlor.event.LifecycleEvent.Scale;
import io.github.parlor.id.ChannelId;
import io.github.parlor.id.ConversationId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ParlorTest {
    @Test
    void a_session_goes_from_the_first_message_to_the_rating() {
        TestShop shop = TestShop.open().staffed(TestShop.MAX);

        ConversationId id = shop.start(StartSession.of(TestShop.ANNA)
                .withFirst(io.github.parlor.conversation.MessageCommand.PostMessage.text("Does it come in blue?")));
        assertThat(shop.stands(id)).isEqualTo(SessionState.OFFERED);
        assertThat(shop.accept(TestShop.MAX, id).isDone()).isTrue();
        assertThat(shop.say(TestShop.BY_MAX, id, "It does.").isDone()).isTrue();
        shop.execute(TestShop.BY_MAX, id, new EndSession(EndReason.AGENT_ENDED, null));
        shop.execute(TestShop.BY_ANNA, id, new Rate(Scale.STARS, 5, "quick"));

        assertThat(shop.events(id))
                .containsExactly(
                        "SessionStarted",
                        "MessagePosted",
                        "SessionQueued",
                        "OfferMade",
                        "OfferAccepted",
                        "OwnerAssigned",
                        "MessagePosted",
                        "SessionEnded",
                        "OwnerReleased",
                        "SessionRated");
        assertThat(shop.parlor.failures()).isZero();
    }

    @Test
    @SuppressWarnings("NullAway") // what callers without the checker can do
    void every_wrong_value_of_the_builder_is_named_at_once() {
        ParlorBuilder wrong = Parlor.builder()
                .journal(null)
                .time(null)
                .listener(null)
                .transport(new ChannelId("web"), null)
                .cacheSize(-1)
                .scheduler(null, Duration.ofHours(1));

        assertThatThrownBy(wrong::build)
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        e -> assertThat(e.problems())
                                .extracting(InvalidValueException::field)
                                .containsExactly(
                                        "router",
                                        "journal",
                                        "time",
                                        "listener",
                                        "transport",
                                        "cacheSize",
                                        "scheduler",
                                        "scheduler.every"));
    }
}
