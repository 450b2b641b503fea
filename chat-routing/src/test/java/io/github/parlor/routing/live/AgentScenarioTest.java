package io.github.parlor.routing.live;

import static io.github.parlor.routing.live.Stage.id;
import static io.github.parlor.routing.live.Stage.instant;
import static io.github.parlor.routing.live.Stage.minutes;
import static io.github.parlor.routing.live.Stage.person;
import static io.github.parlor.routing.live.Stage.queue;
import static io.github.parlor.routing.live.Stage.seconds;
import static io.github.parlor.routing.live.Stage.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.conversation.ConversationPolicy.WakePolicy;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.routing.live.Outcome.Refusal;
import io.github.parlor.routing.live.RoutingEvent.OverBecause;
import io.github.parlor.routing.plan.AgentGroup;
import io.github.parlor.routing.plan.AgentGroup.Preference;
import io.github.parlor.routing.plan.AgentOrder;
import io.github.parlor.routing.plan.Capacity;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.Ladder;
import io.github.parlor.routing.plan.Limit;
import io.github.parlor.routing.plan.OfferPolicy;
import io.github.parlor.routing.plan.OfferPolicy.Missed;
import io.github.parlor.routing.plan.Queue;
import io.github.parlor.routing.plan.Requirement;
import io.github.parlor.routing.plan.RoutingPlan;
import io.github.parlor.routing.plan.Scoring;
import io.github.parlor.routing.plan.StatusPolicy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The scenarios 32 to 62 of the routing reference, section 6.4, that are about what agents hold and get. */
class AgentScenarioTest {
    private static final Queue SALES = Queue.of("sales");

    @Test
    void scenario_33_what_a_supervisor_assigns_above_the_limit_is_paid_back_first() {
        Stage stage = Stage.of(Stage.given(SALES)).agent("a", 3).submit("c1", "c2", "c3", "c4");
        stage.told();
        stage.at(10).force("c4", "a");
        assertThat(stage.told()).containsExactly("10 a over units FORCED", "10 c4 assigned a FORCE, over the limit");
        assertThat(stage.free("a")).isEqualTo(-300);

        stage.submit("c5").at(20).release("c1");
        assertThat(stage.free("a")).isZero();
        assertThat(stage.waiting()).containsExactly("c5");
        stage.at(30).release("c2");
        assertThat(stage.serves("a")).containsExactly("c3", "c4", "c5");
        assertThat(stage.told("c5"))
                .containsExactly(
                        "10 c5 queued sales SUBMITTED", "30 c5 offered a until 60", "30 c5 assigned a AUTO_ACCEPT");
        assertThat(stage.over("a")).containsExactly(Map.entry(OverBecause.FORCED, 1));
    }

    @Test
    void scenario_33_a_lowered_limit_takes_nothing_away_and_is_counted_once() {
        Stage stage = Stage.of(Stage.given(SALES)).agent("a", 3).submit("c1", "c2", "c3");
        stage.told();
        stage.agent("a", 1).submit("c4");
        assertThat(stage.told("a")).containsExactly("0 a over units LIMIT_LOWERED");
        assertThat(stage.serves("a")).containsExactly("c1", "c2", "c3");

        // Who stands above a limit anyway does so no more often because skills or the plan change.
        stage.agent("a", 1, "fr").plan(stage.router().state().plan());
        assertThat(stage.over("a")).containsExactly(Map.entry(OverBecause.LIMIT_LOWERED, 1));
        stage.release("c1", "c2");
        assertThat(stage.waiting()).containsExactly("c4");
        stage.release("c3");
        assertThat(stage.serves("a")).containsExactly("c4");
    }

    @Test
    void a_limit_that_another_plan_lowers_is_counted_by_its_name_once() {
        RoutingPlan three = Stage.given(SALES)
                .capacity(Capacity.DEFAULT.with(Limit.held("inbox", 3)))
                .build();
        RoutingPlan one = Stage.given(SALES)
                .capacity(Capacity.DEFAULT.with(Limit.held("inbox", 1)))
                .build();
        Stage stage = Stage.of(three).agent("a", 3).submit("c1", "c2");
        stage.told();

        stage.plan(one).plan(one).submit("c3");
        assertThat(stage.told("a")).containsExactly("0 a over inbox LIMIT_LOWERED");
        assertThat(stage.serves("a")).containsExactly("c1", "c2");
        assertThat(stage.over("a")).containsExactly(Map.entry(OverBecause.LIMIT_LOWERED, 1));
        stage.release("c1");
        assertThat(stage.waiting()).containsExactly("c3");
        stage.release("c2");
        assertThat(stage.serves("a")).containsExactly("c3");
    }

    @Test
    void scenario_34_an_agent_has_room_only_where_every_limit_has() {
        Limit inbox = new Limit.Held("inbox", 2, Set.of(), Set.of(queue("sales")));
        Stage stage = Stage.of(Stage.given(SALES, Queue.of("support")).capacity(Capacity.DEFAULT.with(inbox)));
        stage.agent("a", 3).submit("s1", "s2", "s3");
        stage.submit("h1", Demand.of("support")).submit("h2", Demand.of("support"));
        assertThat(stage.serves("a")).containsExactly("s1", "s2", "h1");
        Outcome inboxFull = stage.at(1).release("h1").apply(new RoutingCommand.Pick(session("s3"), id("a")));
        assertThat(stage.serves("a")).containsExactly("s1", "s2", "h2");
        assertThat(inboxFull.refusal()).isEqualTo(Refusal.NO_ROOM);
        assertThat(inboxFull.detail()).isEqualTo("agent a has no room");

        stage.release("h2");
        Outcome two = stage.apply(new RoutingCommand.Pick(session("s3"), id("a")));
        assertThat(two.detail()).isEqualTo("agent a has reached limit inbox");
        stage.release("s1");
        assertThat(stage.serves("a")).containsExactly("s2", "s3");
    }

    @Test
    void scenario_35_one_of_four_is_less_than_one_of_three() {
        Stage stage = Stage.of(Stage.given(SALES)).agent("a", 3).agent("b", 4).submit("c1", "c2", "c3", "c4");
        assertThat(stage.serves("a")).containsExactly("c1", "c4");
        assertThat(stage.serves("b")).containsExactly("c2", "c3");
    }

    @Test
    void scenario_35_of_equal_shares_the_one_whose_last_assignment_is_longer_ago() {
        Stage stage = Stage.of(Stage.given(SALES)).agent("a", 4).agent("b", 2).submit("c1", "c2", "c3");
        // a has two of four since c3, b one of two since c2.
        assertThat(stage.serves("a")).containsExactly("c1", "c3");
        stage.submit("c4");
        assertThat(stage.serves("b")).containsExactly("c2", "c4");
    }

    private static OfferPolicy.Builder missing(int inRow) {
        return OfferPolicy.builder().onMissed(inRow, Missed.SET_AWAY).lastResort(false);
    }

    @Test
    void scenario_41_three_unanswered_offers_in_a_row_set_an_agent_away_and_the_queue_goes_on() {
        Stage stage = Stage.of(Stage.offered(SALES)
                .offers(missing(3).build())
                .statuses(StatusPolicy.DEFAULT.withMissedReason("on break")));
        stage.agent("a", 1).submit("c1", "c2", "c3", "c4");
        stage.at(60).told();
        assertThat(stage.work("a").missed()).isEqualTo(2);
        stage.at(90);
        assertThat(stage.told()).containsExactly("90 c3 lapsed a", "90 a AWAY (on break) MISSED_OFFERS");
        assertThat(stage.waiting()).containsExactly("c1", "c2", "c3", "c4");
        assertThat(stage.held("a")).isEmpty();

        stage.agent("b", 1);
        assertThat(stage.told("c1")).containsExactly("90 c1 offered b until 120");
        stage.at(95).back("a");
        assertThat(stage.work("a").missed()).isZero();
        assertThat(stage.told("a", "c4")).containsExactly("95 a AVAILABLE CHOSEN", "95 c4 offered a until 125");
    }

    @Test
    void scenario_41_an_answer_begins_the_row_again() {
        Stage stage = Stage.of(Stage.offered(SALES).offers(missing(2).build()));
        stage.agent("a", 1).submit("c1", "c2", "c3", "c4", "c5");
        stage.at(30).decline("c2", "a");
        assertThat(stage.work("a").missed()).isZero();
        stage.at(60).accept("c4", "a").at(70).release("c4");
        assertThat(stage.work("a").missed()).isZero();
        stage.at(100);
        assertThat(stage.work("a").missed()).isEqualTo(1);
        assertThat(stage.work("a").status()).isEqualTo(AgentStatus.AVAILABLE);
    }

    @Test
    void scenario_41_whoever_is_set_away_is_nobody_to_wait_for() {
        // The step for the specialists ends at once when the last of them is set away.
        Queue queue = Queue.builder("sales")
                .ladder(Ladder.builder()
                        .stepUnlessNobodyIsThere(Requirement.skill("fr"), minutes(10))
                        .last(Requirement.anyone()))
                .build();
        Stage stage = Stage.of(Stage.offered(queue).offers(missing(1).build()));
        stage.agent("b", 2).agent("a", 1, "fr").submit("c1", "c2");
        assertThat(stage.offeredTo("c1")).containsExactly("a");
        assertThat(stage.waiting()).containsExactly("c2");
        stage.told();
        stage.at(30);
        assertThat(stage.told())
                .containsExactly(
                        "30 c1 lapsed a",
                        "30 c1 step 1 without [fr]",
                        "30 c1 offered b until 60",
                        "30 a AWAY MISSED_OFFERS",
                        "30 c2 step 1 without [fr]",
                        "30 c2 offered b until 60");
    }

    @Test
    void scenario_41_issue_1221_an_unavailable_agent_at_the_end_of_the_list_stops_nobody() {
        Stage stage = Stage.of(Stage.given(SALES)).agent("a", 1).agent("z", 1).away("z");
        stage.submit("c1", "c2").agent("b", 1);
        assertThat(stage.serves("a")).containsExactly("c1");
        assertThat(stage.serves("b")).containsExactly("c2");
    }

    @Test
    void scenario_45_the_fourth_goes_before_a_fifth_that_comes_later() {
        Stage stage = Stage.of(Stage.given(SALES))
                .agent("a", 3)
                .submit("c1", "c2", "c3")
                .at(5)
                .submit("c4");
        stage.told();
        stage.at(9).release("c2").submit("c5");
        assertThat(stage.told("c4", "c5"))
                .containsExactly(
                        "9 c4 offered a until 39", "9 c4 assigned a AUTO_ACCEPT", "9 c5 queued sales SUBMITTED");
        assertThat(stage.waiting()).containsExactly("c5");
    }

    @Test
    void scenario_47_a_third_assignment_within_the_hour_passes_an_idle_agent_by() {
        Limit hourly = Limit.rate("hourly", 2, Duration.ofHours(1));
        Stage stage = Stage.of(Stage.given(SALES).capacity(Capacity.DEFAULT.with(hourly)));
        stage.agent("a").submit("c1").at(60).submit("c2").at(100).release("c1", "c2");
        stage.at(120).submit("c3");
        assertThat(stage.waiting()).containsExactly("c3");
        Outcome capped = stage.apply(new RoutingCommand.Pick(session("c3"), id("a")));
        assertThat(capped.refusal()).isEqualTo(Refusal.NO_ROOM);
        assertThat(capped.detail()).startsWith("agent a was given what limit hourly allows, until ");
        assertThat(stage.router().nextDue()).contains(instant(3600));

        stage.justBefore(3600);
        assertThat(stage.waiting()).containsExactly("c3");
        stage.at(3600).submit("c4");
        assertThat(stage.serves("a")).containsExactly("c3");
        stage.at(3660);
        assertThat(stage.serves("a")).containsExactly("c3", "c4");
    }

    @Test
    void scenario_47_an_offer_that_comes_to_nothing_counts_in_no_window() {
        Limit hourly = Limit.rate("hourly", 2, Duration.ofHours(1));
        Stage stage = Stage.of(Stage.offered(SALES)
                .capacity(Capacity.DEFAULT.with(hourly))
                .offers(OfferPolicy.builder().lastResort(false).build()));
        stage.agent("a").submit("c1").at(10).submit("c2").accept("c2", "a").at(30);
        // The offer of c1 lapsed, so what was given at 10 s is the only one and leaves the window at 3610 s.
        stage.submit("c3").accept("c3", "a").submit("c4").justBefore(3610);
        assertThat(stage.serves("a")).containsExactly("c2", "c3");
        assertThat(stage.offeredTo("c4")).isEmpty();
        stage.at(3610);
        assertThat(stage.offeredTo("c4")).containsExactly("a");
    }

    @Test
    void scenario_51_of_three_that_nobody_was_there_for_the_two_oldest_go_to_who_logs_in() {
        Stage stage = Stage.of(Stage.given(SALES))
                .submit("c1")
                .at(1)
                .submit("c2")
                .at(2)
                .submit("c3");
        stage.at(60).agent("a", 2);
        assertThat(stage.serves("a")).containsExactly("c1", "c2");
        assertThat(stage.waiting()).containsExactly("c3");
    }

    @Test
    void scenario_53_ten_agents_whose_wrap_up_ends_a_second_apart_take_a_session_each_a_second_apart() {
        Capacity wrapUp = new Capacity(Map.of(), Capacity.Load.DEFAULT, List.of(), seconds(30));
        Stage stage = Stage.of(Stage.given(SALES).capacity(wrapUp));
        for (int i = 0; i < 10; i++) {
            stage.agent("a" + i, 1);
        }
        for (int i = 0; i < 10; i++) {
            stage.submit("old" + i);
        }
        for (int i = 0; i < 10; i++) {
            stage.at(i).release("old" + i);
        }
        for (int i = 0; i < 10; i++) {
            stage.submit("new" + i);
        }
        stage.told();
        stage.at(60);
        for (int i = 0; i < 10; i++) {
            String agent = "a" + i;
            assertThat(stage.events())
                    .contains(new RoutingEvent.Assigned(
                            session("new" + i),
                            3,
                            instant(30 + i),
                            id(agent),
                            RoutingEvent.AssignedBy.AUTO_ACCEPT,
                            false));
        }
        assertThat(stage.waiting()).isEmpty();
    }

    @Test
    void scenario_53_wrap_up_holds_its_place_until_it_is_ended_and_ends_once() {
        Capacity wrapUp = new Capacity(Map.of(), Capacity.Load.DEFAULT, List.of(), seconds(30));
        Stage stage =
                Stage.of(Stage.given(SALES).capacity(wrapUp)).agent("a", 1).submit("c1", "c2");
        stage.release("c1").at(20);
        assertThat(stage.held("a")).containsExactly("c1 WRAP_UP");
        stage.told();
        stage.done(new RoutingCommand.EndWrapUp(session("c1"), id("a")));
        assertThat(stage.told())
                .containsExactly("20 a wrapped up c1", "20 c2 offered a until 50", "20 c2 assigned a AUTO_ACCEPT");
        assertThat(stage.refusal(new RoutingCommand.EndWrapUp(session("c1"), id("a"))))
                .isEqualTo(Refusal.NOTHING_TO_END);
        assertThat(stage.refusal(new RoutingCommand.EndWrapUp(session("c1"), id("nobody"))))
                .isEqualTo(Refusal.UNKNOWN_AGENT);
        stage.at(30);
        assertThat(stage.told()).isEmpty();
    }

    @Test
    void scenario_53_issue_2886_a_decline_never_ends_a_session() {
        Stage stage = Stage.of(Stage.offered(SALES)).agent("a", 1).agent("b", 1).submit("c1");
        stage.told();
        stage.at(5).decline("c1", "a");
        assertThat(stage.told()).containsExactly("5 c1 declined a", "5 c1 offered b until 35");
    }

    @Test
    void scenario_56_a_specialist_first_so_that_a_generalist_stays_free() {
        Queue a = Queue.builder("a")
                .served(Requirement.skill("a"))
                .scoring(new Scoring.Specialists())
                .build();
        Queue b = Queue.builder("b")
                .served(Requirement.skill("b"))
                .scoring(new Scoring.Specialists())
                .build();
        Stage stage = Stage.of(Stage.given(a, b)).agent("y", 1, "a", "b").agent("x", 1, "a");
        stage.submit("first", Demand.of("a")).submit("second", Demand.of("b"));
        assertThat(stage.serves("x")).containsExactly("first");
        assertThat(stage.serves("y")).containsExactly("second");
        // With the specialist busy the generalist does the work.
        stage.release("second").submit("third", Demand.of("a"));
        assertThat(stage.serves("y")).containsExactly("third");
    }

    @Test
    void scenario_57_the_largest_product_of_weight_and_wait_goes_first() {
        AgentGroup group = new AgentGroup(
                "both",
                Requirement.anyone(),
                Map.of(
                        queue("sales"), new Preference(0, 1, Duration.ZERO),
                        queue("support"), new Preference(0, 3, Duration.ZERO)));
        RoutingPlan plan = Stage.given(SALES, Queue.of("support")).groups(group).build();
        Stage stage = Stage.of(plan).submit("slow", Demand.of("sales"));
        stage.at(35).submit("quick", Demand.of("support")).at(60).agent("a", 1);
        assertThat(stage.serves("a")).containsExactly("quick");
        stage.release("quick");
        assertThat(stage.serves("a")).containsExactly("slow");

        // Just as long: 54 s by 1 and 18 s by 3 are equal, so the earlier one goes.
        Stage equal = Stage.of(plan).submit("slow", Demand.of("sales"));
        equal.at(36).submit("quick", Demand.of("support")).at(54).agent("a", 1);
        assertThat(equal.serves("a")).containsExactly("slow");
    }

    @Test
    void scenario_61_a_nights_backlog_fills_an_agent_up_to_the_limit_and_no_further() {
        Stage stage = Stage.of(Stage.given(SALES));
        for (int i = 0; i < 40; i++) {
            stage.at(i * 60L).submit("c" + i);
        }
        stage.at(8 * 3600).told();
        stage.agent("a", 3);
        assertThat(stage.serves("a")).containsExactly("c0", "c1", "c2");
        assertThat(stage.waiting()).hasSize(37).startsWith("c3", "c4").endsWith("c39");
        assertThat(stage.told().stream().filter(line -> line.contains("assigned")))
                .hasSize(3);

        // What falls silent makes room for one each; the next in order comes.
        stage.at(8 * 3600 + 600).park("c1");
        assertThat(stage.serves("a")).containsExactly("c0", "c2", "c3");
        assertThat(stage.held("a")).contains("c1 PARKED");

        // What wakes up above the limit is counted, and nothing new comes until there is room.
        stage.done(new RoutingCommand.Wake(session("c1"), WakePolicy.RESUME_OVER_LIMIT));
        assertThat(stage.free("a")).isEqualTo(-300);
        assertThat(stage.over("a")).containsExactly(Map.entry(OverBecause.WOKEN, 1));
        stage.release("c0");
        assertThat(stage.serves("a")).containsExactly("c1", "c2", "c3");
        stage.release("c2");
        assertThat(stage.serves("a")).containsExactly("c1", "c3", "c4");
    }

    private static Map<String, Integer> aDayOf(AgentOrder order) {
        Stage stage = Stage.of(Stage.given(SALES).agentOrder(order))
                .agent("quick", 10)
                .agent("slow", 10);
        record Served(long until, String session) {}
        Deque<Served> byQuick = new ArrayDeque<>();
        Deque<Served> bySlow = new ArrayDeque<>();
        for (int i = 0; i < 300; i++) {
            long second = i * 20L;
            for (Deque<Served> running : List.of(byQuick, bySlow)) {
                while (!running.isEmpty() && running.peek().until() <= second) {
                    stage.at(Math.max(
                            running.peek().until(),
                            Duration.between(Stage.NOON, stage.now()).toSeconds()));
                    stage.release(running.remove().session());
                }
            }
            stage.at(second).submit("c" + i);
            boolean quick = stage.assignedTo("c" + i).equals("quick");
            (quick ? byQuick : bySlow).add(new Served(second + (quick ? 60 : 120), "c" + i));
        }
        assertThat(stage.waiting()).isEmpty();
        assertThat(stage.over("quick")).isEmpty();
        assertThat(stage.over("slow")).isEmpty();
        return stage.assignments();
    }

    @Test
    void scenario_62_spare_capacity_gives_who_is_twice_as_fast_twice_as_much_and_taking_turns_half() {
        Map<String, Integer> bySpare = aDayOf(AgentOrder.MOST_FREE_UNITS);
        double ratio = (double) bySpare.getOrDefault("quick", 0) / bySpare.getOrDefault("slow", 1);
        assertThat(ratio).isBetween(1.8, 2.2);
        assertThat(aDayOf(AgentOrder.ROUND_ROBIN)).isEqualTo(Map.of("quick", 150, "slow", 150));
    }

    private static RoutingCommand connect(String agent, String device) {
        return new RoutingCommand.Connect(id(agent), device);
    }

    private static RoutingCommand disconnect(String agent, String device) {
        return new RoutingCommand.Disconnect(id(agent), device);
    }

    @Test
    void scenario_46_an_agent_is_there_as_long_as_one_of_several_devices_is() {
        Stage stage = Stage.of(Stage.offered(SALES)).agent("a", 1).submit("c1");
        stage.done(connect("a", "phone")).done(connect("a", "laptop")).done(disconnect("a", "phone"));
        assertThat(stage.work("a").status()).isEqualTo(AgentStatus.AVAILABLE);
        assertThat(stage.refusal(disconnect("a", "phone"))).isEqualTo(Refusal.NOTHING_TO_END);
        assertThat(stage.refusal(connect("nobody", "phone"))).isEqualTo(Refusal.UNKNOWN_AGENT);
        stage.told();
        // Who is lost has no open offer and gets none.
        stage.at(5).done(disconnect("a", "laptop")).submit("c2");
        assertThat(stage.told("a", "c1")).containsExactly("5 a LOST DEVICES_AWAY", "5 c1 withdrawn a AGENT_LEFT");
        assertThat(stage.waiting()).containsExactly("c1", "c2");
        stage.at(64).done(connect("a", "tablet"));
        assertThat(stage.offeredTo("c1")).containsExactly("a");
    }

    @Test
    void scenario_46_a_known_device_is_not_one_more() {
        Stage stage = Stage.of(Stage.offered(SALES)).agent("a", 1);
        for (int i = 0; i < PlanRouter.MAX_DEVICES; i++) {
            stage.done(connect("a", "d" + i));
        }
        assertThat(stage.refusal(connect("a", "more"))).isEqualTo(Refusal.TOO_MANY);
        stage.done(connect("a", "d7"));
    }

    @Test
    void scenario_46_who_comes_back_is_what_was_chosen_last_and_who_was_away_is_away() {
        StatusPolicy lunch = StatusPolicy.DEFAULT.withReason("lunch", AgentStatus.AWAY);
        Stage stage = Stage.of(Stage.given(SALES).statuses(lunch)).agent("a", 1).done(connect("a", "phone"));
        stage.done(new RoutingCommand.SetAgent(person("a"), AgentStatus.AWAY, "lunch"));
        stage.submit("c1").done(disconnect("a", "phone")).at(30).done(connect("a", "phone"));
        assertThat(stage.told("a"))
                .containsExactly(
                        "0 a AVAILABLE CHOSEN",
                        "0 a AWAY (lunch) CHOSEN",
                        "0 a LOST (lunch) DEVICES_AWAY",
                        "30 a AWAY (lunch) BACK");
        assertThat(stage.waiting()).containsExactly("c1");
        assertThat(stage.refusal(new RoutingCommand.SetAgent(person("a"), AgentStatus.AVAILABLE, "lunch")))
                .isEqualTo(Refusal.UNKNOWN_REASON);
        assertThat(stage.refusal(new RoutingCommand.SetAgent(person("a"), AgentStatus.AWAY, "golf")))
                .isEqualTo(Refusal.UNKNOWN_REASON);
    }

    private static StatusPolicy onGone(StatusPolicy.Gone policy) {
        return new StatusPolicy(Map.of(), seconds(60), policy, false, null);
    }

    @Test
    void scenario_46_a_plan_may_keep_the_sessions_of_a_vanished_agent_or_end_them() {
        Stage keeping = Stage.of(Stage.given(SALES).statuses(onGone(StatusPolicy.Gone.KEEP)));
        keeping.agent("b", 1).away("b").agent("a", 2).submit("c1").gone("a").back("b");
        assertThat(keeping.serves("a")).containsExactly("c1");
        assertThat(keeping.assignedTo("c1")).isEqualTo("a");
        keeping.submit("c2").back("a").release("c1");
        assertThat(keeping.held("a")).isEmpty();
        assertThat(keeping.serves("b")).containsExactly("c2");

        Stage ending = Stage.of(Stage.given(SALES).statuses(onGone(StatusPolicy.Gone.END)));
        ending.agent("a", 2).submit("c1").status("a", AgentStatus.LOST);
        ending.told();
        ending.at(60);
        assertThat(ending.told()).containsExactly("60 a GONE GRACE_OVER", "60 c1 released a", "60 c1 ended AGENT_GONE");
        assertThat(ending.isThere("c1")).isFalse();
        assertThat(ending.held("a")).isEmpty();
    }

    @Test
    void who_drains_finishes_what_runs_takes_nothing_new_and_goes() {
        Stage stage =
                Stage.of(Stage.given(SALES)).agent("a", 2).submit("c1", "c2").status("a", AgentStatus.DRAINING);
        stage.submit("c3").told();
        stage.at(5).release("c1");
        assertThat(stage.refusal(new RoutingCommand.TakeNext(id("a")))).isEqualTo(Refusal.NOT_AVAILABLE);
        assertThat(stage.refusal(new RoutingCommand.Pick(session("c3"), id("a"))))
                .isEqualTo(Refusal.NOT_AVAILABLE);
        stage.at(9).release("c2");
        assertThat(stage.told("a")).containsExactly("9 a GONE DRAINED");
        assertThat(stage.waiting()).containsExactly("c3");
    }
}
