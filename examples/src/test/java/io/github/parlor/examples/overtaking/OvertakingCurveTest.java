package io.github.parlor.examples.overtaking;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.examples.overtaking.OvertakingCurve.Bin;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class OvertakingCurveTest {
    private static final LocalDate DAY = LocalDate.of(1999, 2, 1);
    private static final Instant NOON = Instant.parse("1999-02-01T12:00:00Z");

    @Test
    void the_one_who_came_later_and_was_served_earlier_overtook() {
        assertThat(bins(regular(0, 100), priority(14, 99))).containsExactly(new Bin(0, 1, 1));
        assertThat(bins(regular(0, 100), priority(15, 100))).containsExactly(new Bin(15, 1, 0));
    }

    @Test
    void a_lag_below_one_second_or_from_255_seconds_on_does_not_count() {
        assertThat(bins(regular(0, 500), priority(0, 90))).isEmpty();
        assertThat(bins(regular(0, 500), priority(1, 90))).containsExactly(new Bin(0, 1, 1));
        assertThat(bins(regular(0, 500), priority(254, 300))).containsExactly(new Bin(240, 1, 1));
        assertThat(bins(regular(0, 500), priority(255, 300))).isEmpty();
    }

    @Test
    void who_came_when_the_other_was_served_had_nobody_to_overtake() {
        assertThat(bins(regular(0, 30), priority(30, 40))).isEmpty();
        assertThat(bins(regular(0, 30), priority(29, 40))).containsExactly(new Bin(15, 1, 0));
    }

    @Test
    void days_types_and_customers_of_one_kind_are_told_apart() {
        Stay other = new Stay(DAY.plusDays(1), "PS", true, NOON.plusSeconds(1), NOON.plusSeconds(2));
        Stay english = new Stay(DAY, "PE", true, NOON.plusSeconds(1), NOON.plusSeconds(2));
        assertThat(bins(regular(0, 100), other, english, regular(1, 2))).isEmpty();
    }

    @Test
    void there_are_17_bins_whatever_was_counted() {
        assertThat(OvertakingCurve.of(List.of()).bins())
                .hasSize(17)
                .allMatch(bin -> bin.pairs() == 0)
                .last()
                .isEqualTo(new Bin(240, 0, 0));
    }

    private static List<Bin> bins(Stay... stays) {
        return OvertakingCurve.of(List.of(stays)).bins().stream()
                .filter(bin -> bin.pairs() > 0)
                .toList();
    }

    private static Stay regular(int joined, int served) {
        return new Stay(DAY, "PS", false, NOON.plusSeconds(joined), NOON.plusSeconds(served));
    }

    private static Stay priority(int joined, int served) {
        return new Stay(DAY, "PS", true, NOON.plusSeconds(joined), NOON.plusSeconds(served));
    }
}
