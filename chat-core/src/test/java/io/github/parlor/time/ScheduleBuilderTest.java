package io.github.parlor.time;

import static io.github.parlor.time.Opening.PARIS;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.parlor.bounds.InvalidValueException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleBuilderTest {
    private static final LocalDate DAY = LocalDate.of(2026, 12, 24);

    @Test
    void build_namesEveryWrongFieldAtOnce() {
        ScheduleBuilder builder = Schedule.builder(PARIS)
                .open(MONDAY, "09:00-12:00", "9-17")
                .open(TUESDAY, Collections.nCopies(17, "09:00-12:00").toArray(String[]::new))
                .closed(DAY, "x".repeat(129))
                .replace(DAY, "nothing")
                .add(LocalDate.of(10_000, 1, 1), "far", "25:00-26:00")
                .validFrom(Instant.parse("2026-06-01T00:00:00Z"))
                .validUntil(Instant.parse("2026-06-01T00:00:00Z"));
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(builder::build)
                .withMessageStartingWith("schedule: expected valid fields, got 7 wrong: ")
                .satisfies(e -> assertThat(e.getSuppressed())
                        .extracting(each -> ((InvalidValueException) each).field())
                        .containsExactly(
                                "week.MONDAY.ranges[1].range",
                                "specialDays[0].label",
                                "specialDays[1].ranges",
                                "specialDays[2].date.year",
                                "specialDays[2].ranges[0].range",
                                "week.TUESDAY",
                                "schedule.validUntil"))
                .satisfies(e -> assertThat(e.getSuppressed())
                        .allSatisfy(each -> assertThat(e.getMessage()).contains(each.getMessage())));
    }

    @Test
    void build_throwsASingleProblemAsItIs() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(Schedule.builder(PARIS).daily("24:00-01:00")::build)
                .withMessageContaining("week.SUNDAY.ranges[0].range");
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(Schedule.builder(PARIS).open(SUNDAY, "09:00–12:00")::build)
                .withMessage("week.SUNDAY.ranges[0].range: expected hh:mm-hh:mm with an end up to 24:00,"
                        + " got '09:00–12:00'");
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without null checks hands in
    void build_namesWhatIsMissing() {
        ScheduleBuilder builder = Schedule.builder(null)
                .open(null, "09:00-12:00")
                .daily((String[]) null)
                .closed(null, null)
                .special(null);
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(builder::build)
                .withMessageContainingAll(
                        "schedule.zone: expected a value",
                        "week.first: expected a value",
                        "week.MONDAY.ranges: expected a value",
                        "specialDays[0].date: expected a value",
                        "specialDays[0].label: expected a value",
                        "specialDays[1].day: expected a value");
    }

    @Test
    void build_refusesTwoSpecialDaysForOneDate() {
        ScheduleBuilder builder = Schedule.builder(PARIS)
                .closed(DAY, "Christmas Eve")
                .closedEveryYear(DAY, "Every Christmas Eve")
                .add(DAY, "Late sale", "18:00-20:00")
                .addEveryYear(DAY.minusYears(3), "Late sale, every year", "18:00-20:00");
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(builder::build)
                .satisfies(e -> assertThat(e.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly(
                                "specialDays.date: expected one special day a date and one a year,"
                                        + " got '2026-12-24 Late sale'",
                                "specialDays.date: expected one special day a date and one a year,"
                                        + " got '2023-12-24 Late sale, every year'"));
    }

    @Test
    void build_acceptsAThousandSpecialDaysAndNoMore() {
        ScheduleBuilder builder = Schedule.builder(PARIS);
        for (int i = 0; i < 1_000; i++) {
            builder.closed(DAY.plusDays(i), "x".repeat(128));
        }
        assertThat(builder.build().specialDays()).hasSize(1_000);
        builder.closed(DAY.plusDays(1_000), "");
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(builder::build)
                .withMessage("schedule.specialDays: expected at most 1000 elements, got 1001 elements");
    }

    @Test
    void open_fromSaturdayToMondayIsThreeDays() {
        OpeningHours hours =
                Schedule.builder(PARIS).open(SATURDAY, MONDAY, "10:00-24:00").build();
        assertThat(hours.week().get(SATURDAY)).hasToString("[10:00-24:00]");
        assertThat(hours.week().get(SUNDAY)).hasToString("[10:00-24:00]");
        assertThat(hours.week().get(MONDAY)).hasToString("[10:00-24:00]");
        assertThat(hours.week().get(TUESDAY)).isEmpty();
    }

    @Test
    void open_addsToWhatTheDayHas() {
        OpeningHours hours = Schedule.builder(PARIS)
                .open(MONDAY, "13:30-18:00")
                .open(MONDAY, "09:00-12:00")
                .build();
        assertThat(hours.week().get(MONDAY)).hasToString("[09:00-12:00, 13:30-18:00]");
    }

    @Test
    void build_isNotTouchedByLaterCalls() {
        ScheduleBuilder builder = Schedule.builder(PARIS).open(MONDAY, "09:00-12:00");
        OpeningHours before = builder.build();
        OpeningHours after = builder.open(MONDAY, "13:00-14:00").closed(DAY, "").build();
        assertThat(before.week().get(MONDAY)).hasSize(1);
        assertThat(before.specialDays()).isEmpty();
        assertThat(after.week().get(MONDAY)).hasSize(2);
    }

    @Test
    void openingHoursAreAValue() {
        OpeningHours one = Schedule.builder(PARIS)
                .daily("13:00-14:00", "09:00-12:00")
                .special(new SpecialDay(SpecialDay.Kind.CLOSED, DAY.plusDays(1), false, List.of(), "b"))
                .closed(DAY, "a")
                .build();
        OpeningHours same = Schedule.builder(PARIS)
                .closed(DAY, "a")
                .closed(DAY.plusDays(1), "b")
                .daily("09:00-12:00")
                .daily("13:00-14:00")
                .build();
        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(one).isNotEqualTo(Schedule.never()).isNotEqualTo(Schedule.always(PARIS));
        assertThat(one.validFrom()).isEmpty();
        assertThat(one.validUntil()).isEmpty();
        assertThat(one.zone()).isEqualTo(PARIS);
    }

    @Test
    void range_readsAndShowsTheSameText() {
        for (String text : List.of("09:00-12:00", "22:00-06:00", "00:00-24:00", "23:59-24:00", "08:00-08:00")) {
            assertThat(OpenRange.parse(text)).hasToString(text);
        }
        assertThat(OpenRange.parse("10:00-00:00")).hasToString("10:00-24:00");
    }

    @Test
    void range_refusesWhatIsNoRangeOfWholeMinutes() {
        for (String text :
                List.of("", "09:00", "9:00-12:00", "09:00-24:01", "24:00-24:00", "09:60-10:00", "09:00 - 12:00")) {
            assertThatExceptionOfType(InvalidValueException.class).as(text).isThrownBy(() -> OpenRange.parse(text));
        }
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new OpenRange(java.time.LocalTime.MIN, java.time.LocalTime.MAX))
                .withMessage("end: expected a whole minute, got 23:59:59.999999999");
    }
}
