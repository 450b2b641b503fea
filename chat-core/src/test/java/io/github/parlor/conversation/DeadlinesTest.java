package io.github.parlor.conversation;

import static io.github.parlor.conversation.Story.BY_ANNA;
import static io.github.parlor.conversation.Story.BY_MAX;
import static io.github.parlor.conversation.Story.EVA;
import static io.github.parlor.conversation.Story.IDA;
import static io.github.parlor.conversation.Story.LAPTOP;
import static io.github.parlor.conversation.Story.MAX;
import static io.github.parlor.conversation.Story.MONDAY_NOON;
import static io.github.parlor.conversation.Story.REPAIRS;
import static io.github.parlor.conversation.Story.standing;
import static io.github.parlor.conversation.Story.standingMessaging;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.conversation.Deadlines.Deadline;
import io.github.parlor.conversation.LifecycleCommand.CompleteWrapUp;
import io.github.parlor.conversation.LifecycleCommand.EndSession;
import io.github.parlor.conversation.LifecycleCommand.Hold;
import io.github.parlor.conversation.LifecycleCommand.Wake;
import io.github.parlor.conversation.MessageCommand.ChangePresence;
import io.github.parlor.conversation.OfferCommand.ExpireOffer;
import io.github.parlor.conversation.OwnerCommand.ExpireTransfer;
import io.github.parlor.conversation.OwnerCommand.Transfer;
import io.github.parlor.conversation.QueueCommand.EnqueueDeferred;
import io.github.parlor.conversation.QueueCommand.LeaveQueue;
import io.github.parlor.event.EndReason;
import io.github.parlor.event.LifecycleEvent.HoldKind;
import io.github.parlor.event.LifecycleEvent.WakeCause;
import io.github.parlor.people.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What time will do, by state. */
class DeadlinesTest {
    private static final EndSession GONE = new EndSession(EndReason.CONTACT_DISCONNECTED, null);

    private static List<Deadline> of(Story story) {
        return Deadlines.of(story.state(), story.policy());
    }

    private static Deadline in(Duration time, Command command) {
        return new Deadline(MONDAY_NOON.plus(time), command);
    }

    @Test
    void nothing_will_happen_by_itself_to_a_new_session_or_with_a_bot_or_after_the_end() {
        assertThat(of(standing(SessionState.NEW))).isEmpty();
        assertThat(of(standing(SessionState.BOT))).isEmpty();
        assertThat(of(standing(SessionState.ENDED))).isEmpty();
    }

    @Test
    void a_deferred_session_is_queued() {
        assertThat(of(standing(SessionState.DEFERRED)))
                .containsExactly(in(Duration.ofMinutes(5), new EnqueueDeferred()));
    }

    @Test
    void a_wait_ends_where_the_shop_wants_it() {
        Story story = standing(SessionState.QUEUED).policy(p -> p.queueTimeout(Duration.ofMinutes(3)));

        assertThat(of(story)).containsExactly(in(Duration.ofMinutes(3), new LeaveQueue(EndReason.QUEUE_TIMEOUT)));
        assertThat(of(standingMessaging(SessionState.QUEUED).policy(story.policy())))
                .isEmpty();
    }

    @Test
    void offers_run_out_in_their_order() {
        Story story = standing(SessionState.OFFERED).pass(Duration.ofSeconds(5)).offered(IDA);

        assertThat(of(story))
                .containsExactly(
                        in(Duration.ofSeconds(30), new ExpireOffer(story.offerTo(MAX))),
                        in(Duration.ofSeconds(35), new ExpireOffer(story.offerTo(IDA))));
        assertThat(Deadlines.next(story.state(), story.policy())).contains(MONDAY_NOON.plusSeconds(30));
    }

    @Test
    void a_served_session_falls_silent_by_its_mode_and_a_transfer_runs_out() {
        Story live = standing(SessionState.ACTIVE).policy(p -> p.idleTimeout(Duration.ofMinutes(20)));
        Transfer warm = Transfer.warm(Target.team(REPAIRS));

        assertThat(of(live.room(EVA).then(BY_MAX, warm)))
                .containsExactly(
                        in(Duration.ofMinutes(1), new ExpireTransfer()),
                        in(Duration.ofMinutes(20), new EndSession(EndReason.IDLE_TIMEOUT, null)));
        assertThat(of(standingMessaging(SessionState.ACTIVE)))
                .containsExactly(in(Duration.ofMinutes(10), new Hold(HoldKind.INACTIVE, null, true)));
    }

    @Test
    void a_parked_session_wakes_if_it_was_told_when() {
        Instant wake = MONDAY_NOON.plusSeconds(90);
        Story story = standingMessaging(SessionState.ACTIVE).then(BY_MAX, new Hold(HoldKind.SNOOZED, wake, true));

        assertThat(of(story)).containsExactly(new Deadline(wake, new Wake(WakeCause.TIME)));
        assertThat(of(standingMessaging(SessionState.ON_HOLD))).isEmpty();
    }

    @Test
    void wrap_up_ends_also_that_of_the_session_before() {
        Deadline end = in(Duration.ofMinutes(10), new CompleteWrapUp());
        Story story = standing(SessionState.WRAP_UP);

        assertThat(of(story)).containsExactly(end);
        assertThat(of(story.says("more"))).containsExactly(end);
        assertThat(of(story.then(BY_ANNA, new EndSession(EndReason.CONTACT_ENDED, null))))
                .containsExactly(end);
    }

    @Test
    void a_live_session_ends_for_a_contact_who_is_gone_in_every_state_but_the_last_two() {
        for (SessionState state : SessionState.values()) {
            Story story = standing(state).then(BY_ANNA, new ChangePresence(LAPTOP, false));
            assertThat(of(story).contains(in(Duration.ofSeconds(60), GONE)))
                    .as("%s", state)
                    .isEqualTo(!state.isOver());
        }
    }

    @Test
    void at_the_same_instant_an_end_comes_before_a_start() {
        Story deferred = standing(SessionState.DEFERRED)
                .pass(Duration.ofMinutes(4))
                .then(BY_ANNA, new ChangePresence(LAPTOP, false));
        Story snoozed = standing(SessionState.ACTIVE)
                .then(BY_MAX, new Hold(HoldKind.SNOOZED, MONDAY_NOON.plusSeconds(60), true))
                .then(BY_ANNA, new ChangePresence(LAPTOP, false));

        assertThat(of(deferred)).extracting(Deadline::command).containsExactly(GONE, new EnqueueDeferred());
        assertThat(of(snoozed)).extracting(Deadline::command).containsExactly(GONE, new Wake(WakeCause.TIME));
    }
}
