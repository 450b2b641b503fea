package io.github.parlor.metrics;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.metrics.MetricDefinition.Attribution;
import io.github.parlor.metrics.MetricDefinition.Grain;
import io.github.parlor.metrics.MetricDefinition.Unit;
import java.util.Locale;

/**
 * How the time of an agent is divided among the sessions that the agent serves at once. A session that is parked takes
 * part in nothing. Immutable.
 *
 * @param weight how much each takes
 * @param away what becomes of time in which the agent was not at work
 */
public record LoadPolicy(Weight weight, Away away) {
    /** How much of an agent each session takes; the first is the default. */
    public enum Weight {
        /** All the same: one k-th of each instant at which there are k. */
        EQUAL,
        /** In proportion to the units of capacity; a session of no units takes nothing and is no level. */
        UNITS
    }

    /** What becomes of time in which the agent was away, lost or gone; the first is the default. */
    public enum Away {
        /** Left out. An agent of whom no status was recorded counts as being at work. */
        EXCLUDE,
        /** Counted like any other time. */
        INCLUDE
    }

    /** Equal shares, without time away. */
    public static final LoadPolicy DEFAULT = new LoadPolicy(Weight.EQUAL, Away.EXCLUDE);

    public LoadPolicy {
        Bounds.present("loadPolicy.weight", weight);
        Bounds.present("loadPolicy.away", away);
    }

    /** Returns the definition of {@link Facts#adjustedDuration} under this policy. */
    public MetricDefinition adjustedDuration() {
        return new MetricDefinition(
                "duration.adjusted" + suffix(),
                1,
                Grain.STAY,
                Attribution.CLIP,
                text(),
                Unit.SECONDS,
                "The part of the agent's time that a stay took: each instant is divided among the sessions served at it."
                        + " Over all stays of an agent it adds up to the busy time exactly.");
    }

    /** Returns the ending that the ids of definitions with this policy have. */
    String suffix() {
        return "." + weight.name().toLowerCase(Locale.ROOT) + ".away_"
                + away.name().toLowerCase(Locale.ROOT) + "d";
    }

    String text() {
        return "weight " + weight + ", away " + away;
    }
}
