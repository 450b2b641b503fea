package io.github.parlor.conversation;

import static io.github.parlor.conversation.Story.BY_ANNA;
import static io.github.parlor.conversation.Story.BY_BOSS;
import static io.github.parlor.conversation.Story.BY_IDA;
import static io.github.parlor.conversation.Story.BY_MAX;
import static io.github.parlor.conversation.Story.LAPTOP;
import static io.github.parlor.conversation.Story.PHONE;
import static io.github.parlor.conversation.Story.names;
import static io.github.parlor.conversation.Story.standing;
import static io.github.parlor.conversation.Story.standingMessaging;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.conversation.LifecycleCommand.CompleteWrapUp;
import io.github.parlor.conversation.LifecycleCommand.EndSession;
import io.github.parlor.conversation.LifecycleCommand.Rate;
import io.github.parlor.conversation.MessageCommand.ChangePresence;
import io.github.parlor.conversation.Rejection.Code;
import io.github.parlor.event.EndReason;
import io.github.parlor.event.LifecycleEvent.Scale;
import io.github.parlor.event.LifecycleEvent.SessionEnded;
import io.github.parlor.id.ContactId;
import io.github.parlor.people.Actor;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rows 19, 20 and 22: the end, the work after it and the rating. */
class EndTest {
    private static final EndSession BY_AGENT = new EndSession(EndReason.AGENT_ENDED, null);
    private static final Rate GOOD = new Rate(Scale.STARS, 5, "thanks");

    @Test
    void a_session_is_ended_by_its_owner_and_not_by_another_agent() {
        Story story = standing(SessionState.ACTIVE);

        assertThat(story.refusal(BY_IDA, BY_AGENT)).isEqualTo(Code.NOT_OWNER);
        assertThat(story.refusal(Actor.contact(new ContactId("bob")), new EndSession(EndReason.CONTACT_ENDED, null)))
                .isEqualTo(Code.NOT_ALLOWED);
        assertThat(standing(SessionState.QUEUED).refusal(BY_MAX, BY_AGENT)).isEqualTo(Code.NOT_OWNER);
    }

    @Test
    void an_agent_gives_a_disposition_where_the_shop_asks_for_one() {
        Story story = standing(SessionState.ACTIVE).policy(p -> p.dispositionRequired(true));

        assertThat(story.refusal(BY_MAX, BY_AGENT)).isEqualTo(Code.DISPOSITION_REQUIRED);
        assertThat(names(story.events(BY_MAX, new EndSession(EndReason.AGENT_ENDED, "sold"))))
                .containsExactly("SessionEnded", "OwnerReleased");
        assertThat(names(story.events(BY_ANNA, new EndSession(EndReason.CONTACT_ENDED, null))))
                .containsExactly("SessionEnded", "OwnerReleased");
        assertThat(names(story.events(BY_BOSS, BY_AGENT))).startsWith("SessionEnded");
    }

    @Test
    void a_contact_does_not_end_a_session_in_the_name_of_somebody_else() {
        Set<EndReason> allowed =
                EnumSet.of(EndReason.CONTACT_ENDED, EndReason.ABANDONED, EndReason.MOVED_CHANNEL, EndReason.OTHER);
        for (EndReason reason : EndReason.values()) {
            Decision decision = standing(SessionState.ACTIVE).tries(BY_ANNA, new EndSession(reason, null));
            assertThat(decision instanceof Decision.Accepted).as("%s", reason).isEqualTo(allowed.contains(reason));
        }
    }

    @Test
    void wrap_up_follows_where_an_agent_is_present_and_the_shop_wants_it() {
        Story story = standing(SessionState.ACTIVE);
        assertThat(story.events(BY_ANNA, new EndSession(EndReason.CONTACT_ENDED, null)))
                .singleElement()
                .extracting(event -> ((SessionEnded) event).wrapUpUntil())
                .isEqualTo(story.now().plus(Duration.ofMinutes(10)));

        assertThat(standing(SessionState.ON_HOLD).then(BY_MAX, BY_AGENT).stands())
                .as("the slot was released when it was parked")
                .isEqualTo(SessionState.ENDED);
        assertThat(standing(SessionState.QUEUED)
                        .then(Actor.SYSTEM, new EndSession(EndReason.NO_AGENT, null))
                        .stands())
                .isEqualTo(SessionState.ENDED);
    }

    @Test
    void wrap_up_ends_at_its_instant_or_when_the_owner_says_so() {
        Story story = standing(SessionState.WRAP_UP);

        assertThat(story.refusal(BY_IDA, new CompleteWrapUp())).isEqualTo(Code.NOT_OWNER);
        assertThat(names(story.events(BY_MAX, new CompleteWrapUp())))
                .containsExactly("WrapUpCompleted", "OwnerReleased");
        story.pass(Duration.ofMinutes(10).minusMillis(1));
        assertThat(story.refusal(Actor.TIMER, new CompleteWrapUp())).isEqualTo(Code.NOT_DUE);
        story.pass(Duration.ofMillis(1)).timersRun();
        assertThat(story.stands()).isEqualTo(SessionState.ENDED);
        assertThat(story.session().control().owner()).isNull();
    }

    @Test
    void scenario_13_a_live_session_ends_when_its_contact_was_gone_for_the_grace_and_not_before() {
        Story story = standing(SessionState.ACTIVE).then(BY_ANNA, new ChangePresence(LAPTOP, false));
        EndSession gone = new EndSession(EndReason.CONTACT_DISCONNECTED, null);

        story.pass(Duration.ofSeconds(60).minusMillis(1));
        assertThat(story.refusal(Actor.TIMER, gone)).isEqualTo(Code.NOT_DUE);
        Story back = story.copy().then(BY_ANNA, new ChangePresence(PHONE, true)).pass(Duration.ofHours(1));
        assertThat(back.timersRun().stands()).isEqualTo(SessionState.ACTIVE);
        story.pass(Duration.ofMillis(1)).timersRun();
        assertThat(story.session().ending())
                .isNotNull()
                .satisfies(ending -> assertThat(ending.reason()).isEqualTo(EndReason.CONTACT_DISCONNECTED));
    }

    @Test
    void scenario_13_a_messaging_session_does_not_mind_that_its_contact_is_gone() {
        Story story = standingMessaging(SessionState.ACTIVE).then(BY_ANNA, new ChangePresence(LAPTOP, false));

        story.pass(Duration.ofHours(1)).timersRun();

        assertThat(story.stands()).isEqualTo(SessionState.ON_HOLD);
        assertThat(story.refusal(Actor.TIMER, new EndSession(EndReason.CONTACT_DISCONNECTED, null)))
                .isEqualTo(Code.NOT_DUE);
    }

    @Test
    void a_timer_ends_a_session_for_what_time_does_and_for_nothing_else() {
        for (EndReason reason : EndReason.values()) {
            assertThat(standing(SessionState.ACTIVE)
                            .pass(Duration.ofDays(1))
                            .refusal(Actor.TIMER, new EndSession(reason, null)))
                    .as("%s", reason)
                    .isEqualTo(Code.NOT_DUE);
        }
    }

    @Test
    void a_timer_does_not_end_a_messaging_session_for_its_wait() {
        Story story = standingMessaging(SessionState.QUEUED)
                .policy(p -> p.queueTimeout(Duration.ofMinutes(3)))
                .pass(Duration.ofMinutes(3));

        assertThat(story.refusal(Actor.TIMER, new EndSession(EndReason.QUEUE_TIMEOUT, null)))
                .isEqualTo(Code.NOT_DUE);
    }

    @Test
    void scenario_16_a_session_is_rated_within_the_window_and_the_last_rating_counts() {
        Story story = standing(SessionState.ENDED).pass(Duration.ofDays(7).minusMillis(1));

        story.then(BY_ANNA, new Rate(Scale.STARS, 1, "")).then(BY_ANNA, GOOD);
        assertThat(story.session().ending())
                .isNotNull()
                .satisfies(ending -> assertThat(ending.rating())
                        .isNotNull()
                        .satisfies(rating -> assertThat(rating.score()).isEqualTo(5)));
        assertThat(story.pass(Duration.ofMillis(1)).refusal(BY_ANNA, GOOD)).isEqualTo(Code.RATING_CLOSED);
    }

    @Test
    void a_session_is_rated_by_its_contact_alone_and_not_before_its_end() {
        assertThat(standing(SessionState.ENDED).refusal(Actor.contact(new ContactId("bob")), GOOD))
                .isEqualTo(Code.NOT_ALLOWED);
        assertThat(standing(SessionState.ENDED).refusal(BY_MAX, GOOD)).isEqualTo(Code.NOT_ALLOWED);
        assertThat(standing(SessionState.ACTIVE).refusal(BY_ANNA, GOOD)).isEqualTo(Code.WRONG_STATE);
        assertThat(names(standing(SessionState.WRAP_UP).events(BY_ANNA, GOOD))).containsExactly("SessionRated");
    }
}
