package io.github.parlor.time;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Opening hours worked out minute by minute, as one would by watching the wall clock: a range opens in the first minute in
 * which the clock shows its start or later and closes after the last minute in which it shows less than its end. Knows
 * nothing of gaps, overlaps and offsets.
 */
final class NaiveHours {
    private final long[] clock;
    private final BitSet open = new BitSet();

    private NaiveHours(ZoneId zone, Instant start, int minutes) {
        clock = new long[minutes];
        for (int i = 0; i < minutes; i++) {
            LocalDateTime shown = start.plusSeconds(60L * i).atZone(zone).toLocalDateTime();
            clock[i] = shown.toEpochSecond(ZoneOffset.UTC);
        }
    }

    /** Returns which of the minutes from {@code start} on are open, right for all but the first and last two days. */
    static BitSet minutes(OpeningHours hours, Instant start, int minutes) {
        NaiveHours naive = new NaiveHours(hours.zone(), start, minutes);
        Set<LocalDate> dates = new LinkedHashSet<>();
        LocalDate first = start.atZone(hours.zone()).toLocalDate().minusDays(1);
        for (int i = 0; i <= minutes / 1440 + 2; i++) {
            dates.add(first.plusDays(i));
        }
        for (LocalDate date : dates) {
            rangesOf(hours, date).forEach(range -> naive.watch(date, range));
        }
        for (int i = 0; i < minutes; i++) {
            Instant instant = start.plusSeconds(60L * i);
            boolean began =
                    hours.validFrom().map(from -> from.compareTo(instant) <= 0).orElse(true);
            boolean over = hours.validUntil()
                    .map(until -> until.compareTo(instant) <= 0)
                    .orElse(false);
            naive.open.set(i, naive.open.get(i) && began && !over);
        }
        return naive.open;
    }

    private void watch(LocalDate date, OpenRange range) {
        long from = date.atTime(range.start()).toEpochSecond(ZoneOffset.UTC);
        long length = Duration.between(range.start(), range.end()).toSeconds();
        long to = from + (length <= 0 ? length + 86_400 : length);
        int opens = 0;
        while (opens < clock.length && clock[opens] < from) {
            opens++;
        }
        int closes = clock.length;
        while (closes > 0 && clock[closes - 1] >= to) {
            closes--;
        }
        if (opens < closes) {
            open.set(opens, closes);
        }
    }

    private static List<OpenRange> rangesOf(OpeningHours hours, LocalDate date) {
        List<OpenRange> ranges = Map.copyOf(hours.week()).getOrDefault(date.getDayOfWeek(), List.of());
        for (boolean everyYear : new boolean[] {true, false}) {
            for (SpecialDay special : hours.specialDays()) {
                boolean sameDay = everyYear
                        ? MonthDay.from(special.date()).equals(MonthDay.from(date))
                                && special.date().getYear() <= date.getYear()
                        : special.date().equals(date);
                if (special.everyYear() == everyYear && sameDay) {
                    ranges = switch (special.kind()) {
                        case CLOSED -> List.of();
                        case REPLACE -> special.ranges();
                        case ADD ->
                            Stream.concat(ranges.stream(), special.ranges().stream())
                                    .toList();
                    };
                }
            }
        }
        return ranges;
    }
}
