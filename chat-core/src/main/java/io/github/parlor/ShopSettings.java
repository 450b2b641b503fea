package io.github.parlor;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.Problems;
import io.github.parlor.conversation.ConversationPolicy;
import io.github.parlor.dispatch.Availability.Alternative;
import io.github.parlor.id.BotId;
import io.github.parlor.time.Schedule;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one shop has decided. Built by {@link #builder()}; every value has a default. Immutable.
 *
 * @param policy rules of conversations; default {@link ConversationPolicy#DEFAULT}
 * @param schedule when humans serve; default always
 * @param alternatives other ways to reach the shop, shown when it is closed; default none
 * @param maxWaiting how many may wait before the shop counts as full; default 1,000
 * @param maxWait how long the expected wait may be before the shop counts as full, or null for any; default null
 * @param agentGrace how long a lost agent keeps running sessions; default 60 s
 * @param firstBot the bot that gets new sessions first, or null for none; default null
 * @param bots the bots that exist; default none
 */
public record ShopSettings(
        ConversationPolicy policy,
        Schedule schedule,
        List<Alternative> alternatives,
        int maxWaiting,
        @Nullable Duration maxWait,
        Duration agentGrace,
        @Nullable BotId firstBot,
        Set<BotId> bots) {
    public ShopSettings {
        List<Alternative> others = alternatives;
        Set<BotId> known = bots;
        Problems problems = new Problems();
        problems.check(() -> Bounds.present("settings.policy", policy));
        problems.check(() -> Bounds.present("settings.schedule", schedule));
        alternatives = problems.value(List.of(), () -> Bounds.list("settings.alternatives", others, Alternative.MAX));
        problems.check(() -> Bounds.range("settings.maxWaiting", maxWaiting, 0, 10_000_000));
        if (maxWait != null) {
            problems.check(() -> Bounds.duration("settings.maxWait", maxWait, ConversationPolicy.MAX_DURATION));
        }
        problems.check(() -> Bounds.duration("settings.agentGrace", agentGrace, ConversationPolicy.MAX_DURATION));
        bots = problems.value(Set.of(), () -> Bounds.set("settings.bots", known, 1_000));
        boolean exists = firstBot == null || bots.contains(firstBot);
        problems.check(() -> Bounds.check("settings.firstBot", exists, "one of the bots", firstBot));
        problems.throwIfAny("settings");
    }

    /** Every value at its default. */
    public static final ShopSettings DEFAULT = builder().build();

    /** Returns a builder with every value at its default. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects the values of {@link ShopSettings}. Single-owner. */
    public static final class Builder {
        private ConversationPolicy policy = ConversationPolicy.DEFAULT;
        private Schedule schedule = Schedule.always(ZoneOffset.UTC);
        private List<Alternative> alternatives = List.of();
        private int maxWaiting = 1_000;
        private @Nullable Duration maxWait;
        private Duration agentGrace = Duration.ofSeconds(60);
        private @Nullable BotId firstBot;
        private Set<BotId> bots = Set.of();

        private Builder() {}

        /** Rules of conversations; default {@link ConversationPolicy#DEFAULT}. */
        public Builder policy(ConversationPolicy value) {
            this.policy = value;
            return this;
        }

        /** When humans serve; default always. */
        public Builder schedule(Schedule value) {
            this.schedule = value;
            return this;
        }

        /** Other ways to reach the shop, at most {@value Alternative#MAX}; default none. */
        public Builder alternatives(List<Alternative> value) {
            this.alternatives = value;
            return this;
        }

        /** How many may wait before the shop counts as full, 0 to 10,000,000; default 1,000. */
        public Builder maxWaiting(int value) {
            this.maxWaiting = value;
            return this;
        }

        /** How long the expected wait may be before the shop counts as full, or null for any; default null. */
        public Builder maxWait(@Nullable Duration value) {
            this.maxWait = value;
            return this;
        }

        /** How long a lost agent keeps running sessions; default 60 s. */
        public Builder agentGrace(Duration value) {
            this.agentGrace = value;
            return this;
        }

        /** The bots that exist; default none. */
        public Builder bots(Set<BotId> value) {
            this.bots = value;
            return this;
        }

        /** The bot that gets new sessions first, one of the bots, or null; default null. */
        public Builder firstBot(@Nullable BotId value) {
            this.firstBot = value;
            return this;
        }

        /**
         * Returns the settings.
         *
         * @throws io.github.parlor.bounds.InvalidValueException if a value is out of its bounds; the message names each
         *     wrong field
         */
        public ShopSettings build() {
            return new ShopSettings(policy, schedule, alternatives, maxWaiting, maxWait, agentGrace, firstBot, bots);
        }
    }
}
