package io.github.parlor.routing.live;

import static io.github.parlor.routing.live.Stage.given;
import static io.github.parlor.routing.live.Stage.minutes;
import static io.github.parlor.routing.live.Stage.offered;
import static io.github.parlor.routing.live.Stage.person;
import static io.github.parlor.routing.live.Stage.seconds;
import static io.github.parlor.routing.plan.Requirement.all;
import static io.github.parlor.routing.plan.Requirement.anyone;
import static io.github.parlor.routing.plan.Requirement.skill;
import static io.github.parlor.routing.plan.Requirement.team;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.id.ChannelId;
import io.github.parlor.id.TeamId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.routing.live.RoutingCommand.Submit;
import io.github.parlor.routing.plan.AgentOrder;
import io.github.parlor.routing.plan.Capacity;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.Ladder;
import io.github.parlor.routing.plan.OfferPolicy;
import io.github.parlor.routing.plan.Queue;
import io.github.parlor.routing.plan.StatusPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Scenarios of the routing reference, section 6.4, about which agent a session goes to, and when. */
class MatchingScenarioTest {
    private static final Queue SALES = Queue.of("sales");

    @Test
    void scenario_1_the_agent_without_work_for_longest_is_asked() {
        Stage stage = Stage.of(given(SALES).agentOrder(AgentOrder.LONGEST_IDLE));
        stage.agent("b", 1).submit("first").agent("a", 1).submit("second");
        stage.at(60).release("second").at(240).release("first");

        stage.at(360).submit("chat");

        assertThat(stage.told("chat"))
                .containsExactly(
                        "360 chat queued sales SUBMITTED",
                        "360 chat offered a until 390",
                        "360 chat assigned a AUTO_ACCEPT");
    }

    @Test
    void scenario_2_nobody_is_free_the_fewest_chats_first_then_the_least_recently_assigned() {
        Stage stage = Stage.of(given(SALES).agentOrder(AgentOrder.LONGEST_IDLE));
        stage.agent("a").agent("b").agent("c").submit("a1", "b0", "c0", "a2", "b1", "c1");
        assertThat(stage.serves("a")).containsExactly("a1", "a2");
        stage.at(10).release("b0", "c0").force("b1", "b");

        stage.submit("one", "two", "three");

        assertThat(stage.assignedTo("one")).isEqualTo("c");
        assertThat(stage.assignedTo("two")).isEqualTo("b");
        assertThat(stage.assignedTo("three")).isEqualTo("a");
    }

    private static Agent supporter(String name, String... skills) {
        return person(name, skills).withTeams(Set.of(new TeamId("support")));
    }

    private static Stage skillsForAMinute() {
        Ladder ladder = Ladder.builder()
                .always(team("support"))
                .step(all(skill("es"), skill("billing")), seconds(60))
                .last(anyone());
        return Stage.of(given(Queue.builder("support").ladder(ladder).build()));
    }

    @Test
    void scenario_3_all_skills_are_waited_for_and_then_anybody_of_the_department_with_room_will_do() {
        Stage stage = skillsForAMinute();
        stage.agent("outsider", "es", "billing");
        stage.agent(supporter("full", "es").withSessions(0));
        stage.agent(supporter("half", "billing"));

        stage.submit("chat").justBefore(60);
        assertThat(stage.waiting()).containsExactly("chat");

        stage.at(60);
        assertThat(stage.told("chat"))
                .containsExactly(
                        "0 chat queued support SUBMITTED",
                        "60 chat step 1 without [es, billing]",
                        "60 chat offered half until 90",
                        "60 chat assigned half AUTO_ACCEPT");
    }

    @Test
    void scenario_3_who_learns_the_missing_skill_takes_the_chat_at_once() {
        Stage stage = skillsForAMinute();
        stage.agent(supporter("ben", "es")).submit("chat");
        stage.at(20).agent(supporter("ben", "es", "billing"));
        assertThat(stage.assignedTo("chat")).isEqualTo("ben");
        assertThat(stage.told("chat")).last().isEqualTo("20 chat assigned ben AUTO_ACCEPT");
    }

    @Test
    void scenario_5_the_most_spare_capacity_or_in_turn() {
        Map<AgentOrder, String> expected = Map.of(AgentOrder.MOST_FREE_UNITS, "b", AgentOrder.ROUND_ROBIN, "a");
        expected.forEach((order, agent) -> {
            Stage stage = Stage.of(given(SALES).agentOrder(order));
            stage.agent("a", 4)
                    .submit("earlier")
                    .away("a")
                    .agent("b", 6)
                    .submit("later")
                    .back("a");
            assertThat(stage.free("a")).isEqualTo(3 * Agent.UNITS_PER_SESSION);
            assertThat(stage.free("b")).isEqualTo(5 * Agent.UNITS_PER_SESSION);
            stage.submit("chat");
            assertThat(stage.assignedTo("chat")).as(order.name()).isEqualTo(agent);
        });
    }

    @Test
    void scenario_8_steps_end_at_10_20_and_30_although_an_offer_lapses_at_8() {
        Queue queue = Queue.builder("sales")
                .ladder(Ladder.rings(seconds(10), skill("q1"), skill("q2"), skill("q3"), anyone()))
                .build();
        Stage stage = Stage.of(offered(queue)
                .offers(OfferPolicy.builder()
                        .timeout(seconds(8))
                        .lastResort(false)
                        .build()));
        stage.agent("one", "q1").agent("two", "q2").agent("three", "q3").agent("any");

        stage.submit("chat").at(31);

        assertThat(stage.told("chat"))
                .containsExactly(
                        "0 chat queued sales SUBMITTED",
                        "0 chat offered one until 8",
                        "8 chat lapsed one",
                        "10 chat step 1 without [q1]",
                        "10 chat offered two until 18",
                        "18 chat lapsed two",
                        "20 chat step 2 without [q1]",
                        "20 chat offered three until 28",
                        "28 chat lapsed three",
                        "30 chat step 3 without [q1]",
                        "30 chat offered any until 38");
    }

    @Test
    void scenario_8_a_second_agent_of_the_step_is_asked_when_the_first_lets_the_offer_lapse() {
        Queue queue = Queue.builder("sales")
                .ladder(Ladder.rings(seconds(10), skill("q1"), skill("q2")))
                .build();
        Stage stage = Stage.of(
                offered(queue).offers(OfferPolicy.builder().timeout(seconds(8)).build()));
        stage.agent("one", "q1")
                .agent("uno", "q1")
                .agent("two", "q2")
                .submit("chat")
                .at(16);
        assertThat(stage.told("chat"))
                .containsExactly(
                        "0 chat queued sales SUBMITTED",
                        "0 chat offered one until 8",
                        "8 chat lapsed one",
                        "8 chat offered uno until 16",
                        "10 chat step 1 without [q1]",
                        "16 chat lapsed uno",
                        "16 chat offered two until 24");
    }

    private static Stage skipsIfNobodyIsThere() {
        Ladder ladder = Ladder.builder()
                .stepUnlessNobodyIsThere(skill("q1"), seconds(10))
                .step(skill("q2"), seconds(10))
                .last(anyone());
        return Stage.of(given(Queue.builder("sales").ladder(ladder).build()));
    }

    @Test
    void scenario_9_a_step_whose_agents_are_all_away_is_skipped_at_once() {
        Stage stage = skipsIfNobodyIsThere();
        stage.agent("one", "q1").away("one").agent("two", "q2").submit("chat");
        assertThat(stage.told("chat"))
                .containsExactly(
                        "0 chat queued sales SUBMITTED",
                        "0 chat step 1 without [q1]",
                        "0 chat offered two until 30",
                        "0 chat assigned two AUTO_ACCEPT");
    }

    @Test
    void scenario_9_a_step_whose_agents_are_full_keeps_the_session_for_its_time() {
        Stage stage = skipsIfNobodyIsThere();
        stage.agent("one", 1, "q1")
                .submit("other")
                .agent("two", "q2")
                .submit("chat")
                .justBefore(10);
        assertThat(stage.waiting()).containsExactly("chat");
        stage.at(10);
        assertThat(stage.told("chat")).last().isEqualTo("10 chat assigned two AUTO_ACCEPT");
    }

    @Test
    void scenario_9_the_step_ends_when_the_last_of_its_agents_leaves_and_stays_over() {
        Stage stage = skipsIfNobodyIsThere();
        stage.agent("one", 1, "q1").submit("other").submit("chat").at(4).away("one");
        assertThat(stage.told("chat")).last().isEqualTo("4 chat step 1 without [q1]");
        stage.at(5).agent("two", "q2");
        assertThat(stage.told("chat")).last().isEqualTo("5 chat assigned two AUTO_ACCEPT");
        stage.at(6).submit("next").back("one").at(7).release("other");
        assertThat(stage.assignedTo("next")).isEqualTo("two");
    }

    @Test
    void scenario_9_the_step_ends_when_the_last_of_its_agents_is_set_away_for_a_missed_offer() {
        Ladder ladder = Ladder.builder()
                .stepUnlessNobodyIsThere(skill("q1"), minutes(10))
                .last(skill("q2"));
        Stage stage = Stage.of(offered(Queue.builder("sales").ladder(ladder).build())
                .offers(OfferPolicy.builder()
                        .onMissed(1, OfferPolicy.Missed.SET_AWAY)
                        .build()));
        stage.agent("one", 1, "q1").agent("two", "q2").submit("missed", "chat").at(30);
        assertThat(stage.told("chat"))
                .containsExactly(
                        "0 chat queued sales SUBMITTED", "30 chat step 1 without [q1]", "30 chat offered two until 60");
    }

    @Test
    void scenario_16_an_agent_of_the_second_step_is_given_the_session_at_exactly_30() {
        Ladder ladder = Ladder.builder()
                .step(all(skill("french", 4), skill("db", 5)), seconds(30))
                .step(all(skill("french", 3), skill("db", 5)), seconds(30))
                .last(anyone());
        Stage stage = Stage.of(given(Queue.builder("support").ladder(ladder).build()));
        stage.agent("almost", "french:3", "db:5")
                .agent("not", "french:3", "db:4")
                .submit("chat");
        assertThat(stage.router().nextDue()).contains(Stage.instant(30));

        stage.justBefore(30);
        assertThat(stage.waiting()).containsExactly("chat");

        stage.at(30);
        assertThat(stage.told("chat"))
                .containsExactly(
                        "0 chat queued support SUBMITTED",
                        "30 chat step 1",
                        "30 chat offered almost until 60",
                        "30 chat assigned almost AUTO_ACCEPT");
    }

    @Test
    void scenario_16_time_served_does_not_count_as_waiting_for_a_step() {
        Ladder ladder = Ladder.rings(seconds(30), skill("french"), anyone());
        Stage stage = Stage.of(given(Queue.builder("support").ladder(ladder).build()));
        stage.agent("fay", 1, "french").submit("running").submit("chat").agent("any");
        stage.at(10).release("running").at(40).away("fay").requeue("chat").at(60);
        assertThat(stage.told("chat"))
                .containsExactly(
                        "0 chat queued support SUBMITTED",
                        "10 chat offered fay until 40",
                        "10 chat assigned fay AUTO_ACCEPT",
                        "40 chat released fay",
                        "40 chat queued support REQUEUED",
                        "60 chat step 1 without [french]",
                        "60 chat offered any until 90",
                        "60 chat assigned any AUTO_ACCEPT");
    }

    private static Stage dropsGroups() {
        Ladder ladder =
                Ladder.dropping(skill("en"), seconds(20), Map.of(0, skill("hw"), 1, skill("mouse"), 2, skill("usa")));
        return Stage.of(given(Queue.builder("support").ladder(ladder).build()));
    }

    @Test
    void scenario_19_skills_are_dropped_by_number_at_20_40_and_60_and_the_required_one_never() {
        List<String> skills = List.of("en", "hw", "mouse", "usa");
        for (int drops = 0; drops <= 3; drops++) {
            Stage stage = dropsGroups();
            stage.agent("ann", skills.subList(0, 4 - drops).toArray(String[]::new));
            stage.submit("chat").at(100);
            assertThat(stage.told("chat")).last().isEqualTo(20 * drops + " chat assigned ann AUTO_ACCEPT");
        }
        Stage stage = dropsGroups();
        stage.agent("bob", "hw", "mouse", "usa").submit("chat").at(86_400);
        assertThat(stage.told("chat"))
                .containsExactly(
                        "0 chat queued support SUBMITTED",
                        "20 chat step 1 without [usa]",
                        "40 chat step 2 without [mouse, usa]",
                        "60 chat step 3 without [hw, mouse, usa]");
    }

    @Test
    void scenario_20_who_has_waited_elsewhere_comes_with_all_additional_skills_dropped() {
        Stage stage = dropsGroups();
        stage.agent("ann", "en").submit("late", Demand.of("support"), -300);
        assertThat(stage.told("late"))
                .containsExactly(
                        "0 late queued support SUBMITTED",
                        "0 late step 3 without [hw, mouse, usa]",
                        "0 late offered ann until 30",
                        "0 late assigned ann AUTO_ACCEPT");
    }

    @Test
    void scenario_20_a_requested_time_yet_to_come_drops_nothing_before_it() {
        Stage stage = dropsGroups();
        stage.agent("ann", "en", "hw", "mouse")
                .submit("early", Demand.of("support"), 300)
                .at(10);
        assertThat(stage.waiting()).containsExactly("early");
        stage.at(20);
        assertThat(stage.assignedTo("early")).isEqualTo("ann");
    }

    @Test
    void scenario_24_a_change_of_status_resets_the_idle_time_if_the_plan_says_so() {
        for (boolean resets : List.of(true, false)) {
            StatusPolicy statuses = new StatusPolicy(Map.of(), seconds(60), StatusPolicy.Gone.REQUEUE, resets, null);
            Stage stage =
                    Stage.of(given(SALES).agentOrder(AgentOrder.LONGEST_IDLE).statuses(statuses));
            stage.agent("a", 1).submit("one").agent("b", 1).submit("two");
            stage.at(60).release("one").at(120).release("two");
            stage.at(180).away("a").at(181).back("a").submit("chat");
            assertThat(stage.assignedTo("chat")).as("reset: " + resets).isEqualTo(resets ? "b" : "a");
        }
    }

    @Test
    void scenario_24_who_serves_somebody_is_not_free_by_coming_back() {
        StatusPolicy statuses = new StatusPolicy(Map.of(), minutes(1), StatusPolicy.Gone.REQUEUE, true, null);
        Stage stage = Stage.of(given(SALES).agentOrder(AgentOrder.LONGEST_IDLE).statuses(statuses));
        stage.agent("a", 1)
                .submit("one")
                .agent("b", 1)
                .at(10)
                .away("a")
                .back("a")
                .submit("two");
        stage.at(60).release("one").at(120).release("two").submit("chat");
        assertThat(stage.assignedTo("chat")).isEqualTo("a");
    }

    @Test
    void scenario_25_the_smallest_share_first_then_the_longest_without_assignment() {
        Stage stage = Stage.of(given(SALES));
        stage.agent("c", 5).submit("c1", "c2", "c3").away("c");
        stage.at(60).agent("b", 4).submit("b1", "b2", "b3").away("b");
        stage.at(120).agent("a", 5).submit("a1", "a2", "a3").away("a");
        stage.at(420).back("a").back("b").back("c").agent("d", 4);
        List<String> order = new ArrayList<>();
        for (String session : List.of("one", "two", "three", "four")) {
            stage.submit(session);
            order.add(stage.assignedTo(session));
            stage.away(stage.assignedTo(session));
        }
        assertThat(order).containsExactly("d", "c", "a", "b");
    }

    @Test
    void scenario_25_shares_that_rounding_would_make_equal_are_told_apart() {
        ChannelId fills = new ChannelId("fills");
        ChannelId less = new ChannelId("less");
        Capacity capacity = new Capacity(
                Map.of(fills, Capacity.Load.of(299_999), less, Capacity.Load.of(299_998)),
                Capacity.Load.of(1),
                List.of(),
                Duration.ZERO);
        Stage stage = Stage.of(given(SALES).capacity(capacity));
        stage.agent(Stage.withUnits("a", 300_000))
                .submit("x", Demand.of("sales").withChannel(fills));
        stage.away("a")
                .agent(Stage.withUnits("b", 299_999))
                .submit("y", Demand.of("sales").withChannel(less));
        stage.back("a").submit("chat");
        assertThat(stage.assignedTo("chat")).isEqualTo("b");
    }

    @Test
    void scenario_25_everybody_is_asked_before_anybody_twice() {
        Stage stage = Stage.of(given(SALES));
        stage.agent("a").agent("b").agent("c");
        List<String> asked = new ArrayList<>();
        for (int i = 1; i <= 9; i++) {
            stage.at(i).submit("s" + i);
            asked.add(stage.assignedTo("s" + i));
        }
        assertThat(asked).containsExactly("a", "b", "c", "a", "b", "c", "a", "b", "c");
        assertThat(stage.refusal(new Submit(Stage.session("s9"), Demand.of("sales"), stage.now())))
                .isEqualTo(Outcome.Refusal.DUPLICATE);
        assertThat(stage.work("a").status()).isEqualTo(AgentStatus.AVAILABLE);
    }
}
