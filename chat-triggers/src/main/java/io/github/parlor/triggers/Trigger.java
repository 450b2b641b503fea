package io.github.parlor.triggers;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.id.TriggerId;
import io.github.parlor.message.Content;
import io.github.parlor.people.Target;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * One rule: when all its conditions hold, invite with this text. Immutable.
 *
 * @param id the shop's name of the rule
 * @param enabled whether it is considered at all
 * @param priority of several rules whose conditions hold the highest wins, of equal ones the earlier in the rules;
 *     {@value #MIN_PRIORITY} to {@value #MAX_PRIORITY}
 * @param conditions at least one, at most {@value Condition#MAX_CONDITIONS} in all; all must be {@link Truth#TRUE}
 * @param text what the invitation says, 1 to {@value Content#MAX_TEXT} characters of plain text
 * @param ttl how long it can be accepted, more than zero, at most a day
 * @param target who would serve; nobody is invited while the target is closed, and the session goes there unless the
 *     request that accepts the invitation names somebody else
 */
public record Trigger(
        TriggerId id,
        boolean enabled,
        int priority,
        List<Condition> conditions,
        String text,
        Duration ttl,
        Target target) {
    /** Lowest priority. */
    public static final int MIN_PRIORITY = -1_000;

    /** Highest priority. */
    public static final int MAX_PRIORITY = 1_000;

    /** How long an invitation can be accepted unless the rule says otherwise. */
    public static final Duration DEFAULT_TTL = Duration.ofMinutes(1);

    public Trigger {
        Bounds.present("id", id);
        Bounds.range("priority", priority, MIN_PRIORITY, MAX_PRIORITY);
        conditions = Tree.checked("conditions", conditions, Condition.MAX_DEPTH, Condition.MAX_CONDITIONS);
        Bounds.text("text", text, 1, Content.MAX_TEXT);
        Bounds.duration("ttl", ttl, Duration.ofDays(1));
        Bounds.check("ttl", !ttl.isZero(), "more than zero", ttl);
        Bounds.present("target", target);
    }

    /**
     * Starts a rule: enabled, priority 0, {@link #DEFAULT_TTL}, {@link Target#ANYONE}. The rest must be given.
     *
     * @throws io.github.parlor.bounds.InvalidValueException if the id is not 1 to 128 characters
     */
    public static Builder builder(String id) {
        return new Builder(new TriggerId(id));
    }

    /** Collects the parts of a rule. Single-owner. */
    public static final class Builder {
        private final TriggerId id;
        private boolean enabled = true;
        private int priority;
        private List<Condition> conditions = List.of();
        private String text = "";
        private Duration ttl = DEFAULT_TTL;
        private Target target = Target.ANYONE;

        private Builder(TriggerId id) {
            this.id = id;
        }

        /** Keeps the rule from being considered; rules are enabled by default. */
        public Builder disabled() {
            this.enabled = false;
            return this;
        }

        /** Sets the priority, {@value Trigger#MIN_PRIORITY} to {@value Trigger#MAX_PRIORITY}; 0 by default. */
        public Builder priority(int value) {
            this.priority = value;
            return this;
        }

        /** Sets the conditions, which must all hold; required. */
        public Builder when(Condition... all) {
            this.conditions = Arrays.asList(all);
            return this;
        }

        /** Sets what the invitation says; required. */
        public Builder text(String plainText) {
            this.text = plainText;
            return this;
        }

        /** Sets how long the invitation can be accepted; a minute by default. */
        public Builder ttl(Duration acceptable) {
            this.ttl = acceptable;
            return this;
        }

        /** Sets who would serve; anyone by default. */
        public Builder target(Target who) {
            this.target = who;
            return this;
        }

        /**
         * Returns the rule.
         *
         * @throws io.github.parlor.bounds.InvalidValueException if a part is missing or not what it must be
         */
        public Trigger build() {
            return new Trigger(id, enabled, priority, conditions, text, ttl, target);
        }
    }
}
