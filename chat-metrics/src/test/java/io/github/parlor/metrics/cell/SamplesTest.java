package io.github.parlor.metrics.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.parlor.bounds.InvalidValueException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Reference section 5.7. */
class SamplesTest {
    @Test
    void s5_7_the_pooled_mean_is_not_the_mean_of_means() {
        Samples roomA = Samples.EMPTY;
        for (int turn = 0; turn < 10; turn++) {
            roomA = roomA.merge(seconds(100));
        }
        assertThat(roomA.merge(seconds(10)).value()).isCloseTo(1010 / 11.0, within(1e-12));
        assertThat(roomA.merge(seconds(10)).sum()).isEqualTo(Duration.ofSeconds(1010));
    }

    @Test
    void s5_7_percentiles_are_type_1() {
        Samples five = seconds(15, 20, 35, 40, 50);
        assertThat(percentile(five, 40)).isEqualTo(20);
        assertThat(percentile(five, 90)).isEqualTo(50);
        assertThat(percentile(five, 100)).isEqualTo(50);
        assertThat(percentile(five, 0.001)).isEqualTo(15);
        assertThat(percentile(five, 20)).isEqualTo(15);
        assertThat(percentile(five, 20.001)).isEqualTo(20);
    }

    @Test
    void s5_7_waits() {
        Samples waits = seconds(2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 300);
        assertThat(waits.value()).isEqualTo(43.4);
        assertThat(percentile(waits, 50)).isEqualTo(29);
        assertThat(percentile(waits, 90)).isEqualTo(61);
        assertThat(percentile(waits, 95)).isEqualTo(67);
        assertThat(waits.max()).contains(Duration.ofMinutes(5));
        assertThat(waits.within(Duration.ofSeconds(11))).isEqualTo(5);
    }

    @Test
    void a_percentile_of_a_hundred_samples_is_not_off_by_one_for_any_whole_percent() {
        Samples hundred = Samples.EMPTY;
        for (int i = 1; i <= 100; i++) {
            hundred = hundred.merge(seconds(i));
        }
        for (int percent = 1; percent <= 100; percent++) {
            assertThat(percentile(hundred, percent)).as("p%d", percent).isEqualTo(percent);
        }
    }

    @Test
    void nothing_has_no_mean_and_no_percentile() {
        assertThat(Samples.EMPTY.value()).isNull();
        assertThat(Samples.EMPTY.percentile(50)).isEmpty();
        assertThat(Samples.EMPTY.max()).isEmpty();
        assertThat(Samples.CENSORED.value()).isNull();
        assertThat(Samples.CENSORED.censored()).isEqualTo(1);
    }

    @Test
    void a_percentile_equals_that_of_the_sorted_list() {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Long> sorted = new ArrayList<>();
            Samples samples = Samples.EMPTY;
            for (int i = random.nextInt(1, 40); i > 0; i--) {
                long value = random.nextLong(12);
                sorted.add(value);
                samples = samples.merge(seconds(value));
            }
            sorted.sort(null);
            int percent = random.nextInt(1, 101);
            int rank = (percent * sorted.size() + 99) / 100;
            assertThat(percentile(samples, percent)).as("seed %d", seed).isEqualTo(sorted.get(rank - 1));
        }
    }

    @Test
    void what_is_no_percentage_or_no_duration_is_refused() {
        assertThatThrownBy(() -> Samples.EMPTY.percentile(0)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> Samples.EMPTY.percentile(100.1)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> Samples.EMPTY.percentile(Double.NaN)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> Samples.of(Duration.ofNanos(-1))).isInstanceOf(InvalidValueException.class);
    }

    private static Samples seconds(long... values) {
        Samples sum = Samples.EMPTY;
        for (long value : values) {
            sum = sum.merge(Samples.of(Duration.ofSeconds(value)));
        }
        return sum;
    }

    private static long percentile(Samples samples, double percent) {
        return samples.percentile(percent).orElseThrow().toSeconds();
    }
}
