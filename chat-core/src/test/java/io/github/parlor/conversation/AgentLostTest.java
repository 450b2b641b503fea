package io.github.parlor.conversation;

import static io.github.parlor.conversation.Story.BY_ANNA;
import static io.github.parlor.conversation.Story.BY_IDA;
import static io.github.parlor.conversation.Story.BY_MAX;
import static io.github.parlor.conversation.Story.IDA;
import static io.github.parlor.conversation.Story.MAX;
import static io.github.parlor.conversation.Story.MONDAY_NOON;
import static io.github.parlor.conversation.Story.names;
import static io.github.parlor.conversation.Story.standing;
import static io.github.parlor.conversation.Story.standingMessaging;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.conversation.LifecycleCommand.CompleteWrapUp;
import io.github.parlor.conversation.LifecycleCommand.EndSession;
import io.github.parlor.conversation.MessageCommand.PostMessage;
import io.github.parlor.conversation.OwnerCommand.AgentLost;
import io.github.parlor.conversation.OwnerCommand.Consult;
import io.github.parlor.conversation.QueueCommand.Enqueue;
import io.github.parlor.conversation.Rejection.Code;
import io.github.parlor.event.EndReason;
import io.github.parlor.event.LifecycleEvent.HoldKind;
import io.github.parlor.event.OwnerEvent.OwnerReleased;
import io.github.parlor.event.OwnerEvent.ReleaseCause;
import io.github.parlor.people.Actor;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Row 18 in every state, and wrap-up beside the next session. */
class AgentLostTest {
    private static final AgentLost LOST = new AgentLost(MAX);

    @Test
    void where_no_agent_is_concerned_the_table_has_no_such_command() {
        for (SessionState state : List.of(
                SessionState.NEW, SessionState.BOT, SessionState.DEFERRED, SessionState.QUEUED, SessionState.ENDED)) {
            assertThat(standing(state).refusal(Actor.SYSTEM, LOST))
                    .as("%s", state)
                    .isEqualTo(Code.WRONG_STATE);
        }
    }

    @Test
    void an_agent_who_does_not_take_part_loses_nothing() {
        for (SessionState state :
                List.of(SessionState.OFFERED, SessionState.ACTIVE, SessionState.ON_HOLD, SessionState.WRAP_UP)) {
            assertThat(standing(state).refusal(Actor.SYSTEM, new AgentLost(IDA)))
                    .as("%s", state)
                    .isEqualTo(Code.UNKNOWN_REFERENCE);
        }
    }

    @Test
    void during_an_offer_the_offer_is_revoked_and_the_session_keeps_its_place() {
        Story story = standing(SessionState.OFFERED).offered(IDA).then(Actor.SYSTEM, LOST);
        assertThat(story.stands()).isEqualTo(SessionState.OFFERED);

        story.then(Actor.SYSTEM, new AgentLost(IDA));

        assertThat(story.stands()).isEqualTo(SessionState.QUEUED);
        assertThat(story.session().waiting().orderedFrom()).isEqualTo(MONDAY_NOON);
    }

    @Test
    void scenario_20_a_live_session_is_queued_in_its_old_order_and_the_late_message_refused() {
        Story story = standing(SessionState.ACTIVE).pass(Duration.ofMinutes(9));
        long epoch = story.state().controlEpoch();

        story.then(Actor.SYSTEM, LOST);

        assertThat(story.told()).endsWith("OwnerReleased", "SessionQueued");
        assertThat(story.session().waiting().orderedFrom()).isEqualTo(MONDAY_NOON);
        assertThat(story.refusal(BY_MAX, PostMessage.text("late").withEpoch(epoch)))
                .isEqualTo(Code.NOT_OWNER);
        story.offered(MAX).accepted(MAX);
        assertThat(story.refusal(BY_MAX, PostMessage.text("later").withEpoch(epoch)))
                .isEqualTo(Code.STALE_EPOCH);
    }

    @Test
    void a_messaging_session_is_parked_without_owner_and_woken_by_the_next_message() {
        Story story = standingMessaging(SessionState.ACTIVE).then(Actor.SYSTEM, LOST);

        assertThat(story.stands()).isEqualTo(SessionState.ON_HOLD);
        assertThat(story.session().hold())
                .isNotNull()
                .satisfies(hold -> assertThat(hold.kind()).isEqualTo(HoldKind.INACTIVE));
        assertThat(story.session().controller()).isEqualTo(Session.Controller.NONE);
        assertThat(story.says("hello?").stands()).isEqualTo(SessionState.QUEUED);
    }

    @Test
    void a_parked_session_stays_parked_without_owner() {
        Story story = standing(SessionState.ON_HOLD).then(Actor.SYSTEM, LOST);

        assertThat(story.stands()).isEqualTo(SessionState.ON_HOLD);
        assertThat(story.session().control().owner()).isNull();
        assertThat(story.refusal(Actor.SYSTEM, LOST)).isEqualTo(Code.UNKNOWN_REFERENCE);
    }

    @Test
    void a_consultant_who_is_lost_leaves_and_the_owner_stays() {
        Story story = standing(SessionState.ACTIVE).then(BY_MAX, new Consult(IDA));

        assertThat(names(story.events(Actor.SYSTEM, new AgentLost(IDA)))).containsExactly("ParticipantLeft");
        assertThat(names(story.events(Actor.SYSTEM, LOST)))
                .containsExactly("ParticipantLeft", "OwnerReleased", "SessionQueued");
    }

    @Test
    void wrap_up_ends_with_the_agent() {
        Story story = standing(SessionState.WRAP_UP);

        assertThat(story.events(Actor.SYSTEM, LOST))
                .element(1)
                .extracting(event -> ((OwnerReleased) event).cause())
                .isEqualTo(ReleaseCause.AGENT_LOST);
        assertThat(story.then(Actor.SYSTEM, LOST).stands()).isEqualTo(SessionState.ENDED);
    }

    // ---- wrap-up beside the next session -------------------------------------------------------------------------

    private static Story wrappingUpBeside() {
        return standing(SessionState.WRAP_UP).says("one more thing");
    }

    @Test
    void wrap_up_goes_on_beside_the_next_session_and_ends_on_its_own() {
        Story story = wrappingUpBeside();
        assertThat(story.stands()).isEqualTo(SessionState.NEW);
        assertThat(story.previous().state()).isEqualTo(SessionState.WRAP_UP);

        story.then(BY_MAX, new CompleteWrapUp());

        assertThat(story.previous().state()).isEqualTo(SessionState.ENDED);
        assertThat(story.previous().control().owner()).isNull();
        assertThat(story.stands()).isEqualTo(SessionState.NEW);
        assertThat(story.refusal(BY_MAX, new CompleteWrapUp())).isEqualTo(Code.WRONG_STATE);
    }

    @Test
    void wrap_up_beside_the_next_session_ends_in_time_also_if_that_session_is_over_first() {
        Story story = wrappingUpBeside().then(BY_ANNA, new EndSession(EndReason.CONTACT_ENDED, null));
        assertThat(story.stands()).isEqualTo(SessionState.ENDED);

        story.pass(Duration.ofMinutes(10)).timersRun();

        assertThat(story.previous().state()).isEqualTo(SessionState.ENDED);
        assertThat(story.told()).endsWith("WrapUpCompleted", "OwnerReleased");
    }

    @Test
    void two_wrap_ups_at_once_end_each_at_its_own_time_and_by_its_own_agent() {
        Story story = wrappingUpBeside().to(SessionState.QUEUED);
        story.pass(Duration.ofMinutes(2)).offered(IDA).accepted(IDA);
        story.then(BY_IDA, new EndSession(EndReason.AGENT_ENDED, null));
        assertThat(story.stands()).isEqualTo(SessionState.WRAP_UP);
        assertThat(story.previous().state()).isEqualTo(SessionState.WRAP_UP);

        Story byIda = story.copy().then(BY_IDA, new CompleteWrapUp());
        assertThat(byIda.stands()).isEqualTo(SessionState.ENDED);
        assertThat(byIda.previous().state()).isEqualTo(SessionState.WRAP_UP);

        story.pass(Duration.ofMinutes(8)).timersRun();
        assertThat(story.previous().state()).isEqualTo(SessionState.ENDED);
        assertThat(story.stands()).isEqualTo(SessionState.WRAP_UP);
        story.pass(Duration.ofMinutes(2)).timersRun();
        assertThat(story.stands()).isEqualTo(SessionState.ENDED);
    }

    @Test
    void a_third_session_ends_the_wrap_up_of_the_first() {
        Story story = wrappingUpBeside().then(BY_ANNA, new EndSession(EndReason.CONTACT_ENDED, null));

        assertThat(names(story.events(BY_ANNA, PostMessage.text("and another"))))
                .containsExactly("WrapUpCompleted", "OwnerReleased", "SessionStarted", "MessagePosted");
    }

    @Test
    void an_agent_who_wraps_up_and_has_an_offer_of_the_next_session_loses_both() {
        Story story = wrappingUpBeside().then(Actor.SYSTEM, new Enqueue()).offered(MAX);

        story.then(Actor.SYSTEM, LOST);

        assertThat(story.told()).endsWith("WrapUpCompleted", "OwnerReleased", "OfferRevoked");
        assertThat(story.stands()).isEqualTo(SessionState.QUEUED);
        assertThat(story.previous().state()).isEqualTo(SessionState.ENDED);
    }

    @Test
    void an_agent_who_wraps_up_and_owns_the_next_session_loses_both() {
        Story story = wrappingUpBeside().to(SessionState.ACTIVE);

        story.then(Actor.SYSTEM, LOST);

        assertThat(story.stands()).isEqualTo(SessionState.QUEUED);
        assertThat(story.previous().state()).isEqualTo(SessionState.ENDED);
    }

    @Test
    void an_agent_who_wraps_up_beside_a_session_that_is_over_is_released() {
        Story story = wrappingUpBeside().then(BY_ANNA, new EndSession(EndReason.CONTACT_ENDED, null));

        assertThat(names(story.events(Actor.SYSTEM, LOST))).containsExactly("WrapUpCompleted", "OwnerReleased");
        assertThat(story.refusal(Actor.SYSTEM, new AgentLost(IDA))).isEqualTo(Code.WRONG_STATE);
    }
}
