package io.github.parlor.examples.report;

import io.github.parlor.examples.log.Noted;
import io.github.parlor.metrics.Facts;
import io.github.parlor.metrics.catalog.Counts;
import io.github.parlor.metrics.catalog.Durations;
import io.github.parlor.metrics.catalog.Waits;
import io.github.parlor.metrics.cell.Samples;
import io.github.parlor.metrics.fact.SessionFact;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was offered in half an hour of the clock. Immutable.
 *
 * @param date the day the log files it under
 * @param slot when the half hour begins
 * @param offered answered and abandoned
 * @param answered taken by somebody or something
 * @param abandoned gone while waiting
 * @param waitAnsweredSeconds waits of the answered, added up
 * @param waitAbandonedSeconds waits of the abandoned, added up
 * @param within20 answered after 20 seconds at the most
 * @param within60 answered after 60 seconds at the most
 * @param serviceSeconds service by known servers, added up
 */
record HalfHour(
        LocalDate date,
        LocalTime slot,
        long offered,
        long answered,
        long abandoned,
        long waitAnsweredSeconds,
        long waitAbandonedSeconds,
        long within20,
        long within60,
        long serviceSeconds) {
    private static final int SLOT_MINUTES = 30;

    /** Returns the half hours in which anything was offered, by date and slot. */
    static List<HalfHour> of(Facts facts) {
        List<HalfHour> halfHours = new ArrayList<>();
        facts.by(HalfHour::slotOf).forEach((slot, offered) -> {
            HalfHour halfHour = of(slot, offered);
            if (halfHour.offered() > 0) {
                halfHours.add(halfHour);
            }
        });
        return halfHours;
    }

    private static HalfHour of(LocalDateTime slot, Facts facts) {
        Samples answered = facts.cell(Waits.FIRST_ANSWERED);
        return new HalfHour(
                slot.toLocalDate(),
                slot.toLocalTime(),
                facts.cell(Counts.OFFERED).n(),
                answered.size(),
                facts.cell(Counts.ABANDONED).n(),
                answered.sum().toSeconds(),
                facts.cell(Waits.FIRST_ABANDONED).sum().toSeconds(),
                answered.within(Duration.ofSeconds(20)),
                answered.within(Duration.ofSeconds(60)),
                facts.where(Served::isByKnownServer)
                        .cell(Durations.HANDLING)
                        .sum()
                        .toSeconds());
    }

    /** The half hour of the clock on the day of the log, whatever day the clock was on. */
    private static @Nullable LocalDateTime slotOf(SessionFact session) {
        String date = session.attribute(Noted.DATE);
        String clock = session.attribute(Noted.OFFERED_AT);
        if (date == null || clock == null) {
            return null;
        }
        LocalTime time = LocalTime.parse(clock);
        return LocalDate.parse(date).atTime(time.getHour(), time.getMinute() / SLOT_MINUTES * SLOT_MINUTES);
    }
}
