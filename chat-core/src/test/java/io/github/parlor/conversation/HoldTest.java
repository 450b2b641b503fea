package io.github.parlor.conversation;

import static io.github.parlor.conversation.Story.BY_ANNA;
import static io.github.parlor.conversation.Story.BY_BOSS;
import static io.github.parlor.conversation.Story.BY_IDA;
import static io.github.parlor.conversation.Story.BY_MAX;
import static io.github.parlor.conversation.Story.MAX;
import static io.github.parlor.conversation.Story.names;
import static io.github.parlor.conversation.Story.standing;
import static io.github.parlor.conversation.Story.standingMessaging;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.conversation.LifecycleCommand.Hold;
import io.github.parlor.conversation.LifecycleCommand.SwitchMode;
import io.github.parlor.conversation.LifecycleCommand.Wake;
import io.github.parlor.conversation.MessageCommand.ChangePresence;
import io.github.parlor.conversation.MessageCommand.PostMessage;
import io.github.parlor.conversation.OwnerCommand.AgentLost;
import io.github.parlor.conversation.Rejection.Code;
import io.github.parlor.event.LifecycleEvent.HoldKind;
import io.github.parlor.event.LifecycleEvent.SessionResumed;
import io.github.parlor.event.LifecycleEvent.WakeCause;
import io.github.parlor.event.Mode;
import io.github.parlor.event.OwnerEvent.AssignCause;
import io.github.parlor.event.OwnerEvent.OwnerAssigned;
import io.github.parlor.event.QueueEvent.QueueCause;
import io.github.parlor.event.QueueEvent.SessionQueued;
import io.github.parlor.people.Actor;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Rows 13, 14 and 21: parking, waking, and the mode. */
class HoldTest {
    private static final Hold WAITING = new Hold(HoldKind.AWAITING_CONTACT, null, true);
    private static final Hold SILENT = new Hold(HoldKind.INACTIVE, null, true);
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final Duration TWO_HOURS = Duration.ofHours(2);

    private static Story snoozed(boolean wakeOnMessage) {
        Story story = standingMessaging(SessionState.ACTIVE);
        return story.then(BY_MAX, new Hold(HoldKind.SNOOZED, story.now().plus(TWO_HOURS), wakeOnMessage));
    }

    @Test
    void a_session_is_parked_by_its_owner_or_a_supervisor() {
        Story story = standing(SessionState.ACTIVE);

        assertThat(story.refusal(BY_IDA, WAITING)).isEqualTo(Code.NOT_OWNER);
        assertThat(names(story.events(BY_BOSS, WAITING))).containsExactly("SessionHeld");
        story.then(BY_MAX, WAITING);
        assertThat(story.stands()).isEqualTo(SessionState.ON_HOLD);
        assertThat(story.session().control().owner()).isEqualTo(MAX);
        assertThat(story.session().controller()).isEqualTo(Session.Controller.AGENT);
    }

    @Test
    void a_session_wakes_in_the_future_only() {
        Story story = standing(SessionState.ACTIVE);
        Instant now = story.now();

        assertThat(story.refusal(BY_MAX, new Hold(HoldKind.SNOOZED, now, true))).isEqualTo(Code.NOT_IN_FUTURE);
        assertThat(names(story.events(BY_MAX, new Hold(HoldKind.SNOOZED, now.plusMillis(1), true))))
                .containsExactly("SessionHeld");
        assertThatThrownBy(() -> new Hold(HoldKind.SNOOZED, null, true))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("wakeAt");
        assertThatThrownBy(() -> new Hold(HoldKind.SNOOZED, Instant.MAX, true))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("wakeAt");
    }

    @Test
    void scenario_13_a_silent_messaging_session_is_parked_on_time_and_a_live_one_is_not() {
        Story thread = standingMessaging(SessionState.ACTIVE).pass(TEN_MINUTES.minusMillis(1));
        assertThat(thread.refusal(Actor.TIMER, SILENT)).isEqualTo(Code.NOT_DUE);
        assertThat(names(thread.pass(Duration.ofMillis(1)).events(Actor.TIMER, SILENT)))
                .containsExactly("SessionHeld");
        assertThat(thread.refusal(Actor.TIMER, WAITING)).isEqualTo(Code.NOT_DUE);

        assertThat(standing(SessionState.ACTIVE).pass(TEN_MINUTES).refusal(Actor.TIMER, SILENT))
                .isEqualTo(Code.NOT_DUE);
    }

    @Test
    void an_agent_who_takes_a_session_that_waited_for_long_has_the_whole_time_to_answer() {
        Story story = standingMessaging(SessionState.QUEUED).pass(Duration.ofMinutes(20));

        story.offered(MAX).accepted(MAX).timersRun();
        assertThat(story.stands()).isEqualTo(SessionState.ACTIVE);

        assertThat(story.pass(TEN_MINUTES).timersRun().stands()).isEqualTo(SessionState.ON_HOLD);
    }

    @Test
    void a_live_session_that_waited_for_long_is_not_idle_the_moment_it_is_served() {
        Story story = standing(SessionState.QUEUED)
                .policy(p -> p.idleTimeout(TEN_MINUTES))
                .pass(Duration.ofMinutes(20))
                .offered(MAX)
                .accepted(MAX);

        assertThat(story.timersRun().stands()).isEqualTo(SessionState.ACTIVE);
        assertThat(story.pass(TEN_MINUTES).timersRun().stands()).isEqualTo(SessionState.ENDED);
    }

    @Test
    void a_session_that_woke_to_its_owner_is_not_parked_again_at_once() {
        Story story = snoozed(true).pass(TWO_HOURS).room(MAX).then(Actor.TIMER, new Wake(WakeCause.TIME));

        assertThat(story.timersRun().stands()).isEqualTo(SessionState.ACTIVE);
    }

    @Test
    void scenario_17_a_snooze_that_messages_do_not_wake_stays_until_its_instant_and_wakes_once() {
        Story story = snoozed(false).pass(Duration.ofHours(1)).says("hello?");
        assertThat(story.stands()).isEqualTo(SessionState.ON_HOLD);
        assertThat(story.refusal(BY_ANNA, new Wake(WakeCause.CONTACT))).isEqualTo(Code.NOT_ALLOWED);

        story.pass(Duration.ofHours(1).minusMillis(1));
        assertThat(story.refusal(Actor.TIMER, new Wake(WakeCause.TIME))).isEqualTo(Code.NOT_DUE);
        story.pass(Duration.ofMillis(1)).timersRun().pass(Duration.ofHours(5)).timersRun();

        assertThat(story.told()).containsOnlyOnce("SessionResumed");
        assertThat(story.session().waiting().preferred()).isEqualTo(MAX);
    }

    @Test
    void scenario_14_a_message_wakes_a_parked_session_into_the_queue_with_affinity() {
        Story story = snoozed(true).pass(Duration.ofHours(1)).says("hello?");

        assertThat(story.told()).endsWith("MessagePosted", "SessionResumed", "OwnerReleased", "SessionQueued");
        assertThat(story.session().waiting().preferred()).isEqualTo(MAX);
        assertThat(story.session().waiting().orderedFrom()).isEqualTo(story.now());
        assertThat(story.session().hold()).isNull();
    }

    @Test
    void scenario_14_under_the_policy_resume_over_limit_a_message_wakes_it_to_its_owner() {
        Story story = snoozed(true).policy(p -> p.wakeOverLimit(ConversationPolicy.WakePolicy.RESUME_OVER_LIMIT));

        assertThat(story.events(BY_ANNA, PostMessage.text("hello?")))
                .element(3)
                .isInstanceOfSatisfying(OwnerAssigned.class, assigned -> {
                    assertThat(assigned.agent()).isEqualTo(MAX);
                    assertThat(assigned.cause()).isEqualTo(AssignCause.WOKEN_OVER_LIMIT);
                    assertThat(assigned.epoch()).isEqualTo(2);
                });
        story.then(Actor.SYSTEM, new AgentLost(MAX));
        assertThat(names(story.events(BY_ANNA, PostMessage.text("hello?"))))
                .containsExactly("MessagePosted", "SessionResumed", "SessionQueued");
    }

    @Test
    void a_session_wakes_to_its_owner_with_a_reserved_slot_and_else_to_the_queue() {
        Story story = snoozed(true);

        assertThat(names(story.room(MAX).events(BY_MAX, new Wake(WakeCause.AGENT))))
                .containsExactly("SessionResumed", "OwnerReleased", "OwnerAssigned");
        assertThat(story.room(null).events(BY_BOSS, new Wake(WakeCause.AGENT)))
                .element(2)
                .isInstanceOfSatisfying(
                        SessionQueued.class,
                        queued -> assertThat(queued.cause()).isEqualTo(QueueCause.WOKEN));
        assertThat(story.refusal(BY_IDA, new Wake(WakeCause.AGENT))).isEqualTo(Code.NOT_OWNER);
    }

    @Test
    void who_wakes_a_session_is_recorded_whatever_the_command_says() {
        Story story = snoozed(true);

        assertThat(story.events(BY_ANNA, new Wake(WakeCause.AGENT)))
                .first()
                .isEqualTo(new SessionResumed(story.session().id(), WakeCause.CONTACT));
        assertThat(story.pass(TWO_HOURS).events(Actor.TIMER, new Wake(WakeCause.CONTACT)))
                .first()
                .isEqualTo(new SessionResumed(story.session().id(), WakeCause.TIME));
    }

    // ---- mode ----------------------------------------------------------------------------------------------------

    @Test
    void the_mode_is_switched_by_the_contact_the_owner_a_supervisor_or_the_host() {
        SwitchMode toMessaging = new SwitchMode(Mode.MESSAGING);
        Story story = standing(SessionState.ACTIVE);

        assertThat(story.refusal(BY_IDA, toMessaging)).isEqualTo(Code.NOT_OWNER);
        for (Actor actor : new Actor[] {BY_ANNA, BY_MAX, BY_BOSS, Actor.SYSTEM}) {
            assertThat(names(story.events(actor, toMessaging))).containsExactly("ModeChanged");
        }
        assertThat(story.events(BY_ANNA, new SwitchMode(Mode.LIVE))).isEmpty();
        assertThat(story.then(BY_ANNA, toMessaging).session().mode()).isEqualTo(Mode.MESSAGING);
    }

    @Test
    void scenario_15_a_switch_of_the_mode_starts_the_silence_anew() {
        Story toMessaging =
                standing(SessionState.ACTIVE).pass(TEN_MINUTES).then(BY_MAX, new SwitchMode(Mode.MESSAGING));
        Story toLive = standingMessaging(SessionState.ACTIVE)
                .policy(p -> p.idleTimeout(Duration.ofMinutes(5)))
                .pass(Duration.ofMinutes(9))
                .room(MAX)
                .then(BY_MAX, new SwitchMode(Mode.LIVE));

        assertThat(toMessaging.timersRun().stands()).isEqualTo(SessionState.ACTIVE);
        assertThat(toLive.timersRun().stands()).isEqualTo(SessionState.ACTIVE);
    }

    @Test
    void scenario_15_a_contact_who_is_not_there_has_the_whole_grace_from_the_switch_to_live() {
        Story story = standingMessaging(SessionState.QUEUED)
                .then(BY_ANNA, new ChangePresence(Story.LAPTOP, false))
                .pass(TEN_MINUTES)
                .then(Actor.SYSTEM, new SwitchMode(Mode.LIVE));

        assertThat(story.timersRun().stands()).isEqualTo(SessionState.QUEUED);
        assertThat(story.pass(Duration.ofSeconds(60)).timersRun().stands()).isEqualTo(SessionState.ENDED);
    }
}
