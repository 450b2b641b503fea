package io.github.parlor.metrics;

import io.github.parlor.metrics.MetricDefinition.Attribution;
import io.github.parlor.metrics.MetricDefinition.Grain;
import io.github.parlor.metrics.MetricDefinition.Unit;
import io.github.parlor.metrics.cell.Load;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What can be said about the time of agents. None is called just occupancy, since three different figures are. The sample
 * size is the number of stays that began.
 */
public enum LoadMetric {
    /** Time with at least one session. */
    BUSY(Unit.SECONDS, "Time with at least one session."),
    /** Time of all sessions together. */
    CHAT_TIME(Unit.SECONDS, "Time of all sessions together; two at once count twice."),
    /** Time available. */
    AVAILABLE(Unit.SECONDS, "Time in which the agents were available; null if none is known."),
    /** Chat time over busy time. */
    CONCURRENCY_BUSY(Unit.SESSIONS, "Chat time over busy time: the mean level while there is anything to do."),
    /** Chat time over available time. */
    CONCURRENCY_ONLINE(
            Unit.SESSIONS, "Chat time over available time, idle time included: the load, which may exceed 1."),
    /** The highest level. */
    CONCURRENCY_MAX(
            Unit.SESSIONS,
            "The most sessions that one agent served at once; an end comes before a start at the same instant."),
    /** Busy time over busy and idle time. */
    OCCUPANCY_WALL(Unit.RATIO, "Busy time over busy and idle available time."),
    /** Used part of the capacity. */
    SLOT_USE(Unit.RATIO, "Units in use over units of capacity, each times its duration, while available or draining.");

    private final Unit unit;
    private final String text;

    LoadMetric(Unit unit, String text) {
        this.unit = unit;
        this.text = text;
    }

    /** Returns its definition under a policy. */
    public MetricDefinition definition(LoadPolicy policy) {
        String id = "agents." + name().toLowerCase(Locale.ROOT) + policy.suffix();
        return new MetricDefinition(id, 1, Grain.AGENT, Attribution.CLIP, policy.text(), unit, text);
    }

    /** Returns the figure of a load that was measured under the policy. */
    public MetricResult of(Load load, LoadPolicy policy) {
        String statistic = unit == Unit.SECONDS ? "sum" : unit == Unit.RATIO ? "ratio" : "level";
        return new MetricResult(definition(policy), statistic, value(load), load.stays(), 0, null);
    }

    private @Nullable Double value(Load load) {
        return switch (this) {
            case BUSY -> seconds(load.busy());
            case CHAT_TIME -> seconds(load.chatTime());
            case AVAILABLE -> load.available().isZero() ? null : seconds(load.available());
            case CONCURRENCY_BUSY -> load.whileBusy();
            case CONCURRENCY_ONLINE -> load.whileAvailable();
            case CONCURRENCY_MAX -> load.max() == 0 ? null : (double) load.max();
            case OCCUPANCY_WALL -> load.occupancy();
            case SLOT_USE -> load.slotUse();
        };
    }

    private static double seconds(Duration duration) {
        return BigDecimal.valueOf(duration.getSeconds())
                .add(BigDecimal.valueOf(duration.getNano(), 9))
                .doubleValue();
    }
}
