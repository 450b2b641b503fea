package io.github.parlor.conversation;

import static io.github.parlor.conversation.Story.ANNA;
import static io.github.parlor.conversation.Story.BY_ANNA;
import static io.github.parlor.conversation.Story.BY_MAX;
import static io.github.parlor.conversation.Story.LAPTOP;
import static io.github.parlor.conversation.Story.PHONE;
import static io.github.parlor.conversation.Story.live;
import static io.github.parlor.conversation.Story.names;
import static io.github.parlor.conversation.Story.standing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.conversation.LifecycleCommand.EndSession;
import io.github.parlor.conversation.LifecycleCommand.Rate;
import io.github.parlor.conversation.LifecycleCommand.StartSession;
import io.github.parlor.conversation.MessageCommand.PostMessage;
import io.github.parlor.conversation.Rejection.Code;
import io.github.parlor.event.EndReason;
import io.github.parlor.event.LifecycleEvent.Origin;
import io.github.parlor.event.LifecycleEvent.Scale;
import io.github.parlor.event.LifecycleEvent.SessionRated;
import io.github.parlor.event.LifecycleEvent.SessionStarted;
import io.github.parlor.event.MessageEvent.MessagePosted;
import io.github.parlor.event.Mode;
import io.github.parlor.id.ClientKey;
import io.github.parlor.id.ContactId;
import io.github.parlor.id.MessageId;
import io.github.parlor.message.Content;
import io.github.parlor.message.Message;
import io.github.parlor.people.Actor;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Row 1 of the table, and what follows the end of a session: sections 4.1 and 4.3. */
class StartTest {
    @Test
    void the_first_session_of_a_conversation_is_number_1_and_new() {
        Story story = Story.begin().then(BY_ANNA, live());

        assertThat(story.told()).containsExactly("SessionStarted");
        assertThat(story.session().id().number()).isEqualTo(1);
        assertThat(story.stands()).isEqualTo(SessionState.NEW);
        assertThat(story.state().status()).isEqualTo(Conversation.Status.OPEN);
    }

    @ParameterizedTest
    @EnumSource(
            value = Actor.Kind.class,
            names = {"BOT", "ROUTER", "TIMER", "PRIVACY_OFFICER"})
    void a_conversation_is_not_opened_by_whom_the_table_does_not_name(Actor.Kind kind) {
        assertThat(Story.begin().refusal(new Actor(kind, "somebody"), live())).isEqualTo(Code.NOT_ALLOWED);
    }

    @Test
    void a_contact_opens_nothing_in_the_name_of_another() {
        StartSession forBob = StartSession.of(new ContactId("bob"));

        assertThat(Story.begin().refusal(BY_ANNA, forBob)).isEqualTo(Code.NOT_FOUND);
        assertThat(standing(SessionState.ENDED).refusal(Actor.SYSTEM, forBob)).isEqualTo(Code.NOT_FOUND);
    }

    @Test
    void the_first_message_is_the_contacts_also_if_the_host_opens_the_session() {
        Story story = Story.begin().then(Actor.SYSTEM, live().withFirst(PostMessage.text("hello")));

        assertThat(story.told()).containsExactly("SessionStarted", "MessagePosted");
        assertThat(story.messages()).extracting(Message::author).containsExactly(BY_ANNA);
    }

    @Test
    void the_first_message_of_an_agent_who_opens_a_session_is_the_agents_own() {
        Story story = Story.begin().then(BY_MAX, live().withFirst(PostMessage.text("your parcel is here")));

        assertThat(story.messages()).extracting(Message::author).containsExactly(BY_MAX);
    }

    @Test
    void the_first_message_is_public_and_answers_nothing_that_nobody_asked() {
        MessageId nowhere = new MessageId(new UUID(1, 2));
        Content answer = new Content.FormResponse(nowhere, Map.of("name", "Anna"));

        assertThat(Story.begin().refusal(BY_ANNA, live().withFirst(PostMessage.note("psst"))))
                .isEqualTo(Code.NOT_ALLOWED);
        assertThat(Story.begin().refusal(BY_ANNA, live().withFirst(posting(answer))))
                .isEqualTo(Code.UNKNOWN_REFERENCE);
    }

    private static PostMessage posting(Content content) {
        return new PostMessage(content, io.github.parlor.message.Visibility.PUBLIC, null, false, 0);
    }

    @Test
    void an_open_session_is_not_followed_by_another() {
        for (SessionState state : SessionState.values()) {
            if (!state.isOver()) {
                assertThat(standing(state).refusal(BY_ANNA, live()))
                        .as("%s", state)
                        .isEqualTo(Code.WRONG_STATE);
            }
        }
    }

    @Test
    void a_start_that_is_repeated_under_its_key_is_not_a_second_session() {
        StartSession start = live().withFirst(PostMessage.text("hello").withKey(new ClientKey(LAPTOP, "k1")));
        Story open = Story.begin().then(BY_ANNA, start);
        Story over = open.copy().then(BY_ANNA, new EndSession(EndReason.CONTACT_ENDED, null));

        assertThat(open.tries(BY_ANNA, start)).isEqualTo(new Decision.Repeated(2));
        assertThat(over.tries(BY_ANNA, start)).isEqualTo(new Decision.Repeated(2));
    }

    @Test
    void scenario_16_a_message_within_the_window_opens_session_2_and_leaves_the_rating_of_session_1() {
        Story story = standing(SessionState.ENDED).then(BY_ANNA, new Rate(Scale.STARS, 2, "slow"));
        Ending before = story.session().ending();

        story.pass(Duration.ofDays(30).minusMillis(1)).says("it broke");

        assertThat(story.told()).endsWith("SessionStarted", "MessagePosted");
        assertThat(story.session().id().number()).isEqualTo(2);
        assertThat(story.session().opening().origin()).isEqualTo(Origin.CONTINUATION);
        assertThat(story.stands()).isEqualTo(SessionState.NEW);
        assertThat(story.previous().ending()).isEqualTo(before);
    }

    @Test
    void scenario_16_a_rating_that_comes_after_session_2_began_is_about_session_1() {
        Story story = standing(SessionState.ENDED).says("it broke");

        assertThat(story.events(BY_ANNA, new Rate(Scale.THUMBS, 1, "")))
                .extracting(event -> ((SessionRated) event).session().number())
                .containsExactly(1);
    }

    @Test
    void scenario_16_at_the_end_of_the_window_a_message_wants_a_new_conversation() {
        Story story = standing(SessionState.ENDED).pass(Duration.ofDays(30));

        assertThat(story.refusal(BY_ANNA, PostMessage.text("it broke"))).isEqualTo(Code.START_FRESH);
    }

    @Test
    void scenario_16_under_the_policy_fresh_a_message_wants_a_new_conversation_at_once() {
        Story story = standing(SessionState.ENDED).policy(p -> p.continuation(ConversationPolicy.Continuation.FRESH));

        assertThat(story.refusal(BY_ANNA, PostMessage.text("it broke"))).isEqualTo(Code.START_FRESH);
    }

    @Test
    void the_next_session_keeps_the_mode_that_the_session_before_ended_in() {
        Story story = standing(SessionState.NEW)
                .then(BY_ANNA, new LifecycleCommand.SwitchMode(Mode.MESSAGING))
                .to(SessionState.ENDED)
                .says("again");

        assertThat(story.session().mode()).isEqualTo(Mode.MESSAGING);
        assertThat(story.session().opening().mode()).isEqualTo(Mode.MESSAGING);
    }

    @Test
    void the_first_message_of_the_next_session_comes_in_the_same_step_as_the_session() {
        assertThat(standing(SessionState.WRAP_UP).events(BY_ANNA, PostMessage.text("wait")))
                .satisfiesExactly(
                        started -> assertThat(started).isInstanceOf(SessionStarted.class),
                        posted -> assertThat(((MessagePosted) posted).session().number())
                                .isEqualTo(2));
    }

    @Test
    void a_locked_conversation_opens_no_session() {
        Story story = standing(SessionState.ENDED)
                .then(
                        Actor.SYSTEM,
                        new GovernanceCommand.Lock(io.github.parlor.event.ConversationEvent.LockReason.BLOCKED));

        assertThat(story.refusal(BY_ANNA, live())).isEqualTo(Code.LOCKED);
        assertThat(story.refusal(BY_ANNA, PostMessage.text("let me in"))).isEqualTo(Code.LOCKED);
    }

    @Test
    void a_device_that_opens_the_next_session_is_there() {
        Story story = standing(SessionState.ENDED)
                .then(BY_ANNA, new MessageCommand.ChangePresence(LAPTOP, false))
                .then(BY_ANNA, live().withDevice(PHONE));

        assertThat(story.presence().devices()).containsExactly(PHONE);
    }

    @Test
    void what_the_fact_cannot_hold_is_refused_by_the_command_already() {
        StartSession plain = live();
        assertThatThrownBy(() -> plain.withAttributes(Map.of("note", "x".repeat(1_025))))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("attributes.note");
        assertThatThrownBy(() -> plain.withAttributes(Map.of("", "x")))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("attributes key");
        assertThat(names(Story.begin().events(BY_ANNA, plain.withAttributes(Map.of("note", "x".repeat(1_024))))))
                .containsExactly("SessionStarted");
    }

    @Test
    void every_session_is_the_contacts_who_has_the_conversation() {
        assertThat(standing(SessionState.ENDED).says("again").state().contact()).isEqualTo(ANNA);
    }
}
