package io.github.parlor.routing.plan;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.Problems;
import io.github.parlor.conversation.ConversationPolicy;
import io.github.parlor.id.ChannelId;
import io.github.parlor.id.QueueId;
import io.github.parlor.people.Agent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much work one agent holds at once: units, as many as {@link Agent#capacityUnits()}, and further limits, all of which
 * must have room. By default a session of any channel takes {@value Agent#UNITS_PER_SESSION} units and an agent has three
 * times that. Immutable.
 *
 * <p>The router never brings an agent above a limit. Who stands above one, by a supervisor's hand, a woken session or a
 * lowered limit, gets nothing new until there is room again.
 *
 * @param channels channel to load, for channels that differ from {@code others}; at most {@value #MAX_CHANNELS}
 * @param others the load of all other channels
 * @param limits further limits, at most {@value #MAX_LIMITS}, with distinct names
 * @param wrapUp how long work after a session may hold capacity; where the engine runs the sessions, {@link
 *     ConversationPolicy} has the last word
 */
public record Capacity(Map<ChannelId, Load> channels, Load others, List<Limit> limits, Duration wrapUp) {
    /** Most channels with a load of their own. */
    public static final int MAX_CHANNELS = 256;

    /** Most further limits. */
    public static final int MAX_LIMITS = 64;

    /** Three sessions at once, whatever their channel. */
    public static final Capacity DEFAULT =
            new Capacity(Map.of(), Load.DEFAULT, List.of(), ConversationPolicy.DEFAULT.wrapUp());

    public Capacity {
        Map<ChannelId, Load> givenChannels = channels;
        List<Limit> givenLimits = limits;
        Problems problems = new Problems();
        channels = problems.value(Map.of(), () -> Bounds.map("channels", givenChannels, MAX_CHANNELS));
        problems.check(() -> Bounds.present("others", others));
        limits = problems.value(List.of(), () -> Bounds.list("limits", givenLimits, MAX_LIMITS));
        PlanChecks.distinct(problems, "limits", limits, Limit::name, "name");
        problems.check(() -> Bounds.duration("wrapUp", wrapUp, ConversationPolicy.MAX_DURATION));
        problems.throwIfAny("capacity");
    }

    /**
     * What a session of one channel takes. Immutable.
     *
     * @param units while an agent serves it or is offered it, 0 to {@value Agent#MAX_CAPACITY_UNITS}
     * @param parkedUnits while it is parked, likewise
     * @param wrapUpUnits while the agent finishes it, likewise
     * @param alongside the other channels whose sessions an agent may be given while holding one of this channel; null
     *     for all, empty for none. Sessions of the channel itself are always allowed
     */
    public record Load(
            int units,
            int parkedUnits,
            int wrapUpUnits,
            @Nullable Set<ChannelId> alongside) {
        /** Units of one session, none while parked, all during wrap-up, beside any channel. */
        public static final Load DEFAULT = of(Agent.UNITS_PER_SESSION);

        public Load {
            Set<ChannelId> given = alongside;
            Problems problems = new Problems();
            problems.check(() -> Bounds.range("units", units, 0, Agent.MAX_CAPACITY_UNITS));
            problems.check(() -> Bounds.range("parkedUnits", parkedUnits, 0, Agent.MAX_CAPACITY_UNITS));
            problems.check(() -> Bounds.range("wrapUpUnits", wrapUpUnits, 0, Agent.MAX_CAPACITY_UNITS));
            if (given != null) {
                alongside = problems.value(Set.of(), () -> Bounds.set("alongside", given, MAX_CHANNELS));
            }
            problems.throwIfAny("load");
        }

        /** Returns the load of a session that takes this much, all of it during wrap-up and none while parked. */
        public static Load of(int units) {
            return new Load(units, 0, units, null);
        }

        /** Returns this with the only other channels that it stands beside. */
        public Load onlyAlongside(ChannelId... channels) {
            return new Load(units, parkedUnits, wrapUpUnits, new LinkedHashSet<>(List.of(channels)));
        }

        /** Returns how many units a session takes that is held like this. */
        public int units(Phase phase) {
            return phase == Phase.PARKED ? parkedUnits : phase == Phase.WRAP_UP ? wrapUpUnits : units;
        }

        /** Returns whether a session of another channel may be given to who holds one of this. */
        public boolean allows(ChannelId other) {
            return alongside == null || alongside.contains(other);
        }
    }

    /** How an agent holds a session. */
    public enum Phase {
        /** An offer is open. */
        OFFERED,
        /** The agent serves it. */
        ACTIVE,
        /** It is parked: the contact is silent. It counts in no limit of sessions held and excludes no channel. */
        PARKED,
        /** The agent finishes it. */
        WRAP_UP,
        /** The agent let the offer lapse, and {@link OfferPolicy.Missed#BLOCK_SLOT} holds. */
        MISSED
    }

    /**
     * A session an agent holds. Immutable.
     *
     * @param queue where it came from
     * @param channel where its messages travel
     * @param phase how it is held
     */
    public record Holding(QueueId queue, ChannelId channel, Phase phase) {
        public Holding {
            Bounds.present("queue", queue);
            Bounds.present("channel", channel);
            Bounds.present("phase", phase);
        }
    }

    /**
     * A session an agent was given. Immutable.
     *
     * @param queue where it came from
     * @param channel where its messages travel
     * @param at when
     */
    public record Given(QueueId queue, ChannelId channel, Instant at) {
        public Given {
            Bounds.present("queue", queue);
            Bounds.present("channel", channel);
            Bounds.present("at", at);
        }
    }

    /**
     * Why an agent has no room. Immutable.
     *
     * @param kind what stands in the way
     * @param name the channel that excludes or the limit that is full, {@code units} for the agent's own capacity
     * @param until when it ends by time alone, or null if it takes an event
     */
    public record Obstacle(Kind kind, String name, @Nullable Instant until) {
        /** What stands in the way. */
        public enum Kind {
            /** The agent's own units. */
            UNITS,
            /** A session of a channel that stands beside no such other. */
            CHANNEL,
            /** A limit of sessions held. */
            HELD,
            /** A limit of sessions given in a window or a day. */
            RATE
        }

        public Obstacle {
            Bounds.present("kind", kind);
            Bounds.present("name", name);
        }
    }

    /** Returns this with the load of a channel, instead of the one it had. */
    public Capacity with(ChannelId channel, Load load) {
        Map<ChannelId, Load> more = new LinkedHashMap<>(channels);
        more.put(channel, load);
        return new Capacity(more, others, limits, wrapUp);
    }

    /** Returns this with one more limit. */
    public Capacity with(Limit limit) {
        List<Limit> more = new ArrayList<>(limits);
        more.add(limit);
        return new Capacity(channels, others, more, wrapUp);
    }

    /** Returns what a session of the channel takes. */
    public Load load(ChannelId channel) {
        return channels.getOrDefault(channel, others);
    }

    /** Returns how many units an agent uses who holds these. */
    public long used(List<Holding> held) {
        return held.stream()
                .mapToLong(each -> load(each.channel()).units(each.phase()))
                .sum();
    }

    /** Returns how many units are free; negative for an agent who stands above the limit. */
    public long free(Agent agent, List<Holding> held) {
        return agent.capacityUnits() - used(held);
    }

    /**
     * Returns by how much an agent stands above what may be held at one time, by name: {@code units}, then the limits of
     * what is held, in their order; empty for who stands above none.
     */
    public Map<String, Long> excess(Agent agent, List<Holding> held) {
        Map<String, Long> excess = new LinkedHashMap<>();
        long units = -free(agent, held);
        if (units > 0) {
            excess.put("units", units);
        }
        for (Limit limit : limits) {
            long above = limit instanceof Limit.Held ? counted(limit, held) - limit.most() : 0;
            if (above > 0) {
                excess.put(limit.name(), above);
            }
        }
        return excess;
    }

    private static long counted(Limit limit, List<Holding> held) {
        return held.stream()
                .filter(each -> each.phase() != Phase.PARKED && limit.counts(each.queue(), each.channel()))
                .count();
    }

    /**
     * Returns the first thing that keeps an agent from being given a session: units, then channels, then the limits in
     * their order; empty if there is room.
     *
     * @param agent whose capacity counts
     * @param held all that the agent holds, of whatever channel
     * @param given what the agent was given lately; what is older than the longest window and day matters no more
     * @param queue where the session waits
     * @param channel where its messages travel
     */
    public Optional<Obstacle> obstacle(
            Agent agent, List<Holding> held, List<Given> given, QueueId queue, ChannelId channel, Instant now) {
        if (used(held) + load(channel).units() > agent.capacityUnits()) {
            return Optional.of(new Obstacle(Obstacle.Kind.UNITS, "units", null));
        }
        for (Holding each : held) {
            boolean served = each.phase() != Phase.PARKED && !each.channel().equals(channel);
            if (served && !load(each.channel()).allows(channel)) {
                return Optional.of(
                        new Obstacle(Obstacle.Kind.CHANNEL, each.channel().value(), null));
            }
        }
        return limits.stream()
                .filter(limit -> limit.counts(queue, channel))
                .flatMap(limit -> obstacle(limit, held, given, now).stream())
                .findFirst();
    }

    /** Returns whether an agent has as much as a limit allows, so that no session that it counts can be given. */
    public static boolean isReached(Limit limit, List<Holding> held, List<Given> given, Instant now) {
        return obstacle(limit, held, given, now).isPresent();
    }

    private static Optional<Obstacle> obstacle(Limit limit, List<Holding> held, List<Given> given, Instant now) {
        if (limit instanceof Limit.Held) {
            return counted(limit, held) < limit.most()
                    ? Optional.empty()
                    : Optional.of(new Obstacle(Obstacle.Kind.HELD, limit.name(), null));
        }
        // Half-open: what was given at the very beginning of the window has left it.
        Instant from = limit instanceof Limit.Rate rate
                ? now.minus(rate.window()).plusNanos(1)
                : ((Limit.Daily) limit).dayOf(now);
        List<Instant> counted = given.stream()
                .filter(each ->
                        limit.counts(each.queue(), each.channel()) && !each.at().isBefore(from))
                .map(Given::at)
                .sorted()
                .toList();
        if (counted.size() < limit.most()) {
            return Optional.empty();
        }
        return Optional.of(new Obstacle(Obstacle.Kind.RATE, limit.name(), end(limit, counted, now)));
    }

    /** Returns when as many have left the window as it takes to make room for one. */
    private static @Nullable Instant end(Limit limit, List<Instant> counted, Instant now) {
        if (limit.most() == 0) {
            return null;
        }
        return limit instanceof Limit.Rate rate
                ? counted.get(counted.size() - limit.most()).plus(rate.window())
                : ((Limit.Daily) limit).nextDay(now);
    }
}
