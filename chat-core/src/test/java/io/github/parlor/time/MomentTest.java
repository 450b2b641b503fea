package io.github.parlor.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.parlor.bounds.InvalidValueException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MomentTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    @Test
    void since_withinARunIsTheDifferenceOfTheMonotonicReadings() {
        Moment before = new Moment(NOON, 5_000_000_000L, 7);
        Moment after = new Moment(NOON.minusSeconds(3_600), 6_500_000_000L, 7);
        assertThat(after.since(before)).isEqualTo(Duration.ofMillis(1_500));
    }

    @Test
    void since_withinARunHoldsWhereTheMonotonicReadingWrapsAround() {
        Moment before = new Moment(NOON, Long.MAX_VALUE, 7);
        assertThat(new Moment(NOON, Long.MIN_VALUE, 7).since(before)).isEqualTo(Duration.ofNanos(1));
    }

    @Test
    void since_acrossRunsIsTheDifferenceOfTheWallInstants() {
        Moment before = new Moment(NOON, 5_000_000_000L, 7);
        Moment after = new Moment(NOON.plusSeconds(90), 1L, 8);
        assertThat(after.since(before)).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void since_isNeverNegative() {
        Moment moment = new Moment(NOON, 5, 7);
        assertThat(moment.since(new Moment(NOON, 6, 7))).isZero();
        assertThat(moment.since(new Moment(NOON.plusNanos(1), 4, 8))).isZero();
        assertThat(moment.since(moment)).isZero();
    }

    @Test
    void wall_acceptsTheYears1900To9999() {
        assertThat(Moment.wall("at", Moment.MIN_WALL)).isEqualTo(Moment.MIN_WALL);
        assertThat(Moment.wall("at", Moment.MAX_WALL)).isEqualTo(Moment.MAX_WALL);
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> Moment.wall("at", Moment.MIN_WALL.minusNanos(1)))
                .withMessage("at: expected an instant from 1900-01-01T00:00:00Z to 9999-12-31T23:59:59.999999999Z,"
                        + " got 1899-12-31T23:59:59.999999999Z");
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new Moment(Moment.MAX_WALL.plusNanos(1), 0, 0))
                .satisfies(e -> assertThat(e.field()).isEqualTo("moment.wall"));
    }
}
