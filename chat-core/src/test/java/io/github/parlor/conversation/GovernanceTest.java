package io.github.parlor.conversation;

import static io.github.parlor.conversation.Story.BY_ANNA;
import static io.github.parlor.conversation.Story.BY_BOSS;
import static io.github.parlor.conversation.Story.BY_MAX;
import static io.github.parlor.conversation.Story.BY_OFFICER;
import static io.github.parlor.conversation.Story.live;
import static io.github.parlor.conversation.Story.names;
import static io.github.parlor.conversation.Story.standing;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.conversation.GovernanceCommand.Erase;
import io.github.parlor.conversation.GovernanceCommand.Lock;
import io.github.parlor.conversation.GovernanceCommand.Unlock;
import io.github.parlor.conversation.LifecycleCommand.EndSession;
import io.github.parlor.conversation.LifecycleCommand.Rate;
import io.github.parlor.conversation.MessageCommand.ChangePresence;
import io.github.parlor.conversation.MessageCommand.MoveReceipt;
import io.github.parlor.conversation.MessageCommand.PostMessage;
import io.github.parlor.conversation.Rejection.Code;
import io.github.parlor.event.ConversationEvent.LockReason;
import io.github.parlor.event.EndReason;
import io.github.parlor.event.LifecycleEvent.Scale;
import io.github.parlor.message.ReceiptKind;
import io.github.parlor.people.Actor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows 23 and 24: what concerns the conversation as a whole, and which of it is stronger. */
class GovernanceTest {
    private static final Lock BLOCK = new Lock(LockReason.BLOCKED);
    private static final Lock HOLD = new Lock(LockReason.LEGAL_HOLD);

    @Test
    void a_block_ends_the_session_without_wrap_up_and_a_legal_hold_does_not() {
        Story blocked = standing(SessionState.ACTIVE).then(BY_BOSS, BLOCK);
        Story held = standing(SessionState.ACTIVE).then(BY_OFFICER, HOLD);

        assertThat(blocked.told()).endsWith("SessionEnded", "OwnerReleased", "ConversationLocked");
        assertThat(blocked.stands()).isEqualTo(SessionState.ENDED);
        assertThat(blocked.state().status()).isEqualTo(Conversation.Status.LOCKED);
        assertThat(held.stands()).isEqualTo(SessionState.ACTIVE);
        assertThat(held.state().lock()).isEqualTo(LockReason.LEGAL_HOLD);
    }

    @Test
    void locking_twice_for_one_reason_changes_nothing() {
        assertThat(standing(SessionState.ACTIVE).then(BY_BOSS, HOLD).events(BY_BOSS, HOLD))
                .isEmpty();
        assertThat(standing(SessionState.ACTIVE).events(BY_BOSS, new Unlock())).isEmpty();
    }

    @Test
    void a_legal_hold_is_lifted_by_an_officer_or_the_host_and_a_block_by_a_supervisor() {
        Story held = standing(SessionState.ENDED).then(BY_BOSS, HOLD);

        assertThat(held.refusal(BY_BOSS, new Unlock())).isEqualTo(Code.NOT_ALLOWED);
        assertThat(names(held.events(Actor.SYSTEM, new Unlock()))).containsExactly("ConversationUnlocked");
        assertThat(held.then(BY_OFFICER, new Unlock()).state().lock()).isNull();
        assertThat(standing(SessionState.ENDED)
                        .then(BY_BOSS, BLOCK)
                        .then(BY_BOSS, new Unlock())
                        .state()
                        .status())
                .isEqualTo(Conversation.Status.IDLE);
    }

    @Test
    void lifting_a_legal_hold_leaves_the_block_that_was_there_before() {
        Story story = standing(SessionState.ENDED).then(BY_BOSS, BLOCK).then(BY_OFFICER, HOLD);
        assertThat(story.state().lock()).isEqualTo(LockReason.LEGAL_HOLD);

        story.then(BY_OFFICER, new Unlock());

        assertThat(story.state().lock()).isEqualTo(LockReason.BLOCKED);
        assertThat(story.refusal(BY_ANNA, live())).isEqualTo(Code.LOCKED);
        assertThat(story.then(BY_BOSS, new Unlock()).state().lock()).isNull();
    }

    @Test
    void a_block_under_a_legal_hold_ends_the_session_and_outlives_the_hold() {
        Story story = standing(SessionState.ACTIVE).then(BY_OFFICER, HOLD).then(BY_BOSS, BLOCK);

        assertThat(story.stands()).isEqualTo(SessionState.ENDED);
        assertThat(story.state().lock()).isEqualTo(LockReason.LEGAL_HOLD);
        assertThat(story.refusal(BY_BOSS, new Unlock())).isEqualTo(Code.NOT_ALLOWED);
        assertThat(story.then(BY_OFFICER, new Unlock()).state().lock()).isEqualTo(LockReason.BLOCKED);
    }

    @Test
    void under_a_lock_nobody_rates_and_everybody_may_still_leave_and_see() {
        Story story = standing(SessionState.ACTIVE).then(BY_OFFICER, HOLD);
        assertThat(names(story.events(BY_ANNA, new EndSession(EndReason.CONTACT_ENDED, null))))
                .startsWith("SessionEnded");
        assertThat(names(story.events(BY_MAX, new MoveReceipt(ReceiptKind.READ, 1))))
                .containsExactly("ReceiptMoved");
        assertThat(names(story.events(BY_ANNA, new ChangePresence(Story.LAPTOP, false))))
                .containsExactly("PresenceChanged");

        Story over = standing(SessionState.ENDED).then(BY_OFFICER, HOLD);
        assertThat(over.refusal(BY_ANNA, new Rate(Scale.THUMBS, 1, ""))).isEqualTo(Code.LOCKED);
    }

    @Test
    void a_legal_hold_is_stronger_than_an_erasure_and_an_erasure_than_everything_else() {
        Story held = standing(SessionState.ACTIVE).then(BY_OFFICER, HOLD);
        assertThat(held.refusal(BY_OFFICER, new Erase())).isEqualTo(Code.LOCKED);

        Story erased = standing(SessionState.ACTIVE).then(BY_BOSS, BLOCK).then(BY_OFFICER, new Erase());
        assertThat(erased.state().status()).isEqualTo(Conversation.Status.ERASED);
        for (Command command : List.of(HOLD, new Unlock(), new Erase(), live(), PostMessage.text("hello"))) {
            assertThat(erased.refusal(Actor.SYSTEM, command)).as("%s", command).isEqualTo(Code.ERASED);
        }
    }

    @Test
    void an_erasure_ends_what_is_open_and_what_is_in_wrap_up() {
        assertThat(names(standing(SessionState.ACTIVE).events(BY_OFFICER, new Erase())))
                .containsExactly("SessionEnded", "OwnerReleased", "ConversationErased");
        assertThat(names(standing(SessionState.WRAP_UP).events(BY_OFFICER, new Erase())))
                .containsExactly("WrapUpCompleted", "OwnerReleased", "ConversationErased");
        assertThat(names(standing(SessionState.WRAP_UP).says("more").events(BY_OFFICER, new Erase())))
                .containsExactly("SessionEnded", "WrapUpCompleted", "OwnerReleased", "ConversationErased");
    }

    @Test
    void an_erased_conversation_remembers_nothing_that_was_said() {
        Story story = Story.begin()
                .then(BY_ANNA, live().withAttributes(Map.of("card", "4711")))
                .to(SessionState.ACTIVE)
                .says("my card is 4711")
                .then(BY_ANNA, new MoveReceipt(ReceiptKind.READ, 1))
                .to(SessionState.ENDED)
                .then(BY_ANNA, new Rate(Scale.STARS, 1, "you lost 4711"))
                .then(BY_OFFICER, new Erase());

        assertThat(story.state().cursors()).isEmpty();
        assertThat(story.state().questions()).isEmpty();
        assertThat(story.state().keys()).isEqualTo(SentKeys.NONE);
        assertThat(story.state().toString()).doesNotContain("4711");
        assertThat(story.session().opening().attributes()).isEmpty();
        assertThat(story.session().ending())
                .isNotNull()
                .satisfies(ending -> assertThat(ending.rating())
                        .isNotNull()
                        .satisfies(rating -> assertThat(rating.score()).isEqualTo(1)));
    }

    @Test
    void an_erasure_clears_the_attributes_of_the_session_before_too_and_keeps_the_rest_of_its_beginning() {
        Story story = Story.begin()
                .then(BY_ANNA, live().withPurpose("SALES").withAttributes(Map.of("card", "4711")))
                .to(SessionState.ENDED)
                .says("more");
        assertThat(story.previous().opening().attributes()).isNotEmpty();

        story.then(BY_OFFICER, new Erase());

        assertThat(story.previous().opening().attributes()).isEmpty();
        assertThat(story.previous().opening().purpose()).isEqualTo("SALES");
        assertThat(Conversation.replay(story.records())).contains(story.state());
    }

    @Test
    void an_erased_conversation_has_no_deadlines() {
        Story story = standing(SessionState.WRAP_UP).says("more").then(BY_OFFICER, new Erase());

        assertThat(Deadlines.of(story.state(), story.policy())).isEmpty();
        assertThat(Deadlines.next(story.state(), story.policy())).isEmpty();
    }
}
