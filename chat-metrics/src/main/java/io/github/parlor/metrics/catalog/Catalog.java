package io.github.parlor.metrics.catalog;

import io.github.parlor.metrics.LoadMetric;
import io.github.parlor.metrics.LoadPolicy;
import io.github.parlor.metrics.Metric;
import io.github.parlor.metrics.MetricDefinition;
import io.github.parlor.metrics.catalog.ServiceLevel.AnsweredAt;
import io.github.parlor.metrics.catalog.ServiceLevel.Denominator;
import io.github.parlor.metrics.catalog.ServiceLevel.Stays;
import io.github.parlor.metrics.cell.Ratio;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Lists all metrics. Stateless and thread-safe. */
public final class Catalog {
    private Catalog() {}

    /** Returns every metric whose definition has no parameter. */
    public static List<Metric<?>> metrics() {
        return Stream.of(Counts.all(), Waits.all(), Responses.all(), Durations.all(), Rates.all())
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Returns the preset with each denominator, answer and choice of waits: the same twenty seconds, read in every way in
     * which they are read.
     *
     * @param preset target, limit of short abandonments and flow-out of all of them
     */
    public static List<Metric<Ratio>> serviceLevels(ServiceLevel preset) {
        List<Metric<Ratio>> all = new ArrayList<>();
        for (Stays stays : Stays.values()) {
            for (AnsweredAt answeredAt : AnsweredAt.values()) {
                for (Denominator denominator : Denominator.values()) {
                    all.add(preset.over(stays)
                            .answered(answeredAt)
                            .of(denominator)
                            .metric());
                }
            }
        }
        return List.copyOf(all);
    }

    /** Returns the definitions of the time of agents under a policy. */
    public static List<MetricDefinition> loads(LoadPolicy policy) {
        return Stream.concat(
                        Arrays.stream(LoadMetric.values()).map(metric -> metric.definition(policy)),
                        Stream.of(policy.adjustedDuration()))
                .toList();
    }
}
