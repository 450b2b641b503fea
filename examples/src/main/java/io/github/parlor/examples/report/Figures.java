package io.github.parlor.examples.report;

import io.github.parlor.metrics.Facts;
import io.github.parlor.metrics.Metric;
import io.github.parlor.metrics.catalog.Counts;
import io.github.parlor.metrics.catalog.Durations;
import io.github.parlor.metrics.catalog.ServiceLevel;
import io.github.parlor.metrics.catalog.ServiceLevel.AnsweredAt;
import io.github.parlor.metrics.catalog.ServiceLevel.Denominator;
import io.github.parlor.metrics.catalog.Waits;
import io.github.parlor.metrics.cell.Ratio;
import io.github.parlor.metrics.cell.Samples;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a log, or of one type in it. A mean or share of nothing is null. Immutable.
 *
 * @param rows rows that could be read, phantoms included; of a whole log all rows
 * @param phantom rows that are no contact
 * @param offered answered and abandoned
 * @param answered taken by somebody or something
 * @param abandoned gone while waiting in the queue
 * @param asaSeconds mean wait of the answered, 0 for those who did not wait
 * @param meanWaitOfferedSeconds mean wait of the offered
 * @param serviceLevel answered within so many seconds, as a share of the offered, by those seconds
 * @param served answered by a known server with a service that took time
 * @param meanServiceSeconds mean service time of the served
 */
record Figures(
        long rows,
        long phantom,
        long offered,
        long answered,
        long abandoned,
        @Nullable Double asaSeconds,
        @Nullable Double meanWaitOfferedSeconds,
        SortedMap<Integer, @Nullable Double> serviceLevel,
        long served,
        @Nullable Double meanServiceSeconds) {
    /** The limits of the service levels in seconds. */
    static final List<Integer> LIMITS = List.of(20, 30, 60, 90);

    Figures {
        serviceLevel = Collections.unmodifiableSortedMap(new TreeMap<>(serviceLevel));
    }

    /** Returns the figures of the sessions in view. */
    static Figures of(long rows, long phantom, Facts facts) {
        TreeMap<Integer, @Nullable Double> levels = new TreeMap<>();
        for (int seconds : LIMITS) {
            levels.put(seconds, facts.result(serviceLevel(seconds)).value());
        }
        Samples service = facts.where(Served::isServed).cell(Durations.HANDLING);
        return new Figures(
                rows,
                phantom,
                facts.cell(Counts.OFFERED).n(),
                facts.cell(Counts.ANSWERED).n(),
                facts.cell(Counts.ABANDONED).n(),
                facts.result(Waits.FIRST_ANSWERED).value(),
                facts.result(Waits.FIRST_OFFERED).value(),
                levels,
                service.size(),
                service.value());
    }

    /** Answered when somebody takes the call, of all that was offered; the goal is none of the figures. */
    private static Metric<Ratio> serviceLevel(int seconds) {
        return ServiceLevel.within(Duration.ofSeconds(seconds), 0.8)
                .of(Denominator.OFFERED)
                .answered(AnsweredAt.ACCEPT)
                .metric();
    }
}
