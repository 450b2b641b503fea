package io.github.parlor.examples.report;

import io.github.parlor.examples.log.Label;
import io.github.parlor.examples.log.Noted;
import io.github.parlor.metrics.Dimension;
import io.github.parlor.metrics.Facts;
import io.github.parlor.metrics.fact.StayFact;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one server did on one day. Immutable.
 *
 * @param date the day the log files it under
 * @param server the name as the log has it
 * @param calls served calls
 * @param serviceSeconds their service, added up
 * @param firstStartSeconds when the first began, in seconds since midnight of the day
 * @param lastExitSeconds when the last ended; beyond 86,400 on the next day
 * @param maxOverlap most calls at once; at the same second an end comes before a start
 */
record AgentDay(
        LocalDate date,
        String server,
        long calls,
        long serviceSeconds,
        long firstStartSeconds,
        long lastExitSeconds,
        int maxOverlap) {
    /** Returns the days on which anybody known served anything, by date and server. */
    static List<AgentDay> of(Facts facts) {
        List<AgentDay> days = new ArrayList<>();
        facts.where(Served::isServed)
                .by(Dimension.attribute(Noted.DATE))
                .forEach((date, served) -> days.addAll(ofDate(LocalDate.parse(date), served)));
        return days;
    }

    /** Sorted by name, not by label: the two differ for a name that no identifier can hold. */
    private static Collection<AgentDay> ofDate(LocalDate date, Facts facts) {
        SortedMap<String, AgentDay> days = new TreeMap<>();
        facts.staysByAgent().forEach((agent, stays) -> {
            String server = Label.decode(agent.value());
            days.put(server, of(date, server, stays));
        });
        return days.values();
    }

    private static AgentDay of(LocalDate date, String server, List<StayFact> stays) {
        List<ClockSpan> spans = stays.stream().map(ClockSpan::of).toList();
        return new AgentDay(
                date,
                server,
                stays.size(),
                stays.stream().mapToLong(stay -> stay.handling().toSeconds()).sum(),
                spans.stream().mapToLong(ClockSpan::from).min().orElseThrow(),
                spans.stream().mapToLong(ClockSpan::to).max().orElseThrow(),
                ClockSpan.maxOverlap(spans));
    }
}
