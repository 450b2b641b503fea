package io.github.parlor.routing.live;

import static io.github.parlor.routing.live.Stage.given;
import static io.github.parlor.routing.live.Stage.id;
import static io.github.parlor.routing.live.Stage.minutes;
import static io.github.parlor.routing.live.Stage.offered;
import static io.github.parlor.routing.live.Stage.queue;
import static io.github.parlor.routing.live.Stage.seconds;
import static io.github.parlor.routing.live.Stage.session;
import static io.github.parlor.routing.plan.Requirement.anyone;
import static io.github.parlor.routing.plan.Requirement.skill;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.routing.live.Outcome.Refusal;
import io.github.parlor.routing.live.RoutingCommand.Reorder;
import io.github.parlor.routing.live.RoutingCommand.Submit;
import io.github.parlor.routing.live.RoutingCommand.TakeNext;
import io.github.parlor.routing.plan.AgentGroup;
import io.github.parlor.routing.plan.AgentGroup.Preference;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.Escalation;
import io.github.parlor.routing.plan.Escalation.Action;
import io.github.parlor.routing.plan.OfferPolicy;
import io.github.parlor.routing.plan.Queue;
import io.github.parlor.routing.plan.Requirement;
import io.github.parlor.routing.plan.RoutingPlan;
import io.github.parlor.routing.plan.WorkOrder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Scenarios of the routing reference, section 6.4, about which session goes first, and what the wait brings. */
class WorkOrderScenarioTest {
    private static final Queue SALES = Queue.of("sales");
    private static final Queue SUPPORT = Queue.of("support");
    private static final Demand FOR_SALES = Demand.of("sales");
    private static final Demand FOR_SUPPORT = Demand.of("support");

    @Test
    void scenario_7_strict_levels_go_by_priority_and_credit_lets_the_much_older_win() {
        Map<WorkOrder, String> expected = Map.of(
                new WorkOrder(WorkOrder.Rule.LEVELS, Duration.ZERO), "urgent",
                new WorkOrder(WorkOrder.Rule.CREDIT, minutes(1)), "old");
        expected.forEach((order, first) -> {
            Stage stage = Stage.of(given(SALES).workOrder(order));
            stage.submit("old").at(3_599).submit("urgent", FOR_SALES.withPriority(10));
            stage.at(3_600).agent("ann", 1);
            assertThat(stage.serves("ann")).as(order.toString()).containsExactly(first);
        });
    }

    @Test
    void scenario_7_credit_overtakes_by_exactly_a_minute_for_each_level() {
        Stage stage = Stage.of(given(SALES));
        stage.submit("old").at(599).submit("before", FOR_SALES.withPriority(10));
        stage.at(600).submit("equal", FOR_SALES.withPriority(10));
        assertThat(stage.waiting()).containsExactly("before", "old", "equal");
    }

    private static RoutingPlan.Builder delayed() {
        AgentGroup group = new AgentGroup(
                "sellers",
                anyone(),
                Map.of(
                        queue("sales"), Preference.of(1, Duration.ZERO),
                        queue("support"), Preference.of(1, seconds(30))));
        return given(SALES, SUPPORT).groups(group);
    }

    @Test
    void scenario_12_a_delay_keeps_older_work_from_a_group_until_it_is_over() {
        Stage early = Stage.of(delayed());
        early.submit("support", FOR_SUPPORT).at(28).submit("sales").at(29).agent("ann", 1);
        assertThat(early.serves("ann")).containsExactly("sales");

        Stage late = Stage.of(delayed());
        late.submit("support", FOR_SUPPORT).at(28).submit("sales").at(31).agent("ann", 1);
        assertThat(late.serves("ann")).containsExactly("support");
    }

    @Test
    void scenario_12_a_free_agent_is_given_the_delayed_work_at_the_very_instant() {
        Stage stage = Stage.of(delayed());
        stage.agent("ann", 1).submit("support", FOR_SUPPORT).justBefore(30);
        assertThat(stage.waiting()).containsExactly("support");
        stage.at(30);
        assertThat(stage.told("support")).last().isEqualTo("30 support assigned ann AUTO_ACCEPT");
    }

    @Test
    void scenario_13_a_lower_rank_beats_any_wait_and_an_empty_one_gives_way() {
        Map<io.github.parlor.id.QueueId, Preference> tiers = new LinkedHashMap<>();
        tiers.put(queue("t1"), Preference.of(1, Duration.ZERO));
        tiers.put(queue("t2"), Preference.of(1, Duration.ZERO));
        tiers.put(queue("t3"), Preference.of(2, seconds(20)));
        tiers.put(queue("t4"), Preference.of(3, seconds(80)));
        Stage stage = Stage.of(given(Queue.of("t1"), Queue.of("t2"), Queue.of("t3"), Queue.of("t4"))
                .groups(new AgentGroup("all", anyone(), tiers)));
        stage.submit("fourth", Demand.of("t4")).submit("another", Demand.of("t4"));
        stage.at(10).submit("third", Demand.of("t3"));
        stage.at(89).submit("first", Demand.of("t1"));

        stage.at(90).agent("ann", 1);
        assertThat(stage.serves("ann")).containsExactly("first");
        stage.release("first");
        assertThat(stage.serves("ann")).containsExactly("third");
        stage.release("third");
        assertThat(stage.serves("ann")).containsExactly("fourth");

        stage.release("fourth")
                .release("another")
                .submit("last", Demand.of("t4"))
                .justBefore(170);
        assertThat(stage.serves("ann")).isEmpty();
        stage.at(170);
        assertThat(stage.serves("ann")).containsExactly("last");
    }

    @Test
    void scenario_17_an_age_offset_overtakes_at_once_all_who_are_less_than_that_older() {
        Stage stage = Stage.of(given(SALES));
        stage.submit("s0").at(1).submit("s1").at(60).submit("s60").submit("s60b");
        stage.done(new Reorder(session("s60"), 0, seconds(60), null));
        assertThat(stage.waiting()).containsExactly("s0", "s60", "s1", "s60b");

        stage.done(new Reorder(session("s60"), 0, seconds(61), null));
        assertThat(stage.waiting()).containsExactly("s60", "s0", "s1", "s60b");
        assertThat(stage.told("s60"))
                .containsExactly("60 s60 queued sales SUBMITTED", "60 s60 reordered", "60 s60 reordered");

        stage.agent("ann", 1);
        assertThat(stage.serves("ann")).containsExactly("s60");
    }

    @Test
    void scenario_17_an_offset_may_make_younger_and_is_of_no_use_to_who_is_served() {
        Stage stage = Stage.of(given(SALES));
        stage.submit("s0").at(30).submit("s30").done(new Reorder(session("s0"), 0, seconds(-31), null));
        assertThat(stage.waiting()).containsExactly("s30", "s0");
        stage.agent("ann", 1);
        assertThat(stage.refusal(new Reorder(session("s30"), 5, Duration.ZERO, null)))
                .isEqualTo(Refusal.NOT_WAITING);
        assertThat(stage.refusal(new Reorder(session("who"), 5, Duration.ZERO, null)))
                .isEqualTo(Refusal.UNKNOWN_SESSION);
    }

    @Test
    void scenario_18_work_for_a_named_agent_comes_before_older_general_work() {
        Queue sales = Queue.builder("sales").namedPatience(minutes(5)).build();
        Stage stage = Stage.of(given(sales));
        stage.agent("ann", 1).submit("running").at(10).submit("general");
        stage.at(20).submit("named", FOR_SALES.withNamed(id("ann")));
        stage.at(30).release("running");
        assertThat(stage.serves("ann")).containsExactly("named");
        assertThat(stage.waiting()).containsExactly("general");
    }

    @Test
    void scenario_18_an_agent_s_own_queue_that_is_over_its_limit_overflows() {
        Queue own = Queue.builder("anns")
                .served(Requirement.agent(id("ann")))
                .escalations(Escalation.atLength(2, Action.move("sales")))
                .build();
        AgentGroup ann = new AgentGroup(
                "ann",
                Requirement.agent(id("ann")),
                Map.of(
                        queue("anns"),
                        Preference.of(0, Duration.ZERO),
                        queue("sales"),
                        Preference.of(1, Duration.ZERO)));
        Stage stage = Stage.of(given(SALES, own).groups(ann));
        stage.agent("ann", 1).submit("running", "general");
        Demand forAnn = Demand.of("anns");
        stage.at(1).submit("one", forAnn).submit("two", forAnn).submit("three", forAnn);
        assertThat(stage.told("three"))
                .containsExactly("1 three moved anns to sales, hop 1", "1 three queued sales SUBMITTED");

        stage.at(2).release("running");
        assertThat(stage.serves("ann")).containsExactly("one");
        stage.submit("four", forAnn).release("one");
        assertThat(stage.serves("ann")).containsExactly("two");
        stage.release("two").release("four");
        assertThat(stage.serves("ann")).containsExactly("general");
        stage.agent("bob", 1);
        assertThat(stage.serves("bob")).containsExactly("three");
    }

    @Test
    void scenario_23_a_level_is_worth_a_minute_of_waiting() {
        Stage stage = Stage.of(given(SALES));
        stage.submit("plain14").at(9 * 60).submit("prio10", FOR_SALES.withPriority(10));
        stage.at(14 * 60);
        assertThat(stage.waiting()).containsExactly("prio10", "plain14");
        stage.at(15 * 60);
        assertThat(stage.waiting()).containsExactly("prio10", "plain14");
        stage.submit("prio20", FOR_SALES.withPriority(20));
        assertThat(stage.waiting()).containsExactly("prio20", "prio10", "plain14");
        stage.agent("ann", 1);
        assertThat(stage.serves("ann")).containsExactly("prio20");
    }

    private static Stage bounded(Action atLength) {
        Queue one = Queue.builder("one")
                .escalations(
                        Escalation.atLength(100, atLength),
                        Escalation.afterWait(minutes(1), Action.raise(10)),
                        Escalation.afterWait(minutes(5), Action.move("two")))
                .build();
        return Stage.of(given(one, Queue.of("two")));
    }

    private static void fill(Stage stage) {
        for (int i = 1; i <= 100; i++) {
            stage.submit("s" + i);
        }
    }

    @Test
    void scenario_28_the_101st_is_refused_until_somebody_leaves() {
        Stage stage = bounded(Action.refuse());
        fill(stage);
        Submit more = new Submit(session("more"), Demand.of("one"), stage.now());
        assertThat(stage.refusal(more)).isEqualTo(Refusal.QUEUE_REFUSES);
        assertThat(stage.isThere("more")).isFalse();

        stage.abandon("s50").done(more);
        assertThat(stage.refusal(new Submit(session("again"), Demand.of("one"), stage.now())))
                .isEqualTo(Refusal.QUEUE_REFUSES);
    }

    @Test
    void scenario_28_the_101st_goes_to_the_other_queue() {
        Stage stage = bounded(Action.move("two"));
        fill(stage);
        stage.submit("more");
        assertThat(stage.told("more")).containsExactly("0 more moved one to two, hop 1", "0 more queued two SUBMITTED");
        stage.agent("ann", 1);
        assertThat(stage.serves("ann")).containsExactly("s1");
        stage.submit("fits");
        assertThat(stage.told("fits")).containsExactly("0 fits queued one SUBMITTED");
    }

    @Test
    void scenario_28_a_minute_raises_and_five_move_each_once() {
        Stage stage = bounded(Action.refuse());
        stage.submit("chat").at(1).submit("younger", Demand.of("one").withPriority(5));
        stage.justBefore(60);
        assertThat(stage.waiting()).containsExactly("younger", "chat");
        stage.at(60);
        assertThat(stage.waiting()).containsExactly("chat", "younger");
        stage.at(3_600);
        assertThat(stage.told("chat"))
                .containsExactly(
                        "0 chat queued one SUBMITTED", "60 chat raised 10", "300 chat moved one to two, hop 1");
        assertThat(stage.told("younger")).isEmpty();
        assertThat(stage.waiting()).containsExactly("younger", "chat");
    }

    @Test
    void scenario_28_who_is_looked_at_late_is_raised_and_moved_once_and_in_that_order() {
        Stage stage = bounded(Action.refuse());
        stage.submit("chat").leap(1_000);
        assertThat(stage.told("chat"))
                .containsExactly(
                        "0 chat queued one SUBMITTED", "1000 chat raised 10", "1000 chat moved one to two, hop 1");
    }

    @Test
    void scenario_28_being_served_is_no_waiting() {
        Stage stage = bounded(Action.refuse());
        stage.agent("ann", 1).submit("running").submit("chat").at(20).release("running");
        stage.at(90).away("ann").requeue("chat").at(129);
        assertThat(stage.told("chat"))
                .containsExactly(
                        "0 chat queued one SUBMITTED",
                        "20 chat offered ann until 50",
                        "20 chat assigned ann AUTO_ACCEPT",
                        "90 chat released ann",
                        "90 chat queued one REQUEUED");
        stage.at(130);
        assertThat(stage.told("chat")).containsExactly("130 chat raised 10");
    }

    @Test
    void scenario_28_who_has_waited_elsewhere_is_raised_on_arrival() {
        Stage stage = bounded(Action.refuse());
        stage.submit("plain").submit("late", Demand.of("one"), -60);
        assertThat(stage.told("late")).containsExactly("0 late queued one SUBMITTED", "0 late raised 10");
        stage.at(239);
        assertThat(stage.told("late")).isEmpty();
        stage.at(240);
        assertThat(stage.told("late")).containsExactly("240 late moved one to two, hop 1");
    }

    @Test
    void scenario_28_a_new_plan_raises_who_has_waited_that_long() {
        Stage stage = bounded(Action.refuse());
        stage.submit("chat").at(50);
        Queue strict = Queue.builder("one")
                .escalations(Escalation.afterWait(seconds(30), Action.refuse()))
                .build();
        stage.plan(RoutingPlan.of(strict));
        assertThat(stage.told("chat")).containsExactly("0 chat queued one SUBMITTED", "50 chat ended WAITED_TOO_LONG");
    }

    @Test
    void scenario_30_the_next_slot_goes_to_the_chat_of_the_agent_s_own_customer() {
        Queue sales = Queue.builder("sales").lastPatience(seconds(60)).build();
        Stage stage = Stage.of(given(sales));
        stage.agent("ann", 1).submit("running", "old", "older");
        stage.at(30).submit("own", FOR_SALES.withLast(id("ann")));
        stage.at(40).release("running");
        assertThat(stage.serves("ann")).containsExactly("own");
        assertThat(stage.waiting()).containsExactly("old", "older");
    }

    @Test
    void scenario_30_nobody_else_is_asked_while_it_is_waited_for_the_own_agent_and_everybody_at_its_end() {
        Queue sales = Queue.builder("sales").lastPatience(seconds(60)).build();
        Stage stage = Stage.of(given(sales));
        stage.agent("ann", 1)
                .submit("running")
                .submit("own", FOR_SALES.withLast(id("ann")))
                .agent("bob", 1);
        stage.justBefore(60);
        assertThat(stage.serves("bob")).isEmpty();
        stage.at(60);
        assertThat(stage.told("own"))
                .containsExactly(
                        "0 own queued sales SUBMITTED",
                        "60 own step 1",
                        "60 own offered bob until 90",
                        "60 own assigned bob AUTO_ACCEPT");
    }

    @Test
    void scenario_30_the_own_chat_has_no_precedence_once_its_patience_is_over() {
        Queue sales = Queue.builder("sales").lastPatience(seconds(60)).build();
        Stage stage = Stage.of(given(sales));
        stage.agent("ann", 1).submit("running", "old").at(1).submit("own", FOR_SALES.withLast(id("ann")));
        stage.at(61).release("running");
        assertThat(stage.serves("ann")).containsExactly("old");
    }

    @Test
    void scenario_30_who_is_away_is_not_waited_for() {
        Queue sales = Queue.builder("sales").lastPatience(seconds(60)).build();
        Stage stage = Stage.of(given(sales));
        stage.agent("ann", 1).away("ann").agent("bob", 1).submit("own", FOR_SALES.withLast(id("ann")));
        assertThat(stage.told("own")).last().isEqualTo("0 own assigned bob AUTO_ACCEPT");
    }

    @Test
    void scenario_31_150_sessions_that_nobody_may_serve_do_not_stop_the_one_behind_them() {
        Queue sales = Queue.builder("sales").served(skill("sales")).build();
        Stage stage = Stage.of(given(sales));
        for (int i = 1; i <= 150; i++) {
            stage.submit("s" + i, FOR_SALES.withRequired(skill("klingon")));
        }
        stage.at(1).submit("can");
        stage.at(2).agent("ann", "sales");
        assertThat(stage.told("can", "ann"))
                .containsExactly(
                        "1 can queued sales SUBMITTED",
                        "2 ann AVAILABLE CHOSEN",
                        "2 can offered ann until 32",
                        "2 can assigned ann AUTO_ACCEPT");
        assertThat(stage.waiting()).hasSize(150);

        stage.submit("later");
        assertThat(stage.assignedTo("later")).isEqualTo("ann");
        assertThat(stage.apply(new TakeNext(id("ann"))).refusal()).isEqualTo(Refusal.NOTHING_WAITS);
    }

    @Test
    void scenario_31_a_puller_is_told_whether_nothing_waits_or_there_is_no_room() {
        Stage stage = Stage.of(offered(SALES));
        TakeNext next = new TakeNext(id("ann"));
        stage.agent("ann", 1, "sales").submit("one").accept("one", "ann");
        assertThat(stage.refusal(next)).isEqualTo(Refusal.NOTHING_WAITS);
        stage.submit("other", FOR_SALES.withRequired(skill("klingon")));
        assertThat(stage.apply(next).detail()).isEqualTo("nothing waits that agent ann may take");
        stage.submit("two");
        Outcome full = stage.apply(next);
        assertThat(full.refusal()).isEqualTo(Refusal.NO_ROOM);
        assertThat(full.detail()).isEqualTo("session two#1 waits, but agent ann has no room");

        Stage none = Stage.of(offered(SALES));
        none.agent("ann", 0).submit("one");
        assertThat(none.refusal(next)).isEqualTo(Refusal.NO_ROOM);
    }

    @Test
    void scenario_31_a_full_queue_of_other_work_does_not_stop_a_puller() {
        OfferPolicy pulled =
                OfferPolicy.builder().declineLimit(1).lastResort(false).build();
        Stage stage = Stage.of(offered(SALES).offers(pulled));
        stage.submit("declined").agent("ann", 1).decline("declined", "ann");
        assertThat(stage.waiting()).containsExactly("declined");
        assertThat(stage.apply(new TakeNext(id("ann"))).session()).isEqualTo(session("declined"));
        assertThat(stage.refusal(new TakeNext(id("ann")))).isEqualTo(Refusal.NOTHING_WAITS);
        assertThat(stage.refusal(new TakeNext(id("bob")))).isEqualTo(Refusal.UNKNOWN_AGENT);
        stage.away("ann");
        assertThat(stage.refusal(new TakeNext(id("ann")))).isEqualTo(Refusal.NOT_AVAILABLE);
        assertThat(stage.told("declined"))
                .isEqualTo(List.of(
                        "0 declined queued sales SUBMITTED",
                        "0 declined offered ann until 30",
                        "0 declined declined ann",
                        "0 declined fully declined",
                        "0 declined assigned ann TAKE_NEXT"));
    }
}
