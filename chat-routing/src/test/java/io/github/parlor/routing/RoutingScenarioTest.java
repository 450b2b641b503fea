package io.github.parlor.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.dispatch.Proposal;
import io.github.parlor.dispatch.Ticket;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.SkillId;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The scenarios of the routing reference, section 6.4, that the plain router can play; the number is in the name. */
class RoutingScenarioTest {
    private final Floor floor = new Floor();

    @Test
    void scenario_1_the_agent_without_work_for_longest_is_asked() {
        floor.available("b", 1);
        floor.available("a", 1);
        serve("first", "b");
        serve("second", "a");
        serve("third", "b");
        floor.submit("chat");
        assertThat(floor.at("chat")).isEqualTo("a");
    }

    @Test
    void scenario_2_fewest_chats_first_then_least_recently_assigned() {
        floor.available("a", 3);
        floor.available("b", 3);
        floor.available("c", 3);
        floor.force("a1", "a");
        floor.force("a2", "a");
        floor.force("c1", "c");
        floor.force("b1", "b");
        floor.submit("one", "two");
        assertThat(floor.at("one")).isEqualTo("c");
        assertThat(floor.at("two")).isEqualTo("b");
    }

    @Test
    void scenario_3_all_required_skills_are_required() {
        Target both = new Target(null, Map.of(new SkillId("es"), 1, new SkillId("billing"), 1), null);
        floor.available("a", 1, "es");
        floor.available("b", 1, "billing");
        floor.submit("chat", both);
        assertThat(floor.waiting()).containsExactly("chat");
        floor.available("b", 1, "billing", "es");
        assertThat(floor.at("chat")).isEqualTo("b");
    }

    @Test
    void scenario_4_a_missed_offer_goes_to_the_next_agent_and_stays_away_from_the_first() {
        floor.available("a", 1);
        floor.available("b", 1);
        floor.submit("chat");
        floor.decline("chat");
        assertThat(floor.at("chat")).isEqualTo("b");
        floor.available("c", 1);
        floor.decline("chat");
        assertThat(floor.at("chat")).isEqualTo("c");
    }

    @Test
    void scenario_7_priority_as_credit_lets_the_much_older_win() {
        floor.submit("old");
        floor.wait(3_599);
        floor.submit("urgent", Target.ANYONE, 600, Floor.UNITS);
        floor.wait(1);
        floor.available("a", 1);
        assertThat(floor.at("old")).isEqualTo("a");
    }

    @Test
    void scenario_14_a_big_session_waits_until_the_agent_has_room_for_it() {
        floor.available("a", 1);
        floor.submit("chat", Target.ANYONE, 0, 100);
        floor.accept("chat");
        floor.submit("call");
        assertThat(floor.waiting()).containsExactly("call");
        floor.close("chat");
        assertThat(floor.at("call")).isEqualTo("a");
    }

    @Test
    void scenario_21_a_freed_unit_takes_the_next_session_that_fits() {
        floor.units("a", 6);
        floor.submit("case1", Target.ANYONE, 0, 2);
        floor.submit("case2", Target.ANYONE, 0, 2);
        floor.submit("chat1", Target.ANYONE, 0, 1);
        floor.submit("chat2", Target.ANYONE, 0, 1);
        floor.accept("case1", "case2", "chat1", "chat2");
        floor.submit("case3", Target.ANYONE, 0, 2);
        floor.submit("chat3", Target.ANYONE, 0, 1);
        floor.close("chat1");
        assertThat(floor.at("chat3")).isEqualTo("a");
        assertThat(floor.waiting()).containsExactly("case3");
    }

    @Test
    void scenario_22_an_owner_recorded_without_capacity_changes_no_counter() {
        floor.available("a", 1);
        floor.router.assign(Floor.session("chat"), new AgentId("a"), 0, floor.now);
        assertThat(floor.pool(Target.ANYONE).freeUnits()).isEqualTo(Floor.UNITS);
        assertThat(floor.router.owner(Floor.session("chat"))).contains(new AgentId("a"));
    }

    @Test
    void scenario_23_waiting_time_and_credit_add_up() {
        floor.submit("plain14");
        floor.wait(9 * 60);
        floor.submit("credit15", Target.ANYONE, 10 * 60, Floor.UNITS);
        floor.wait(6 * 60);
        floor.submit("credit20", Target.ANYONE, 20 * 60, Floor.UNITS);
        assertThat(floor.waiting()).containsExactly("credit20", "credit15", "plain14");
    }

    @Test
    void scenario_25_the_lowest_share_of_the_capacity_first_then_the_longest_without_assignment() {
        load("a", 5, 3);
        load("b", 4, 3);
        load("c", 5, 3);
        floor.available("d", 4);
        floor.force("a-again", "a");
        floor.close("a-again");
        List<String> order = new ArrayList<>();
        for (String session : List.of("one", "two", "three", "four")) {
            floor.submit(session);
            String asked = floor.at(session);
            order.add(asked);
            floor.router.withdraw(Floor.session(session), floor.now);
            floor.status(asked, asked.equals("a") || asked.equals("c") ? 5 : 4, AgentStatus.AWAY);
        }
        assertThat(order).containsExactly("d", "c", "a", "b");
    }

    @Test
    void scenario_25_shares_that_rounding_would_make_equal_are_told_apart() {
        floor.units("a", 300_000);
        floor.units("b", 299_999);
        floor.router.assign(Floor.session("x"), new AgentId("b"), 299_998, floor.now);
        floor.router.assign(Floor.session("y"), new AgentId("a"), 299_999, floor.now);
        floor.submit("chat", Target.ANYONE, 0, 1);
        assertThat(floor.at("chat")).isEqualTo("b");
    }

    @Test
    void scenario_26_one_call_or_five_chats_never_both() {
        floor.units("a", 100);
        floor.submit("chat", Target.ANYONE, 0, 20);
        floor.accept("chat");
        floor.submit("call", Target.ANYONE, 0, 100);
        assertThat(floor.waiting()).containsExactly("call");
        floor.close("chat");
        floor.accept("call");
        floor.submit("chat2", Target.ANYONE, 0, 20);
        assertThat(floor.waiting()).containsExactly("chat2");
    }

    @Test
    void scenario_27_an_agent_who_signs_out_gives_two_offers_back_in_their_order() {
        floor.available("a", 2);
        floor.submit("one", "two");
        floor.submit("three");
        floor.status("a", 2, AgentStatus.GONE);
        assertThat(floor.waiting()).containsExactly("one", "two", "three");
        floor.available("b", 2);
        assertThat(floor.at("one")).isEqualTo("b");
        assertThat(floor.at("two")).isEqualTo("b");
    }

    @Test
    void scenario_31_150_unservable_sessions_at_the_head_delay_nobody() {
        for (int i = 0; i < 150; i++) {
            floor.submit("es" + i, Floor.skill("es"));
        }
        floor.submit("chat");
        floor.available("a", 1);
        assertThat(floor.at("chat")).isEqualTo("a");
    }

    @Test
    void scenario_32_and_40_the_order_instant_is_the_hosts_so_a_returning_customer_keeps_a_place_or_gets_a_new_one() {
        floor.submit("monday", "other");
        floor.router.withdraw(Floor.session("monday"), floor.now);
        floor.wait(60);
        floor.router.submit(
                new Ticket(Floor.session("monday"), Target.ANYONE, Floor.START, Duration.ZERO, 300, null), floor.now);
        assertThat(floor.waiting()).containsExactly("other", "monday");
        floor.router.withdraw(Floor.session("other"), floor.now);
        floor.router.submit(
                new Ticket(Floor.session("other"), Target.ANYONE, floor.now, Duration.ZERO, 300, null), floor.now);
        assertThat(floor.waiting()).containsExactly("monday", "other");
    }

    @Test
    void scenario_33_what_a_supervisor_assigns_above_the_limit_is_paid_back_first() {
        floor.available("a", 3);
        floor.submit("one", "two", "three");
        floor.accept("one", "two", "three");
        floor.force("forced", "a");
        floor.submit("next");
        floor.close("one");
        assertThat(floor.waiting()).containsExactly("next");
        floor.close("two");
        assertThat(floor.at("next")).isEqualTo("a");
    }

    @Test
    void scenario_35_a_third_is_more_than_a_quarter() {
        load("a", 3, 1);
        load("b", 4, 1);
        floor.submit("chat");
        assertThat(floor.at("chat")).isEqualTo("b");
    }

    @Test
    void scenario_36_a_named_agent_alone_or_a_preferred_agent_and_then_the_pool() {
        floor.available("y", 1);
        floor.available("x", 1);
        floor.prefer("first", "x");
        assertThat(floor.at("first")).isEqualTo("x");
        floor.prefer("second", "x");
        assertThat(floor.at("second")).isEqualTo("y");
        floor.submit("only", Target.agent(new AgentId("x")));
        floor.available("z", 1);
        assertThat(floor.waiting()).containsExactly("only");
    }

    @Test
    void scenario_41_an_unavailable_agent_stops_nobody() {
        floor.available("a", 1);
        floor.status("b", 1, AgentStatus.AWAY);
        floor.submit("one", "two");
        assertThat(floor.at("one")).isEqualTo("a");
        floor.available("c", 1);
        assertThat(floor.at("two")).isEqualTo("c");
    }

    @Test
    void scenario_42_a_head_that_may_not_reach_the_agent_lets_the_lighter_session_through() {
        floor.submit("heavy", Floor.skill("es"), 3_600, Floor.UNITS);
        floor.submit("light");
        floor.available("a", 1);
        assertThat(floor.at("light")).isEqualTo("a");
    }

    @Test
    void scenario_43_a_session_put_in_front_stops_no_matching() {
        floor.submit("fr1", Floor.skill("fr"));
        floor.submit("es1", Floor.skill("es"));
        floor.submit("es0", Floor.skill("es"), 600, Floor.UNITS);
        floor.available("a", 1, "fr");
        floor.available("b", 1, "es");
        assertThat(floor.at("fr1")).isEqualTo("a");
        assertThat(floor.at("es0")).isEqualTo("b");
    }

    @Test
    void scenario_44_and_49_of_two_who_take_a_session_one_gets_it_and_the_others_offers_go_on() {
        floor.available("a", 1);
        floor.available("b", 1);
        floor.submit("chat", Floor.skill("es"));
        long a = floor.router
                .reserve(Floor.session("chat"), new AgentId("a"), 300, floor.now)
                .orElseThrow();
        long b = floor.router
                .reserve(Floor.session("chat"), new AgentId("b"), 300, floor.now)
                .orElseThrow();
        floor.submit("next");
        assertThat(floor.router.confirm(Floor.session("chat"), new AgentId("b"), b, floor.now))
                .isTrue();
        assertThat(floor.router.confirm(Floor.session("chat"), new AgentId("a"), a, floor.now))
                .isFalse();
        assertThat(floor.at("next")).isEqualTo("a");
    }

    @Test
    void scenario_45_the_fourth_goes_before_a_fifth_that_comes_later() {
        floor.available("a", 3);
        floor.submit("one", "two", "three", "four");
        floor.accept("one", "two", "three");
        floor.close("two");
        floor.submit("five");
        assertThat(floor.at("four")).isEqualTo("a");
        assertThat(floor.waiting()).containsExactly("five");
    }

    @Test
    void scenario_46_sessions_of_a_lost_agent_are_queued_again_with_their_old_order() {
        floor.available("a", 1);
        floor.submit("old");
        floor.accept("old");
        floor.wait(30);
        floor.submit("new");
        floor.status("a", 1, AgentStatus.GONE);
        floor.router.release(Floor.session("old"), new AgentId("a"), floor.now);
        floor.router.submit(Floor.ticket("old"), floor.now);
        assertThat(floor.waiting()).containsExactly("old", "new");
    }

    @Test
    void scenario_50_a_transfer_to_a_full_department_frees_the_agent_and_tells_the_position() {
        floor.available("sales", 1, "sales");
        floor.available("support", 1, "support");
        floor.submit("s1", Floor.skill("sales"));
        floor.accept("s1");
        floor.submit("moving", Floor.skill("support"));
        floor.accept("moving");
        floor.submit("behind", Floor.skill("support"));
        floor.submit("s2", Floor.skill("sales"));
        floor.close("moving");
        floor.submit("moving", Floor.skill("sales"));
        assertThat(floor.at("behind")).isEqualTo("support");
        assertThat(floor.router.position(Floor.session("moving"))).isEqualTo(OptionalInt.of(1));
        floor.close("s1");
        floor.accept("s2");
        assertThat(floor.router.position(Floor.session("moving"))).isEqualTo(OptionalInt.of(0));
    }

    @Test
    void scenario_51_the_two_oldest_of_three_when_an_agent_logs_in() {
        floor.submit("one", "two", "three");
        floor.available("a", 2);
        assertThat(floor.waiting()).containsExactly("three");
    }

    @Test
    void scenario_53_ten_agents_who_come_free_one_by_one_take_one_session_each_and_a_decline_ends_none() {
        for (int i = 0; i < 10; i++) {
            load("a" + i, 1, 1);
        }
        for (int i = 0; i < 10; i++) {
            floor.submit("s" + i);
        }
        for (int i = 0; i < 10; i++) {
            floor.wait(1);
            floor.close("a" + i + "-0");
            assertThat(floor.at("s" + i)).isEqualTo("a" + i);
        }
        floor.decline("s9");
        assertThat(floor.waiting()).containsExactly("s9");
    }

    @Test
    void scenario_54_a_burst_of_50_goes_to_50_different_agents() {
        Set<AgentId> asked = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            floor.available("a" + i, 3);
        }
        for (int i = 0; i < 50; i++) {
            floor.submit("s" + i);
            asked.add(floor.proposal("s" + i).agent());
        }
        assertThat(asked).hasSize(50);
    }

    @Test
    void scenario_55_a_session_that_everybody_let_lapse_waits_and_can_be_picked() {
        floor.available("a", 1);
        floor.submit("chat");
        floor.decline("chat");
        assertThat(floor.waiting()).containsExactly("chat");
        assertThat(floor.router.reserveNext(new AgentId("a"), floor.now).map(Proposal::session))
                .contains(Floor.session("chat"));
    }

    @Test
    void scenario_61_a_nights_backlog_fills_an_agent_up_to_the_limit_and_no_further() {
        for (int i = 0; i < 40; i++) {
            floor.submit("s" + i);
        }
        floor.available("a", 3);
        assertThat(floor.router.reservations())
                .extracting(Proposal::session)
                .containsExactly(Floor.session("s0"), Floor.session("s1"), Floor.session("s2"));
    }

    @Test
    void credit_has_an_edge_at_exactly_its_length_S11() {
        for (int lag : new int[] {89, 90, 91}) {
            Floor fresh = new Floor();
            fresh.submit("regular");
            fresh.wait(lag);
            fresh.submit("priority", Target.ANYONE, 90, Floor.UNITS);
            assertThat(fresh.waiting().get(0)).as("lag %d", lag).isEqualTo(lag < 90 ? "priority" : "regular");
        }
    }

    @Test
    void of_agents_who_declined_all_the_rule_of_order_counts_again() {
        floor.available("a", 1);
        floor.available("b", 1);
        floor.submit("chat");
        assertThat(floor.at("chat")).isEqualTo("a");
        floor.decline("chat");
        assertThat(floor.at("chat")).isEqualTo("b");
        floor.decline("chat");
        assertThat(floor.at("chat")).isEqualTo("a");
    }

    @Test
    void a_preferred_agent_who_declined_is_preferred_no_more() {
        floor.available("a", 1);
        floor.available("b", 1);
        floor.prefer("chat", "b");
        floor.decline("chat");
        assertThat(floor.at("chat")).isEqualTo("a");
        floor.available("c", 1);
        floor.decline("chat");
        assertThat(floor.at("chat")).isEqualTo("c");
    }

    @Test
    void a_preferred_agent_must_meet_the_target() {
        floor.available("a", 1);
        floor.available("b", 1, "es");
        floor.router.submit(
                new Ticket(
                        Floor.session("chat"),
                        Floor.skill("es"),
                        floor.now,
                        Duration.ZERO,
                        Floor.UNITS,
                        new AgentId("a")),
                floor.now);
        assertThat(floor.at("chat")).isEqualTo("b");
    }

    @Test
    void an_assignment_of_an_agent_who_was_never_told_counts_once_the_agent_signs_in() {
        floor.force("restored", "a");
        floor.submit("chat");
        floor.available("a", 1);
        assertThat(floor.waiting()).containsExactly("chat");
        floor.close("restored");
        assertThat(floor.at("chat")).isEqualTo("a");
    }

    @Test
    void time_may_step_back_without_a_decision_changing() {
        floor.submit("one");
        floor.wait(-3_600);
        floor.available("a", 1);
        floor.accept("one");
        assertThat(floor.pool(Target.ANYONE).estimate().computedAt()).isEqualTo(Instant.parse("2026-01-01T07:00:00Z"));
    }

    private void serve(String session, String agent) {
        floor.router.reserve(Floor.session(session), new AgentId(agent), Floor.UNITS, floor.now);
        floor.accept(session);
        floor.close(session);
    }

    /** An agent with a limit who serves so many sessions. */
    private void load(String agent, int limit, int sessions) {
        floor.available(agent, limit);
        for (int i = 0; i < sessions; i++) {
            floor.force(agent + "-" + i, agent);
        }
    }
}
