package io.github.parlor.conversation;

import static io.github.parlor.conversation.Story.BY_ANNA;
import static io.github.parlor.conversation.Story.BY_BOSS;
import static io.github.parlor.conversation.Story.BY_IDA;
import static io.github.parlor.conversation.Story.BY_MAX;
import static io.github.parlor.conversation.Story.BY_ROBO;
import static io.github.parlor.conversation.Story.IDA;
import static io.github.parlor.conversation.Story.MAX;
import static io.github.parlor.conversation.Story.ROBO;
import static io.github.parlor.conversation.Story.names;
import static io.github.parlor.conversation.Story.standing;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.conversation.LifecycleCommand.EndSession;
import io.github.parlor.conversation.MessageCommand.EditMessage;
import io.github.parlor.conversation.MessageCommand.PostMessage;
import io.github.parlor.conversation.OwnerCommand.AssignToBot;
import io.github.parlor.conversation.OwnerCommand.Consult;
import io.github.parlor.conversation.OwnerCommand.HandBackToBot;
import io.github.parlor.conversation.OwnerCommand.Transfer;
import io.github.parlor.conversation.QueueCommand.RequestHuman;
import io.github.parlor.conversation.Rejection.Code;
import io.github.parlor.event.EndReason;
import io.github.parlor.event.QueueEvent.HandoffReason;
import io.github.parlor.id.BotId;
import io.github.parlor.message.Content;
import io.github.parlor.people.Actor;
import io.github.parlor.people.Target;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows 2, 3 and 17: what a bot may do, and until when. */
class BotControlTest {
    private static PostMessage answer(long epoch) {
        return PostMessage.text("42").withEpoch(epoch);
    }

    @Test
    void a_session_goes_only_to_a_bot_that_is_available() {
        Story story = standing(SessionState.NEW);

        assertThat(story.refusal(Actor.SYSTEM, new AssignToBot(new BotId("other"), "")))
                .isEqualTo(Code.NO_BOT);
        assertThat(story.then(Actor.SYSTEM, new AssignToBot(ROBO, "faq"))
                        .state()
                        .controlEpoch())
                .isEqualTo(1);
        assertThat(story.session().controller()).isEqualTo(Session.Controller.BOT);
    }

    @Test
    void a_bot_writes_under_the_present_epoch_only() {
        Story story = standing(SessionState.BOT);

        assertThat(names(story.events(BY_ROBO, answer(1)))).containsExactly("MessagePosted");
        assertThat(story.refusal(BY_ROBO, answer(0))).isEqualTo(Code.STALE_EPOCH);
        assertThat(story.refusal(BY_ROBO, answer(2))).isEqualTo(Code.STALE_EPOCH);
        assertThat(story.refusal(Actor.bot(new BotId("other")), answer(1))).isEqualTo(Code.NOT_OWNER);
    }

    @Test
    void scenario_21_a_bot_that_asked_for_a_human_is_refused_until_control_comes_back_under_a_new_epoch() {
        Story story = standing(SessionState.BOT)
                .then(BY_ROBO, new RequestHuman(HandoffReason.NOT_UNDERSTOOD, null, Map.of(), "", 1));
        assertThat(story.refusal(BY_ROBO, answer(1))).isEqualTo(Code.NOT_OWNER);

        story.to(SessionState.OFFERED, MAX).accepted(MAX).then(BY_MAX, new HandBackToBot(ROBO, "faq", 2));

        assertThat(story.state().controlEpoch()).isEqualTo(3);
        assertThat(story.refusal(BY_ROBO, answer(1))).isEqualTo(Code.STALE_EPOCH);
        assertThat(names(story.events(BY_ROBO, answer(3)))).containsExactly("MessagePosted");
        assertThat(story.refusal(BY_MAX, PostMessage.text("me too"))).isEqualTo(Code.NOT_OWNER);
    }

    @Test
    void a_bot_corrects_its_words_only_while_it_is_in_control() {
        Story story = standing(SessionState.BOT).then(BY_ROBO, answer(1));
        EditMessage edit = new EditMessage(story.lastMessage(), new Content.Text("43"));

        assertThat(names(story.events(BY_ROBO, edit))).containsExactly("MessageEdited");
        story.then(BY_ANNA, RequestHuman.because(HandoffReason.USER_ASKED));
        assertThat(story.refusal(BY_ROBO, edit)).isEqualTo(Code.NOT_OWNER);
        assertThat(story.refusal(BY_ROBO, new MessageCommand.DeleteMessage(story.lastMessage())))
                .isEqualTo(Code.NOT_OWNER);
    }

    @Test
    void a_bot_ends_only_what_it_controls() {
        EndSession done = new EndSession(EndReason.BOT_COMPLETED, null);

        assertThat(names(standing(SessionState.BOT).events(BY_ROBO, done))).containsExactly("SessionEnded");
        assertThat(standing(SessionState.QUEUED).refusal(BY_ROBO, done)).isEqualTo(Code.NOT_OWNER);
        assertThat(standing(SessionState.BOT).refusal(Actor.bot(new BotId("other")), done))
                .isEqualTo(Code.NOT_OWNER);
    }

    @Test
    void hand_back_is_the_owners_and_ends_everything_that_hung_on_the_owner() {
        HandBackToBot back = new HandBackToBot(ROBO, "faq", 0);
        Story story = standing(SessionState.ACTIVE)
                .then(BY_MAX, new Consult(IDA))
                .room(IDA)
                .then(BY_MAX, Transfer.warm(Target.agent(IDA)));

        assertThat(story.refusal(BY_IDA, back)).isEqualTo(Code.NOT_OWNER);
        assertThat(story.refusal(BY_MAX, new HandBackToBot(ROBO, "faq", 9))).isEqualTo(Code.STALE_EPOCH);
        assertThat(story.copy().bots().refusal(BY_MAX, back)).isEqualTo(Code.NO_BOT);
        assertThat(names(story.events(BY_BOSS, back)))
                .containsExactly("TransferFailed", "ParticipantLeft", "OwnerReleased", "ControlGranted");
        story.then(BY_MAX, back);
        assertThat(story.session().control()).isEqualTo(Control.NOBODY.withBot(ROBO));
    }
}
