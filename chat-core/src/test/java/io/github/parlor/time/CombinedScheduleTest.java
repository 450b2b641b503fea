package io.github.parlor.time;

import static io.github.parlor.time.Opening.BERLIN;
import static io.github.parlor.time.Opening.PARIS;
import static io.github.parlor.time.Opening.paris;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.parlor.bounds.InvalidValueException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class CombinedScheduleTest {
    private final Instant midnight = paris("2026-06-03T00:00:00");
    private final Schedule morning =
            Schedule.builder(PARIS).daily("08:00-13:00").build();
    private final Schedule day = Schedule.builder(PARIS).daily("12:00-18:00").build();

    @Test
    void union_isOpenWhenAnyPartIsAndHasNoSeam() {
        Schedule both = Schedule.union(morning, day);
        assertThat(both.nextOpen(midnight)).contains(paris("2026-06-03T08:00:00"));
        assertThat(both.nextClose(paris("2026-06-03T08:00:00"))).contains(paris("2026-06-03T18:00:00"));
        assertThat(both.openTimeBetween(midnight, midnight.plus(Duration.ofDays(1))))
                .isEqualTo(Duration.ofHours(10));
    }

    @Test
    void intersection_isOpenWhenAllPartsAre() {
        Schedule both = Schedule.intersection(morning, day);
        assertThat(both.nextOpen(midnight)).contains(paris("2026-06-03T12:00:00"));
        assertThat(both.nextClose(paris("2026-06-03T12:00:00"))).contains(paris("2026-06-03T13:00:00"));
        assertThat(both.plusOpenTime(midnight, Duration.ofHours(2))).contains(paris("2026-06-04T13:00:00"));
    }

    @Test
    void intersection_ofPartsThatNeverMeetFindsNothingAndStops() {
        Schedule evening = Schedule.builder(PARIS).daily("20:00-21:00").build();
        assertThat(Schedule.intersection(morning, evening).nextOpen(midnight)).isEmpty();
    }

    @Test
    void intersection_closesATeamOnTheHolidaysOfItsShop() {
        Schedule shop = Schedule.builder(PARIS)
                .daily("00:00-24:00")
                .closed(LocalDate.of(2026, 6, 3), "Holiday")
                .build();
        assertThat(Schedule.intersection(day, shop).nextOpen(midnight)).contains(paris("2026-06-04T12:00:00"));
    }

    @Test
    void over_withoutLimitsHidesTheBase() {
        Schedule team = day.over(morning);
        assertThat(team.nextOpen(midnight)).contains(paris("2026-06-03T12:00:00"));
        assertThat(team.nextClose(paris("2026-06-03T12:00:00"))).contains(paris("2026-06-03T18:00:00"));
    }

    @Test
    void over_changesHoursAtTheInstantTheNewOnesBecomeValid() {
        Instant from = paris("2026-06-03T12:30:00");
        Schedule replaced = Schedule.builder(PARIS)
                .daily("12:00-18:00")
                .validFrom(from)
                .validUntil(paris("2026-06-04T15:00:00"))
                .build()
                .over(morning);
        assertThat(replaced.nextOpen(midnight)).contains(paris("2026-06-03T08:00:00"));
        assertThat(replaced.nextClose(paris("2026-06-03T08:00:00"))).contains(paris("2026-06-03T18:00:00"));
        assertThat(replaced.nextOpen(paris("2026-06-03T18:00:00"))).contains(paris("2026-06-04T12:00:00"));
        assertThat(replaced.nextClose(paris("2026-06-04T12:00:00"))).contains(paris("2026-06-04T15:00:00"));
        assertThat(replaced.nextOpen(paris("2026-06-04T15:00:00"))).contains(paris("2026-06-05T08:00:00"));
    }

    @Test
    void over_closesAtOnceWhenTheNewHoursAreClosed() {
        Schedule closedFromTen = Schedule.builder(PARIS)
                .validFrom(paris("2026-06-03T10:00:00"))
                .build()
                .over(morning);
        assertThat(closedFromTen.nextClose(paris("2026-06-03T09:00:00"))).contains(paris("2026-06-03T10:00:00"));
    }

    @Test
    void partsMayLiveInDifferentZones() {
        Schedule tokyo =
                Schedule.builder(ZoneId.of("Asia/Tokyo")).daily("09:00-17:00").build();
        Schedule berlin = Schedule.builder(BERLIN).daily("09:00-17:00").build();
        Schedule sun = Schedule.union(tokyo, berlin);
        assertThat(sun.nextOpen(Instant.parse("2026-06-02T20:00:00Z"))).contains(Instant.parse("2026-06-03T00:00:00Z"));
        assertThat(sun.nextClose(Instant.parse("2026-06-03T00:00:00Z")))
                .contains(Instant.parse("2026-06-03T15:00:00Z"));
    }

    @Test
    void aCombinationIsAValueThatTellsItsParts() {
        CombinedSchedule union = Schedule.union(morning, day);
        assertThat(union).isEqualTo(Schedule.union(morning, day)).hasSameHashCodeAs(Schedule.union(morning, day));
        assertThat(union).isNotEqualTo(Schedule.union(day, morning)).isNotEqualTo(Schedule.intersection(morning, day));
        assertThat(union.kind()).isEqualTo(CombinedSchedule.Kind.UNION);
        assertThat(union.parts()).containsExactly(morning, day);
    }

    @Test
    void oneToSixtyFourPartsAreAccepted() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(Schedule::union)
                .withMessageStartingWith("parts: expected at least one schedule");
        Schedule[] many = Collections.nCopies(65, day).toArray(Schedule[]::new);
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> Schedule.intersection(many))
                .withMessage("parts: expected at most 64 elements, got 65 elements");
    }
}
