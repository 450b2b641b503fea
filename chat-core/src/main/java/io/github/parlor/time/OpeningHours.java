package io.github.parlor.time;

import io.github.parlor.time.SpecialDay.Kind;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Hours of the week in one zone, with special days, perhaps valid for a limited time only. Immutable. Built by
 * {@link Schedule#builder}.
 *
 * <p>On each date the hours of the week hold, changed by the yearly special day of that date if there is one, then
 * changed by the special day of that very date if there is one: a sale on 26 December 2026 may open, for once, a day that
 * is closed every year.
 */
public final class OpeningHours extends Schedule {
    /** How many ranges a day of the week or a special day has at the most. */
    public static final int MAX_RANGES = 16;

    /** How many special days a schedule has at the most. */
    public static final int MAX_SPECIAL_DAYS = 1_000;

    private static final OpenRange WHOLE_DAY = new OpenRange(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

    private final ZoneId zone;
    private final Map<DayOfWeek, List<OpenRange>> week;
    private final List<SpecialDay> specialDays;
    private final Validity validity;
    /** Whether no range ever ends without another going on, so that a search for the end may stop at once. */
    private final boolean dayAndNight;

    private final Map<MonthDay, SpecialDay> yearly = new HashMap<>();
    private final Map<LocalDate, SpecialDay> dated = new HashMap<>();

    /** Takes what {@link ScheduleBuilder#build} has checked: ranges by start, at most one special day a key. */
    OpeningHours(ZoneId zone, Map<DayOfWeek, List<OpenRange>> week, List<SpecialDay> specialDays, Validity validity) {
        this.zone = zone;
        this.week = Collections.unmodifiableMap(new EnumMap<>(week));
        this.specialDays = List.copyOf(specialDays);
        this.validity = validity;
        this.dayAndNight = specialDays.isEmpty() && week.values().stream().allMatch(day -> day.contains(WHOLE_DAY));
        for (SpecialDay special : specialDays) {
            if (special.everyYear()) {
                yearly.put(monthDay(special.date()), special);
            } else {
                dated.put(special.date(), special);
            }
        }
    }

    /** Returns the zone whose wall clock the ranges are read on. */
    public ZoneId zone() {
        return zone;
    }

    /** Returns the ranges of all seven days by start, an empty list for a closed day; immutable. */
    public Map<DayOfWeek, List<OpenRange>> week() {
        return week;
    }

    /** Returns the special days by date, immutable. */
    public List<SpecialDay> specialDays() {
        return specialDays;
    }

    /** Returns the first instant at which these hours hold, empty for no beginning. */
    public Optional<Instant> validFrom() {
        return Optional.ofNullable(validity.from());
    }

    /** Returns the first instant at which these hours no longer hold, empty for no end. */
    public Optional<Instant> validUntil() {
        return Optional.ofNullable(validity.until());
    }

    /** Returns the ranges that start on {@code date}, by start, without regard to validity; immutable. */
    public List<OpenRange> rangesOn(LocalDate date) {
        List<OpenRange> ranges = Objects.requireNonNull(week.get(date.getDayOfWeek()));
        if (!yearly.isEmpty()) {
            ranges = changed(ranges, yearlyOn(date));
        }
        return dated.isEmpty() ? ranges : changed(ranges, dated.get(date));
    }

    /** Returns the special day that changes {@code date}, the one of that very date before the yearly one. */
    public Optional<SpecialDay> specialDayOn(LocalDate date) {
        SpecialDay special = dated.get(date);
        return Optional.ofNullable(special == null ? yearlyOn(date) : special);
    }

    @Override
    boolean openAt(Instant instant) {
        return validity.contains(instant) && openAt(instant, zone.getRules());
    }

    private boolean openAt(Instant instant, ZoneRules rules) {
        LocalDateTime local = local(instant, rules);
        // Where the clock shows this time once, comparing clock times is exact and needs no edge as an instant.
        return rules.getTransition(local) == null
                ? openOnTheClock(local)
                : openInRepeatedHour(instant, local.toLocalDate(), rules);
    }

    @Override
    Instant changeAfter(Instant instant, Instant limit) {
        Instant edge = validity.edgeAfter(instant, limit);
        if (dayAndNight || !validity.contains(instant)) {
            return edge;
        }
        // One reading of the rules for both: were they replaced in between, an open instant might have no end after it.
        ZoneRules rules = zone.getRules();
        return openAt(instant, rules) ? closesAfter(instant, edge, rules) : opensAfter(instant, edge, rules);
    }

    @Override
    Validity validity() {
        return validity;
    }

    private boolean openOnTheClock(LocalDateTime local) {
        LocalDate today = local.toLocalDate();
        LocalTime time = local.toLocalTime();
        for (OpenRange range : rangesOn(today)) {
            if (!time.isBefore(range.start()) && (range.endsNextDay() || time.isBefore(range.end()))) {
                return true;
            }
        }
        for (OpenRange range : rangesOn(today.minusDays(1))) {
            if (range.endsNextDay() && time.isBefore(range.end())) {
                return true;
            }
        }
        return false;
    }

    /** Looks a day further on both sides: the clock may jump back over midnight, then time has two dates. */
    private boolean openInRepeatedHour(Instant instant, LocalDate today, ZoneRules rules) {
        for (LocalDate day = today.minusDays(2); !day.isAfter(today.plusDays(1)); day = day.plusDays(1)) {
            for (OpenRange range : rangesOn(day)) {
                if (!instant.isBefore(range.startOn(day, rules)) && instant.isBefore(range.endOn(day, rules))) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Returns the first start after a closed instant, be it of a range inside a skipped hour, which has no time in it.
     * Ranges by date and start have starts that never go back.
     */
    private Instant opensAfter(Instant instant, Instant limit, ZoneRules rules) {
        LocalDate last = lastDay(limit, rules);
        for (LocalDate day = local(instant, rules).toLocalDate(); !day.isAfter(last); day = day.plusDays(1)) {
            for (OpenRange range : rangesOn(day)) {
                Instant start = range.startOn(day, rules);
                if (start.isAfter(instant)) {
                    return start.isBefore(limit) ? start : limit;
                }
            }
        }
        return limit;
    }

    /** Follows the ranges from an open instant until one starts after all earlier ones have ended. */
    private Instant closesAfter(Instant instant, Instant limit, ZoneRules rules) {
        Instant end = instant;
        LocalDate day = local(instant, rules).toLocalDate().minusDays(2);
        for (LocalDate last = lastDay(end, rules); !day.isAfter(last); day = day.plusDays(1)) {
            for (OpenRange range : rangesOn(day)) {
                if (range.startOn(day, rules).isAfter(end)) {
                    return end.isBefore(limit) ? end : limit;
                }
                Instant rangeEnd = range.endOn(day, rules);
                end = rangeEnd.isAfter(end) ? rangeEnd : end;
            }
            if (!end.isBefore(limit)) {
                return limit;
            }
            last = lastDay(end, rules);
        }
        return end;
    }

    /** Returns the last date whose ranges can start at {@code instant} or before: one on if the clock will jump back. */
    private static LocalDate lastDay(Instant instant, ZoneRules rules) {
        return local(instant, rules).toLocalDate().plusDays(1);
    }

    private static List<OpenRange> changed(List<OpenRange> ranges, @Nullable SpecialDay special) {
        if (special == null) {
            return ranges;
        }
        return special.kind() == Kind.ADD
                ? Stream.concat(ranges.stream(), special.ranges().stream())
                        .sorted()
                        .toList()
                : special.ranges();
    }

    private @Nullable SpecialDay yearlyOn(LocalDate date) {
        SpecialDay special = yearly.get(monthDay(date));
        return special == null || date.isBefore(special.date()) ? null : special;
    }

    private static MonthDay monthDay(LocalDate date) {
        return MonthDay.of(date.getMonthValue(), date.getDayOfMonth());
    }

    private static LocalDateTime local(Instant instant, ZoneRules rules) {
        return LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), rules.getOffset(instant));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OpeningHours that
                && zone.equals(that.zone)
                && week.equals(that.week)
                && specialDays.equals(that.specialDays)
                && validity.equals(that.validity);
    }

    @Override
    public int hashCode() {
        return Objects.hash(zone, week, specialDays, validity);
    }

    @Override
    public String toString() {
        return zone + " " + week + ", " + specialDays.size() + " special days";
    }
}
