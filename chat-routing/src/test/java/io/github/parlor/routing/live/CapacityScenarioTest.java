package io.github.parlor.routing.live;

import static io.github.parlor.routing.live.Stage.given;
import static io.github.parlor.routing.live.Stage.id;
import static io.github.parlor.routing.live.Stage.offered;
import static io.github.parlor.routing.live.Stage.seconds;
import static io.github.parlor.routing.live.Stage.session;
import static io.github.parlor.routing.live.Stage.withUnits;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.conversation.ConversationPolicy.WakePolicy;
import io.github.parlor.id.ChannelId;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.routing.live.Outcome.Refusal;
import io.github.parlor.routing.live.RoutingCommand.ClearMissed;
import io.github.parlor.routing.live.RoutingCommand.Force;
import io.github.parlor.routing.live.RoutingCommand.Park;
import io.github.parlor.routing.live.RoutingCommand.Pick;
import io.github.parlor.routing.live.RoutingCommand.Release;
import io.github.parlor.routing.live.RoutingCommand.Wake;
import io.github.parlor.routing.live.RoutingEvent.OverBecause;
import io.github.parlor.routing.plan.Capacity;
import io.github.parlor.routing.plan.Capacity.Load;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.Limit;
import io.github.parlor.routing.plan.OfferPolicy;
import io.github.parlor.routing.plan.OfferPolicy.Missed;
import io.github.parlor.routing.plan.Queue;
import io.github.parlor.routing.plan.RoutingPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Scenarios of the routing reference, section 6.4, about how much an agent holds. */
class CapacityScenarioTest {
    private static final Queue SALES = Queue.of("sales");
    private static final Demand FOR_SALES = Demand.of("sales");
    private static final ChannelId CHAT = new ChannelId("chat");
    private static final ChannelId CALL = new ChannelId("call");
    private static final ChannelId TASK = new ChannelId("task");
    private static final Demand A_CHAT = FOR_SALES.withChannel(CHAT);
    private static final Demand A_CALL = FOR_SALES.withChannel(CALL);
    private static final Demand A_TASK = FOR_SALES.withChannel(TASK);

    private static RoutingPlan.Builder loads(Map<ChannelId, Load> loads) {
        return given(SALES).capacity(new Capacity(loads, Load.DEFAULT, List.of(), Duration.ZERO));
    }

    private static Wake wake(String session, WakePolicy policy) {
        return new Wake(session(session), policy);
    }

    @Test
    void scenario_6_a_silent_chat_makes_room_and_its_return_stands_above_the_limit() {
        Stage stage = Stage.of(given(SALES));
        stage.agent("ann").submit("c1", "c2", "c3", "c4");
        assertThat(stage.free("ann")).isZero();

        stage.at(600).park("c1");
        assertThat(stage.serves("ann")).containsExactly("c2", "c3", "c4");
        assertThat(stage.held("ann")).contains("c1 PARKED");
        assertThat(stage.free("ann")).isZero();

        stage.told();
        stage.at(610).submit("c5").done(wake("c1", WakePolicy.RESUME_OVER_LIMIT));
        assertThat(stage.told())
                .containsExactly(
                        "610 c5 queued sales SUBMITTED",
                        "610 c1 assigned ann WOKEN, over the limit",
                        "610 ann over units WOKEN");
        assertThat(stage.free("ann")).isEqualTo(-300);
        assertThat(stage.over("ann")).isEqualTo(Map.of(OverBecause.WOKEN, 1));

        stage.at(620).release("c2");
        assertThat(stage.free("ann")).isZero();
        assertThat(stage.waiting()).containsExactly("c5");
        stage.at(630).release("c3");
        assertThat(stage.assignedTo("c5")).isEqualTo("ann");
        assertThat(stage.over("ann")).isEqualTo(Map.of(OverBecause.WOKEN, 1));
    }

    @Test
    void scenario_6_a_return_within_the_limit_is_not_counted() {
        Stage stage = Stage.of(given(SALES));
        stage.agent("ann").submit("c1").park("c1").done(wake("c1", WakePolicy.RESUME_OVER_LIMIT));
        assertThat(stage.over("ann")).isEmpty();
        assertThat(stage.told("c1")).last().isEqualTo("0 c1 assigned ann WOKEN");
    }

    @Test
    void scenario_6_or_the_returning_chat_waits_with_its_own_agent_first() {
        Queue sales = Queue.builder("sales").lastPatience(seconds(60)).build();
        Stage stage = Stage.of(given(sales));
        stage.agent("ann", 1).submit("c1").park("c1").submit("c2");
        stage.at(10).submit("c3").done(wake("c1", WakePolicy.QUEUE)).agent("bob", 1);
        assertThat(stage.assignedTo("c3")).isEqualTo("bob");
        assertThat(stage.waiting()).containsExactly("c1");
        stage.at(20).submit("c4").release("c2");
        assertThat(stage.assignedTo("c1")).isEqualTo("ann");
        assertThat(stage.over("ann")).isEmpty();
        assertThat(stage.told("c1"))
                .containsExactly(
                        "0 c1 queued sales SUBMITTED",
                        "0 c1 offered ann until 30",
                        "0 c1 assigned ann AUTO_ACCEPT",
                        "0 c1 parked ann",
                        "10 c1 released ann",
                        "10 c1 queued sales WOKEN",
                        "20 c1 offered ann until 50",
                        "20 c1 assigned ann AUTO_ACCEPT");
    }

    @Test
    void scenario_6_only_who_is_served_can_be_parked_and_only_the_parked_woken() {
        Stage stage = Stage.of(given(SALES));
        stage.submit("c1");
        assertThat(stage.refusal(new Park(session("c1")))).isEqualTo(Refusal.NOT_SERVED);
        stage.agent("ann");
        assertThat(stage.refusal(wake("c1", WakePolicy.QUEUE))).isEqualTo(Refusal.NOT_PARKED);
        stage.park("c1");
        assertThat(stage.refusal(new Park(session("c1")))).isEqualTo(Refusal.NOT_SERVED);
        stage.release("c1");
        assertThat(stage.refusal(wake("c1", WakePolicy.RESUME_OVER_LIMIT))).isEqualTo(Refusal.UNKNOWN_SESSION);
        assertThat(stage.held("ann")).isEmpty();
    }

    @Test
    void scenario_14_a_chat_that_stands_alone_keeps_a_call_away_until_it_closes() {
        Stage stage = Stage.of(loads(Map.of(CHAT, Load.of(300).onlyAlongside())));
        stage.agent("ann").submit("task", A_TASK).submit("chat", A_CHAT);
        assertThat(stage.serves("ann")).containsExactly("task", "chat");

        stage.at(10).submit("call", A_CALL);
        assertThat(stage.waiting()).containsExactly("call");
        stage.submit("chat2", A_CHAT);
        assertThat(stage.assignedTo("chat2")).isEqualTo("ann");
        stage.at(20).release("chat2");
        assertThat(stage.waiting()).containsExactly("call");

        stage.at(30).release("chat");
        assertThat(stage.told("call"))
                .containsExactly(
                        "10 call queued sales SUBMITTED",
                        "30 call offered ann until 60",
                        "30 call assigned ann AUTO_ACCEPT");
    }

    @Test
    void scenario_14_a_parked_chat_keeps_nothing_away() {
        Stage stage = Stage.of(loads(Map.of(CHAT, Load.of(300).onlyAlongside())));
        stage.agent("ann").submit("chat", A_CHAT).submit("call", A_CALL).park("chat");
        assertThat(stage.assignedTo("call")).isEqualTo("ann");
    }

    private static Stage missing(Missed policy) {
        return Stage.of(offered(SALES)
                .offers(OfferPolicy.builder()
                        .onMissed(1, policy)
                        .lastResort(false)
                        .build()));
    }

    @Test
    void scenario_15_a_missed_offer_blocks_its_slot_until_it_is_cleared() {
        Stage stage = missing(Missed.BLOCK_SLOT);
        stage.agent("ann", 2).submit("c1").justBefore(30);
        assertThat(stage.held("ann")).containsExactly("c1 OFFERED");
        stage.at(30);
        assertThat(stage.held("ann")).containsExactly("c1 MISSED");

        stage.submit("c2").accept("c2", "ann").submit("c3");
        assertThat(stage.held("ann")).containsExactly("c1 MISSED", "c2 ACTIVE");
        assertThat(stage.waiting()).containsExactly("c1", "c3");

        stage.at(40).done(new ClearMissed(id("ann")));
        assertThat(stage.offeredTo("c3")).containsExactly("ann");
        assertThat(stage.told("ann")).containsExactly("0 ann AVAILABLE CHOSEN", "40 ann cleared 1");
        assertThat(stage.refusal(new ClearMissed(id("ann")))).isEqualTo(Refusal.NOTHING_TO_END);
    }

    @Test
    void scenario_15_a_missed_offer_is_no_chat_given() {
        Capacity rated = Capacity.DEFAULT.with(Limit.rate("hourly", 1, Duration.ofHours(1)));
        Stage stage = Stage.of(offered(SALES)
                .capacity(rated)
                .offers(OfferPolicy.builder()
                        .onMissed(1, Missed.BLOCK_SLOT)
                        .lastResort(false)
                        .build()));
        stage.agent("ann", 2).submit("c1").at(30).submit("c2");
        assertThat(stage.held("ann")).containsExactly("c1 MISSED", "c2 OFFERED");
    }

    @Test
    void scenario_15_or_the_agent_is_away_and_is_given_nothing() {
        Stage stage = missing(Missed.SET_AWAY);
        stage.agent("ann", 2).submit("c1", "c2").at(30);
        assertThat(stage.told("c1", "c2", "ann"))
                .containsExactly(
                        "0 ann AVAILABLE CHOSEN",
                        "0 c1 queued sales SUBMITTED",
                        "0 c1 offered ann until 30",
                        "0 c2 queued sales SUBMITTED",
                        "0 c2 offered ann until 30",
                        "30 c1 lapsed ann",
                        "30 ann AWAY MISSED_OFFERS",
                        "30 c2 withdrawn ann AGENT_LEFT");
        stage.submit("c3");
        assertThat(stage.waiting()).containsExactly("c1", "c2", "c3");
        stage.at(60).back("ann");
        assertThat(stage.held("ann")).containsExactly("c2 OFFERED", "c3 OFFERED");
    }

    @Test
    void scenario_15_or_the_agent_goes_on_as_before() {
        Stage stage = missing(Missed.KEEP_AVAILABLE);
        stage.agent("ann", 1).submit("c1").at(30).submit("c2");
        assertThat(stage.offeredTo("c2")).containsExactly("ann");
    }

    @Test
    void scenario_21_weights_fill_a_capacity_and_a_freed_unit_takes_what_fits() {
        ChannelId kase = new ChannelId("case");
        Demand aCase = FOR_SALES.withChannel(kase);
        Stage stage = Stage.of(loads(Map.of(kase, Load.of(2), CHAT, Load.of(1))));
        stage.agent(withUnits("ann", 6)).submit("case1", aCase).submit("case2", aCase);
        stage.submit("chat1", A_CHAT).submit("chat2", A_CHAT);
        assertThat(stage.free("ann")).isZero();

        stage.at(10)
                .submit("case3", aCase)
                .at(20)
                .submit("chat3", A_CHAT)
                .at(30)
                .release("chat1");
        assertThat(stage.assignedTo("chat3")).isEqualTo("ann");
        assertThat(stage.waiting()).containsExactly("case3");
        stage.at(40).release("chat2");
        assertThat(stage.waiting()).containsExactly("case3");
        stage.at(50).release("chat3");
        assertThat(stage.told("case3")).last().isEqualTo("50 case3 assigned ann AUTO_ACCEPT");
        assertThat(stage.free("ann")).isZero();
    }

    @Test
    void scenario_22_an_owner_set_outside_changes_no_counter_and_is_told_as_forced() {
        Stage stage = Stage.of(given(SALES));
        stage.submit("chat").agent("full", 0);
        stage.done(new Force(session("chat"), id("full"), false));
        assertThat(stage.told("chat", "full"))
                .containsExactly(
                        "0 chat queued sales SUBMITTED", "0 full AVAILABLE CHOSEN", "0 chat assigned full FORCE");
        assertThat(stage.held("full")).isEmpty();
        assertThat(stage.free("full")).isZero();
        assertThat(stage.over("full")).isEmpty();

        stage.at(10).park("chat").done(wake("chat", WakePolicy.RESUME_OVER_LIMIT));
        assertThat(stage.over("full")).isEmpty();
        stage.release("chat");
        assertThat(stage.told())
                .containsExactly(
                        "10 chat parked full",
                        "10 chat assigned full WOKEN",
                        "10 chat released full",
                        "10 chat ended SERVED");
        assertThat(stage.free("full")).isZero();
    }

    @Test
    void scenario_22_who_had_the_chat_before_is_free_at_once() {
        Stage stage = Stage.of(given(SALES));
        stage.agent("ann", 1).submit("chat").agent("bob", 1).submit("other").submit("next");
        stage.at(10).done(new Force(session("chat"), id("bob"), false));
        assertThat(stage.assignedTo("chat")).isEqualTo("bob");
        assertThat(stage.held("bob")).containsExactly("other ACTIVE");
        assertThat(stage.assignedTo("next")).isEqualTo("ann");
    }

    @Test
    void scenario_22_forced_with_capacity_stands_above_the_limit_and_is_counted() {
        Stage stage = Stage.of(given(SALES));
        stage.agent("ann", 1).submit("one", "two").force("two", "ann");
        assertThat(stage.told("two", "ann"))
                .containsExactly(
                        "0 ann AVAILABLE CHOSEN",
                        "0 two queued sales SUBMITTED",
                        "0 ann over units FORCED",
                        "0 two assigned ann FORCE, over the limit");
        assertThat(stage.over("ann")).isEqualTo(Map.of(OverBecause.FORCED, 1));
        assertThat(stage.refusal(new Force(session("two"), id("who"), true))).isEqualTo(Refusal.UNKNOWN_AGENT);
        assertThat(stage.refusal(new Force(session("who"), id("ann"), true))).isEqualTo(Refusal.UNKNOWN_SESSION);
    }

    @Test
    void scenario_22_forcing_what_the_agent_serves_already_counts_it_once() {
        Stage stage = Stage.of(given(SALES));
        stage.agent("ann", 1).submit("one").force("one", "ann");
        assertThat(stage.free("ann")).isZero();
        assertThat(stage.over("ann")).isEmpty();
    }

    @Test
    void scenario_22_forcing_what_is_offered_to_the_agent_takes_no_second_slot() {
        Stage stage = Stage.of(offered(SALES));
        stage.agent("ann", 1).submit("one").force("one", "ann");
        assertThat(stage.free("ann")).isZero();
        assertThat(stage.over("ann")).isEmpty();
        assertThat(stage.told("one")).last().isEqualTo("0 one assigned ann FORCE");
    }

    @Test
    void scenario_26_one_call_or_five_chats_and_never_both() {
        Stage stage = Stage.of(loads(Map.of(CALL, Load.of(100), CHAT, Load.of(20))));
        stage.agent(withUnits("ann", 100)).submit("chat1", A_CHAT).at(1).submit("call", A_CALL);
        assertThat(stage.waiting()).containsExactly("call");

        stage.at(10).release("chat1");
        assertThat(stage.assignedTo("call")).isEqualTo("ann");
        for (int i = 2; i <= 7; i++) {
            stage.at(10 + i).submit("chat" + i, A_CHAT);
        }
        assertThat(stage.waiting()).hasSize(6);
        assertThat(stage.refusal(new Pick(session("chat7"), id("ann")))).isEqualTo(Refusal.NO_ROOM);

        stage.at(20).release("call");
        assertThat(stage.serves("ann")).containsExactly("chat2", "chat3", "chat4", "chat5", "chat6");
        assertThat(stage.waiting()).containsExactly("chat7");
        assertThat(stage.free("ann")).isZero();
    }

    @Test
    void scenario_26_room_is_given_back_once() {
        Stage stage = Stage.of(loads(Map.of(CALL, Load.of(100))));
        stage.agent(withUnits("ann", 100)).submit("call", A_CALL).release("call");
        assertThat(stage.refusal(new Release(session("call")))).isEqualTo(Refusal.UNKNOWN_SESSION);
        assertThat(stage.free("ann")).isEqualTo(100);
        assertThat(stage.work("ann").status()).isEqualTo(AgentStatus.AVAILABLE);
    }
}
