package io.github.parlor.routing.live;

import static io.github.parlor.routing.live.Stage.id;
import static io.github.parlor.routing.live.Stage.offered;
import static io.github.parlor.routing.live.Stage.seconds;
import static io.github.parlor.routing.live.Stage.session;
import static io.github.parlor.routing.plan.Requirement.skill;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.people.AgentStatus;
import io.github.parlor.routing.live.Outcome.Refusal;
import io.github.parlor.routing.live.RoutingCommand.Accept;
import io.github.parlor.routing.live.RoutingCommand.Decline;
import io.github.parlor.routing.live.RoutingCommand.Pick;
import io.github.parlor.routing.live.RoutingCommand.TakeNext;
import io.github.parlor.routing.live.RoutingCommand.Transfer;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.OfferPolicy;
import io.github.parlor.routing.plan.OfferPolicy.Missed;
import io.github.parlor.routing.plan.Queue;
import io.github.parlor.routing.plan.StatusPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Scenarios of the routing reference, section 6.4, about offers and what becomes of them. */
class OfferScenarioTest {
    private static final Queue SALES = Queue.of("sales");
    private static final Demand FOR_SALES = Demand.of("sales");

    private static Stage stage(OfferPolicy.Builder offers) {
        return Stage.of(offered(SALES).offers(offers.build()));
    }

    private static OfferPolicy.Builder once() {
        return OfferPolicy.builder().lastResort(false);
    }

    @Test
    void scenario_4_a_missed_offer_goes_to_the_next_agent_and_never_to_the_first_again() {
        Stage stage = stage(once());
        stage.agent("a", 1).agent("b", 1).submit("chat").at(60);
        assertThat(stage.told("chat"))
                .containsExactly(
                        "0 chat queued sales SUBMITTED",
                        "0 chat offered a until 30",
                        "30 chat lapsed a",
                        "30 chat offered b until 60",
                        "60 chat lapsed b",
                        "60 chat fully declined");

        stage.at(86_400).submit("other");
        assertThat(stage.offeredTo("other")).containsExactly("a");
        assertThat(stage.waiting()).containsExactly("chat");
        stage.agent("c", 1);
        assertThat(stage.told("chat")).containsExactly("86400 chat offered c until 86430");
    }

    @Test
    void scenario_4_an_offer_can_be_accepted_until_the_nanosecond_before_it_lapses() {
        Stage stage = stage(once());
        stage.agent("a", 1).submit("in").justBefore(30).accept("in", "a");
        assertThat(stage.assignedTo("in")).isEqualTo("a");

        stage.at(40).agent("b", 1).submit("late");
        long offer = stage.offer("late", "b");
        stage.quietly(70);
        assertThat(stage.apply(new Accept(session("late"), id("b"), offer)).refusal())
                .isEqualTo(Refusal.OFFER_OVER);
        assertThat(stage.told("late"))
                .containsExactly("40 late queued sales SUBMITTED", "40 late offered b until 70", "70 late lapsed b");
    }

    @Test
    void scenario_4_or_the_only_agent_is_asked_again_in_the_next_call() {
        Stage stage = stage(OfferPolicy.builder());
        stage.agent("a", 1).submit("chat").leap(30);
        assertThat(stage.offeredTo("chat")).isEmpty();
        assertThat(stage.router().nextDue()).contains(stage.now());
        stage.at(31);
        assertThat(stage.told("chat")).last().isEqualTo("30 chat offered a until 60, last resort");
        assertThat(stage.router().nextDue()).contains(Stage.instant(60));
    }

    @Test
    void scenario_4_who_is_to_be_asked_again_is_not_forgotten_by_a_restart() {
        Stage stage = stage(OfferPolicy.builder());
        stage.agent("a", 1).submit("chat").decline("chat", "a").restored().at(1);
        assertThat(stage.offeredTo("chat")).containsExactly("a");
    }

    @Test
    void scenario_4_a_transfer_in_the_call_in_which_the_offer_lapses_is_offered_anew() {
        Stage stage = stage(once());
        stage.agent("a", 1).submit("chat").quietly(30);
        stage.done(new Transfer(session("chat"), FOR_SALES));
        assertThat(stage.told("chat"))
                .containsExactly(
                        "0 chat queued sales SUBMITTED",
                        "0 chat offered a until 30",
                        "30 chat lapsed a",
                        "30 chat fully declined",
                        "30 chat queued sales TRANSFERRED",
                        "30 chat offered a until 60");
    }

    @Test
    void scenario_4_who_answers_too_late_is_told_what_became_of_the_offer() {
        Stage stage = broadcast();
        stage.agent("a", 1).agent("b", 1).agent("c", 1).agent("d", 1).submit("chat");
        long ofA = stage.offer("chat", "a");
        long ofB = stage.offer("chat", "b");
        long ofC = stage.offer("chat", "c");
        assertThat(over(stage, "b", ofA)).isEqualTo("offer 1 was made to a, not to b");
        assertThat(over(stage, "d", 99)).isEqualTo("no offer 99 was made");
        stage.decline("chat", "a").at(5);
        assertThat(over(stage, "a", ofA))
                .isEqualTo("offer 1 to a is not open: a declined the session or let an offer lapse, last at "
                        + Stage.instant(0) + "; the session waits");
        assertThat(over(stage, "d", ofA))
                .isEqualTo("offer 1 to d is not open: it was withdrawn, or never made to d;" + " open is offer "
                        + stage.offer("chat", "d"));
        stage.accept("chat", "b");
        assertThat(over(stage, "b", ofB)).isEqualTo("offer 2 was accepted by b already");
        assertThat(over(stage, "c", ofC)).isEqualTo("offer 3 to c is not open: it was withdrawn; b serves the session");
    }

    private static String over(Stage stage, String agent, long offer) {
        Outcome outcome = stage.apply(new Accept(session("chat"), id(agent), offer));
        assertThat(outcome.refusal()).isEqualTo(Refusal.OFFER_OVER);
        assertThat(stage.apply(new Decline(session("chat"), id(agent), offer, null)))
                .isEqualTo(outcome);
        return outcome.detail();
    }

    private static Stage broadcast() {
        return stage(OfferPolicy.builder().atOnce(3));
    }

    @Test
    void scenario_10_of_three_who_are_asked_the_first_to_accept_wins_and_the_others_have_their_room_back() {
        Stage stage = broadcast();
        stage.agent("a", 1).agent("b", 1).agent("c", 1).agent("d", 1).submit("chat");
        assertThat(stage.offeredTo("chat")).containsExactly("a", "b", "c");
        long ofA = stage.offer("chat", "a");
        long ofB = stage.offer("chat", "b");

        stage.at(5).accept("chat", "b");
        assertThat(stage.told("chat"))
                .containsExactly(
                        "0 chat queued sales SUBMITTED",
                        "0 chat offered a until 30",
                        "0 chat offered b until 30",
                        "0 chat offered c until 30",
                        "5 chat withdrawn a TAKEN",
                        "5 chat withdrawn c TAKEN",
                        "5 chat assigned b OFFER");
        assertThat(stage.held("a")).isEmpty();
        assertThat(stage.held("c")).isEmpty();
        assertThat(stage.held("b")).containsExactly("chat ACTIVE");

        assertThat(stage.refusal(new Accept(session("chat"), id("a"), ofA))).isEqualTo(Refusal.OFFER_OVER);
        assertThat(stage.refusal(new Decline(session("chat"), id("a"), ofA, null)))
                .isEqualTo(Refusal.OFFER_OVER);
        assertThat(stage.refusal(new Accept(session("chat"), id("b"), ofB))).isEqualTo(Refusal.OFFER_OVER);
        assertThat(stage.refusal(new Accept(session("chat"), id("d"), 99))).isEqualTo(Refusal.OFFER_OVER);
        assertThat(stage.refusal(new Accept(session("none"), id("d"), 1))).isEqualTo(Refusal.UNKNOWN_SESSION);
    }

    @Test
    void scenario_10_who_declines_is_replaced_and_the_others_are_asked_on() {
        Stage stage = broadcast();
        stage.agent("a", 1).agent("b", 1).agent("c", 1).agent("d", 1).submit("chat");
        stage.at(5).decline("chat", "b");
        assertThat(stage.offeredTo("chat")).containsExactly("a", "c", "d");
        assertThat(stage.told("chat").subList(4, 6)).containsExactly("5 chat declined b", "5 chat offered d until 35");
    }

    @Test
    void scenario_10_one_who_comes_later_is_asked_as_well() {
        Stage stage = broadcast();
        stage.agent("a", 1).submit("chat").at(10).agent("b", 1);
        assertThat(stage.offeredTo("chat")).containsExactly("a", "b");
        stage.at(30);
        assertThat(stage.offeredTo("chat")).containsExactly("b");
    }

    @Test
    void scenario_10_nobody_is_asked_as_a_last_resort_while_another_may_still_accept() {
        Stage stage = broadcast();
        stage.agent("a", 1)
                .agent("b", 1)
                .submit("chat")
                .at(5)
                .decline("chat", "a")
                .at(6);
        assertThat(stage.offeredTo("chat")).containsExactly("b");
        stage.decline("chat", "b").at(7);
        assertThat(stage.told("chat").subList(4, 7))
                .containsExactly(
                        "6 chat declined b",
                        "6 chat offered a until 36, last resort",
                        "6 chat offered b until 36, last resort");
    }

    @Test
    void scenario_10_who_may_be_asked_twice_is_asked_again_beside_the_others() {
        Stage stage = stage(once().atOnce(2).declineLimit(2));
        stage.agent("a", 1).agent("b", 1).submit("chat").at(5).decline("chat", "a");
        assertThat(stage.offeredTo("chat")).containsExactly("b");
        stage.at(6);
        assertThat(stage.offeredTo("chat")).containsExactly("b", "a");
        stage.decline("chat", "a").at(7);
        assertThat(stage.offeredTo("chat")).containsExactly("b");
    }

    @Test
    void scenario_11_after_120_seconds_the_agent_is_away_and_the_chat_waits_in_its_old_place() {
        OfferPolicy.Builder offers = once().timeout(seconds(120)).onMissed(1, Missed.SET_AWAY);
        Stage stage = Stage.of(
                offered(SALES).offers(offers.build()).statuses(StatusPolicy.DEFAULT.withMissedReason("missed offers")));
        stage.agent("ann", 1).submit("chat").at(60).submit("younger").justBefore(120);
        assertThat(stage.offeredTo("chat")).containsExactly("ann");

        stage.at(120);
        assertThat(stage.work("ann").status()).isEqualTo(AgentStatus.AWAY);
        assertThat(stage.waiting()).containsExactly("chat", "younger");
        assertThat(stage.told("chat", "ann"))
                .containsExactly(
                        "0 ann AVAILABLE CHOSEN",
                        "0 chat queued sales SUBMITTED",
                        "0 chat offered ann until 120",
                        "120 chat lapsed ann",
                        "120 ann AWAY (missed offers) MISSED_OFFERS");
        assertThat(stage.work("ann").reason()).isEqualTo("missed offers");

        stage.at(130).agent("bob", 1);
        assertThat(stage.offeredTo("chat")).containsExactly("bob");
        stage.at(140).back("ann");
        assertThat(stage.work("ann").reason()).isNull();
        assertThat(stage.offeredTo("younger")).containsExactly("ann");
    }

    @Test
    void scenario_11_only_offers_missed_in_a_row_count() {
        Stage stage = stage(once().onMissed(2, Missed.SET_AWAY));
        stage.agent("ann", 1)
                .submit("one")
                .at(30)
                .submit("two")
                .accept("two", "ann")
                .release("two");
        stage.submit("three").at(60);
        assertThat(stage.work("ann").status()).isEqualTo(AgentStatus.AVAILABLE);
        stage.submit("four").decline("four", "ann").submit("five").at(90);
        assertThat(stage.work("ann").status()).isEqualTo(AgentStatus.AVAILABLE);
        stage.submit("six").at(120);
        assertThat(stage.told("ann")).containsExactly("0 ann AVAILABLE CHOSEN", "120 ann AWAY MISSED_OFFERS");
        stage.back("ann").submit("seven").at(150);
        assertThat(stage.work("ann").status()).isEqualTo(AgentStatus.AVAILABLE);
    }

    @Test
    void scenario_27_who_signs_out_loses_both_offers_at_once_and_the_chats_are_matched_in_their_order() {
        Stage stage = stage(once());
        stage.agent("ann", 2).submit("one").at(1).submit("two").at(2).submit("three");
        stage.agent("bob", 1);
        assertThat(stage.offeredTo("three")).containsExactly("bob");
        stage.told();

        stage.at(10).gone("ann");
        assertThat(stage.told())
                .containsExactly(
                        "10 ann GONE CHOSEN", "10 one withdrawn ann AGENT_LEFT", "10 two withdrawn ann AGENT_LEFT");
        assertThat(stage.held("ann")).isEmpty();
        assertThat(stage.waiting()).containsExactly("one", "two");

        stage.at(20).agent("cleo", 1).agent("dan", 2);
        assertThat(stage.offeredTo("one")).containsExactly("cleo");
        assertThat(stage.offeredTo("two")).containsExactly("dan");
    }

    @Test
    void scenario_27_others_who_are_free_are_asked_in_the_same_call() {
        Stage stage = stage(once());
        stage.agent("ann", 2)
                .submit("one", "two")
                .agent("bob", 1)
                .agent("cleo", 1)
                .at(10)
                .gone("ann");
        assertThat(stage.told("one", "two"))
                .containsExactly(
                        "0 one queued sales SUBMITTED",
                        "0 one offered ann until 30",
                        "0 two queued sales SUBMITTED",
                        "0 two offered ann until 30",
                        "10 one withdrawn ann AGENT_LEFT",
                        "10 one offered bob until 40",
                        "10 two withdrawn ann AGENT_LEFT",
                        "10 two offered cleo until 40");
    }

    @Test
    void scenario_27_an_offer_taken_back_is_no_decline() {
        for (AgentStatus status : List.of(AgentStatus.AWAY, AgentStatus.DRAINING, AgentStatus.LOST, AgentStatus.GONE)) {
            Stage stage = stage(once());
            stage.agent("ann", 1).submit("one").at(10).status("ann", status);
            assertThat(stage.waiting()).as(status.name()).containsExactly("one");
            stage.at(11).back("ann");
            assertThat(stage.offeredTo("one")).as(status.name()).containsExactly("ann");
        }
    }

    private static Stage threeTimes() {
        return stage(once().declineLimit(3));
    }

    @Test
    void scenario_29_after_three_declines_the_chat_is_offered_no_more_and_can_be_picked() {
        Stage stage = threeTimes();
        stage.agent("ann", 2).submit("chat").decline("chat", "ann");
        stage.at(1).decline("chat", "ann").at(2).decline("chat", "ann").at(3_600);
        assertThat(stage.told("chat"))
                .containsExactly(
                        "0 chat queued sales SUBMITTED",
                        "0 chat offered ann until 30",
                        "0 chat declined ann",
                        "0 chat offered ann until 30",
                        "1 chat declined ann",
                        "1 chat offered ann until 31",
                        "2 chat declined ann",
                        "2 chat fully declined");

        stage.submit("other");
        assertThat(stage.offeredTo("other")).containsExactly("ann");
        stage.pick("chat", "ann");
        assertThat(stage.told("chat")).containsExactly("3600 chat assigned ann PICK");
    }

    @Test
    void scenario_29_a_lapsed_offer_counts_as_a_decline() {
        Stage stage = threeTimes();
        stage.agent("ann", 2).submit("chat").at(30).at(31).at(61).at(62).at(92).at(1_000);
        assertThat(stage.told("chat"))
                .filteredOn(line -> line.contains("offered"))
                .hasSize(3);
        assertThat(stage.waiting()).containsExactly("chat");
    }

    @Test
    void scenario_29_others_are_asked_before_the_same_agent_again() {
        Stage stage = threeTimes();
        stage.agent("ann", 1).agent("bob", 1).submit("chat").decline("chat", "ann");
        assertThat(stage.offeredTo("chat")).containsExactly("bob");
        stage.decline("chat", "bob");
        assertThat(stage.offeredTo("chat")).containsExactly("ann");
    }

    @Test
    void scenario_29_who_may_not_or_cannot_pick_is_told_why() {
        Stage stage = threeTimes();
        stage.submit("french", FOR_SALES.withRequired(skill("fr")));
        stage.agent("ann", 1).agent("away", 1).away("away");
        assertThat(stage.apply(new Pick(session("french"), id("ann"))))
                .isEqualTo(Outcome.refused(Refusal.NOT_ELIGIBLE, "agent ann lacks fr (asked by the session)"));
        assertThat(stage.apply(new Pick(session("french"), id("away"))))
                .isEqualTo(Outcome.refused(Refusal.NOT_AVAILABLE, "agent away is AWAY"));
        assertThat(stage.refusal(new Pick(session("french"), id("who")))).isEqualTo(Refusal.UNKNOWN_AGENT);
        assertThat(stage.refusal(new Pick(session("who"), id("ann")))).isEqualTo(Refusal.UNKNOWN_SESSION);

        stage.submit("one").accept("one", "ann").submit("two");
        assertThat(stage.refusal(new Pick(session("two"), id("ann")))).isEqualTo(Refusal.NO_ROOM);
        assertThat(stage.refusal(new Pick(session("one"), id("ann")))).isEqualTo(Refusal.NOT_WAITING);

        Stage strict = stage(once().pick(false));
        strict.submit("chat").agent("ann", 1);
        assertThat(strict.refusal(new Pick(session("chat"), id("ann")))).isEqualTo(Refusal.NOT_ALLOWED);
    }

    @Test
    void scenario_29_who_asks_for_the_next_chat_gets_the_one_that_is_offered() {
        Stage stage = threeTimes();
        stage.agent("ann", 1).submit("chat", "later").at(5);
        assertThat(stage.apply(new TakeNext(id("ann"))).session()).isEqualTo(session("chat"));
        assertThat(stage.told("chat")).last().isEqualTo("5 chat assigned ann TAKE_NEXT");
        assertThat(stage.refusal(new TakeNext(id("ann")))).isEqualTo(Refusal.NO_ROOM);
    }

    @Test
    void scenario_29_a_pick_takes_the_chat_from_who_was_asked() {
        Stage stage = threeTimes();
        stage.agent("ann", 1).submit("chat").agent("bob", 1).at(5).pick("chat", "bob");
        assertThat(stage.told("chat"))
                .containsExactly(
                        "0 chat queued sales SUBMITTED",
                        "0 chat offered ann until 30",
                        "5 chat withdrawn ann TAKEN",
                        "5 chat assigned bob PICK");
        assertThat(stage.held("ann")).isEmpty();
    }
}
