package io.github.parlor.conversation;

import static io.github.parlor.conversation.Story.BY_ANNA;
import static io.github.parlor.conversation.Story.BY_BOSS;
import static io.github.parlor.conversation.Story.BY_EVA;
import static io.github.parlor.conversation.Story.BY_IDA;
import static io.github.parlor.conversation.Story.BY_MAX;
import static io.github.parlor.conversation.Story.EVA;
import static io.github.parlor.conversation.Story.IDA;
import static io.github.parlor.conversation.Story.MAX;
import static io.github.parlor.conversation.Story.MONDAY_NOON;
import static io.github.parlor.conversation.Story.REPAIRS;
import static io.github.parlor.conversation.Story.SALES;
import static io.github.parlor.conversation.Story.live;
import static io.github.parlor.conversation.Story.names;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.conversation.LifecycleCommand.EndSession;
import io.github.parlor.conversation.LifecycleCommand.Hold;
import io.github.parlor.conversation.MessageCommand.PostMessage;
import io.github.parlor.conversation.OwnerCommand.AcceptTransfer;
import io.github.parlor.conversation.OwnerCommand.AgentLost;
import io.github.parlor.conversation.OwnerCommand.Consult;
import io.github.parlor.conversation.OwnerCommand.DeclineTransfer;
import io.github.parlor.conversation.OwnerCommand.ExpireTransfer;
import io.github.parlor.conversation.OwnerCommand.LeaveConsult;
import io.github.parlor.conversation.OwnerCommand.Transfer;
import io.github.parlor.conversation.Rejection.Code;
import io.github.parlor.event.ChatEvent;
import io.github.parlor.event.EndReason;
import io.github.parlor.event.LifecycleEvent.HoldKind;
import io.github.parlor.event.OwnerEvent.TransferFailed;
import io.github.parlor.event.OwnerEvent.TransferFailure;
import io.github.parlor.event.OwnerEvent.TransferStarted;
import io.github.parlor.event.QueueEvent.SessionQueued;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.SkillId;
import io.github.parlor.id.TeamId;
import io.github.parlor.message.Visibility;
import io.github.parlor.people.Actor;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rows 15 and 16: transfer and consult. */
class TransferTest {
    private static final Duration TTL = ConversationPolicy.DEFAULT.transferTtl();
    private static final Target TO_SALES = Target.team(SALES);
    private static final Target TO_REPAIRS = Target.team(REPAIRS);

    /** Max of the sales team serves a session that was meant for it. */
    private static Story served() {
        return Story.begin().then(BY_ANNA, live().withTarget(TO_SALES)).to(SessionState.ACTIVE);
    }

    private static final Transfer WARM = Transfer.warm(TO_REPAIRS);

    private static TransferFailure failure(List<ChatEvent> events) {
        return ((TransferFailed) events.get(events.size() - 1)).reason();
    }

    @Test
    void a_cold_transfer_goes_to_the_queue_of_the_target_with_the_order_it_had() {
        Story story = served().pass(Duration.ofMinutes(4))
                .then(BY_MAX, Transfer.cold(TO_REPAIRS).withNote("a leak"));

        assertThat(story.told()).endsWith("TransferStarted", "OwnerReleased", "TransferCompleted", "SessionQueued");
        assertThat(story.stands()).isEqualTo(SessionState.QUEUED);
        assertThat(story.session().waiting().target()).isEqualTo(TO_REPAIRS);
        assertThat(story.session().waiting().orderedFrom()).isEqualTo(MONDAY_NOON);
        assertThat(story.session().control().owner()).isNull();
    }

    @Test
    void scenario_19_a_target_that_the_shop_does_not_allow_is_refused() {
        Story story = served().policy(p -> p.transferTeams(Set.of(SALES)));

        assertThat(story.refusal(BY_MAX, Transfer.cold(TO_REPAIRS))).isEqualTo(Code.TARGET_REFUSED);
        assertThat(story.refusal(BY_MAX, Transfer.cold(Target.agent(IDA)).withFallback(TO_REPAIRS)))
                .isEqualTo(Code.TARGET_REFUSED);
    }

    @Test
    void scenario_19_where_teams_are_named_an_agent_must_belong_to_one_and_skills_alone_are_no_target() {
        Story story = served().policy(p -> p.transferTeams(Set.of(SALES)));
        SkillId french = new SkillId("french");
        story.staff(Agent.of("ida").withTeams(Set.of(SALES)).withSkills(Map.of(french, 3)));

        assertThat(names(story.events(BY_MAX, Transfer.cold(Target.agent(IDA)))))
                .startsWith("TransferStarted");
        assertThat(story.refusal(BY_MAX, Transfer.cold(Target.agent(EVA)))).isEqualTo(Code.TARGET_REFUSED);
        Target skilled = new Target(null, Map.of(french, 1), null);
        assertThat(story.refusal(BY_MAX, Transfer.cold(skilled))).isEqualTo(Code.TARGET_REFUSED);
        assertThat(story.refusal(BY_MAX, Transfer.cold(Target.ANYONE))).isEqualTo(Code.TARGET_REFUSED);
        story.policy(p -> p);
        assertThat(names(story.events(BY_MAX, Transfer.cold(skilled)))).startsWith("TransferStarted");
        assertThat(names(story.events(BY_MAX, Transfer.cold(Target.agent(EVA)))))
                .startsWith("TransferStarted");
    }

    @Test
    void scenario_19_the_own_team_is_refused_and_a_colleague_in_it_is_not() {
        Story story = served();
        Target colleague = new Target(SALES, Map.of(), IDA);

        assertThat(story.refusal(BY_MAX, Transfer.cold(TO_SALES))).isEqualTo(Code.TARGET_REFUSED);
        assertThat(story.refusal(BY_MAX, Transfer.cold(Target.agent(MAX)))).isEqualTo(Code.TARGET_REFUSED);
        assertThat(names(story.events(BY_MAX, Transfer.cold(colleague)))).startsWith("TransferStarted");
    }

    @Test
    void scenario_19_the_own_team_is_the_one_that_a_transfer_led_to() {
        Story story = served().room(EVA).then(BY_MAX, WARM).then(BY_EVA, new AcceptTransfer());

        assertThat(story.refusal(BY_EVA, Transfer.cold(TO_REPAIRS))).isEqualTo(Code.TARGET_REFUSED);
        assertThat(names(story.events(BY_EVA, Transfer.cold(TO_SALES)))).startsWith("TransferStarted");
    }

    @Test
    void scenario_19_every_hop_is_in_the_history_with_its_note() {
        Story story = served().then(BY_MAX, Transfer.cold(TO_REPAIRS).withNote("a leak"));

        assertThat(story.records())
                .extracting(record -> record.event())
                .contains(new TransferStarted(story.session().id(), MAX, TO_REPAIRS, false, "a leak", null));
    }

    @Test
    void a_target_that_nobody_meets_is_refused() {
        assertThat(served().refusal(BY_MAX, Transfer.cold(Target.team(new TeamId("nobody")))))
                .isEqualTo(Code.TARGET_REFUSED);
    }

    @Test
    void a_transfer_is_the_owners_or_a_supervisors_under_the_present_epoch() {
        Story story = served();
        Transfer late = new Transfer(TO_REPAIRS, null, false, "", 7);

        assertThat(story.refusal(BY_IDA, Transfer.cold(TO_REPAIRS))).isEqualTo(Code.NOT_OWNER);
        assertThat(story.refusal(BY_MAX, late)).isEqualTo(Code.STALE_EPOCH);
        assertThat(names(story.events(BY_BOSS, Transfer.cold(TO_REPAIRS)))).startsWith("TransferStarted");
    }

    @Test
    void scenario_18_a_cold_transfer_to_a_team_that_is_away_goes_to_the_fallback() {
        Story story = served().staff(EVA, AgentStatus.AWAY);
        Target ida = Target.agent(IDA);

        assertThat(failure(story.events(BY_MAX, Transfer.cold(TO_REPAIRS))))
                .isEqualTo(TransferFailure.TARGET_UNAVAILABLE);
        assertThat(story.events(BY_MAX, Transfer.cold(TO_REPAIRS).withFallback(ida)))
                .satisfies(events -> {
                    assertThat(((TransferStarted) events.get(0)).target()).isEqualTo(ida);
                    assertThat(((SessionQueued) events.get(3)).target()).isEqualTo(ida);
                });
        story.policy(p -> p.transferToOffline(true));
        assertThat(names(story.events(BY_MAX, Transfer.cold(TO_REPAIRS)))).endsWith("SessionQueued");
    }

    @Test
    void scenario_18_a_warm_transfer_without_a_reserved_slot_fails_and_the_owner_keeps_the_session() {
        Story story = served();
        Session before = story.session();

        assertThat(failure(story.events(BY_MAX, WARM))).isEqualTo(TransferFailure.TARGET_UNAVAILABLE);
        assertThat(story.then(BY_MAX, WARM).session()).isEqualTo(before);
    }

    @Test
    void scenario_18_a_warm_transfer_that_falls_back_names_the_fallback_as_its_target() {
        assertThat(served().room(IDA).events(BY_MAX, WARM.withFallback(Target.agent(IDA))))
                .singleElement()
                .extracting(event -> ((TransferStarted) event).target())
                .isEqualTo(Target.agent(IDA));
    }

    @Test
    void a_slot_at_the_owner_is_no_transfer() {
        assertThat(served().room(MAX).refusal(BY_MAX, WARM)).isEqualTo(Code.TARGET_REFUSED);
    }

    @Test
    void scenario_18_the_owner_stays_until_the_target_accepts_and_the_epoch_changes_then() {
        Story story = served().room(EVA).then(BY_MAX, WARM);
        assertThat(story.session().control().owner()).isEqualTo(MAX);
        assertThat(story.session().control().transfer())
                .isEqualTo(new Control.PendingTransfer(
                        EVA, new Target(REPAIRS, Map.of(), EVA), story.now().plus(TTL)));
        assertThat(names(story.events(BY_MAX, PostMessage.text("one moment")))).containsExactly("MessagePosted");

        story.then(BY_EVA, new AcceptTransfer());

        assertThat(story.told()).endsWith("OwnerReleased", "OwnerAssigned", "TransferCompleted");
        assertThat(story.session().control().owner()).isEqualTo(EVA);
        assertThat(story.session().control().transfer()).isNull();
        assertThat(story.state().controlEpoch()).isEqualTo(2);
        assertThat(story.refusal(BY_MAX, PostMessage.text("late"))).isEqualTo(Code.NOT_OWNER);
    }

    @Test
    void a_warm_transfer_is_answered_by_its_addressee_and_in_time() {
        Story story = served().room(EVA).then(BY_MAX, WARM);

        assertThat(story.refusal(BY_IDA, new AcceptTransfer())).isEqualTo(Code.NOT_ADDRESSEE);
        assertThat(story.refusal(BY_IDA, new DeclineTransfer())).isEqualTo(Code.NOT_ADDRESSEE);
        assertThat(failure(story.events(BY_EVA, new DeclineTransfer()))).isEqualTo(TransferFailure.DECLINED);
        story.pass(TTL.minusMillis(1));
        assertThat(story.refusal(Actor.TIMER, new ExpireTransfer())).isEqualTo(Code.NOT_DUE);
        assertThat(names(story.events(BY_EVA, new AcceptTransfer()))).hasSize(3);
        story.pass(Duration.ofMillis(1));
        assertThat(story.refusal(BY_EVA, new AcceptTransfer())).isEqualTo(Code.OFFER_GONE);
        assertThat(story.refusal(BY_EVA, new DeclineTransfer())).isEqualTo(Code.OFFER_GONE);
        assertThat(failure(story.events(Actor.TIMER, new ExpireTransfer()))).isEqualTo(TransferFailure.EXPIRED);
    }

    @Test
    void without_a_transfer_there_is_nothing_to_answer() {
        Story story = served();

        assertThat(story.refusal(BY_EVA, new AcceptTransfer())).isEqualTo(Code.OFFER_GONE);
        assertThat(story.refusal(BY_EVA, new DeclineTransfer())).isEqualTo(Code.OFFER_GONE);
        assertThat(story.refusal(Actor.TIMER, new ExpireTransfer())).isEqualTo(Code.OFFER_GONE);
    }

    @Test
    void one_transfer_is_under_way_at_a_time() {
        Story story = served().room(EVA).then(BY_MAX, WARM);

        assertThat(story.refusal(BY_MAX, Transfer.cold(TO_REPAIRS))).isEqualTo(Code.WRONG_STATE);
        story.then(BY_EVA, new DeclineTransfer());
        assertThat(names(story.room(EVA).events(BY_MAX, WARM))).containsExactly("TransferStarted");
    }

    @Test
    void whatever_takes_the_session_from_its_owner_lets_the_transfer_fail_first() {
        Story story = served().room(EVA).then(BY_MAX, WARM);

        assertThat(names(story.events(BY_MAX, new EndSession(EndReason.AGENT_ENDED, null))))
                .containsExactly("TransferFailed", "SessionEnded", "OwnerReleased");
        assertThat(names(story.events(BY_MAX, new Hold(HoldKind.AWAITING_CONTACT, null, true))))
                .containsExactly("TransferFailed", "SessionHeld");
        assertThat(names(story.events(Actor.SYSTEM, new AgentLost(MAX))))
                .containsExactly("TransferFailed", "OwnerReleased", "SessionQueued");
        assertThat(failure(story.events(Actor.SYSTEM, new AgentLost(EVA))))
                .isEqualTo(TransferFailure.TARGET_UNAVAILABLE);
    }

    @Test
    void a_consultant_who_takes_over_is_no_longer_a_consultant() {
        Story story = served().then(BY_MAX, new Consult(EVA)).room(EVA).then(BY_MAX, WARM);

        assertThat(names(story.events(BY_EVA, new AcceptTransfer())))
                .containsExactly("ParticipantLeft", "OwnerReleased", "OwnerAssigned", "TransferCompleted");
        assertThat(story.then(BY_EVA, new AcceptTransfer()).session().control().consultants())
                .isEmpty();
    }

    @Test
    void a_session_that_loses_its_new_owner_waits_for_the_team_it_was_transferred_to() {
        Story story = served().room(EVA)
                .then(BY_MAX, WARM)
                .then(BY_EVA, new AcceptTransfer())
                .then(Actor.SYSTEM, new AgentLost(EVA));

        assertThat(story.session().waiting().target()).isEqualTo(TO_REPAIRS);
    }

    @Test
    void a_session_that_was_transferred_to_one_agent_alone_waits_for_whom_it_was_meant_at_first_once_lost() {
        Story story = served().then(BY_MAX, Transfer.cold(Target.agent(IDA)))
                .to(SessionState.OFFERED, IDA)
                .accepted(IDA);

        assertThat(story.then(Actor.SYSTEM, new AgentLost(IDA))
                        .session()
                        .waiting()
                        .target())
                .isEqualTo(TO_SALES);
    }

    @Test
    void a_consult_is_the_owners_and_asks_somebody_else_who_exists_once() {
        Story story = served();

        assertThat(story.refusal(BY_IDA, new Consult(EVA))).isEqualTo(Code.NOT_OWNER);
        assertThat(story.refusal(BY_MAX, new Consult(new AgentId("nobody")))).isEqualTo(Code.TARGET_REFUSED);
        assertThat(story.refusal(BY_MAX, new Consult(MAX))).isEqualTo(Code.TARGET_REFUSED);
        story.then(BY_BOSS, new Consult(EVA));
        assertThat(story.refusal(BY_MAX, new Consult(EVA))).isEqualTo(Code.TARGET_REFUSED);
        assertThat(story.session().control().consultants()).containsExactly(EVA);
    }

    @Test
    void a_consultant_writes_notes_and_nothing_that_the_contact_sees() {
        Story story = served().then(BY_MAX, new Consult(EVA));

        assertThat(story.refusal(BY_EVA, PostMessage.text("hello"))).isEqualTo(Code.NOT_OWNER);
        assertThat(story.then(BY_EVA, PostMessage.note("it is the valve")).messages())
                .singleElement()
                .extracting(message -> message.visibility())
                .isEqualTo(Visibility.STAFF);
    }

    @Test
    void a_consult_is_ended_by_the_consultant_the_owner_or_a_supervisor_also_on_hold() {
        Story story = served().then(BY_MAX, new Consult(EVA));

        assertThat(story.refusal(BY_IDA, new LeaveConsult(EVA))).isEqualTo(Code.NOT_OWNER);
        assertThat(story.refusal(BY_MAX, new LeaveConsult(IDA))).isEqualTo(Code.UNKNOWN_REFERENCE);
        for (Actor actor : List.of(BY_EVA, BY_MAX, BY_BOSS)) {
            assertThat(names(story.events(actor, new LeaveConsult(EVA)))).containsExactly("ParticipantLeft");
        }
        story.then(BY_MAX, new Hold(HoldKind.AWAITING_CONTACT, null, true)).then(BY_EVA, new LeaveConsult(EVA));
        assertThat(story.session().control().consultants()).isEmpty();
    }

    @Test
    void a_session_that_leaves_its_owner_for_the_queue_leaves_its_consultants() {
        Story story = served().then(BY_MAX, new Consult(EVA));
        Story held = story.copy().then(BY_MAX, new Hold(HoldKind.AWAITING_CONTACT, null, true));

        assertThat(story.then(BY_MAX, Transfer.cold(TO_REPAIRS)).session().control())
                .isEqualTo(Control.NOBODY);
        assertThat(held.says("here I am").session().control()).isEqualTo(Control.NOBODY);
    }
}
