package io.github.parlor.examples.report;

import io.github.parlor.event.EventRecord;
import io.github.parlor.event.ImportEvent.ImportFinished;
import io.github.parlor.examples.log.Label;
import io.github.parlor.examples.log.Noted;
import io.github.parlor.id.TenantId;
import io.github.parlor.metrics.ChatMetrics;
import io.github.parlor.metrics.Dimension;
import io.github.parlor.metrics.Facts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Folds the facts of a journal into one report per imported log, in the order in which they were imported. Every figure
 * comes from the metrics; only what an import says about rows that are no sessions is added. Single-owner.
 */
final class ReportFold {
    private final ChatMetrics metrics = new ChatMetrics();
    private final Set<TenantId> tenants = new LinkedHashSet<>();
    private long accepted;

    /** Takes in a fact; the order does not matter. */
    void accept(EventRecord fact) {
        metrics.accept(fact);
        tenants.add(fact.tenant());
        accepted++;
    }

    /** Returns how many facts were taken in. */
    long accepted() {
        return accepted;
    }

    /** Returns the reports of all logs whose import was finished. */
    List<LogReport> reports() {
        List<LogReport> reports = new ArrayList<>();
        for (TenantId tenant : tenants) {
            Facts all = metrics.snapshot(tenant);
            SortedMap<String, Facts> bySource = all.by(Dimension.attribute(Noted.SOURCE));
            Facts none = all.where(session -> false);
            for (ImportFinished log : all.imports()) {
                reports.add(report(log, bySource.getOrDefault(log.source(), none)));
            }
        }
        return reports;
    }

    private static LogReport report(ImportFinished log, Facts facts) {
        return new LogReport(
                Label.decode(log.source()),
                log.repaired(),
                log.rejected(),
                Figures.of(log.rows(), log.phantom(), facts),
                byType(log, facts),
                HalfHour.of(facts),
                AgentDay.of(facts));
    }

    private static Map<String, Figures> byType(ImportFinished log, Facts facts) {
        SortedMap<String, Facts> byPurpose = facts.by(Dimension.PURPOSE);
        Facts none = facts.where(session -> false);
        Map<String, Figures> byType = new TreeMap<>();
        log.rowsByPurpose()
                .forEach((purpose, rows) -> byType.put(
                        Label.decode(purpose),
                        Figures.of(
                                rows,
                                log.phantomByPurpose().getOrDefault(purpose, 0L),
                                byPurpose.getOrDefault(purpose, none))));
        return byType;
    }
}
