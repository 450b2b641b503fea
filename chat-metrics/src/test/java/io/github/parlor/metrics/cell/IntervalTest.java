package io.github.parlor.metrics.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.metrics.cell.Interval.Level;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reference section 5.10. */
class IntervalTest {
    @ParameterizedTest
    @CsvSource({
        "81, 263, 0.2552885199, 0.3662095770",
        "15, 148, 0.0623863995, 0.1604872417",
        "0, 20, 0, 0.1611251581",
        "1, 29, 0.0061132143, 0.1717552188",
        "0, 1, 0, 0.7934506856",
        "1, 1, 0.2065493144, 1",
        "3, 4, 0.3006418426, 0.9544127392",
        "1, 3, 0.0614919447, 0.7923403992",
        "5, 20, 0.1118617014, 0.4687008776",
        "8, 10, 0.4901624715, 0.9433178485",
        "5, 10, 0.2365930905, 0.7634069095",
        "0, 10, 0, 0.2775327999",
        "90, 100, 0.8256343385, 0.9447708629",
        "450, 500, 0.8705780904, 0.9233224373",
        "23, 60, 0.2708827237, 0.5098240418"
    })
    void s5_10_wilson_at_95_percent(long hits, long of, double low, double high) {
        Interval interval = Objects.requireNonNull(Interval.wilson(hits, of, Level.P95));
        assertThat(interval.low()).isCloseTo(low, within(5e-10));
        assertThat(interval.high()).isCloseTo(high, within(5e-10));
        assertThat(new Ratio(hits, of, 3).interval()).isEqualTo(interval);
    }

    @Test
    void s5_10_wilson_at_90_percent() {
        Interval interval = Objects.requireNonNull(Interval.wilson(50, 500, Level.P90));
        assertThat(interval.low()).isCloseTo(.08003919, within(1e-5));
        assertThat(interval.high()).isCloseTo(.12426639, within(1e-5));
    }

    @Test
    void a_higher_level_is_wider() {
        Interval p95 = Objects.requireNonNull(Interval.wilson(8, 10, Level.P95));
        Interval p99 = Objects.requireNonNull(Interval.wilson(8, 10, Level.P99));
        assertThat(p99.low()).isLessThan(p95.low());
        assertThat(p99.high()).isGreaterThan(p95.high());
    }

    @Test
    void s5_10_nothing_has_no_interval_and_the_ends_are_exact() {
        assertThat(Interval.wilson(0, 0, Level.P95)).isNull();
        assertThat(Objects.requireNonNull(Interval.wilson(0, 7, Level.P95)).low())
                .isZero();
        assertThat(Objects.requireNonNull(Interval.wilson(7, 7, Level.P95)).high())
                .isEqualTo(1.0);
    }

    @Test
    void more_hits_than_samples_are_refused() {
        assertThatThrownBy(() -> Interval.wilson(2, 1, Level.P95))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("hits");
    }
}
