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
import io.github.parlor.id.TeamId;
import io.github.parlor.routing.live.Outcome.Refusal;
import io.github.parlor.routing.plan.AgentGroup;
import io.github.parlor.routing.plan.AgentGroup.Preference;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.Escalation;
import io.github.parlor.routing.plan.Escalation.Action;
import io.github.parlor.routing.plan.Ladder;
import io.github.parlor.routing.plan.OfferPolicy;
import io.github.parlor.routing.plan.Queue;
import io.github.parlor.routing.plan.Requirement;
import io.github.parlor.routing.plan.RoutingPlan;
import io.github.parlor.time.Schedule;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The scenarios 32 to 62 of the routing reference, section 6.4, that are about the order and the limits of waiting. */
class QueueScenarioTest {
    private static final Queue SALES = Queue.of("sales");
    private static final Demand DEMAND = Demand.of("sales");

    private static Queue.Builder sales() {
        return Queue.builder("sales");
    }

    @Test
    void scenario_32_a_returning_customer_is_ordered_by_the_last_message_and_not_by_the_first() {
        Stage stage =
                Stage.of(Stage.given(SALES)).agent("a", 1).submit("monday").at(100);
        stage.park("monday").at(200).submit("busy").at(300).submit("thursday");
        stage.at(400).told();
        stage.done(new RoutingCommand.Wake(session("monday"), WakePolicy.QUEUE));
        assertThat(stage.told())
                .containsExactly("400 monday released a", "400 monday queued sales WOKEN", "400 monday step 1");
        assertThat(stage.waiting()).containsExactly("thursday", "monday");
        stage.release("busy");
        assertThat(stage.serves("a")).containsExactly("thursday");

        // A host that ends sessions in between says so itself.
        Stage host = Stage.of(Stage.given(SALES)).submit("new", DEMAND, 50);
        host.at(60).submit("back", DEMAND, 55).submit("old", DEMAND, 10);
        assertThat(host.waiting()).containsExactly("old", "new", "back");
    }

    @Test
    void scenario_32_what_cannot_be_woken() {
        Stage stage = Stage.of(Stage.given(SALES)).agent("a", 1).submit("c1", "c2");
        assertThat(stage.refusal(new RoutingCommand.Wake(session("c1"), WakePolicy.QUEUE)))
                .isEqualTo(Refusal.NOT_PARKED);
        assertThat(stage.refusal(new RoutingCommand.Wake(session("no"), WakePolicy.QUEUE)))
                .isEqualTo(Refusal.UNKNOWN_SESSION);
        assertThat(stage.refusal(new RoutingCommand.Park(session("c2")))).isEqualTo(Refusal.NOT_SERVED);
    }

    @Test
    void scenario_36_a_free_named_agent_gets_it_a_busy_one_is_not_waited_for_and_an_ignored_one_never_does() {
        Stage stage = Stage.of(Stage.given(SALES)).agent("y", 3).agent("x", 1).agent("z", 3);
        Demand named = DEMAND.withNamed(id("x")).withExcluded(Set.of(id("y")));
        stage.submit("c1", named).submit("c2", named);
        assertThat(stage.assignedTo("c1")).isEqualTo("x");
        assertThat(stage.assignedTo("c2")).isEqualTo("z");
        Outcome ignored = stage.submit("c3", named.withRequired(Requirement.not(Requirement.agent(id("z")))))
                .apply(new RoutingCommand.Pick(session("c3"), id("y")));
        assertThat(ignored.refusal()).isEqualTo(Refusal.NOT_ELIGIBLE);
        assertThat(stage.waiting()).containsExactly("c3");
        stage.release("c1");
        assertThat(stage.assignedTo("c3")).isEqualTo("x");
    }

    @Test
    void scenario_36_a_named_agent_who_is_there_is_waited_for_as_long_as_the_queue_says() {
        Stage stage = Stage.of(Stage.given(sales().namedPatience(seconds(20)).build()));
        stage.agent("x", 1).agent("z", 3).submit("busy", DEMAND.withNamed(id("x")));
        stage.submit("c1", DEMAND.withNamed(id("x"))).submit("c2", DEMAND.withNamed(id("x")));
        stage.told();
        stage.justBefore(20);
        assertThat(stage.waiting()).containsExactly("c1", "c2");
        stage.at(20);
        assertThat(stage.told())
                .containsExactly(
                        "20 c1 step 1",
                        "20 c1 offered z until 50",
                        "20 c1 assigned z AUTO_ACCEPT",
                        "20 c2 step 1",
                        "20 c2 offered z until 50",
                        "20 c2 assigned z AUTO_ACCEPT");
        stage.submit("c3", DEMAND.withNamed(id("x")));
        stage.at(25).away("x");
        // Nobody waits for somebody who is not there.
        assertThat(stage.assignedTo("c3")).isEqualTo("z");
    }

    private static Queue overflowing(String from, String to, Duration wait) {
        return Queue.builder(from)
                .escalations(Escalation.afterWait(wait, Action.move(to)))
                .build();
    }

    @Test
    void scenario_37_a_session_moves_to_the_backup_at_its_instant_and_is_not_cancelled() {
        Queue backup = Queue.builder("backup")
                .served(Requirement.skill("backup"))
                .escalations(Escalation.afterWait(minutes(3), Action.refuse()))
                .build();
        RoutingPlan plan =
                Stage.given(overflowing("sales", "backup", minutes(1)), backup).build();
        Stage stage = Stage.of(plan).submit("c1");
        stage.told();
        stage.justBefore(60);
        assertThat(stage.told()).isEmpty();
        stage.at(60);
        assertThat(stage.told()).containsExactly("60 c1 moved sales to backup, hop 1");
        // Nobody is there: it stays, and the end is told.
        stage.justBefore(240);
        assertThat(stage.waiting()).containsExactly("c1");
        stage.at(240);
        assertThat(stage.told()).containsExactly("240 c1 ended WAITED_TOO_LONG");
        assertThat(stage.isThere("c1")).isFalse();

        Stage late = Stage.of(plan).submit("c1").at(60).agent("b", 1, "backup");
        assertThat(late.serves("b")).containsExactly("c1");
    }

    @Test
    void scenario_37_queues_that_overflow_in_a_circle_end_at_the_hop_limit() {
        RoutingPlan plan = RoutingPlan.builder()
                .queues(overflowing("sales", "backup", minutes(1)), overflowing("backup", "sales", minutes(1)))
                .maxHops(3)
                .build();
        Stage stage = Stage.of(plan).submit("c1").at(300);
        assertThat(stage.told())
                .containsExactly(
                        "0 c1 queued sales SUBMITTED",
                        "60 c1 moved sales to backup, hop 1",
                        "120 c1 moved backup to sales, hop 2",
                        "180 c1 moved sales to backup, hop 3",
                        "240 c1 ended NO_MOVES_LEFT");
    }

    @Test
    void scenario_37_a_move_keeps_the_place_in_time_and_takes_open_offers_back() {
        Stage stage = Stage.of(Stage.offered(overflowing("sales", "backup", seconds(20)), Queue.of("backup")));
        stage.at(5).submit("later", Demand.of("backup"), 3).agent("a", 1);
        stage.accept("later", "a").submit("c1", DEMAND, 0).submit("c2", Demand.of("backup"), 4);
        stage.told();
        stage.at(20);
        assertThat(stage.told()).containsExactly("20 c1 moved sales to backup, hop 1");
        stage.release("later");
        assertThat(stage.offeredTo("c1")).containsExactly("a");

        Stage offered = Stage.of(Stage.offered(overflowing("sales", "backup", seconds(20)), Queue.of("backup")));
        offered.agent("a", 1).submit("c1").at(20);
        assertThat(offered.told("c1"))
                .containsExactly(
                        "0 c1 queued sales SUBMITTED",
                        "0 c1 offered a until 30",
                        "20 c1 withdrawn a SESSION_LEFT",
                        "20 c1 moved sales to backup, hop 1",
                        "20 c1 offered a until 50");
    }

    @Test
    void scenario_37_a_queue_without_staff_hands_on_to_the_next_that_has_some() {
        Queue.Builder first = Queue.builder("sales").served(Requirement.skill("s"));
        Queue.Builder second = Queue.builder("second").served(Requirement.skill("t"));
        RoutingPlan plan = Stage.given(
                        first.escalations(Escalation.unstaffed(Duration.ZERO, Action.move("second")))
                                .build(),
                        second.escalations(Escalation.unstaffed(Duration.ZERO, Action.move("third")))
                                .build(),
                        Queue.of("third"))
                .build();
        Stage arriving = Stage.of(plan).submit("c1");
        assertThat(arriving.told())
                .containsExactly(
                        "0 c1 moved sales to second, hop 1",
                        "0 c1 moved second to third, hop 2",
                        "0 c1 queued third SUBMITTED");

        Stage waiting = Stage.of(plan).agent("s", 1, "s").submit("busy", "c1");
        waiting.told();
        waiting.at(9).away("s");
        assertThat(waiting.told("c1"))
                .containsExactly("9 c1 moved sales to second, hop 1", "9 c1 moved second to third, hop 2");

        // A transfer to a queue without staff is handed on as well.
        Stage transferred = Stage.of(plan).agent("s", 1, "s").submit("c1");
        transferred.told();
        transferred.at(9).done(new RoutingCommand.Transfer(session("c1"), Demand.of("second")));
        assertThat(transferred.told("c1"))
                .startsWith("9 c1 released s", "9 c1 queued second TRANSFERRED", "9 c1 moved second to third, hop 1");
    }

    private static Stage declining(int limit, Duration coolDown) {
        return Stage.of(Stage.offered(SALES)
                .offers(OfferPolicy.builder()
                        .declineLimit(limit)
                        .coolDown(coolDown)
                        .lastResort(false)
                        .build()));
    }

    @Test
    void scenario_38_the_only_agent_is_asked_again_when_the_cool_down_is_over_and_not_before() {
        Stage stage = declining(3, seconds(20)).agent("a", 1).submit("c1").at(5).decline("c1", "a");
        stage.told();
        stage.justBefore(25);
        assertThat(stage.told()).isEmpty();
        stage.at(25);
        assertThat(stage.told()).containsExactly("25 c1 offered a until 55");
        // A lapse is a decline.
        stage.justBefore(75);
        assertThat(stage.told()).containsExactly("55 c1 lapsed a");
        stage.at(75).decline("c1", "a");
        assertThat(stage.told())
                .containsExactly("75 c1 offered a until 105", "75 c1 declined a", "75 c1 fully declined");
    }

    @Test
    void scenario_39_nobody_waits_for_a_tier_without_agents() {
        Queue tiers = sales().ladder(Ladder.builder()
                        .stepUnlessNobodyIsThere(Requirement.team("tier1"), seconds(30))
                        .stepUnlessNobodyIsThere(Requirement.team("tier2"), seconds(30))
                        .last(Requirement.team("tier3")))
                .build();
        Stage stage = Stage.of(Stage.given(tiers));
        stage.agent(person("two").withTeams(Set.of(new TeamId("tier2"))).withSessions(1));
        stage.agent(person("three").withTeams(Set.of(new TeamId("tier3"))).withSessions(3));
        stage.submit("c1", "c2");
        assertThat(stage.told("c1"))
                .containsExactly(
                        "0 c1 queued sales SUBMITTED",
                        "0 c1 step 1",
                        "0 c1 offered two until 30",
                        "0 c1 assigned two AUTO_ACCEPT");
        // The second tier is there and busy: it is waited for.
        stage.justBefore(30);
        assertThat(stage.waiting()).containsExactly("c2");
        stage.at(30);
        assertThat(stage.told("c2"))
                .containsExactly("30 c2 step 2", "30 c2 offered three until 60", "30 c2 assigned three AUTO_ACCEPT");
        stage.submit("c3").at(40).away("two");
        assertThat(stage.assignedTo("c3")).isEqualTo("three");
    }

    @Test
    void scenario_40_who_comes_back_in_time_has_the_original_place_and_later_a_new_one() {
        Stage stage = Stage.of(Stage.given(sales().rejoin(seconds(60)).build()));
        stage.submit("c1").at(1).submit("c2").at(10).abandon("c1");
        assertThat(stage.waiting()).containsExactly("c2");
        assertThat(stage.told("c1")).last().isEqualTo("10 c1 dropped out until 70");
        stage.justBefore(70);
        stage.submit("c1");
        assertThat(stage.told()).containsExactly("69.999999999 c1 queued sales REJOINED");
        assertThat(stage.waiting()).containsExactly("c1", "c2");

        stage.at(100).abandon("c1").at(160);
        assertThat(stage.told()).containsExactly("100 c1 dropped out until 160", "160 c1 ended ABANDONED");
        stage.submit("c1");
        assertThat(stage.told()).containsExactly("160 c1 queued sales SUBMITTED");
        assertThat(stage.waiting()).containsExactly("c2", "c1");
    }

    @Test
    void scenario_40_who_is_away_takes_no_place_and_gets_no_offer() {
        Queue queue = sales().rejoin(seconds(60))
                .escalations(Escalation.atLength(1, Action.refuse()))
                .build();
        Stage stage = Stage.of(Stage.offered(queue)).agent("a", 1).submit("c1").at(5);
        stage.told();
        stage.abandon("c1");
        assertThat(stage.told()).containsExactly("5 c1 withdrawn a SESSION_LEFT", "5 c1 dropped out until 65");
        assertThat(stage.held("a")).isEmpty();
        assertThat(stage.refusal(new RoutingCommand.Abandon(session("c1")))).isEqualTo(Refusal.NOT_WAITING);
        assertThat(stage.refusal(new RoutingCommand.Pick(session("c1"), id("a"))))
                .isEqualTo(Refusal.NOT_WAITING);
        stage.submit("c2");
        assertThat(stage.refusal(new RoutingCommand.Submit(session("c3"), DEMAND, stage.now())))
                .isEqualTo(Refusal.QUEUE_REFUSES);
        assertThat(stage.refusal(new RoutingCommand.Submit(session("c2"), DEMAND, stage.now())))
                .isEqualTo(Refusal.DUPLICATE);
        assertThat(stage.refusal(new RoutingCommand.Submit(session("c1"), Demand.of("no"), stage.now())))
                .isEqualTo(Refusal.UNKNOWN_QUEUE);
    }

    @Test
    void scenario_40_a_contact_may_come_back_with_another_wish() {
        Queue queue = sales().rejoin(seconds(60))
                .ladder(Ladder.builder()
                        .step(Requirement.skill("fr"), seconds(30))
                        .last(Requirement.skill("en")))
                .namedPatience(seconds(30))
                .build();
        Stage stage = Stage.of(Stage.given(queue, Queue.of("support"))).agent("n", 1, "fr");
        stage.submit("busy", DEMAND).submit("c1", DEMAND.withNamed(id("n"))).at(40);
        assertThat(stage.work(session("c1")).place().step().step()).isEqualTo(1);
        stage.abandon("c1").at(50).submit("c1", Demand.of("support")).at(90).release("busy");
        assertThat(stage.serves("n")).containsExactly("c1");
    }

    @Test
    void scenario_42_a_head_that_may_not_reach_the_agent_lets_the_lighter_queue_through() {
        AgentGroup group = new AgentGroup(
                "all",
                Requirement.anyone(),
                Map.of(
                        queue("heavy"), new Preference(0, 100, seconds(60)),
                        queue("light"), new Preference(0, 1, Duration.ZERO)));
        Stage stage = Stage.of(Stage.given(Queue.of("heavy"), Queue.of("light")).groups(group));
        stage.submit("h", Demand.of("heavy"))
                .at(10)
                .submit("l", Demand.of("light"))
                .agent("a", 1);
        assertThat(stage.serves("a")).containsExactly("l");
        stage.release("l").justBefore(60);
        assertThat(stage.waiting()).containsExactly("h");
        stage.at(60);
        assertThat(stage.serves("a")).containsExactly("h");
    }

    @Test
    void scenario_43_a_session_put_in_front_stops_no_matching() {
        Queue french = Queue.builder("french").served(Requirement.skill("fr")).build();
        Stage stage = Stage.of(Stage.given(french, SALES))
                .at(100)
                .submit("s1", DEMAND)
                .submit("s2", DEMAND);
        stage.submit("front", Demand.of("french").withPriority(900), 0);
        stage.done(new RoutingCommand.Reorder(session("s2"), 10, Duration.ZERO, null));
        assertThat(stage.waiting()).containsExactly("front", "s2", "s1");
        stage.agent("a", 2);
        assertThat(stage.serves("a")).containsExactly("s2", "s1");
        stage.submit("s3", DEMAND).agent("b", 2, "fr");
        assertThat(stage.serves("b")).containsExactly("front", "s3");
        assertThat(stage.refusal(new RoutingCommand.Reorder(session("s1"), 1, Duration.ZERO, null)))
                .isEqualTo(Refusal.NOT_WAITING);
    }

    @Test
    void scenario_50_a_transfer_to_a_full_department_frees_the_agent_at_once() {
        Queue support =
                Queue.builder("support").served(Requirement.skill("support")).build();
        Stage stage = Stage.of(Stage.given(SALES, support)).agent("s", 1, "support");
        stage.submit("full", Demand.of("support")).agent("a", 1).submit("c1", DEMAND);
        stage.at(5).submit("before", Demand.of("support"), -10).submit("after", Demand.of("support"));
        stage.submit("next", DEMAND);
        stage.told();
        stage.at(9).done(new RoutingCommand.Transfer(session("c1"), Demand.of("support")));
        assertThat(stage.told())
                .containsExactly(
                        "9 c1 released a",
                        "9 c1 queued support TRANSFERRED",
                        "9 next offered a until 39",
                        "9 next assigned a AUTO_ACCEPT");
        // It keeps its place in time: behind one from before, ahead of one from after.
        assertThat(stage.waiting()).containsExactly("before", "c1", "after");
        stage.release("full");
        assertThat(stage.serves("s")).containsExactly("before");
        stage.release("before");
        assertThat(stage.serves("s")).containsExactly("c1");
    }

    @Test
    void scenario_50_transfers_to_an_agent_to_a_skill_and_to_nowhere() {
        Stage stage = Stage.of(Stage.given(sales().namedPatience(minutes(5)).build()));
        stage.agent("a", 3).agent("b", 1, "fr").away("b").submit("c1", "c2");
        stage.back("b").submit("busy", DEMAND.withNamed(id("b")));
        Demand notBack = DEMAND.withExcluded(Set.of(id("a")));
        stage.done(new RoutingCommand.Transfer(session("c1"), notBack.withNamed(id("b"))));
        stage.done(new RoutingCommand.Transfer(session("c2"), notBack.withRequired(Requirement.skill("fr"))));
        assertThat(stage.serves("a")).isEmpty();
        // Who is named comes before all that waits longer or as long.
        stage.release("busy");
        assertThat(stage.serves("b")).containsExactly("c1");
        stage.release("c1");
        assertThat(stage.serves("b")).containsExactly("c2");
        assertThat(stage.refusal(new RoutingCommand.Transfer(session("c2"), Demand.of("nowhere"))))
                .isEqualTo(Refusal.UNKNOWN_QUEUE);
        assertThat(stage.refusal(new RoutingCommand.Transfer(session("c1"), DEMAND)))
                .isEqualTo(Refusal.UNKNOWN_SESSION);
    }

    @Test
    void scenario_52_only_what_is_important_enough_moves_on_and_a_chain_of_two_works() {
        Queue first = sales().priority(1)
                .escalations(Escalation.afterWait(minutes(1), Action.move("second", 3)))
                .build();
        Queue second = Queue.builder("second")
                .escalations(Escalation.afterWait(minutes(1), Action.move("third", 2)))
                .build();
        RoutingPlan plan = Stage.given(first, second, Queue.of("third")).build();
        Stage stage = Stage.of(plan);
        stage.submit("low", DEMAND.withPriority(1)).submit("high", DEMAND.withPriority(2));
        stage.told();
        stage.at(3600);
        assertThat(stage.told())
                .containsExactly("60 high moved sales to second, hop 1", "120 high moved second to third, hop 2");
        assertThat(stage.work(session("low")).demand().queue()).isEqualTo(queue("sales"));
        assertThat(plan.findings(List.of(person("a")))).isEmpty();
    }

    @Test
    void scenario_52_what_the_wait_raised_counts_and_at_the_arrival_the_next_escalation_does() {
        Queue queue = sales().escalations(
                        Escalation.atLength(1, Action.move("other", 5)),
                        Escalation.atLength(2, Action.refuse()),
                        Escalation.afterWait(seconds(30), Action.raise(2)),
                        Escalation.afterWait(seconds(60), Action.move("other", 2)))
                .build();
        Stage stage = Stage.of(Stage.given(queue, Queue.of("other"))).submit("c1", "c2");
        stage.submit("c3", DEMAND.withPriority(5));
        assertThat(stage.told("c3")).containsExactly("0 c3 moved sales to other, hop 1", "0 c3 queued other SUBMITTED");
        assertThat(stage.refusal(new RoutingCommand.Submit(session("c4"), DEMAND.withPriority(4), stage.now())))
                .isEqualTo(Refusal.QUEUE_REFUSES);
        stage.at(60);
        assertThat(stage.told("c1")).containsExactly("30 c1 raised 2", "60 c1 moved sales to other, hop 1");
    }

    @Test
    void scenario_55_a_session_that_everybody_let_lapse_waits_and_can_be_picked() {
        Stage stage = declining(1, Duration.ZERO)
                .agent("a", 1)
                .agent("b", 1)
                .submit("c1")
                .at(60);
        assertThat(stage.told("c1"))
                .containsExactly(
                        "0 c1 queued sales SUBMITTED",
                        "0 c1 offered a until 30",
                        "30 c1 lapsed a",
                        "30 c1 offered b until 60",
                        "60 c1 lapsed b",
                        "60 c1 fully declined");
        assertThat(stage.router().nextDue()).isEmpty();
        stage.at(3600);
        assertThat(stage.told()).isEmpty();
        stage.pick("c1", "a");
        assertThat(stage.told()).containsExactly("3600 c1 assigned a PICK");

        // It is told once, and again only when there was somebody new in between.
        Stage again =
                declining(1, Duration.ZERO).agent("a", 1).submit("c1").at(30).submit("c2");
        again.told();
        again.away("a").back("a").agent("b", 1).decline("c1", "b");
        assertThat(again.told("c1"))
                .containsExactly("30 c1 offered b until 60", "30 c1 declined b", "30 c1 fully declined");
    }

    // The clock of the wait

    @Test
    void scenario_46_sessions_of_a_vanished_agent_wait_again_in_their_old_place_after_the_grace() {
        Stage stage =
                Stage.of(Stage.given(SALES)).agent("a", 1).submit("c1").at(1).submit("c2");
        stage.done(new RoutingCommand.Connect(id("a"), "phone"));
        stage.at(10).done(new RoutingCommand.Disconnect(id("a"), "phone"));
        stage.at(69).done(new RoutingCommand.Connect(id("a"), "laptop"));
        assertThat(stage.told("a"))
                .containsExactly("0 a AVAILABLE CHOSEN", "10 a LOST DEVICES_AWAY", "69 a AVAILABLE BACK");
        assertThat(stage.serves("a")).containsExactly("c1");

        stage.at(100).done(new RoutingCommand.Disconnect(id("a"), "laptop")).justBefore(160);
        assertThat(stage.serves("a")).containsExactly("c1");
        stage.at(160);
        assertThat(stage.told())
                .containsExactly(
                        "100 a LOST DEVICES_AWAY",
                        "160 a GONE GRACE_OVER",
                        "160 c1 released a",
                        "160 c1 queued sales AGENT_GONE");
        assertThat(stage.waiting()).containsExactly("c1", "c2");
        stage.agent("b", 1);
        assertThat(stage.serves("b")).containsExactly("c1");
    }

    private static Queue patient() {
        return sales().rejoin(minutes(30))
                .ladder(Ladder.builder()
                        .step(Requirement.skill("fr"), minutes(2))
                        .last(Requirement.anyone()))
                .escalations(
                        Escalation.afterWait(minutes(3), Action.raise(1)),
                        Escalation.afterWait(minutes(5), Action.refuse()))
                .build();
    }

    /** A session that waited a minute, did something else for ten and waits again: all goes on after that minute. */
    private static void goesOnAfterAMinute(Stage stage) {
        stage.told();
        stage.justBefore(720);
        assertThat(stage.told("c1")).isEmpty();
        stage.at(720);
        assertThat(stage.told("c1")).containsExactly("720 c1 step 1 without [fr]");
        stage.at(2000);
        assertThat(stage.told("c1")).containsExactly("780 c1 raised 1", "900 c1 ended WAITED_TOO_LONG");
    }

    @Test
    void scenario_46_while_somebody_serves_a_session_its_wait_stands_still() {
        Stage stage = Stage.of(Stage.given(patient())).submit("c1").at(60).agent("a", 1, "fr");
        assertThat(stage.serves("a")).containsExactly("c1");
        goesOnAfterAMinute(stage.at(660).gone("a"));
    }

    @Test
    void scenario_44_while_a_session_that_could_not_begin_was_served_its_wait_stands_still() {
        Stage stage = Stage.of(Stage.given(patient())).submit("c1").at(60).agent("a", 1, "fr");
        goesOnAfterAMinute(stage.at(660).away("a").requeue("c1"));
    }

    @Test
    void scenario_40_while_a_contact_is_away_the_wait_stands_still() {
        Stage stage = Stage.of(Stage.given(patient())).submit("c1").at(60).abandon("c1");
        goesOnAfterAMinute(stage.at(660).submit("c1"));
    }

    @Test
    void a_callback_that_keeps_its_place_keeps_the_wait_as_well() {
        Stage stage = Stage.of(Stage.given(patient())).submit("c1").at(60);
        stage.told();
        stage.done(new RoutingCommand.CallBack(session("c1"), instant(660))).at(660);
        assertThat(stage.told()).containsExactly("60 c1 callback 660", "660 c1 queued sales CALLBACK_DUE");
        goesOnAfterAMinute(stage);
    }

    @Test
    void a_callback_that_loses_its_place_is_ordered_by_the_time_that_was_agreed() {
        for (boolean keeps : new boolean[] {true, false}) {
            Stage stage = Stage.of(Stage.given(sales().keepsCallbacks(keeps).build()));
            stage.submit("c1").at(10).submit("c2");
            stage.done(new RoutingCommand.CallBack(session("c1"), instant(100)));
            assertThat(stage.refusal(new RoutingCommand.Pick(session("c1"), id("nobody"))))
                    .isEqualTo(Refusal.UNKNOWN_AGENT);
            stage.agent("a", 1).at(90).submit("c3").at(110).submit("c4");
            stage.release("c2").release("c3".equals(stage.serves("a").get(0)) ? "c3" : "c1");
            assertThat(stage.serves("a")).containsExactly(keeps ? "c3" : "c1");
        }
    }

    @Test
    void what_a_session_waited_elsewhere_counts_at_once() {
        Stage stage = Stage.of(Stage.given(patient())).at(1000).submit("c1", DEMAND, 1000 - 200);
        assertThat(stage.told())
                .containsExactly("1000 c1 queued sales SUBMITTED", "1000 c1 step 1 without [fr]", "1000 c1 raised 1");
        stage.submit("c2", DEMAND, 1000 - 300);
        assertThat(stage.told("c2")).endsWith("1000 c2 ended WAITED_TOO_LONG");
    }

    @Test
    void a_plan_with_a_shorter_patience_holds_at_once_for_those_who_wait() {
        Stage stage =
                Stage.of(Stage.given(SALES)).submit("c1").at(200).submit("c2").at(400);
        stage.told();
        stage.plan(Stage.given(patient()).build());
        assertThat(stage.told())
                .containsExactly(
                        "400 c1 step 1 without [fr]",
                        "400 c1 raised 1",
                        "400 c1 ended WAITED_TOO_LONG",
                        "400 c2 step 1 without [fr]",
                        "400 c2 raised 1");
    }

    @Test
    void out_of_hours_a_queue_takes_nothing_new_and_keeps_what_waits() {
        Schedule morning = Schedule.builder(ZoneOffset.UTC).daily("09:00-12:30").build();
        Queue queue = sales().hours(morning)
                .escalations(Escalation.outOfHours(Action.move("night")))
                .build();
        Stage stage = Stage.of(Stage.given(queue, Queue.of("night")))
                .submit("c1")
                .justBefore(1800)
                .submit("c2");
        assertThat(stage.waiting()).containsExactly("c1", "c2");
        stage.told();
        stage.at(1800).submit("c3");
        assertThat(stage.told())
                .containsExactly("1800 c3 moved sales to night, hop 1", "1800 c3 queued night SUBMITTED");
        assertThat(stage.work(session("c1")).demand().queue()).isEqualTo(queue("sales"));

        Queue closed = sales().hours(morning)
                .escalations(Escalation.outOfHours(Action.refuse()))
                .build();
        Stage refusing = Stage.of(Stage.given(closed)).at(1800);
        assertThat(refusing.refusal(new RoutingCommand.Submit(session("c1"), DEMAND, refusing.now())))
                .isEqualTo(Refusal.QUEUE_REFUSES);
    }
}
