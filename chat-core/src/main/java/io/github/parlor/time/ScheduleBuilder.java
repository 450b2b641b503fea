package io.github.parlor.time;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.bounds.Problems;
import io.github.parlor.time.SpecialDay.Kind;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds {@link OpeningHours}. Nothing is refused before {@link #build}, which names every wrong field at once.
 * Single-owner.
 *
 * <p>Ranges are texts as {@link OpenRange#parse} reads them: {@code "09:00-12:00"}, {@code "22:00-06:00"} into the next
 * day, {@code "00:00-24:00"}.
 */
public final class ScheduleBuilder {
    private final ZoneId zone;
    private final Map<DayOfWeek, List<OpenRange>> week = new EnumMap<>(DayOfWeek.class);
    private final List<SpecialDay> specialDays = new ArrayList<>();
    private final Problems problems = new Problems();
    private int specialDaysGiven;
    private @Nullable Instant validFrom;
    private @Nullable Instant validUntil;

    ScheduleBuilder(ZoneId zone) {
        this.zone = zone;
        for (DayOfWeek day : DayOfWeek.values()) {
            week.put(day, new ArrayList<>());
        }
    }

    /** Adds ranges to a day of the week, at most {@value OpeningHours#MAX_RANGES} in all. */
    public ScheduleBuilder open(DayOfWeek day, String... ranges) {
        return open(day, day, ranges);
    }

    /** Adds ranges to each day from {@code first} to {@code last}, both included; Saturday to Monday is three days. */
    public ScheduleBuilder open(DayOfWeek first, DayOfWeek last, String... ranges) {
        problems.check("week", () -> {
            Bounds.present("first", first);
            int days = Math.floorMod(Bounds.present("last", last).compareTo(first), 7);
            for (int i = 0; i <= days; i++) {
                addRanges(first.plus(i), ranges);
            }
        });
        return this;
    }

    /** Adds ranges to every day of the week. */
    public ScheduleBuilder daily(String... ranges) {
        return open(DayOfWeek.MONDAY, DayOfWeek.SUNDAY, ranges);
    }

    /** Lets no range start on {@code date}. */
    public ScheduleBuilder closed(LocalDate date, String label) {
        return special(Kind.CLOSED, date, false, label);
    }

    /** Lets no range start on {@code first} and on its day of each later year. */
    public ScheduleBuilder closedEveryYear(LocalDate first, String label) {
        return special(Kind.CLOSED, first, true, label);
    }

    /** Has {@code ranges} in place of all others on {@code date}. */
    public ScheduleBuilder replace(LocalDate date, String label, String... ranges) {
        return special(Kind.REPLACE, date, false, label, ranges);
    }

    /** Has {@code ranges} in place of those of the week on {@code first} and on its day of each later year. */
    public ScheduleBuilder replaceEveryYear(LocalDate first, String label, String... ranges) {
        return special(Kind.REPLACE, first, true, label, ranges);
    }

    /** Has {@code ranges} on top of the others on {@code date}. */
    public ScheduleBuilder add(LocalDate date, String label, String... ranges) {
        return special(Kind.ADD, date, false, label, ranges);
    }

    /** Has {@code ranges} on top of those of the week on {@code first} and on its day of each later year. */
    public ScheduleBuilder addEveryYear(LocalDate first, String label, String... ranges) {
        return special(Kind.ADD, first, true, label, ranges);
    }

    /**
     * Adds a special day, one of at most {@value OpeningHours#MAX_SPECIAL_DAYS}. A date takes one of its own and one
     * that returns every year.
     */
    public ScheduleBuilder special(SpecialDay day) {
        problems.check(nextSpecialDay(), () -> specialDays.add(Bounds.present("day", day)));
        return this;
    }

    /** Makes the hours hold from {@code instant} on; before it they are closed. Unlimited unless called. */
    public ScheduleBuilder validFrom(Instant instant) {
        validFrom = instant;
        return this;
    }

    /** Makes the hours hold until {@code instant}; from then on they are closed. Unlimited unless called. */
    public ScheduleBuilder validUntil(Instant instant) {
        validUntil = instant;
        return this;
    }

    /**
     * Returns the schedule.
     *
     * @throws InvalidValueException if a range is not one, a limit is passed, a label is too long, two special days claim
     *     the same date or the validity is empty; the message names each wrong field
     */
    public OpeningHours build() {
        Problems all = new Problems();
        all.addAll(problems);
        all.check("schedule", () -> Bounds.present("zone", zone));
        checkSizes(all);
        checkDates(all);
        checkValidity(all);
        all.throwIfAny("schedule");
        Map<DayOfWeek, List<OpenRange>> sorted = new EnumMap<>(DayOfWeek.class);
        week.forEach((day, ranges) -> sorted.put(day, ranges.stream().sorted().toList()));
        Comparator<SpecialDay> byDate = Comparator.comparing(SpecialDay::date).thenComparing(SpecialDay::everyYear);
        return new OpeningHours(
                zone, sorted, specialDays.stream().sorted(byDate).toList(), new Validity(validFrom, validUntil));
    }

    private void addRanges(DayOfWeek day, String... texts) {
        List<OpenRange> ranges = Objects.requireNonNull(week.get(day));
        ranges.addAll(parsed("week." + day, texts));
    }

    private ScheduleBuilder special(Kind kind, LocalDate date, boolean everyYear, String label, String... texts) {
        String path = nextSpecialDay();
        int before = problems.size();
        problems.check(path, () -> SpecialDay.checkDate(date));
        problems.check(path, () -> SpecialDay.checkLabel(label));
        List<OpenRange> ranges = parsed(path, texts);
        if (problems.size() == before) {
            problems.check(path, () -> specialDays.add(new SpecialDay(kind, date, everyYear, ranges, label)));
        }
        return this;
    }

    private List<OpenRange> parsed(String path, String... texts) {
        List<OpenRange> ranges = new ArrayList<>();
        problems.check(path, () -> {
            int index = 0;
            for (String text : Bounds.present("ranges", texts)) {
                problems.check(path + ".ranges[" + index++ + "]", () -> ranges.add(OpenRange.parse(text)));
            }
        });
        return ranges;
    }

    private String nextSpecialDay() {
        return "specialDays[" + specialDaysGiven++ + "]";
    }

    private void checkSizes(Problems all) {
        week.forEach(
                (day, ranges) -> all.check("week", () -> Bounds.list(day.name(), ranges, OpeningHours.MAX_RANGES)));
        all.check("schedule", () -> Bounds.list("specialDays", specialDays, OpeningHours.MAX_SPECIAL_DAYS));
    }

    private void checkDates(Problems all) {
        Set<Object> taken = new HashSet<>();
        for (SpecialDay day : specialDays) {
            Object key = day.everyYear() ? MonthDay.from(day.date()) : day.date();
            all.check(
                    "specialDays",
                    () -> Bounds.check(
                            "date",
                            taken.add(key),
                            "one special day a date and one a year",
                            day.date() + " " + day.label()));
        }
    }

    private void checkValidity(Problems all) {
        Instant from = validFrom;
        Instant until = validUntil;
        if (from != null && until != null) {
            all.check(
                    "schedule",
                    () -> Bounds.check("validUntil", until.isAfter(from), "an instant after validFrom", until));
        }
    }
}
