package io.github.parlor.routing.plan;

import static io.github.parlor.routing.plan.Floor.NOON;
import static io.github.parlor.routing.plan.Floor.at;
import static io.github.parlor.routing.plan.Floor.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.id.QueueId;
import io.github.parlor.routing.plan.AgentGroup.Preference;
import io.github.parlor.routing.plan.WorkOrder.Rule;
import io.github.parlor.routing.plan.WorkOrder.Work;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WorkOrderTest {
    private static final int SEEDS = 2_000;
    private static final Queue ONE = Queue.of("one");
    private long submissions;

    @Test
    void formula_2_1_1_scenario_7_strict_levels_come_before_age_and_credit_does_not() {
        RoutingPlan strict = plan(Rule.LEVELS, ONE);
        RoutingPlan aged = plan(Rule.CREDIT, ONE);

        assertThat(strict.key(priority(10), at(-1))).isLessThan(strict.key(priority(0), at(-3_600)));
        assertThat(aged.key(priority(0), at(-3_600))).isLessThan(aged.key(priority(10), at(-1)));
        assertThat(strict.key(priority(3), at(-2))).isLessThan(strict.key(priority(3), at(-1)));
    }

    @Test
    void formula_2_1_2_scenario_23_a_minute_of_waiting_is_worth_a_level() {
        RoutingPlan plan = plan(Rule.CREDIT, ONE);
        Instant urgent = plan.key(priority(10), at(-300)).at();
        Instant old = plan.key(priority(0), at(-840)).at();
        Instant newest = plan.key(priority(20), at(0)).at();

        assertThat(List.of(score(urgent, 0), score(old, 0), score(newest, 0))).containsExactly(15L, 14L, 20L);
        assertThat(score(urgent, 60)).isEqualTo(16);
        assertThat(newest).isBefore(urgent);
        assertThat(urgent).isBefore(old);
    }

    @Test
    void formula_2_1_2_liveness_l4_nobody_overtakes_who_comes_later_than_the_greatest_credit() {
        for (long seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            RoutingPlan plan = plan(Rule.CREDIT, ONE);
            int levels = 1 + random.nextInt(10);
            Instant early = at(random.nextInt(1_000));
            Instant late = early.plus(Duration.ofMinutes(levels)).plusNanos(1 + random.nextInt(1_000));

            assertThat(plan.key(priority(levels), late))
                    .as("seed %d", seed)
                    .isGreaterThan(plan.key(priority(0), early));
        }
    }

    @Test
    void formula_2_1_3_scenario_17_an_age_offset_overtakes_exactly_those_who_are_less_older() {
        RoutingPlan plan = plan(Rule.CREDIT, ONE);
        WorkOrder.Key offset = plan.key(Demand.of("one").withCredit(seconds(60)), at(0));

        assertThat(offset).isLessThan(plan.key(Demand.of("one"), at(-59)));
        assertThat(offset).isEqualByComparingTo(plan.key(Demand.of("one"), at(-60)));
        assertThat(offset).isGreaterThan(plan.key(Demand.of("one"), at(-61)));
        assertThat(plan.key(Demand.of("one").withCredit(seconds(-60)), at(0)).at())
                .isEqualTo(at(60));
    }

    @Test
    void a_queue_can_make_all_its_sessions_older() {
        RoutingPlan plan = RoutingPlan.of(
                ONE, Queue.builder("vip").credit(seconds(90)).priority(2).build());

        assertThat(plan.key(Demand.of("vip"), at(0)).at()).isEqualTo(at(-90 - 120));
    }

    @Test
    void work_by_due_time_goes_by_the_promise_of_the_queue_or_of_the_session() {
        Queue hour = Queue.builder("hour").target(Duration.ofHours(1)).build();
        Queue minute = Queue.builder("minute").target(Duration.ofMinutes(1)).build();
        RoutingPlan plan = plan(Rule.DUE, hour, minute);

        assertThat(plan.key(Demand.of("hour"), at(0)).at()).isEqualTo(at(3_600));
        assertThat(plan.key(Demand.of("minute"), at(1_800))).isLessThan(plan.key(Demand.of("hour"), at(0)));
        assertThat(plan.key(Demand.of("hour").withDue(at(30)), at(0))).isLessThan(plan.key(Demand.of("minute"), at(0)));
        assertThat(plan.key(Demand.of("hour").withPriority(1), at(0)).at()).isEqualTo(at(3_540));
        assertThatThrownBy(() -> plan(Rule.DUE, hour, ONE)).hasMessageContaining("queues[1].target");
    }

    @Test
    void formula_2_1_4_scenario_12_a_delay_keeps_a_session_from_a_group_until_it_is_over() {
        RoutingPlan plan = RoutingPlan.of(Queue.of("sales"), Queue.of("support"));
        AgentGroup group =
                group(Map.of("sales", Preference.of(1, seconds(0)), "support", Preference.of(1, seconds(30))));
        Work support = work(plan, "support", at(0));

        assertThat(first(plan, group, at(29), support, work(plan, "sales", at(28)))
                        .queue()
                        .value())
                .isEqualTo("sales");
        assertThat(first(plan, group, at(31), support, work(plan, "sales", at(28))))
                .isEqualTo(support);
        assertThat(plan.admits(group, support, at(30))).isTrue();
        assertThat(plan.admits(group, support, at(30).minusNanos(1))).isFalse();
    }

    @Test
    void formula_2_1_4_scenario_13_a_lower_rank_beats_any_wait() {
        RoutingPlan plan = RoutingPlan.of(Queue.of("t1"), Queue.of("t2"), Queue.of("t3"), Queue.of("t4"));
        AgentGroup group = group(Map.of(
                "t1", Preference.of(1, seconds(0)),
                "t2", Preference.of(1, seconds(0)),
                "t3", Preference.of(2, seconds(20)),
                "t4", Preference.of(3, seconds(80))));
        Work fourth = work(plan, "t4", at(-90));
        Work first = work(plan, "t1", at(-1));

        assertThat(first(plan, group, at(0), fourth, first)).isEqualTo(first);
        assertThat(first(plan, group, at(0), fourth)).isEqualTo(fourth);
        assertThat(plan.admits(group, work(plan, "t3", at(-19)), at(0))).isFalse();
    }

    @Test
    void formula_2_1_5_scenario_57_the_largest_product_of_weight_and_wait_goes_first() {
        RoutingPlan plan = RoutingPlan.of(Queue.of("light"), Queue.of("heavy"));
        AgentGroup group =
                group(Map.of("light", new Preference(0, 1, seconds(0)), "heavy", new Preference(0, 3, seconds(0))));
        Work light = work(plan, "light", at(-60));
        Work heavy = work(plan, "heavy", at(-25));

        assertThat(first(plan, group, at(0), light, heavy)).isEqualTo(heavy);
        assertThat(group.preference(heavy.queue()).orElseThrow().urgency(heavy.key(), at(0)))
                .isEqualTo(75_000);
        assertThat(first(plan, group, at(-10), light, heavy)).isEqualTo(light);
    }

    @Test
    void formula_2_1_5_the_order_is_the_one_that_is_written_down() {
        for (long seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            RoutingPlan plan = new RandomPlans(seed).plan();
            AgentGroup group = plan.groups().isEmpty()
                    ? AgentGroup.EVERYONE
                    : plan.groups().get(0);
            List<Work> waiting = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                Queue queue = plan.queues().get(random.nextInt(plan.queues().size()));
                if (group.preference(queue.id()).isPresent()) {
                    Demand demand = Demand.of(queue.id().value()).withPriority(random.nextInt(3));
                    Instant from = at(-random.nextInt(50));
                    waiting.add(new Work(queue.id(), plan.key(demand, from), from, i));
                }
            }
            Instant now = at(random.nextInt(900));
            List<Work> sorted = waiting.stream().sorted(plan.order(group, now)).toList();
            for (int i = 1; i < sorted.size(); i++) {
                assertThat(isBefore(group, sorted.get(i - 1), sorted.get(i), now))
                        .as("seed %d", seed)
                        .isTrue();
                assertThat(isBefore(group, sorted.get(i), sorted.get(i - 1), now))
                        .as("seed %d", seed)
                        .isFalse();
            }
        }
    }

    @Test
    void formula_2_1_6_and_safety_s11_the_key_is_the_same_at_every_instant_and_in_every_place() {
        for (long seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            RoutingPlan plan = RoutingPlan.of(Queue.of("a"), Queue.of("b"));
            Work first = work(plan, "a", at(random.nextInt(60)));
            Work second = work(plan, random.nextBoolean() ? "a" : "b", at(random.nextInt(60)));
            int before = plan.order(AgentGroup.EVERYONE, at(60)).compare(first, second);
            int later = plan.order(AgentGroup.EVERYONE, at(60 + random.nextInt(9_999)))
                    .compare(first, second);
            assertThat(Integer.signum(later)).as("seed %d", seed).isEqualTo(Integer.signum(before));

            Demand moved = Demand.of("a").withQueue(new QueueId("b"));
            assertThat(plan.key(moved, at(5))).isEqualTo(plan.key(Demand.of("a"), at(5)));
        }
    }

    @Test
    void the_greatest_weight_and_the_longest_wait_do_not_overflow() {
        Preference heaviest = new Preference(0, AgentGroup.MAX_WEIGHT, seconds(0));
        WorkOrder.Key ancient = new WorkOrder.Key(0, Instant.parse("1900-01-01T00:00:00Z"));

        assertThat(heaviest.urgency(ancient, Instant.parse("9999-01-01T00:00:00Z")))
                .isPositive();
        assertThat(heaviest.urgency(new WorkOrder.Key(0, at(9)), at(0))).isZero();
    }

    /** The rule of the class comment in one comparison after the other, with numbers that cannot overflow. */
    private static boolean isBefore(AgentGroup group, Work a, Work b, Instant now) {
        Preference pa = group.preference(a.queue()).orElseThrow();
        Preference pb = group.preference(b.queue()).orElseThrow();
        if (pa.rank() != pb.rank()) {
            return pa.rank() < pb.rank();
        } else if (a.key().level() != b.key().level()) {
            return a.key().level() < b.key().level();
        }
        int byUrgency = urgency(pa, a, now).compareTo(urgency(pb, b, now));
        if (byUrgency != 0) {
            return byUrgency > 0;
        } else if (!a.key().at().equals(b.key().at())) {
            return a.key().at().isBefore(b.key().at());
        }
        return a.number() < b.number();
    }

    private static BigInteger urgency(Preference preference, Work work, Instant now) {
        long millis = Math.max(0, Duration.between(work.key().at(), now).toMillis());
        return BigInteger.valueOf(preference.weight()).multiply(BigInteger.valueOf(millis));
    }

    private static RoutingPlan plan(Rule rule, Queue... queues) {
        return RoutingPlan.builder()
                .queues(queues)
                .workOrder(new WorkOrder(rule, Duration.ofMinutes(1)))
                .build();
    }

    private static Demand priority(int priority) {
        return Demand.of("one").withPriority(priority);
    }

    private static long score(Instant key, long now) {
        return Duration.between(key, NOON.plusSeconds(now)).toMinutes();
    }

    private static AgentGroup group(Map<String, Preference> queues) {
        Map<QueueId, Preference> byId = new java.util.HashMap<>();
        queues.forEach((queue, preference) -> byId.put(new QueueId(queue), preference));
        return new AgentGroup("group", Requirement.anyone(), byId);
    }

    private Work work(RoutingPlan plan, String queue, Instant since) {
        return new Work(new QueueId(queue), plan.key(Demand.of(queue), since), since, submissions++);
    }

    private static Work first(RoutingPlan plan, AgentGroup group, Instant now, Work... waiting) {
        return List.of(waiting).stream()
                .filter(work -> plan.admits(group, work, now))
                .min(plan.order(group, now))
                .orElseThrow();
    }
}
