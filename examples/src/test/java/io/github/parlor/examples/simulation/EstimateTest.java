package io.github.parlor.examples.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.parlor.bounds.InvalidValueException;
import org.junit.jupiter.api.Test;

class EstimateTest {
    /** Student's t with 4 degrees of freedom at 97.5 %, from a printed table. */
    private static final double T_4 = 2.776;

    @Test
    void a_mean_has_the_interval_of_student() {
        Estimate mean = Estimate.mean(new double[] {1, 2, 3, 4, 5});
        double half = T_4 * Math.sqrt(2.5 / 5);
        assertThat(mean.value()).isEqualTo(3);
        assertThat(mean.low()).isCloseTo(3 - half, within(1e-3));
        assertThat(mean.high()).isCloseTo(3 + half, within(1e-3));
    }

    @Test
    void a_ratio_weighs_days_by_their_whole() {
        Estimate ratio = Estimate.ratio(new double[] {1, 9}, new double[] {10, 10});
        assertThat(ratio.value()).isEqualTo(0.5);
        assertThat(Estimate.ratio(new double[] {1, 30}, new double[] {10, 40}).value())
                .isEqualTo(31 / 50.0);
    }

    @Test
    void a_ratio_that_is_the_same_every_day_is_certain() {
        Estimate ratio = Estimate.ratio(new double[] {1, 2, 5}, new double[] {2, 4, 10});
        assertThat(ratio).isEqualTo(new Estimate(0.5, 0.5, 0.5));
    }

    @Test
    void with_equal_wholes_a_ratio_is_the_mean_of_the_shares() {
        double[] parts = {1, 2, 3, 4, 5};
        Estimate mean = Estimate.mean(new double[] {0.1, 0.2, 0.3, 0.4, 0.5});
        Estimate ratio = Estimate.ratio(parts, new double[] {10, 10, 10, 10, 10});
        assertThat(ratio.low()).isCloseTo(mean.low(), within(1e-12));
        assertThat(ratio.high()).isCloseTo(mean.high(), within(1e-12));
    }

    @Test
    void a_share_of_nothing_is_refused() {
        assertThatThrownBy(() -> Estimate.ratio(new double[] {0, 0}, new double[] {0, 0}))
                .isInstanceOf(InvalidValueException.class);
    }
}
