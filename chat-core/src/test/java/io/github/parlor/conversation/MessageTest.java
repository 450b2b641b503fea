package io.github.parlor.conversation;

import static io.github.parlor.conversation.Story.BY_ANNA;
import static io.github.parlor.conversation.Story.BY_BOSS;
import static io.github.parlor.conversation.Story.BY_EVA;
import static io.github.parlor.conversation.Story.BY_IDA;
import static io.github.parlor.conversation.Story.BY_MAX;
import static io.github.parlor.conversation.Story.LAPTOP;
import static io.github.parlor.conversation.Story.PHONE;
import static io.github.parlor.conversation.Story.names;
import static io.github.parlor.conversation.Story.standing;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.conversation.GovernanceCommand.Erase;
import io.github.parlor.conversation.GovernanceCommand.Lock;
import io.github.parlor.conversation.LifecycleCommand.EndSession;
import io.github.parlor.conversation.MessageCommand.DeleteMessage;
import io.github.parlor.conversation.MessageCommand.EditMessage;
import io.github.parlor.conversation.MessageCommand.PostMessage;
import io.github.parlor.conversation.Rejection.Code;
import io.github.parlor.event.ConversationEvent.LockReason;
import io.github.parlor.event.EndReason;
import io.github.parlor.event.MessageEvent.MessageDeleted;
import io.github.parlor.event.MessageEvent.MessageEdited;
import io.github.parlor.id.ClientKey;
import io.github.parlor.id.ContactId;
import io.github.parlor.id.MessageId;
import io.github.parlor.message.Content;
import io.github.parlor.message.Visibility;
import io.github.parlor.people.Actor;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Rows 12 and 25: what is said, by whom, and what becomes of it; keys of the sender (section 4.5). */
class MessageTest {
    private static final ClientKey KEY = new ClientKey(LAPTOP, "k1");
    private static final PostMessage HELLO = PostMessage.text("hello").withKey(KEY);

    @Test
    void the_contact_writes_in_public_and_nobody_else_in_the_contacts_place() {
        Story story = standing(SessionState.ACTIVE);

        assertThat(story.refusal(BY_ANNA, PostMessage.note("psst"))).isEqualTo(Code.NOT_ALLOWED);
        assertThat(story.refusal(Actor.contact(new ContactId("bob")), HELLO)).isEqualTo(Code.NOT_ALLOWED);
        assertThat(story.refusal(Actor.TIMER, HELLO)).isEqualTo(Code.NOT_ALLOWED);
    }

    @Test
    void the_owner_alone_writes_to_the_contact_and_the_staff_writes_notes() {
        Story story = standing(SessionState.ACTIVE);

        assertThat(names(story.events(BY_MAX, PostMessage.text("hello")))).containsExactly("MessagePosted");
        assertThat(story.refusal(BY_IDA, PostMessage.text("hello"))).isEqualTo(Code.NOT_OWNER);
        assertThat(story.refusal(BY_BOSS, PostMessage.text("hello"))).isEqualTo(Code.NOT_OWNER);
        assertThat(names(story.events(BY_BOSS, PostMessage.note("be kind")))).containsExactly("MessagePosted");
        assertThat(story.refusal(BY_MAX, PostMessage.text("late").withEpoch(9))).isEqualTo(Code.STALE_EPOCH);
    }

    @Test
    void the_agent_writes_notes_during_wrap_up_and_nothing_to_the_contact() {
        Story story = standing(SessionState.WRAP_UP);

        assertThat(story.refusal(BY_MAX, PostMessage.text("bye"))).isEqualTo(Code.NOT_ALLOWED);
        story.then(BY_MAX, PostMessage.note("wants a refund"));
        assertThat(story.stands()).isEqualTo(SessionState.WRAP_UP);
        assertThat(story.messages())
                .singleElement()
                .satisfies(message -> assertThat(message.visibility()).isEqualTo(Visibility.STAFF));
        assertThat(standing(SessionState.ENDED).refusal(BY_MAX, PostMessage.note("too late")))
                .isEqualTo(Code.NOT_ALLOWED);
    }

    @Test
    void scenario_7_the_same_key_and_text_is_the_first_message_and_another_text_a_conflict() {
        Story story = standing(SessionState.ACTIVE).then(BY_ANNA, HELLO);
        long first = story.state().sequence();
        story.says("and more");

        assertThat(story.tries(BY_ANNA, HELLO)).isEqualTo(new Decision.Repeated(first));
        assertThat(story.refusal(BY_ANNA, PostMessage.text("goodbye").withKey(KEY)))
                .isEqualTo(Code.KEY_CONFLICT);
    }

    @Test
    void scenario_7_the_same_key_from_another_device_or_author_is_another_message() {
        Story story = standing(SessionState.ACTIVE).then(BY_ANNA, HELLO);

        story.then(BY_ANNA, PostMessage.text("hello").withKey(new ClientKey(PHONE, "k1")));
        story.then(BY_MAX, HELLO);

        assertThat(story.messages()).hasSize(3);
    }

    @Test
    void scenario_7_a_note_under_the_key_of_a_public_message_is_a_conflict() {
        Story story = standing(SessionState.ACTIVE).then(BY_MAX, HELLO);

        assertThat(story.refusal(BY_MAX, PostMessage.note("hello").withKey(KEY)))
                .isEqualTo(Code.KEY_CONFLICT);
    }

    @Test
    void scenario_7_a_text_that_looks_like_another_kind_of_content_is_a_conflict() {
        Content place = new Content.LocationRequest("where?");
        PostMessage asked = new PostMessage(place, Visibility.PUBLIC, KEY, false, 0);
        Story story = standing(SessionState.ACTIVE).then(BY_MAX, asked);

        assertThat(story.refusal(BY_MAX, PostMessage.text(place.toString()).withKey(KEY)))
                .isEqualTo(Code.KEY_CONFLICT);
    }

    @Test
    void a_repeat_gets_its_first_answer_also_after_the_session_has_ended_or_the_conversation_is_locked() {
        Story story = standing(SessionState.ACTIVE).then(BY_ANNA, HELLO);
        long first = story.state().sequence();

        story.then(BY_ANNA, new EndSession(EndReason.CONTACT_ENDED, null));
        assertThat(story.tries(BY_ANNA, HELLO)).isEqualTo(new Decision.Repeated(first));
        story.then(Actor.SYSTEM, new Lock(LockReason.LEGAL_HOLD));
        assertThat(story.tries(BY_ANNA, HELLO)).isEqualTo(new Decision.Repeated(first));
    }

    @Test
    void a_key_is_forgotten_at_the_end_of_its_retention_and_with_the_erasure() {
        Story story = standing(SessionState.ACTIVE).then(BY_ANNA, HELLO);
        Story later = story.copy().pass(Duration.ofDays(1).minusMillis(1));

        assertThat(later.tries(BY_ANNA, HELLO)).isInstanceOf(Decision.Repeated.class);
        assertThat(names(later.pass(Duration.ofMillis(1)).events(BY_ANNA, HELLO)))
                .containsExactly("MessagePosted");
        assertThat(story.then(Actor.SYSTEM, new Erase()).refusal(BY_ANNA, HELLO))
                .isEqualTo(Code.ERASED);
    }

    @Test
    void a_message_is_corrected_by_its_author_alone_and_stays_as_visible_as_it_was() {
        Story story = standing(SessionState.ACTIVE).then(BY_MAX, PostMessage.note("a thief"));
        EditMessage edit = new EditMessage(story.lastMessage(), new Content.Text("a friend"));

        assertThat(story.refusal(BY_ANNA, edit)).isEqualTo(Code.UNKNOWN_REFERENCE);
        assertThat(story.refusal(BY_BOSS, edit)).isEqualTo(Code.UNKNOWN_REFERENCE);
        assertThat(story.events(BY_MAX, edit))
                .singleElement()
                .isEqualTo(new MessageEdited(
                        story.session().id(), edit.message(), edit.content(), "a friend", Visibility.STAFF));
        assertThat(story.refusal(BY_MAX, new EditMessage(new MessageId(new UUID(1, 2)), edit.content())))
                .isEqualTo(Code.UNKNOWN_REFERENCE);
    }

    @Test
    void a_message_is_taken_back_by_its_author_or_a_supervisor() {
        Story story = standing(SessionState.ACTIVE).says("my card is 4711");
        DeleteMessage delete = new DeleteMessage(story.lastMessage());

        assertThat(story.refusal(BY_MAX, delete)).isEqualTo(Code.UNKNOWN_REFERENCE);
        for (Actor actor : new Actor[] {BY_ANNA, BY_BOSS}) {
            assertThat(story.events(actor, delete))
                    .singleElement()
                    .isEqualTo(new MessageDeleted(story.session().id(), delete.message(), Visibility.PUBLIC));
        }
    }

    @Test
    void under_a_lock_nothing_is_written_corrected_or_taken_back() {
        Story story = standing(SessionState.ACTIVE).says("hello");
        MessageId said = story.lastMessage();
        story.then(Actor.SYSTEM, new Lock(LockReason.LEGAL_HOLD));

        assertThat(story.refusal(BY_ANNA, PostMessage.text("more"))).isEqualTo(Code.LOCKED);
        assertThat(story.refusal(BY_MAX, PostMessage.note("more"))).isEqualTo(Code.LOCKED);
        assertThat(story.refusal(BY_ANNA, new EditMessage(said, new Content.Text("x"))))
                .isEqualTo(Code.LOCKED);
        assertThat(story.refusal(BY_BOSS, new DeleteMessage(said))).isEqualTo(Code.LOCKED);
    }

    @Test
    void an_automatic_message_does_not_count_as_a_sign_of_life() {
        Story story = standing(SessionState.ACTIVE).pass(Duration.ofMinutes(3));
        PostMessage automatic = new PostMessage(new Content.Text("please wait"), Visibility.PUBLIC, null, true, 0);

        assertThat(story.then(Actor.SYSTEM, automatic).session().lastActivity()).isEqualTo(Story.MONDAY_NOON);
        assertThat(story.says("ok").session().lastActivity()).isEqualTo(story.now());
    }

    @Test
    void nobody_else_is_there_to_write() {
        assertThat(standing(SessionState.QUEUED).refusal(BY_EVA, PostMessage.text("hello")))
                .isEqualTo(Code.NOT_OWNER);
    }
}
