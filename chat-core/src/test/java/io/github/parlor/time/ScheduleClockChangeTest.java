package io.github.parlor.time;

import static io.github.parlor.time.Opening.BERLIN;
import static io.github.parlor.time.Opening.PARIS;
import static io.github.parlor.time.Opening.at;
import static io.github.parlor.time.Opening.berlin;
import static io.github.parlor.time.Opening.minutes;
import static io.github.parlor.time.Opening.paris;
import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesProvider;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors of metrics 5.12 (BH1 to BH8) and of conversations 5.1, and clocks that change elsewhere. */
class ScheduleClockChangeTest {
    private final Schedule office =
            Schedule.builder(BERLIN).open(MONDAY, FRIDAY, "09:00-17:00").build();

    @Test
    void bh1_aWeekendWithAClockChangeCountsOnlyOfficeHours() {
        assertThat(office.openTimeBetween(berlin("2026-03-27T16:30:00"), berlin("2026-03-30T09:45:00")))
                .isEqualTo(minutes(75));
    }

    @Test
    void bh2_dayAndNightLosesTheSkippedHour() {
        assertThat(Schedule.always(BERLIN)
                        .openTimeBetween(berlin("2026-03-28T22:00:00"), berlin("2026-03-29T04:00:00")))
                .isEqualTo(minutes(300));
    }

    @Test
    void bh3_dayAndNightGainsTheRepeatedHour() {
        assertThat(Schedule.always(BERLIN)
                        .openTimeBetween(berlin("2026-10-24T22:00:00"), berlin("2026-10-25T04:00:00")))
                .isEqualTo(minutes(420));
    }

    @Test
    void bh4_twoNightsEachCountTheirPart() {
        Schedule nights = Schedule.builder(BERLIN).daily("21:00-02:00").build();
        assertThat(nights.openTimeBetween(berlin("2026-06-01T23:30:00"), berlin("2026-06-02T22:00:00")))
                .isEqualTo(minutes(210));
    }

    @Test
    void bh5_aNightAcrossTheSpringChangeIsAnHourShorter() {
        Schedule nights = Schedule.builder(BERLIN).daily("21:00-04:00").build();
        assertThat(nights.openTimeBetween(berlin("2026-03-28T21:00:00"), berlin("2026-03-29T05:00:00")))
                .isEqualTo(minutes(360));
    }

    @Test
    void bh6_theLunchBreakDoesNotCount() {
        Schedule lunch = Schedule.builder(BERLIN)
                .open(MONDAY, FRIDAY, "09:00-12:00", "13:00-17:00")
                .build();
        assertThat(lunch.openTimeBetween(berlin("2026-06-03T11:30:00"), berlin("2026-06-03T13:15:00")))
                .isEqualTo(minutes(45));
    }

    @Test
    void bh7_aHolidayAndAWeekendDoNotCount() {
        Schedule holiday = Schedule.builder(BERLIN)
                .open(MONDAY, FRIDAY, "09:00-17:00")
                .closed(LocalDate.of(2026, 5, 1), "Labour Day")
                .build();
        assertThat(holiday.openTimeBetween(berlin("2026-04-30T16:00:00"), berlin("2026-05-04T10:00:00")))
                .isEqualTo(minutes(120));
    }

    @Test
    void bh8_aClosedDayIsNoTimeWhereNoScheduleIsNoAnswer() {
        Instant from = berlin("2026-06-06T10:00:00");
        Instant to = berlin("2026-06-06T15:00:00");
        assertThat(Optional.of(office).map(s -> s.openTimeBetween(from, to))).contains(Duration.ZERO);
        assertThat(Optional.<Schedule>empty().map(s -> s.openTimeBetween(from, to)))
                .isEmpty();
    }

    @Test
    void scenario27_aNightInParisLastsSevenHoursInSpringAndNineInAutumn() {
        Schedule nights = Schedule.builder(PARIS).daily("22:00-06:00").build();
        assertOpening(nights, paris("2026-03-28T22:00:00"), paris("2026-03-29T06:00:00"), Duration.ofHours(7));
        assertOpening(nights, paris("2026-10-24T22:00:00"), paris("2026-10-25T06:00:00"), Duration.ofHours(9));
        assertOpening(nights, paris("2026-06-01T22:00:00"), paris("2026-06-02T06:00:00"), Duration.ofHours(8));
    }

    @Test
    void section51_parisHasNoTimeInASkippedHour() {
        Schedule two = Schedule.builder(PARIS).daily("02:00-03:00").build();
        assertThat(openOn(two, PARIS, "2026-03-29")).isZero();
        assertThat(two.isOpen(Instant.parse("2026-03-29T01:00:00Z"))).isFalse();
        assertThat(two.nextOpen(paris("2026-03-29T00:00:00"))).contains(paris("2026-03-30T02:00:00"));
        assertThat(two.nextOpen(paris("2026-03-28T02:30:00"))).contains(paris("2026-03-28T02:30:00"));
    }

    @Test
    void section51_parisOpensAtTheFirstOfTwoHalfPastTwos() {
        Schedule late = Schedule.builder(PARIS).daily("02:30-10:00").build();
        assertThat(late.nextOpen(paris("2026-10-25T00:00:00"))).contains(Instant.parse("2026-10-25T00:30:00Z"));
        assertThat(late.nextOpen(paris("2026-03-29T00:00:00"))).contains(Instant.parse("2026-03-29T01:00:00Z"));
    }

    @ParameterizedTest(name = "section51_berlin {0} on {1} is {2} min")
    @CsvSource({
        "21:00-02:00, 2026-10-24, 300",
        "00:00-02:30, 2026-10-25, 210",
        "02:30-10:00, 2026-10-25, 510",
        "02:15-02:45, 2026-03-29, 0",
        "02:30-10:00, 2026-03-29, 420",
        "21:00-02:30, 2026-03-28, 300",
        // An end or a start on either edge of the repeated or skipped hour.
        "00:00-02:00, 2026-10-25, 120",
        "00:00-02:01, 2026-10-25, 181",
        "00:00-03:00, 2026-10-25, 240",
        "02:00-03:00, 2026-10-25, 120",
        "02:10-02:20, 2026-10-25, 70",
        "03:00-04:00, 2026-10-25, 60",
        "01:00-02:00, 2026-03-29, 60",
        "01:00-03:00, 2026-03-29, 60",
        "03:00-04:00, 2026-03-29, 60",
        "00:00-24:00, 2026-10-25, 1500",
        "00:00-24:00, 2026-03-29, 1380",
    })
    void section51_berlin(String range, LocalDate date, long expected) {
        Schedule once = Schedule.builder(BERLIN).replace(date, "", range).build();
        Instant from = date.minusDays(1).atStartOfDay(BERLIN).toInstant();
        assertThat(once.openTimeBetween(from, from.plus(Duration.ofDays(4)))).isEqualTo(minutes(expected));
    }

    @Test
    void bothPassesOfARepeatedMinuteFollowTheSameRange() {
        Schedule early = Schedule.builder(BERLIN).daily("00:00-02:30").build();
        assertThat(early.isOpen(Instant.parse("2026-10-25T00:45:00Z"))).isTrue();
        assertThat(early.isOpen(Instant.parse("2026-10-25T01:15:00Z"))).isTrue();
        assertThat(early.isOpen(Instant.parse("2026-10-25T01:30:00Z"))).isFalse();
        Schedule until2 = Schedule.builder(BERLIN).daily("21:00-02:00").build();
        assertThat(until2.isOpen(Instant.parse("2026-10-25T00:00:00Z"))).isFalse();
        assertThat(until2.isOpen(Instant.parse("2026-10-25T01:00:00Z"))).isFalse();
    }

    @Test
    void quarterHoursOfADayFollowTheClockChange() {
        assertThat(openOn(Schedule.always(BERLIN), BERLIN, "2026-03-29")).isEqualTo(minutes(92 * 15));
        assertThat(openOn(Schedule.always(BERLIN), BERLIN, "2026-10-25")).isEqualTo(minutes(100 * 15));
        assertThat(openOn(Schedule.always(BERLIN), BERLIN, "2026-06-01")).isEqualTo(minutes(96 * 15));
    }

    @Test
    void southOfTheEquatorTheNightIsShorterInOctober() {
        ZoneId sydney = ZoneId.of("Australia/Sydney");
        Schedule nights = Schedule.builder(sydney).daily("22:00-06:00").build();
        assertOpening(
                nights, at(sydney, "2026-10-03T22:00:00"), at(sydney, "2026-10-04T06:00:00"), Duration.ofHours(7));
        assertOpening(
                nights, at(sydney, "2026-04-04T22:00:00"), at(sydney, "2026-04-05T06:00:00"), Duration.ofHours(9));
    }

    @Test
    void kathmanduIsAQuarterPastTheHour() {
        ZoneId kathmandu = ZoneId.of("Asia/Kathmandu");
        Schedule hours =
                Schedule.builder(kathmandu).open(SUNDAY, FRIDAY, "10:00-17:00").build();
        assertThat(hours.nextOpen(Instant.parse("2026-06-07T00:00:00Z")))
                .contains(Instant.parse("2026-06-07T04:15:00Z"));
        assertThat(hours.nextClose(Instant.parse("2026-06-07T05:00:00Z")))
                .contains(Instant.parse("2026-06-07T11:15:00Z"));
    }

    @Test
    void lordHoweChangesByHalfAnHour() {
        ZoneId lordHowe = ZoneId.of("Australia/Lord_Howe");
        Schedule nights = Schedule.builder(lordHowe).daily("22:00-06:00").build();
        assertOpening(
                nights, at(lordHowe, "2026-10-03T22:00:00"), at(lordHowe, "2026-10-04T06:00:00"), minutes(7 * 60 + 30));
        assertOpening(
                nights, at(lordHowe, "2026-04-04T22:00:00"), at(lordHowe, "2026-04-05T06:00:00"), minutes(8 * 60 + 30));
    }

    @Test
    void aZoneWithoutSummerTimeHasTheSameNightAllYear() {
        ZoneId tokyo = ZoneId.of("Asia/Tokyo");
        Schedule nights = Schedule.builder(tokyo).daily("22:00-06:00").build();
        for (LocalDate day = LocalDate.of(2026, 1, 1); day.getYear() == 2026; day = day.plusDays(1)) {
            Instant opens = day.atTime(22, 0).atZone(tokyo).toInstant();
            assertOpening(nights, opens, opens.plus(Duration.ofHours(8)), Duration.ofHours(8));
        }
    }

    @Test
    void aDayThatTheZoneSkippedHasNoTime() {
        ZoneId apia = ZoneId.of("Pacific/Apia");
        Schedule days = Schedule.builder(apia).daily("09:00-17:00").build();
        assertThat(days.nextOpen(at(apia, "2011-12-29T17:00:00"))).contains(at(apia, "2011-12-31T09:00:00"));
        Schedule thursday = Schedule.builder(apia).open(THURSDAY, "22:00-06:00").build();
        assertOpening(thursday, at(apia, "2011-12-29T22:00:00"), at(apia, "2011-12-31T00:00:00"), Duration.ofHours(2));
    }

    @Test
    void aClockThatJumpsBackOverMidnightKeepsTheRangeOfTheNewDayOpen() {
        // Goose Bay went from Sunday 00:01 back to Saturday 23:01 on 1987-10-25.
        ZoneId gooseBay = ZoneId.of("America/Goose_Bay");
        Instant change = Instant.parse("1987-10-25T03:01:00Z");
        Schedule sunday = Schedule.builder(gooseBay).open(SUNDAY, "00:00-02:00").build();
        assertOpening(sunday, change.minusSeconds(60), change.plus(minutes(179)), minutes(180));
        assertThat(sunday.isOpen(change)).isTrue();
        assertThat(sunday.isOpen(change.plus(minutes(30)))).isTrue();
        assertThat(sunday.openTimeBetween(change.minus(minutes(11)), change.plus(minutes(10))))
                .isEqualTo(minutes(11));

        Schedule friday = Schedule.builder(gooseBay).open(FRIDAY, "23:30-23:15").build();
        assertThat(friday.isOpen(change.minusSeconds(30))).isTrue();
        assertThat(friday.nextClose(change.minusSeconds(30))).contains(change.plus(minutes(14)));

        Schedule saturday =
                Schedule.builder(gooseBay).open(SATURDAY, "10:00-23:01").build();
        assertThat(saturday.isOpen(change)).isFalse();
        assertThat(saturday.nextClose(change.minus(Duration.ofHours(3)))).contains(change.minus(minutes(60)));
    }

    @Test
    @Timeout(120) // what could go wrong here is a search that stands still
    void everySearchMovesPastEveryChangeOfEveryClockSince2010() {
        Set<ZoneRules> seen = new HashSet<>();
        for (String id : new TreeSet<>(ZoneId.getAvailableZoneIds())) {
            ZoneId zone = ZoneId.of(id);
            if (seen.add(zone.getRules())) {
                Schedule schedule = Schedule.builder(zone)
                        .daily("00:00-01:00", "02:30-02:31", "03:00-02:00", "23:30-23:45")
                        .closed(LocalDate.of(2024, 3, 31), "")
                        .build();
                zone.getRules().getTransitions().stream()
                        .map(ZoneOffsetTransition::getInstant)
                        .filter(change -> change.isAfter(Instant.parse("2010-01-01T00:00:00Z")))
                        .forEach(change -> assertSearchesMove(schedule, change));
            }
        }
    }

    @Test
    @SuppressWarnings("InvalidZoneId") // registered one line before
    void newRulesForAZoneMoveTheHoursOfAScheduleAlreadyBuilt() {
        ChangingZone.offset = ZoneOffset.ofHours(1);
        ZoneRulesProvider.registerProvider(new ChangingZone());
        Schedule hours = Schedule.builder(ZoneId.of(ChangingZone.ID))
                .daily("09:00-17:00")
                .build();
        Instant eight = Instant.parse("2026-06-01T08:00:00Z");
        assertThat(hours.isOpen(eight)).isTrue();
        ChangingZone.offset = ZoneOffset.ofHours(-1);
        assertThat(hours.isOpen(eight)).isFalse();
        assertThat(hours.nextOpen(eight)).contains(Instant.parse("2026-06-01T10:00:00Z"));
    }

    private static void assertOpening(Schedule schedule, Instant opens, Instant closes, Duration length) {
        assertThat(schedule.isOpen(opens.minusNanos(1))).as("before %s", opens).isFalse();
        assertThat(schedule.nextOpen(opens.minusNanos(1))).contains(opens);
        assertThat(schedule.nextClose(opens)).contains(closes);
        assertThat(schedule.openTimeBetween(opens, closes)).isEqualTo(length);
        assertThat(schedule.openTimeBetween(opens.minus(minutes(60)), closes.plus(minutes(60))))
                .isEqualTo(length);
        assertThat(schedule.plusOpenTime(opens, length)).contains(closes);
    }

    private static void assertSearchesMove(Schedule schedule, Instant change) {
        for (int minute : new int[] {-1_441, -61, -1, 0, 29, 1_439}) {
            Instant from = change.plus(minutes(minute));
            Instant opens = schedule.nextOpen(from).orElseThrow();
            assertThat(schedule.isOpen(opens)).as("%s at %s", schedule, opens).isTrue();
            assertThat(schedule.openTimeBetween(from, opens))
                    .as("%s at %s", schedule, opens)
                    .isZero();
            schedule.nextClose(opens)
                    .ifPresent(closes -> assertThat(schedule.openTimeBetween(opens, closes))
                            .as("%s at %s", schedule, opens)
                            .isEqualTo(Duration.between(opens, closes))
                            .isPositive());
        }
    }

    private static Duration openOn(Schedule schedule, ZoneId zone, String date) {
        LocalDate day = LocalDate.parse(date);
        return schedule.openTimeBetween(
                day.atStartOfDay(zone).toInstant(),
                day.plusDays(1).atStartOfDay(zone).toInstant());
    }

    /** A zone whose rules a running process may see replaced. */
    private static final class ChangingZone extends ZoneRulesProvider {
        static final String ID = "Parlor/Changing";
        static volatile ZoneOffset offset = ZoneOffset.UTC;

        @Override
        protected Set<String> provideZoneIds() {
            return Set.of(ID);
        }

        @Override
        protected @Nullable ZoneRules provideRules(String zoneId, boolean forCaching) {
            return forCaching ? null : ZoneRules.of(offset);
        }

        @Override
        protected NavigableMap<String, ZoneRules> provideVersions(String zoneId) {
            return new TreeMap<>();
        }
    }
}
