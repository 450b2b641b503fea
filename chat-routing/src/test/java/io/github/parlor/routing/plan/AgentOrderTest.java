package io.github.parlor.routing.plan;

import static io.github.parlor.routing.plan.AgentOrder.LOAD_RATIO;
import static io.github.parlor.routing.plan.AgentOrder.LONGEST_IDLE;
import static io.github.parlor.routing.plan.AgentOrder.MOST_FREE_UNITS;
import static io.github.parlor.routing.plan.AgentOrder.ROUND_ROBIN;
import static io.github.parlor.routing.plan.AgentOrder.WEIGHTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.people.Agent;
import io.github.parlor.routing.plan.AgentOrder.Candidate;
import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AgentOrderTest {
    @Test
    void scenario_1_of_two_who_are_free_the_longer_free_one() {
        Candidate fiveMinutes = free(5, 1);
        Candidate twoMinutes = free(2, 9);

        assertThat(sorted(LONGEST_IDLE, twoMinutes, fiveMinutes)).containsExactly(fiveMinutes, twoMinutes);
    }

    @Test
    void scenario_2_nobody_free_the_fewest_sessions_then_in_turn() {
        Candidate a = busy(2, 9);
        Candidate b = busy(1, 1);
        Candidate c = busy(1, 4);

        assertThat(sorted(LONGEST_IDLE, a, b, c)).containsExactly(c, b, a);
    }

    @Test
    void formula_2_3_4_scenario_5_the_most_spare_capacity_or_in_turn() {
        Candidate a = new Candidate(600, 1_500, 2, 7, 0, 1);
        Candidate b = new Candidate(0, 1_500, 0, 3, 5, 1);

        assertThat(sorted(MOST_FREE_UNITS, a, b)).containsExactly(b, a);
        assertThat(sorted(ROUND_ROBIN, b, a)).containsExactly(a, b);
    }

    @Test
    void formula_2_3_4_scenario_25_the_smallest_load_ratio_then_the_longest_wait() {
        Candidate a = new Candidate(3, 5, 3, 5, 0, 1);
        Candidate b = new Candidate(3, 4, 3, 9, 0, 1);
        Candidate c = new Candidate(6, 10, 3, 7, 0, 1);
        Candidate d = new Candidate(0, 4, 0, 1, 1, 1);

        assertThat(sorted(LOAD_RATIO, a, b, c, d)).containsExactly(d, c, a, b);
    }

    @Test
    void scenario_35_one_of_four_is_less_than_one_of_three() {
        Candidate a = new Candidate(1, 3, 1, 9, 0, 1);
        Candidate b = new Candidate(1, 4, 1, 1, 0, 1);

        assertThat(sorted(LOAD_RATIO, a, b)).containsExactly(b, a);
    }

    @Test
    void formula_2_1_5_mirrored_the_largest_product_of_weight_and_idle_time() {
        Candidate light = new Candidate(0, 3, 0, 60, 1, 1);
        Candidate heavy = new Candidate(0, 3, 0, 25, 1, 3);

        assertThat(sorted(WEIGHTED, light, heavy)).containsExactly(heavy, light);
    }

    @Test
    void formula_2_5_two_who_were_never_given_work_by_one_assignment_are_never_equal() {
        for (AgentOrder order : AgentOrder.values()) {
            Candidate earlier = new Candidate(300, 900, 1, 8, 0, 1);
            Candidate later = new Candidate(300, 900, 1, 7, 0, 1);

            assertThat(order.compare(earlier, later)).as("%s", order).isNegative();
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_order_is_one(AgentOrder order) {
        for (long seed = 0; seed < 5_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Candidate a = candidate(random);
            Candidate b = candidate(random);
            Candidate c = candidate(random);

            int ab = Integer.signum(order.compare(a, b));
            assertThat(Integer.signum(order.compare(b, a))).as("seed %d", seed).isEqualTo(-ab);
            if (ab <= 0 && order.compare(b, c) <= 0) {
                assertThat(order.compare(a, c)).as("seed %d", seed).isLessThanOrEqualTo(0);
            }
        }
    }

    @Test
    void fractions_and_products_are_exact_to_the_bounds() {
        for (long seed = 0; seed < 5_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Candidate a = candidate(random);
            Candidate b = candidate(random);

            int byLoad = big(a.used())
                    .multiply(big(b.capacity()))
                    .compareTo(big(b.used()).multiply(big(a.capacity())));
            if (byLoad != 0) {
                assertThat(Integer.signum(LOAD_RATIO.compare(a, b)))
                        .as("seed %d", seed)
                        .isEqualTo(byLoad);
            }
            int byWeight = big(b.weight())
                    .multiply(big(b.sinceAssigned()))
                    .compareTo(big(a.weight()).multiply(big(a.sinceAssigned())));
            if (byWeight != 0) {
                assertThat(Integer.signum(WEIGHTED.compare(a, b)))
                        .as("seed %d", seed)
                        .isEqualTo(byWeight);
            }
        }
    }

    @Test
    void every_wrong_figure_is_named() {
        assertThatThrownBy(() -> new Candidate(-1, 0, -1, -1, -1, 0))
                .hasMessageContainingAll("used", "capacity", "sessions", "sinceAssigned", "sinceFree", "weight");
        assertThatThrownBy(() -> new Candidate(300, 900, 1, 0, 1, 1)).hasMessageContaining("sinceFree");
    }

    private static Candidate candidate(SplittableRandom random) {
        boolean large = random.nextInt(4) == 0;
        int units = large ? Agent.MAX_CAPACITY_UNITS : 5;
        long since = large ? Candidate.MAX_SINCE : 5;
        int sessions = random.nextInt(3);
        return new Candidate(
                random.nextInt(units + 1),
                1 + random.nextInt(units),
                sessions,
                random.nextLong(since + 1),
                sessions > 0 ? 0 : random.nextLong(since + 1),
                1 + random.nextInt(large ? AgentGroup.MAX_WEIGHT : 3));
    }

    private static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }

    private static Candidate free(long sinceFree, long sinceAssigned) {
        return new Candidate(0, 900, 0, sinceAssigned, sinceFree, 1);
    }

    private static Candidate busy(int sessions, long sinceAssigned) {
        return new Candidate(300 * sessions, 900, sessions, sinceAssigned, 0, 1);
    }

    private static List<Candidate> sorted(AgentOrder order, Candidate... candidates) {
        return Stream.of(candidates).sorted(order::compare).toList();
    }
}
