package io.github.parlor.examples.day;

import io.github.parlor.event.EventRecord;
import io.github.parlor.event.VisitorEvent.InvitationAccepted;
import io.github.parlor.event.VisitorEvent.InvitationShown;
import io.github.parlor.event.VisitorEvent.PurchaseRecorded;
import io.github.parlor.journal.Journal;
import io.github.parlor.metrics.Dimension;
import io.github.parlor.metrics.Facts;
import io.github.parlor.metrics.LoadMetric;
import io.github.parlor.metrics.LoadPolicy;
import io.github.parlor.metrics.Metric;
import io.github.parlor.metrics.MetricResult;
import io.github.parlor.metrics.MetricsReplay;
import io.github.parlor.metrics.Slots;
import io.github.parlor.metrics.catalog.Counts;
import io.github.parlor.metrics.catalog.Durations;
import io.github.parlor.metrics.catalog.Rates;
import io.github.parlor.metrics.catalog.Responses;
import io.github.parlor.metrics.catalog.ServiceLevel;
import io.github.parlor.metrics.catalog.Waits;
import io.github.parlor.metrics.cell.Cell;
import io.github.parlor.metrics.cell.Count;
import io.github.parlor.metrics.cell.Load;
import io.github.parlor.metrics.cell.Samples;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a day came to, folded from its journal by the real metrics. Immutable.
 *
 * @param seed what made the day
 * @param agents how many agents worked
 * @param events how many facts the journal holds
 * @param invited invitations that were shown
 * @param accepted invitations that were accepted
 * @param purchases purchases of all visitors
 * @param figures headline figures, in the order in which they are shown
 * @param bySubject figures by purpose
 * @param halfHours the day in half hours, from the first with a session to the last
 * @param byAgent the load of each agent
 */
record DayReport(
        long seed,
        int agents,
        long events,
        long invited,
        long accepted,
        long purchases,
        List<MetricResult> figures,
        Map<String, List<MetricResult>> bySubject,
        List<HalfHour> halfHours,
        List<AgentLoad> byAgent) {
    /**
     * One half hour.
     *
     * @param from when it begins
     * @param offered sessions that joined the queue first
     * @param answered of these, answered
     * @param abandoned of these, abandoned
     * @param meanWaitSeconds of the answered, or null if there are none
     */
    record HalfHour(
            LocalTime from,
            long offered,
            long answered,
            long abandoned,
            @Nullable Double meanWaitSeconds) {}

    /**
     * One agent.
     *
     * @param agent who
     * @param stays sessions served
     * @param figures busy concurrency, occupancy and slot use
     * @param most sessions at once at the most
     */
    record AgentLoad(String agent, long stays, List<MetricResult> figures, int most) {}

    private static final int PAGE = 4_096;
    private static final Duration SLOT = Duration.ofMinutes(30);

    static DayReport of(ShopDay day, Journal journal) {
        List<EventRecord> records = read(journal);
        Facts facts = MetricsReplay.of(records).snapshot(ShopDay.TENANT);
        Map<String, List<MetricResult>> bySubject = new LinkedHashMap<>();
        facts.by(Dimension.PURPOSE).forEach((purpose, part) -> bySubject.put(purpose, figures(part)));
        return new DayReport(
                day.seed(),
                day.agents(),
                records.size(),
                count(records, record -> record.event() instanceof InvitationShown),
                count(records, record -> record.event() instanceof InvitationAccepted),
                count(records, record -> record.event() instanceof PurchaseRecorded),
                figures(facts),
                bySubject,
                halfHours(facts),
                byAgent(facts));
    }

    private static List<EventRecord> read(Journal journal) {
        List<EventRecord> all = new ArrayList<>();
        List<EventRecord> page;
        do {
            long after = all.isEmpty() ? 0 : all.get(all.size() - 1).position();
            page = journal.readAll(ShopDay.TENANT, after, PAGE);
            all.addAll(page);
        } while (page.size() == PAGE);
        return all;
    }

    private static long count(List<EventRecord> records, Predicate<EventRecord> what) {
        return records.stream().filter(what).count();
    }

    private static List<MetricResult> figures(Facts facts) {
        return List.of(
                facts.result(Counts.SESSIONS),
                facts.result(Counts.OFFERED),
                facts.result(Counts.ANSWERED),
                facts.result(Counts.ABANDONED),
                facts.result(Rates.ABANDONMENT_MINUS_SHORT),
                facts.result(Waits.FIRST_ANSWERED),
                facts.percentile(Waits.FIRST_ANSWERED, 90),
                facts.result(ServiceLevel.LIVE_80_20
                        .answered(ServiceLevel.AnsweredAt.ACCEPT)
                        .metric()),
                facts.result(Responses.FIRST_FROM_HANDOFF),
                facts.percentile(Responses.FIRST_FROM_HANDOFF, 90),
                facts.result(Durations.START_TO_END),
                facts.adjustedDuration(LoadPolicy.DEFAULT),
                facts.result(Rates.SATISFACTION),
                facts.result(Rates.RATING_RESPONSE));
    }

    private static List<HalfHour> halfHours(Facts facts) {
        Map<LocalDateTime, Count> offered = series(facts, Counts.OFFERED);
        Map<LocalDateTime, Count> answered = series(facts, Counts.ANSWERED);
        Map<LocalDateTime, Count> abandoned = series(facts, Counts.ABANDONED);
        Map<LocalDateTime, Samples> waits = series(facts, Waits.FIRST_ANSWERED);
        List<HalfHour> halfHours = new ArrayList<>();
        for (LocalDateTime slot : new TreeMap<>(offered).keySet()) {
            Samples wait = waits.get(slot);
            halfHours.add(new HalfHour(
                    slot.toLocalTime(),
                    size(offered.get(slot)),
                    size(answered.get(slot)),
                    size(abandoned.get(slot)),
                    wait == null ? null : wait.value()));
        }
        return halfHours;
    }

    private static long size(@Nullable Count count) {
        return count == null ? 0 : count.size();
    }

    private static <C extends Cell<C>> Map<LocalDateTime, C> series(Facts facts, Metric<C> metric) {
        return facts.series(metric, Slots.local(SLOT, ShopDay.ZONE));
    }

    private static List<AgentLoad> byAgent(Facts facts) {
        List<AgentLoad> loads = new ArrayList<>();
        facts.loads(LoadPolicy.DEFAULT)
                .forEach((agent, load) ->
                        loads.add(new AgentLoad(agent.value(), load.stays(), figures(load), load.max())));
        loads.sort(Comparator.comparingInt((AgentLoad load) -> load.agent().length())
                .thenComparing(AgentLoad::agent));
        return loads;
    }

    private static List<MetricResult> figures(Load load) {
        return List.of(
                LoadMetric.CONCURRENCY_BUSY.of(load, LoadPolicy.DEFAULT),
                LoadMetric.OCCUPANCY_WALL.of(load, LoadPolicy.DEFAULT),
                LoadMetric.SLOT_USE.of(load, LoadPolicy.DEFAULT));
    }
}
