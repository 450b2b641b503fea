package io.github.parlor.metrics;

import io.github.parlor.bounds.Bounds;

/**
 * What a figure means. A definition never changes: another policy is another id, a corrected meaning another version.
 * Immutable.
 *
 * @param id its name, unique together with the version
 * @param version from 1
 * @param grain what one sample is
 * @param attribution at which instant a sample belongs
 * @param policy the choices that make it differ from its siblings, for people
 * @param unit of the value
 * @param text what it counts or measures, for people
 */
public record MetricDefinition(
        String id, int version, Grain grain, Attribution attribution, String policy, Unit unit, String text) {
    /** What one sample is. */
    public enum Grain {
        /** A conversation with all its sessions. */
        CONVERSATION,
        /** A session. */
        SESSION,
        /** A time the session was offered to the people of the shop, in the queue or directly. */
        QUEUE_STAY,
        /** An agent's stay in a session. */
        STAY,
        /** A run of the contact's messages. */
        TURN,
        /** An offer to an agent. */
        OFFER,
        /** An agent's time. */
        AGENT
    }

    /** At which instant a sample belongs. Ratios have numerator and denominator on the same one. */
    public enum Attribution {
        /** Where it began; for a wait, where the session joined the queue. */
        START,
        /** Where it ended; what is still open is censored where it began. */
        END,
        /** Cut into pieces, each where it happened. */
        CLIP
    }

    /** What the value is counted in. */
    public enum Unit {
        /** A number of things. */
        COUNT,
        /** 0 to 1, unless the text says that it may be more. */
        RATIO,
        /** Seconds. */
        SECONDS,
        /** Sessions at once. */
        SESSIONS
    }

    public MetricDefinition {
        Bounds.id("metric.id", id);
        Bounds.range("metric.version", version, 1, 1_000_000);
        Bounds.present("metric.grain", grain);
        Bounds.present("metric.attribution", attribution);
        Bounds.text("metric.policy", policy, 0, 1_000);
        Bounds.present("metric.unit", unit);
        Bounds.text("metric.text", text, 1, 1_000);
    }

    /** Returns id and version in one word, for example {@code sessions.started@1}. */
    public String key() {
        return id + "@" + version;
    }
}
