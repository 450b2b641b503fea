package io.github.parlor.conversation;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.bounds.Problems;
import io.github.parlor.event.Mode;
import io.github.parlor.id.ChannelId;
import io.github.parlor.id.TeamId;
import io.github.parlor.people.Agent;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a shop may decide about its conversations. Built by {@link #builder()}; every value has a default. Immutable.
 *
 * @param offerTtl how long an offer can be accepted; default 30 s
 * @param autoAccept whether an offer is accepted in the agent's name at once; default false
 * @param transferTtl how long a warm transfer can be accepted; default 60 s
 * @param liveGrace how long the contact of a live session may be gone before it ends; default 60 s
 * @param messagingInactivity after how much silence an active messaging session is parked; default 10 min
 * @param queueTimeout after how long in the queue a live session ends, or null for never; default null
 * @param idleTimeout after how much silence an active live session ends, or null for never; default null
 * @param wrapUp how long the agent may work on an ended session; zero for none; default zero
 * @param ratingWindow how long after its end a session can be rated; default 7 days
 * @param continuation what a message after the end of a session does; default {@link Continuation#CONTINUE}
 * @param continueWindow how long after its end a session can be continued; default 30 days
 * @param wakeOverLimit what a message of the contact does to a parked session; default {@link WakePolicy#QUEUE}
 * @param dispositionRequired whether an agent who ends a session must give a disposition; default false
 * @param liveUnits capacity that a live session takes; default {@value Agent#UNITS_PER_SESSION}
 * @param messagingUnits capacity that a messaging session takes; default a third of a live one
 * @param transferTeams the teams that may be the target of a transfer, as a team or through an agent of one; then skills
 *     alone are no target; empty for all; default empty
 * @param transferToOffline whether a session may be transferred to a target nobody of whom is there; default false
 * @param channelGroups channel to group: a contact has one open conversation per group; a channel that is not listed is
 *     a group of its own
 * @param keyRetention how long one of the last {@value SentKeys#MAX} client keys is remembered; default 1 day
 */
public record ConversationPolicy(
        Duration offerTtl,
        boolean autoAccept,
        Duration transferTtl,
        Duration liveGrace,
        Duration messagingInactivity,
        @Nullable Duration queueTimeout,
        @Nullable Duration idleTimeout,
        Duration wrapUp,
        Duration ratingWindow,
        Continuation continuation,
        Duration continueWindow,
        WakePolicy wakeOverLimit,
        boolean dispositionRequired,
        int liveUnits,
        int messagingUnits,
        Set<TeamId> transferTeams,
        boolean transferToOffline,
        Map<ChannelId, String> channelGroups,
        Duration keyRetention) {
    /** What a message of the contact after the end of a session does. */
    public enum Continuation {
        /** It opens the next session in the same conversation. */
        CONTINUE,
        /** It opens a new conversation. */
        FRESH
    }

    /** What a message of the contact does to a parked session. */
    public enum WakePolicy {
        /** The session goes through the queue, with a preference for its agent: the limit holds. */
        QUEUE,
        /** The session goes back to its agent at once, even above the limit. */
        RESUME_OVER_LIMIT
    }

    /** Longest duration that can be configured. */
    public static final Duration MAX_DURATION = Duration.ofDays(3_660);

    public ConversationPolicy {
        Set<TeamId> teams = transferTeams;
        Map<ChannelId, String> groups = channelGroups;
        Problems problems = new Problems();
        problems.check(() -> positive("offerTtl", offerTtl, OfferCommand.MAX_TTL));
        problems.check(() -> positive("transferTtl", transferTtl, OfferCommand.MAX_TTL));
        problems.check(() -> Bounds.duration("liveGrace", liveGrace, MAX_DURATION));
        problems.check(() -> Bounds.duration("messagingInactivity", messagingInactivity, MAX_DURATION));
        problems.check(() -> positiveOrNull("queueTimeout", queueTimeout));
        problems.check(() -> positiveOrNull("idleTimeout", idleTimeout));
        problems.check(() -> Bounds.duration("wrapUp", wrapUp, MAX_DURATION));
        problems.check(() -> Bounds.duration("ratingWindow", ratingWindow, MAX_DURATION));
        problems.check(() -> Bounds.present("continuation", continuation));
        problems.check(() -> Bounds.duration("continueWindow", continueWindow, MAX_DURATION));
        problems.check(() -> Bounds.present("wakeOverLimit", wakeOverLimit));
        problems.check(() -> Bounds.range("liveUnits", liveUnits, 1, Agent.MAX_CAPACITY_UNITS));
        problems.check(() -> Bounds.range("messagingUnits", messagingUnits, 1, Agent.MAX_CAPACITY_UNITS));
        transferTeams = problems.value(Set.of(), () -> Bounds.set("transferTeams", teams, 1_000));
        channelGroups = problems.value(Map.of(), () -> Bounds.map("channelGroups", groups, 256));
        channelGroups.forEach((channel, group) -> problems.check(() -> Bounds.id("channelGroups." + channel, group)));
        problems.check(() -> Bounds.duration("keyRetention", keyRetention, MAX_DURATION));
        problems.throwIfAny("policy");
    }

    /** Every value at its default. */
    public static final ConversationPolicy DEFAULT = builder().build();

    /** Returns a builder with every value at its default. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns how much of an agent's capacity a session takes in a mode. */
    public int units(Mode mode) {
        return mode == Mode.LIVE ? liveUnits : messagingUnits;
    }

    /** Returns the group of a channel. */
    public String group(ChannelId channel) {
        return channelGroups.getOrDefault(channel, channel.value());
    }

    private static void positive(String field, @Nullable Duration value, Duration max) {
        Bounds.duration(field, value, max);
        Bounds.check(field, !Duration.ZERO.equals(value), "more than zero", value);
    }

    private static void positiveOrNull(String field, @Nullable Duration value) {
        if (value != null) {
            positive(field, value, MAX_DURATION);
        }
    }

    /** Collects the values of a {@link ConversationPolicy}. Single-owner. */
    public static final class Builder {
        private Duration offerTtl = Duration.ofSeconds(30);
        private boolean autoAccept;
        private Duration transferTtl = Duration.ofSeconds(60);
        private Duration liveGrace = Duration.ofSeconds(60);
        private Duration messagingInactivity = Duration.ofMinutes(10);
        private @Nullable Duration queueTimeout;
        private @Nullable Duration idleTimeout;
        private Duration wrapUp = Duration.ZERO;
        private Duration ratingWindow = Duration.ofDays(7);
        private Continuation continuation = Continuation.CONTINUE;
        private Duration continueWindow = Duration.ofDays(30);
        private WakePolicy wakeOverLimit = WakePolicy.QUEUE;
        private boolean dispositionRequired;
        private int liveUnits = Agent.UNITS_PER_SESSION;
        private int messagingUnits = Agent.UNITS_PER_SESSION / 3;
        private Set<TeamId> transferTeams = Set.of();
        private boolean transferToOffline;
        private Map<ChannelId, String> channelGroups = Map.of();
        private Duration keyRetention = Duration.ofDays(1);

        private Builder() {}

        /** How long an offer can be accepted; more than zero, at most a day; default 30 s. */
        public Builder offerTtl(Duration value) {
            this.offerTtl = value;
            return this;
        }

        /** Whether an offer is accepted in the agent's name at once; default false. */
        public Builder autoAccept(boolean value) {
            this.autoAccept = value;
            return this;
        }

        /** How long a warm transfer can be accepted; more than zero, at most a day; default 60 s. */
        public Builder transferTtl(Duration value) {
            this.transferTtl = value;
            return this;
        }

        /** How long the contact of a live session may be gone before it ends; default 60 s. */
        public Builder liveGrace(Duration value) {
            this.liveGrace = value;
            return this;
        }

        /** After how much silence an active messaging session is parked; default 10 min. */
        public Builder messagingInactivity(Duration value) {
            this.messagingInactivity = value;
            return this;
        }

        /** After how long in the queue a live session ends, or null for never; default null. */
        public Builder queueTimeout(@Nullable Duration value) {
            this.queueTimeout = value;
            return this;
        }

        /** After how much silence an active live session ends, or null for never; default null. */
        public Builder idleTimeout(@Nullable Duration value) {
            this.idleTimeout = value;
            return this;
        }

        /** How long the agent may work on an ended session, zero for none; default zero. */
        public Builder wrapUp(Duration value) {
            this.wrapUp = value;
            return this;
        }

        /** How long after its end a session can be rated; default 7 days. */
        public Builder ratingWindow(Duration value) {
            this.ratingWindow = value;
            return this;
        }

        /** What a message after the end of a session does; default {@link Continuation#CONTINUE}. */
        public Builder continuation(Continuation value) {
            this.continuation = value;
            return this;
        }

        /** How long after its end a session can be continued; default 30 days. */
        public Builder continueWindow(Duration value) {
            this.continueWindow = value;
            return this;
        }

        /** What a message of the contact does to a parked session; default {@link WakePolicy#QUEUE}. */
        public Builder wakeOverLimit(WakePolicy value) {
            this.wakeOverLimit = value;
            return this;
        }

        /** Whether an agent who ends a session must give a disposition; default false. */
        public Builder dispositionRequired(boolean value) {
            this.dispositionRequired = value;
            return this;
        }

        /** Capacity that a live session takes; default {@value Agent#UNITS_PER_SESSION} units. */
        public Builder liveUnits(int value) {
            this.liveUnits = value;
            return this;
        }

        /** Capacity that a messaging session takes; default a third of a live one. */
        public Builder messagingUnits(int value) {
            this.messagingUnits = value;
            return this;
        }

        /** The teams that may be the target of a transfer; empty, the default, for all. */
        public Builder transferTeams(Set<TeamId> value) {
            this.transferTeams = value;
            return this;
        }

        /** Whether a session may be transferred to a target nobody of whom is there; default false. */
        public Builder transferToOffline(boolean value) {
            this.transferToOffline = value;
            return this;
        }

        /** Channel to group: a contact has one open conversation per group; default none. */
        public Builder channelGroups(Map<ChannelId, String> value) {
            this.channelGroups = value;
            return this;
        }

        /** How long one of the last {@value SentKeys#MAX} client keys is remembered; default 1 day. */
        public Builder keyRetention(Duration value) {
            this.keyRetention = value;
            return this;
        }

        /**
         * Returns the policy.
         *
         * @throws InvalidValueException if a value is out of its bounds; the message names each wrong field
         */
        public ConversationPolicy build() {
            return new ConversationPolicy(
                    offerTtl,
                    autoAccept,
                    transferTtl,
                    liveGrace,
                    messagingInactivity,
                    queueTimeout,
                    idleTimeout,
                    wrapUp,
                    ratingWindow,
                    continuation,
                    continueWindow,
                    wakeOverLimit,
                    dispositionRequired,
                    liveUnits,
                    messagingUnits,
                    transferTeams,
                    transferToOffline,
                    channelGroups,
                    keyRetention);
        }
    }
}
