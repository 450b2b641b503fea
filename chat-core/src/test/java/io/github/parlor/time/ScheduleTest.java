package io.github.parlor.time;

import static io.github.parlor.time.Opening.PARIS;
import static io.github.parlor.time.Opening.at;
import static io.github.parlor.time.Opening.minutes;
import static io.github.parlor.time.Opening.paris;
import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.parlor.bounds.InvalidValueException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Scenarios 26 to 28 and the traps of conversations 5.1 that have nothing to do with a change of the clock. */
class ScheduleTest {
    private final Schedule office =
            Schedule.builder(PARIS).open(MONDAY, FRIDAY, "09:00-17:00").build();
    private final Schedule lunch =
            Schedule.builder(PARIS).daily("09:00-12:00", "13:30-18:00").build();

    @Test
    void scenario26_aLunchBreakIsClosedAtItsFirstInstantAndOpenAfterItsLast() {
        assertThat(lunch.isOpen(paris("2026-06-03T11:59:59.999999999"))).isTrue();
        assertThat(lunch.isOpen(paris("2026-06-03T12:00:00"))).isFalse();
        assertThat(lunch.isOpen(paris("2026-06-03T13:29:59.999999999"))).isFalse();
        assertThat(lunch.isOpen(paris("2026-06-03T13:30:00"))).isTrue();
        assertThat(lunch.nextClose(paris("2026-06-03T10:00:00"))).contains(paris("2026-06-03T12:00:00"));
        assertThat(lunch.nextOpen(paris("2026-06-03T12:00:00"))).contains(paris("2026-06-03T13:30:00"));
        assertThat(lunch.openTimeBetween(paris("2026-06-03T11:30:00"), paris("2026-06-03T14:00:00")))
                .isEqualTo(minutes(60));
    }

    @Test
    void scenario26_openTimeRunsOnAfterTheWeekend() {
        Instant friday = paris("2026-06-05T16:30:00");
        assertThat(office.plusOpenTime(friday, minutes(60))).contains(paris("2026-06-08T09:30:00"));
    }

    @Test
    void openTimeUsedUpAtClosingTimeEndsThereAndNotAtTheNextOpening() {
        Instant friday = paris("2026-06-05T16:30:00");
        assertThat(office.plusOpenTime(friday, minutes(30))).contains(paris("2026-06-05T17:00:00"));
    }

    @Test
    void noOpenTimeEndsWhereItBeganEvenWhileClosed() {
        Instant sunday = paris("2026-06-07T03:00:00");
        assertThat(office.plusOpenTime(sunday, Duration.ZERO)).contains(sunday);
        assertThat(Schedule.never().plusOpenTime(sunday, Duration.ZERO)).contains(sunday);
    }

    @Test
    void scenario28_aHolidayLeavesTheNightThatBeganTheEveningBeforeOpen() {
        Schedule nights = Schedule.builder(PARIS)
                .daily("22:00-06:00")
                .closed(LocalDate.of(2026, 6, 8), "Monday off")
                .build();
        assertThat(nights.isOpen(paris("2026-06-08T05:59:00"))).isTrue();
        assertThat(nights.nextClose(paris("2026-06-07T23:00:00"))).contains(paris("2026-06-08T06:00:00"));
        assertThat(nights.isOpen(paris("2026-06-08T23:00:00"))).isFalse();
        assertThat(nights.isOpen(paris("2026-06-09T05:00:00"))).isFalse();
        assertThat(nights.nextOpen(paris("2026-06-08T06:00:00"))).contains(paris("2026-06-09T22:00:00"));
    }

    @Test
    void scenario28_replaceStandsInForTheHoursOfItsDate() {
        Schedule short24th = Schedule.builder(PARIS)
                .open(MONDAY, FRIDAY, "09:00-17:00")
                .replace(LocalDate.of(2026, 12, 24), "Christmas Eve", "10:00-12:00", "08:00-09:00")
                .build();
        assertThat(short24th.nextOpen(paris("2026-12-24T07:00:00"))).contains(paris("2026-12-24T08:00:00"));
        assertThat(short24th.nextOpen(paris("2026-12-24T09:00:00"))).contains(paris("2026-12-24T10:00:00"));
        assertThat(short24th.nextOpen(paris("2026-12-24T12:00:00"))).contains(paris("2026-12-25T09:00:00"));
    }

    @Test
    void scenario28_addExtendsASaleDayWithoutASeam() {
        Schedule sale = Schedule.builder(PARIS)
                .open(MONDAY, FRIDAY, "09:00-17:00")
                .add(LocalDate.of(2026, 11, 27), "Black Friday", "17:00-24:00", "06:00-07:00")
                .add(LocalDate.of(2026, 11, 28), "The day after", "00:00-02:00")
                .build();
        assertThat(sale.nextClose(paris("2026-11-27T10:00:00"))).contains(paris("2026-11-28T02:00:00"));
        assertThat(sale.openTimeBetween(paris("2026-11-27T00:00:00"), paris("2026-11-30T00:00:00")))
                .isEqualTo(Duration.ofHours(1 + 8 + 7 + 2));
        assertThat(sale.nextClose(paris("2026-12-04T10:00:00"))).contains(paris("2026-12-04T17:00:00"));
    }

    @Test
    void scenario28_dayAndNightHasNoClosedMinuteBeforeMidnight() {
        Schedule always = Schedule.always(PARIS);
        Instant evening = paris("2026-06-05T23:58:00");
        for (int second = 0; second < 240; second++) {
            assertThat(always.isOpen(evening.plusSeconds(second)))
                    .as("%d s", second)
                    .isTrue();
        }
        assertThat(always.isOpen(paris("2026-06-05T23:59:59.999999999"))).isTrue();
        assertThat(always.nextClose(evening)).isEmpty();
        assertThat(always.plusOpenTime(evening, Schedule.SEARCH)).contains(evening.plus(Schedule.SEARCH));
        assertThat(always.plusOpenTime(evening, Schedule.SEARCH.plusNanos(1))).isEmpty();
    }

    @Test
    void scenario28_neverOpenFindsNothingAndStops() {
        Instant now = paris("2026-06-05T12:00:00");
        assertThat(Schedule.never().isOpen(now)).isFalse();
        assertThat(Schedule.never().nextOpen(now)).isEmpty();
        assertThat(Schedule.never().nextClose(now)).contains(now);
        assertThat(Schedule.never().plusOpenTime(now, Duration.ofNanos(1))).isEmpty();
        assertThat(Schedule.never().openTimeBetween(now, now.plus(Schedule.LONGEST)))
                .isZero();
    }

    @Test
    void anOpenInstantIsItsOwnNextOpeningAndAClosedOneItsOwnNextClosing() {
        Instant open = paris("2026-06-05T12:34:56.789");
        Instant closed = paris("2026-06-05T18:34:56.789");
        assertThat(office.nextOpen(open)).contains(open);
        assertThat(office.nextClose(closed)).contains(closed);
    }

    @Test
    void fridayNightRunsIntoSaturdayAndSundayNightIntoMonday() {
        Schedule nights =
                Schedule.builder(PARIS).open(FRIDAY, SUNDAY, "22:00-03:00").build();
        assertThat(nights.isOpen(paris("2026-06-06T02:59:00"))).isTrue();
        assertThat(nights.nextClose(paris("2026-06-05T23:00:00"))).contains(paris("2026-06-06T03:00:00"));
        assertThat(nights.nextClose(paris("2026-06-07T23:00:00"))).contains(paris("2026-06-08T03:00:00"));
        assertThat(nights.isOpen(paris("2026-06-05T02:00:00"))).isFalse();
    }

    @Test
    void aRangeUntilMidnightAndOneFromMidnightAreOneOpening() {
        Schedule weekend = Schedule.builder(PARIS)
                .open(SATURDAY, "18:00-24:00")
                .open(SUNDAY, "00:00-04:00")
                .build();
        assertThat(weekend.nextClose(paris("2026-06-06T19:00:00"))).contains(paris("2026-06-07T04:00:00"));
    }

    @Test
    void overlappingRangesCountOnce() {
        Schedule schedule = Schedule.builder(PARIS)
                .daily("09:00-12:00", "10:00-11:00", "11:30-14:00", "09:00-09:30")
                .build();
        assertThat(schedule.openTimeBetween(paris("2026-06-05T00:00:00"), paris("2026-06-06T00:00:00")))
                .isEqualTo(Duration.ofHours(5));
        assertThat(schedule.nextClose(paris("2026-06-05T09:15:00"))).contains(paris("2026-06-05T14:00:00"));
    }

    @Test
    void aRangeThatEndsAtItsStartLastsADay() {
        Schedule sunday = Schedule.builder(PARIS).open(SUNDAY, "08:00-08:00").build();
        assertThat(sunday.nextOpen(paris("2026-06-06T12:00:00"))).contains(paris("2026-06-07T08:00:00"));
        assertThat(sunday.nextClose(paris("2026-06-07T12:00:00"))).contains(paris("2026-06-08T08:00:00"));
    }

    @Test
    void aDayOfEveryYearClosesThatDayOfLaterYearsButNotOfEarlierOnes() {
        Schedule schedule = Schedule.builder(PARIS)
                .daily("09:00-17:00")
                .closedEveryYear(LocalDate.of(2026, 12, 25), "Christmas")
                .build();
        assertThat(schedule.isOpen(paris("2025-12-25T12:00:00"))).isTrue();
        assertThat(schedule.isOpen(paris("2026-12-25T12:00:00"))).isFalse();
        assertThat(schedule.isOpen(paris("2031-12-25T12:00:00"))).isFalse();
    }

    @Test
    void aDateOfItsOwnChangesWhatTheYearlyDayLeft() {
        Schedule schedule = Schedule.builder(PARIS)
                .daily("09:00-17:00")
                .closedEveryYear(LocalDate.of(2020, 12, 26), "Boxing Day")
                .add(LocalDate.of(2026, 12, 26), "Sale", "10:00-12:00")
                .addEveryYear(LocalDate.of(2020, 12, 31), "Late", "17:00-20:00")
                .closed(LocalDate.of(2026, 12, 31), "Stocktaking")
                .build();
        assertThat(schedule.openTimeBetween(paris("2026-12-26T00:00:00"), paris("2026-12-27T00:00:00")))
                .isEqualTo(Duration.ofHours(2));
        assertThat(schedule.openTimeBetween(paris("2026-12-31T00:00:00"), paris("2027-01-01T00:00:00")))
                .isZero();
        assertThat(schedule.nextClose(paris("2027-12-31T12:00:00"))).contains(paris("2027-12-31T20:00:00"));
    }

    @Test
    void the29thOfFebruaryReturnsInLeapYearsOnly() {
        Schedule schedule = Schedule.builder(PARIS)
                .daily("09:00-17:00")
                .replaceEveryYear(LocalDate.of(2024, 2, 29), "Leap day", "12:00-13:00")
                .build();
        assertThat(schedule.isOpen(paris("2025-02-28T10:00:00"))).isTrue();
        assertThat(schedule.isOpen(paris("2025-03-01T10:00:00"))).isTrue();
        assertThat(schedule.isOpen(paris("2028-02-29T10:00:00"))).isFalse();
        assertThat(schedule.isOpen(paris("2028-02-29T12:30:00"))).isTrue();
    }

    @Test
    void aSearchSeesFourHundredDaysAndNoFurther() {
        Schedule once = Schedule.builder(PARIS)
                .replace(LocalDate.of(2027, 6, 1), "Opening party", "10:00-12:00")
                .build();
        Instant opening = paris("2027-06-01T10:00:00");
        assertThat(once.nextOpen(opening.minus(Schedule.SEARCH).plusNanos(1))).contains(opening);
        assertThat(once.nextOpen(opening.minus(Schedule.SEARCH))).isEmpty();
        assertThat(once.nextClose(opening)).contains(paris("2027-06-01T12:00:00"));
        assertThat(once.plusOpenTime(paris("2027-05-01T00:00:00"), minutes(120)))
                .contains(paris("2027-06-01T12:00:00"));
        assertThat(once.plusOpenTime(paris("2027-05-01T00:00:00"), minutes(121)))
                .isEmpty();
    }

    @Test
    void outsideItsValidityAScheduleIsClosed() {
        Schedule summer = Schedule.builder(PARIS)
                .daily("00:00-24:00")
                .validFrom(paris("2026-06-01T08:30:15"))
                .validUntil(paris("2026-09-01T00:00:00"))
                .build();
        assertThat(summer.isOpen(paris("2026-06-01T08:30:14"))).isFalse();
        assertThat(summer.nextOpen(paris("2026-05-01T00:00:00"))).contains(paris("2026-06-01T08:30:15"));
        assertThat(summer.nextClose(paris("2026-07-01T00:00:00"))).contains(paris("2026-09-01T00:00:00"));
        assertThat(summer.nextOpen(paris("2026-09-01T00:00:00"))).isEmpty();
    }

    @Test
    void anEmptyOrReversedIntervalHasNoOpenTime() {
        Instant noon = paris("2026-06-05T12:00:00");
        assertThat(office.openTimeBetween(noon, noon)).isZero();
        assertThat(office.openTimeBetween(noon, noon.minusSeconds(3_600))).isZero();
    }

    @Test
    void openTimeIsExactToTheNanosecond() {
        Instant from = paris("2026-06-05T16:59:59.999999999");
        assertThat(office.openTimeBetween(from, from.plusSeconds(60))).isEqualTo(Duration.ofNanos(1));
        assertThat(office.plusOpenTime(from, Duration.ofNanos(2))).contains(paris("2026-06-08T09:00:00.000000001"));
    }

    @Test
    void theZoneOfTheShopDecidesNotThatOfTheVisitor() {
        Instant noonInTokyo = at(ZoneId.of("Asia/Tokyo"), "2026-06-05T12:00:00");
        assertThat(office.isOpen(noonInTokyo)).isFalse();
        assertThat(office.nextOpen(noonInTokyo)).contains(at(ZoneId.of("Asia/Tokyo"), "2026-06-05T16:00:00"));
    }

    @Test
    void whatNoScheduleCanAnswerIsRefusedByName() {
        Instant now = paris("2026-06-05T12:00:00");
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> office.isOpen(Instant.MAX))
                .satisfies(e -> assertThat(e.field()).isEqualTo("instant"));
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> office.openTimeBetween(Instant.MIN, now))
                .satisfies(e -> assertThat(e.field()).isEqualTo("from"));
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() ->
                        office.openTimeBetween(now, now.plus(Schedule.LONGEST).plusNanos(1)))
                .withMessageContaining("to: expected at most 36525 days after from");
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> office.plusOpenTime(now, Duration.ofNanos(-1)))
                .withMessage("time: expected zero or longer, got PT-0.000000001S");
    }

    @Test
    void theFirstAndTheLastInstantHaveAnswers() {
        Schedule never = Schedule.builder(ZoneId.of("Pacific/Kiritimati")).build();
        for (Instant edge : List.of(Moment.MIN_WALL, Moment.MAX_WALL)) {
            assertThat(never.nextOpen(edge)).isEmpty();
            assertThat(Schedule.always(PARIS).nextClose(edge)).isEmpty();
        }
    }

    @Test
    void todaysHoursAndWhyTheyDifferCanBeShown() {
        OpeningHours hours = Schedule.builder(PARIS)
                .open(MONDAY, "13:30-18:00", "09:00-12:00")
                .closedEveryYear(LocalDate.of(2020, 6, 8), "Founders")
                .replace(LocalDate.of(2026, 6, 15), "Audit", "10:00-11:00")
                .build();
        assertThat(hours.rangesOn(LocalDate.of(2026, 6, 1))).hasToString("[09:00-12:00, 13:30-18:00]");
        assertThat(hours.rangesOn(LocalDate.of(2026, 6, 8))).isEmpty();
        assertThat(hours.specialDayOn(LocalDate.of(2026, 6, 8)))
                .map(SpecialDay::label)
                .contains("Founders");
        assertThat(hours.specialDayOn(LocalDate.of(2026, 6, 15)))
                .map(SpecialDay::label)
                .contains("Audit");
        assertThat(hours.specialDayOn(LocalDate.of(2026, 6, 1))).isEmpty();
        assertThat(hours.specialDayOn(LocalDate.of(2019, 6, 8))).isEmpty();
    }
}
