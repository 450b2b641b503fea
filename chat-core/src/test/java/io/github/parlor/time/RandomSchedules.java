package io.github.parlor.time;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * Random schedules with what they mean minute by minute, in a window that often holds a change of the clock.
 *
 * <p>Answers of the minutes are right from {@link #FIRST} to {@link #LAST}; the rest is margin for ranges that begin
 * before or end after.
 */
final class RandomSchedules {
    static final int MINUTES = 10 * 1440;
    static final int FIRST = 3 * 1440;
    static final int LAST = 7 * 1440;

    private static final List<String> ZONES = List.of(
            "Europe/Paris",
            "Europe/Berlin",
            "Australia/Lord_Howe",
            "Australia/Sydney",
            "America/Goose_Bay",
            "America/Havana",
            "America/Sao_Paulo",
            "America/New_York",
            "America/Scoresbysund",
            "Antarctica/Troll",
            "Asia/Gaza",
            "Asia/Kathmandu",
            "Asia/Kolkata",
            "Asia/Pyongyang",
            "Atlantic/Azores",
            "Africa/Casablanca",
            "Pacific/Apia",
            "Pacific/Kwajalein",
            "Asia/Tokyo",
            "UTC");
    private static final List<SpecialDay.Kind> KINDS = List.of(SpecialDay.Kind.values());
    /** Times at which clocks tend to change, so that edges of ranges meet edges of gaps and overlaps. */
    private static final int[] LIKELY = {0, 1, 30, 60, 90, 120, 150, 180, 181, 540, 1020, 1320, 1380, 1381, 1410, 1439};

    private final long seed;
    private final SplittableRandom random;
    private final ZoneId zone;
    private final Instant start;

    /** A schedule and which minutes of the window are open under it. */
    record Sample(long seed, Instant start, Schedule schedule, BitSet open) {
        boolean isOpen(int minute) {
            return open.get(minute);
        }

        Instant at(int minute) {
            return start.plus(minute, ChronoUnit.MINUTES);
        }

        @Override
        public String toString() {
            return "seed " + seed + ": " + schedule;
        }
    }

    RandomSchedules(long seed) {
        this.seed = seed;
        random = new SplittableRandom(seed);
        zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        start = aroundAChange(zone).minus(FIRST + random.nextInt(LAST - FIRST), ChronoUnit.MINUTES);
    }

    Sample next() {
        return next(2);
    }

    private Sample next(int depth) {
        int choice = depth == 0 ? 0 : random.nextInt(6);
        if (choice < 3) {
            OpeningHours hours = hours();
            return new Sample(seed, start, hours, NaiveHours.minutes(hours, start, MINUTES));
        }
        Sample a = next(depth - 1);
        Sample b = next(depth - 1);
        return switch (choice) {
            case 3 -> combined(Schedule.union(a.schedule, b.schedule), i -> a.isOpen(i) || b.isOpen(i));
            case 4 -> combined(Schedule.intersection(a.schedule, b.schedule), i -> a.isOpen(i) && b.isOpen(i));
            default -> over(b);
        };
    }

    private Sample over(Sample base) {
        OpeningHours hours = hours();
        BitSet own = NaiveHours.minutes(hours, start, MINUTES);
        return combined(hours.over(base.schedule), i -> {
            Instant at = start.plus(i, ChronoUnit.MINUTES);
            boolean valid = hours.validFrom().map(from -> !at.isBefore(from)).orElse(true)
                    && hours.validUntil().map(at::isBefore).orElse(true);
            return valid ? own.get(i) : base.isOpen(i);
        });
    }

    private Sample combined(Schedule schedule, IntPredicate minutes) {
        BitSet open = new BitSet();
        for (int i = 0; i < MINUTES; i++) {
            open.set(i, minutes.test(i));
        }
        return new Sample(seed, start, schedule, open);
    }

    private OpeningHours hours() {
        ZoneId itsZone = random.nextInt(4) == 0 ? ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))) : zone;
        ScheduleBuilder builder = Schedule.builder(itsZone);
        for (DayOfWeek day : DayOfWeek.values()) {
            builder.open(day, ranges(random.nextInt(4)));
        }
        LocalDate first = start.atZone(itsZone).toLocalDate();
        for (int day = 0; day < MINUTES / 1440; day++) {
            if (random.nextInt(5) == 0) {
                special(builder, first.plusDays(day), false);
            }
            if (random.nextInt(8) == 0) {
                special(builder, someYear(first.plusDays(day)), true);
            }
        }
        if (random.nextInt(4) == 0) {
            int from = random.nextInt(MINUTES - 1);
            builder.validFrom(start.plus(from, ChronoUnit.MINUTES));
            builder.validUntil(start.plus(random.nextInt(from + 1, MINUTES), ChronoUnit.MINUTES));
        }
        return builder.build();
    }

    private void special(ScheduleBuilder builder, LocalDate date, boolean everyYear) {
        SpecialDay.Kind kind = KINDS.get(random.nextInt(KINDS.size()));
        String[] ranges = ranges(kind == SpecialDay.Kind.CLOSED ? 0 : random.nextInt(1, 4));
        builder.special(new SpecialDay(
                kind, date, everyYear, Stream.of(ranges).map(OpenRange::parse).toList(), ""));
    }

    /** Moves a date to the year before or after, but 29 February stays where it is. */
    private LocalDate someYear(LocalDate date) {
        LocalDate moved = date.plusYears(random.nextInt(3) - 1);
        return moved.getDayOfMonth() == date.getDayOfMonth() ? moved : date;
    }

    private String[] ranges(int count) {
        String[] ranges = new String[count];
        for (int i = 0; i < count; i++) {
            ranges[i] = String.format(Locale.ROOT, "%s-%s", time(), time());
        }
        return ranges;
    }

    private LocalTime time() {
        int minute = random.nextBoolean() ? LIKELY[random.nextInt(LIKELY.length)] : random.nextInt(1440);
        return LocalTime.ofSecondOfDay(60L * minute);
    }

    private Instant aroundAChange(ZoneId zone) {
        Instant any = Instant.parse("1985-01-01T00:00:00Z").plus(random.nextInt(45 * 365), ChronoUnit.DAYS);
        ZoneOffsetTransition next = zone.getRules().nextTransition(any);
        ZoneOffsetTransition last = zone.getRules().previousTransition(any);
        boolean recent = last != null && last.getInstant().isAfter(Instant.parse("1980-01-01T00:00:00Z"));
        ZoneOffsetTransition change = next == null && recent ? last : next;
        return change == null || random.nextInt(5) == 0 ? any : change.getInstant();
    }
}
