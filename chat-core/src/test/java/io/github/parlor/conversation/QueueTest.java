package io.github.parlor.conversation;

import static io.github.parlor.conversation.Story.ANNA;
import static io.github.parlor.conversation.Story.BY_ANNA;
import static io.github.parlor.conversation.Story.BY_MAX;
import static io.github.parlor.conversation.Story.BY_ROBO;
import static io.github.parlor.conversation.Story.IDA;
import static io.github.parlor.conversation.Story.MAX;
import static io.github.parlor.conversation.Story.MONDAY_NOON;
import static io.github.parlor.conversation.Story.REPAIRS;
import static io.github.parlor.conversation.Story.live;
import static io.github.parlor.conversation.Story.names;
import static io.github.parlor.conversation.Story.standing;
import static io.github.parlor.conversation.Story.standingMessaging;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.conversation.LifecycleCommand.StartSession;
import io.github.parlor.conversation.MessageCommand.PostMessage;
import io.github.parlor.conversation.QueueCommand.Defer;
import io.github.parlor.conversation.QueueCommand.Enqueue;
import io.github.parlor.conversation.QueueCommand.EnqueueDeferred;
import io.github.parlor.conversation.QueueCommand.LeaveQueue;
import io.github.parlor.conversation.QueueCommand.Pick;
import io.github.parlor.conversation.QueueCommand.RequestHuman;
import io.github.parlor.conversation.QueueCommand.TakeNext;
import io.github.parlor.conversation.Rejection.Code;
import io.github.parlor.event.EndReason;
import io.github.parlor.event.LifecycleEvent.SessionEnded;
import io.github.parlor.event.Mode;
import io.github.parlor.event.OwnerEvent.AssignCause;
import io.github.parlor.event.OwnerEvent.OwnerAssigned;
import io.github.parlor.event.QueueEvent.DeferReason;
import io.github.parlor.event.QueueEvent.HandoffReason;
import io.github.parlor.event.QueueEvent.LeftQueue;
import io.github.parlor.event.QueueEvent.QueueCause;
import io.github.parlor.event.QueueEvent.SessionDeferred;
import io.github.parlor.event.QueueEvent.SessionQueued;
import io.github.parlor.people.Actor;
import io.github.parlor.people.Target;
import io.github.parlor.time.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows 3 to 6, 10 and 11: what joins and leaves the queue. */
class QueueTest {
    private static final Instant EIGHT_PM = Instant.parse("2026-03-02T20:00:00Z");
    private static final Instant TUESDAY_NINE = Instant.parse("2026-03-03T09:00:00Z");

    @Test
    void enqueue_is_refused_out_of_hours_unless_the_session_is_urgent() {
        Story closed = standing(SessionState.NEW).hours(Schedule.never());
        Story urgent = Story.begin().then(BY_ANNA, live().withUrgency(true)).hours(Schedule.never());

        assertThat(closed.refusal(Actor.SYSTEM, new Enqueue())).isEqualTo(Code.CLOSED);
        assertThat(names(urgent.events(Actor.SYSTEM, new Enqueue()))).containsExactly("SessionQueued");
        assertThat(urgent.refusal(Actor.SYSTEM, new Defer(DeferReason.CLOSED, null)))
                .isEqualTo(Code.NOT_ALLOWED);
    }

    @Test
    void a_human_can_always_be_asked_for_in_hours_and_out_of_hours() {
        RequestHuman please = RequestHuman.because(HandoffReason.USER_ASKED);
        Story open = standing(SessionState.BOT);
        Story closed = standing(SessionState.BOT).wall(EIGHT_PM);

        assertThat(open.events(BY_ANNA, please)).element(1).isInstanceOfSatisfying(SessionQueued.class, queued -> {
            assertThat(queued.cause()).isEqualTo(QueueCause.HANDOFF);
            assertThat(queued.target()).isEqualTo(Target.ANYONE);
        });
        assertThat(closed.events(BY_ANNA, please))
                .element(1)
                .isInstanceOfSatisfying(SessionDeferred.class, deferred -> {
                    assertThat(deferred.reason()).isEqualTo(DeferReason.CLOSED);
                    assertThat(deferred.routableAt()).isEqualTo(TUESDAY_NINE);
                });
    }

    @Test
    void a_contact_who_asks_for_a_human_is_not_refused_for_an_epoch() {
        RequestHuman late = new RequestHuman(HandoffReason.USER_ASKED, null, Map.of(), "", 99);

        assertThat(names(standing(SessionState.BOT).events(BY_ANNA, late)))
                .containsExactly("HandoffRequested", "SessionQueued");
    }

    @Test
    void a_bot_hands_over_under_its_epoch_only_and_may_name_the_target() {
        Story story = standing(SessionState.BOT);
        Target repairs = Target.team(REPAIRS);
        RequestHuman handoff = new RequestHuman(HandoffReason.POLICY, repairs, Map.of("order", "7"), "a leak", 1);

        assertThat(story.refusal(BY_ROBO, RequestHuman.because(HandoffReason.POLICY)))
                .isEqualTo(Code.STALE_EPOCH);
        assertThat(story.refusal(BY_ROBO, new RequestHuman(HandoffReason.POLICY, null, Map.of(), "", 2)))
                .isEqualTo(Code.STALE_EPOCH);
        assertThat(story.then(BY_ROBO, handoff).session().waiting().target()).isEqualTo(repairs);
        assertThat(story.session().control().bot()).isNull();
    }

    @Test
    void out_of_hours_the_target_of_the_hand_over_is_kept_for_the_opening() {
        Target repairs = Target.team(REPAIRS);
        Story story = standing(SessionState.BOT)
                .wall(EIGHT_PM)
                .then(BY_ROBO, new RequestHuman(HandoffReason.POLICY, repairs, Map.of(), "", 1))
                .wall(TUESDAY_NINE)
                .timersRun();

        assertThat(story.session().waiting().target()).isEqualTo(repairs);
        assertThat(story.stands()).isEqualTo(SessionState.QUEUED);
    }

    @Test
    void what_the_fact_cannot_hold_is_refused_by_the_command_already() {
        assertThatThrownBy(
                        () -> new RequestHuman(HandoffReason.POLICY, null, Map.of("order", "x".repeat(1_025)), "", 1))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("slots.order");
        assertThatThrownBy(() -> new Defer(DeferReason.CLOSED, Instant.MAX))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("routableAt");
    }

    @Test
    void a_deferred_session_is_queued_at_its_instant_and_not_before() {
        Story story = standing(SessionState.DEFERRED);

        story.pass(Duration.ofMinutes(5).minusMillis(1));
        assertThat(story.refusal(Actor.TIMER, new EnqueueDeferred())).isEqualTo(Code.NOT_DUE);
        story.pass(Duration.ofMillis(1));
        assertThat(names(story.events(Actor.TIMER, new EnqueueDeferred()))).containsExactly("SessionQueued");
        story.hours(Schedule.never());
        assertThat(story.refusal(Actor.TIMER, new EnqueueDeferred())).isEqualTo(Code.CLOSED);
    }

    @Test
    void sessions_that_were_deferred_over_night_are_queued_in_the_order_of_their_arrival() {
        Story story = Story.begin().wall(EIGHT_PM).then(BY_ANNA, live()).pass(Duration.ofMinutes(1));
        story.then(Actor.SYSTEM, new Defer(DeferReason.CLOSED, TUESDAY_NINE)).wall(TUESDAY_NINE);

        story.then(Actor.TIMER, new EnqueueDeferred());

        assertThat(story.session().waiting().orderedFrom()).isEqualTo(EIGHT_PM);
        assertThat(story.session().waiting().queuedAt()).isEqualTo(TUESDAY_NINE);
    }

    @Test
    void a_session_that_is_deferred_from_the_queue_keeps_its_place_in_the_order() {
        Story story = standing(SessionState.QUEUED)
                .pass(Duration.ofMinutes(2))
                .then(Actor.SYSTEM, new Defer(DeferReason.WAIT_TOO_LONG, MONDAY_NOON.plusSeconds(600)))
                .pass(Duration.ofMinutes(8))
                .then(Actor.TIMER, new EnqueueDeferred());

        assertThat(story.told()).containsSubsequence("LeftQueue", "SessionDeferred", "SessionQueued");
        assertThat(story.session().waiting().orderedFrom()).isEqualTo(MONDAY_NOON);
    }

    @Test
    void a_session_without_a_known_opening_is_queued_by_the_host_or_by_a_message_once_the_shop_is_open() {
        Story story = standing(SessionState.NEW).then(Actor.SYSTEM, new Defer(DeferReason.CLOSED, null));

        assertThat(story.refusal(Actor.TIMER, new EnqueueDeferred())).isEqualTo(Code.NOT_DUE);
        assertThat(names(story.events(Actor.SYSTEM, new EnqueueDeferred()))).containsExactly("SessionQueued");
        assertThat(names(story.events(BY_ANNA, PostMessage.text("hello?"))))
                .containsExactly("MessagePosted", "SessionQueued");
        story.hours(Schedule.never());
        assertThat(story.refusal(Actor.SYSTEM, new EnqueueDeferred())).isEqualTo(Code.CLOSED);
        assertThat(names(story.events(BY_ANNA, PostMessage.text("hello?")))).containsExactly("MessagePosted");
    }

    @Test
    void leaving_the_queue_ends_a_live_session_as_abandoned_and_keeps_a_messaging_session() {
        LeaveQueue leave = new LeaveQueue(EndReason.ABANDONED);

        assertThat(standing(SessionState.QUEUED).events(BY_ANNA, leave))
                .satisfiesExactly(
                        left -> assertThat(((LeftQueue) left).reason()).isEqualTo(EndReason.ABANDONED),
                        ended -> assertThat(((SessionEnded) ended).reason()).isEqualTo(EndReason.ABANDONED));
        assertThat(standingMessaging(SessionState.QUEUED).then(BY_ANNA, leave).stands())
                .isEqualTo(SessionState.DEFERRED);
    }

    @Test
    void scenario_6_a_contact_who_leaves_during_the_offer_frees_the_agent_before_anything_else() {
        Story story = standing(SessionState.OFFERED);

        assertThat(names(story.events(BY_ANNA, new LeaveQueue(EndReason.ABANDONED))))
                .containsExactly("OfferRevoked", "LeftQueue", "SessionEnded");
    }

    @Test
    void a_contact_who_leaves_is_never_refused_and_always_counts_as_having_left() {
        for (EndReason reason : EndReason.values()) {
            Story story = standing(SessionState.QUEUED).then(BY_ANNA, new LeaveQueue(reason));

            assertThat(story.session().ending())
                    .as("%s", reason)
                    .isNotNull()
                    .satisfies(ending -> assertThat(ending.reason()).isEqualTo(EndReason.ABANDONED));
        }
    }

    @Test
    void a_messaging_contact_who_leaves_a_deferred_session_is_not_queued_at_its_instant() {
        Story story = standingMessaging(SessionState.DEFERRED).then(BY_ANNA, new LeaveQueue(EndReason.ABANDONED));

        assertThat(story.session().waiting().deferred()).isEqualTo(DeferReason.CONTACT_LEFT);
        assertThat(Deadlines.of(story.state(), story.policy())).isEmpty();
        assertThat(story.events(BY_ANNA, new LeaveQueue(EndReason.ABANDONED))).isEmpty();
    }

    @Test
    void a_contact_who_left_and_writes_again_goes_to_the_end_of_the_queue() {
        Story story = standingMessaging(SessionState.QUEUED)
                .then(BY_ANNA, new LeaveQueue(EndReason.ABANDONED))
                .pass(Duration.ofMinutes(5))
                .says("still there?");

        assertThat(story.stands()).isEqualTo(SessionState.QUEUED);
        assertThat(story.session().waiting().orderedFrom()).isEqualTo(MONDAY_NOON.plusSeconds(300));
    }

    @Test
    void a_contact_who_left_and_writes_again_out_of_hours_is_queued_at_the_opening() {
        Story story = standingMessaging(SessionState.QUEUED)
                .then(BY_ANNA, new LeaveQueue(EndReason.ABANDONED))
                .wall(EIGHT_PM)
                .says("still there?");

        assertThat(story.session().waiting().deferred()).isEqualTo(DeferReason.CLOSED);
        assertThat(story.session().waiting().routableAt()).isEqualTo(TUESDAY_NINE);
        assertThat(story.wall(TUESDAY_NINE).timersRun().stands()).isEqualTo(SessionState.QUEUED);
    }

    @Test
    void a_timer_ends_the_wait_at_the_timeout_and_that_of_live_sessions_only() {
        LeaveQueue timeout = new LeaveQueue(EndReason.QUEUE_TIMEOUT);
        Story story = standing(SessionState.QUEUED).policy(p -> p.queueTimeout(Duration.ofMinutes(3)));
        Story thread = standingMessaging(SessionState.QUEUED).policy(p -> p.queueTimeout(Duration.ofMinutes(3)));

        story.pass(Duration.ofMinutes(3).minusMillis(1));
        assertThat(story.refusal(Actor.TIMER, timeout)).isEqualTo(Code.NOT_DUE);
        story.pass(Duration.ofMillis(1));
        assertThat(names(story.events(Actor.TIMER, timeout))).containsExactly("LeftQueue", "SessionEnded");
        assertThat(thread.pass(Duration.ofMinutes(3)).refusal(Actor.TIMER, timeout))
                .isEqualTo(Code.NOT_DUE);
    }

    @Test
    void an_agent_takes_a_session_with_a_reserved_slot_only() {
        Story story = standing(SessionState.QUEUED);

        assertThat(story.refusal(BY_MAX, new Pick())).isEqualTo(Code.NO_CAPACITY);
        assertThat(story.refusal(BY_MAX, new TakeNext())).isEqualTo(Code.NO_CAPACITY);
        assertThat(story.room(IDA).refusal(BY_MAX, new Pick())).isEqualTo(Code.NO_CAPACITY);
        assertThat(story.room(MAX).events(BY_MAX, new TakeNext()))
                .singleElement()
                .isInstanceOfSatisfying(OwnerAssigned.class, assigned -> {
                    assertThat(assigned.agent()).isEqualTo(MAX);
                    assertThat(assigned.cause()).isEqualTo(AssignCause.PICK);
                    assertThat(assigned.epoch()).isEqualTo(1);
                    assertThat(assigned.units()).isEqualTo(300);
                });
        assertThat(story.then(BY_MAX, new Pick()).session().control().owner()).isEqualTo(MAX);
    }

    @Test
    void a_messaging_session_takes_a_third_of_a_live_one() {
        assertThat(standingMessaging(SessionState.QUEUED).room(MAX).events(BY_MAX, new Pick()))
                .singleElement()
                .extracting(event -> ((OwnerAssigned) event).units())
                .isEqualTo(100);
    }

    @Test
    void the_credit_of_a_session_goes_with_it_into_the_queue() {
        Story story = Story.begin()
                .then(BY_ANNA, StartSession.of(ANNA).withMode(Mode.LIVE).withCredit(Duration.ofSeconds(90)))
                .to(SessionState.QUEUED);

        assertThat(story.session().waiting().credit()).isEqualTo(Duration.ofSeconds(90));
    }
}
