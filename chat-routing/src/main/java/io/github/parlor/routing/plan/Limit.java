package io.github.parlor.routing.plan;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.Problems;
import io.github.parlor.id.ChannelId;
import io.github.parlor.id.QueueId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * How much of certain work one agent gets, beside the agent's own capacity. An agent gets a session only if every limit
 * that counts it has room. All members are immutable.
 */
public sealed interface Limit {
    /** Greatest number of sessions. */
    int MAX_MOST = 1_000_000;

    /** Most channels, and most queues, that one limit names. */
    int MAX_SCOPE = 1_000;

    /** Longest window of a rate. */
    Duration MAX_WINDOW = Duration.ofDays(31);

    /** What people call it, an identifier. */
    String name();

    /** How many sessions, 0 to {@value #MAX_MOST}. */
    int most();

    /** The channels that are counted together; empty for all. */
    Set<ChannelId> channels();

    /** The queues that are counted together; empty for all. */
    Set<QueueId> queues();

    /** Returns whether a session of this channel and queue counts. */
    default boolean counts(QueueId queue, ChannelId channel) {
        return (channels().isEmpty() || channels().contains(channel))
                && (queues().isEmpty() || queues().contains(queue));
    }

    /**
     * Sessions held at one time.
     *
     * @param name what people call it
     * @param most how many
     * @param channels the channels that are counted together; empty for all
     * @param queues the queues that are counted together; empty for all
     */
    record Held(String name, int most, Set<ChannelId> channels, Set<QueueId> queues) implements Limit {
        public Held {
            Set<ChannelId> givenChannels = channels;
            Set<QueueId> givenQueues = queues;
            Problems problems = common(name, most);
            channels = problems.value(Set.of(), () -> Bounds.set("channels", givenChannels, MAX_SCOPE));
            queues = problems.value(Set.of(), () -> Bounds.set("queues", givenQueues, MAX_SCOPE));
            problems.throwIfAny("limit");
        }
    }

    /**
     * Sessions given within any window of this length.
     *
     * @param name what people call it
     * @param most how many
     * @param channels the channels that are counted together; empty for all
     * @param queues the queues that are counted together; empty for all
     * @param window more than zero, at most {@link Limit#MAX_WINDOW}
     */
    record Rate(String name, int most, Set<ChannelId> channels, Set<QueueId> queues, Duration window) implements Limit {
        public Rate {
            Set<ChannelId> givenChannels = channels;
            Set<QueueId> givenQueues = queues;
            Problems problems = common(name, most);
            channels = problems.value(Set.of(), () -> Bounds.set("channels", givenChannels, MAX_SCOPE));
            queues = problems.value(Set.of(), () -> Bounds.set("queues", givenQueues, MAX_SCOPE));
            problems.check(() -> Bounds.duration("window", window, MAX_WINDOW));
            problems.check(() -> Bounds.check("window", !Duration.ZERO.equals(window), "more than zero", window));
            problems.throwIfAny("limit");
        }
    }

    /**
     * Sessions given within a calendar day.
     *
     * @param name what people call it
     * @param most how many
     * @param channels the channels that are counted together; empty for all
     * @param queues the queues that are counted together; empty for all
     * @param zone where a day begins at midnight
     */
    record Daily(String name, int most, Set<ChannelId> channels, Set<QueueId> queues, ZoneId zone) implements Limit {
        public Daily {
            Set<ChannelId> givenChannels = channels;
            Set<QueueId> givenQueues = queues;
            Problems problems = common(name, most);
            channels = problems.value(Set.of(), () -> Bounds.set("channels", givenChannels, MAX_SCOPE));
            queues = problems.value(Set.of(), () -> Bounds.set("queues", givenQueues, MAX_SCOPE));
            problems.check(() -> Bounds.present("zone", zone));
            problems.throwIfAny("limit");
        }

        /** Returns the first instant of the day of {@code now}. */
        Instant dayOf(Instant now) {
            return now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
        }

        /** Returns the first instant of the day after. */
        Instant nextDay(Instant now) {
            return now.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
        }
    }

    /**
     * Returns that at most so many sessions are held at one time, of these channels, or of all if none is named.
     *
     * @throws io.github.parlor.bounds.InvalidValueException if a value is out of its bounds; it names limit and field
     */
    static Limit held(String name, int most, ChannelId... channels) {
        return PlanChecks.of(
                "limit", name, () -> new Held(name, most, new LinkedHashSet<>(Arrays.asList(channels)), Set.of()));
    }

    /**
     * Returns that at most so many sessions are given within any window of this length.
     *
     * @throws io.github.parlor.bounds.InvalidValueException as {@link #held}
     */
    static Limit rate(String name, int most, Duration window) {
        return PlanChecks.of("limit", name, () -> new Rate(name, most, Set.of(), Set.of(), window));
    }

    /**
     * Returns that at most so many sessions are given on one day.
     *
     * @throws io.github.parlor.bounds.InvalidValueException as {@link #held}
     */
    static Limit daily(String name, int most, ZoneId zone) {
        return PlanChecks.of("limit", name, () -> new Daily(name, most, Set.of(), Set.of(), zone));
    }

    /** Checks what all limits have. */
    private static Problems common(String name, int most) {
        Problems problems = new Problems();
        problems.check(() -> Bounds.id("name", name));
        problems.check(() -> Bounds.range("most", most, 0, MAX_MOST));
        return problems;
    }
}
