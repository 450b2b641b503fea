package io.github.parlor.triggers;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.Problems;
import io.github.parlor.id.TriggerId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A set of rules, ready to be evaluated. Written as a JSON document, which {@link #parse} describes, or put together by
 * {@link #builder()}. Immutable.
 */
public final class TriggerRules {
    /** Most rules in one set, disabled ones included. */
    public static final int MAX_TRIGGERS = 500;

    /** Longest JSON document in bytes of UTF-8. */
    public static final int MAX_BYTES = 64 * 1_024;

    /** Most invitations a visit can be allowed. */
    public static final int MAX_INVITATIONS = 10;

    /** Time between two invitations in one visit unless the rules say otherwise. */
    public static final Duration DEFAULT_PAUSE = Duration.ofMinutes(10);

    private final int invitationsPerVisit;
    private final Duration pause;
    private final List<Trigger> triggers;
    private final List<Armed> armed;

    /** An enabled rule with those of its conditions that become true by the mere passing of time. */
    record Armed(Trigger trigger, List<Condition> clocks) {
        static Armed of(Trigger trigger) {
            return new Armed(
                    trigger,
                    trigger.conditions().stream()
                            .flatMap(Tree::leaves)
                            .filter(leaf -> leaf instanceof Condition.Dwell || leaf instanceof Condition.Idle)
                            .distinct()
                            .toList());
        }
    }

    private TriggerRules(Builder builder) {
        Problems problems = new Problems();
        this.invitationsPerVisit = builder.invitationsPerVisit;
        this.pause = builder.pause;
        this.triggers = problems.value(List.of(), () -> Bounds.list("triggers", builder.triggers, MAX_TRIGGERS));
        problems.check(() -> Bounds.range("invitationsPerVisit", builder.invitationsPerVisit, 1, MAX_INVITATIONS));
        problems.check(() -> {
            Bounds.duration("pause", builder.pause, Condition.MAX_DELAY);
            Bounds.check("pause", !builder.pause.isZero(), "more than zero", builder.pause);
        });
        Set<TriggerId> ids = new HashSet<>();
        for (int i = 0; i < triggers.size(); i++) {
            String field = "triggers[" + i + "].id";
            TriggerId id = triggers.get(i).id();
            problems.check(() -> Bounds.check(field, ids.add(id), "an id that no other trigger has", id.value()));
        }
        problems.throwIfAny("rules");
        this.armed = triggers.stream()
                .filter(Trigger::enabled)
                .sorted(Comparator.comparingInt(Trigger::priority).reversed())
                .map(Armed::of)
                .toList();
    }

    /**
     * Reads a document. It is one JSON object; fields that are not listed are refused, so that a misspelt condition
     * never silently does nothing. Durations are ISO 8601 such as {@code "PT1M40S"}, names of constants are in upper
     * case.
     *
     * <table>
     * <caption>Fields by object; those marked * are required</caption>
     * <tr><th>object</th><th>fields</th></tr>
     * <tr><td>document</td><td>{@code version}* (1), {@code invitationsPerVisit} (1), {@code pause} (PT10M),
     *     {@code triggers}*</td></tr>
     * <tr><td>trigger</td><td>{@code id}*, {@code enabled} (true), {@code priority} (0), {@code conditions}*,
     *     {@code text}*, {@code ttl} (PT1M), {@code target} (anyone)</td></tr>
     * <tr><td>target</td><td>{@code team}, {@code skills} (skill to least level), {@code agent}</td></tr>
     * <tr><td>condition {@code page}</td><td>{@code kinds}, {@code path}</td></tr>
     * <tr><td>condition {@code dwell}</td><td>{@code atLeast}*, {@code on} (PAGE, or VISIT)</td></tr>
     * <tr><td>condition {@code idle}</td><td>{@code atLeast}*</td></tr>
     * <tr><td>condition {@code cart}</td><td>{@code valueAtLeast}, {@code valueAtMost} (objects with
     *     {@code minorUnits}* and {@code currency}*), {@code piecesAtLeast}, {@code piecesAtMost}</td></tr>
     * <tr><td>condition {@code country}</td><td>{@code in} or {@code notIn}</td></tr>
     * <tr><td>condition {@code visit}</td><td>{@code numberAtLeast}, {@code pagesAtLeast}, {@code referrerContains},
     *     {@code languages}</td></tr>
     * <tr><td>condition {@code all}, {@code any}</td><td>{@code conditions}*</td></tr>
     * <tr><td>condition {@code not}</td><td>{@code condition}*</td></tr>
     * </table>
     *
     * <p>Each condition names its kind in the field {@code type}. What the fields mean and what they allow stands at
     * {@link Trigger} and {@link Condition}.
     *
     * @param json the document, at most {@value #MAX_BYTES} bytes in UTF-8
     * @throws io.github.parlor.bounds.InvalidValueException if it is not such a document; the field is the JSON path,
     *     for example {@code $.triggers[2].conditions[0].atLeast}
     */
    public static TriggerRules parse(String json) {
        return RulesReader.read(json);
    }

    /** Starts an empty set: one invitation per visit. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the document that {@link #parse} makes equal rules of; fields with their default value are left out. */
    public String toJson() {
        return RulesWriter.write(this);
    }

    /** Returns how many invitations one visit can get, by all rules together. */
    public int invitationsPerVisit() {
        return invitationsPerVisit;
    }

    /** Returns the least time between two invitations in one visit. */
    public Duration pause() {
        return pause;
    }

    /** Returns the rules in the order they were given. */
    public List<Trigger> triggers() {
        return triggers;
    }

    /** Returns the enabled rules, the one that wins first. */
    List<Armed> armed() {
        return armed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TriggerRules that
                && invitationsPerVisit == that.invitationsPerVisit
                && pause.equals(that.pause)
                && triggers.equals(that.triggers);
    }

    @Override
    public int hashCode() {
        return triggers.hashCode();
    }

    @Override
    public String toString() {
        return "TriggerRules" + triggers.stream().map(Trigger::id).toList();
    }

    /** Collects rules. Single-owner. */
    public static final class Builder {
        private final List<Trigger> triggers = new ArrayList<>();
        private int invitationsPerVisit = 1;
        private Duration pause = DEFAULT_PAUSE;

        private Builder() {}

        /** Sets how many invitations one visit can get, 1 to {@value TriggerRules#MAX_INVITATIONS}; 1 by default. */
        public Builder invitationsPerVisit(int most) {
            this.invitationsPerVisit = most;
            return this;
        }

        /**
         * Sets the least time between two invitations in one visit, more than zero, at most
         * {@link Condition#MAX_DELAY}; {@link TriggerRules#DEFAULT_PAUSE} by default.
         */
        public Builder pause(Duration least) {
            this.pause = least;
            return this;
        }

        /** Adds a rule behind those that are there; at most {@value TriggerRules#MAX_TRIGGERS}. */
        public Builder add(Trigger trigger) {
            triggers.add(trigger);
            return this;
        }

        /**
         * Returns the rules.
         *
         * @throws io.github.parlor.bounds.InvalidValueException if a setting is out of range, two rules have one id, or
         *     the document of the rules would be longer than {@value TriggerRules#MAX_BYTES} bytes
         */
        public TriggerRules build() {
            TriggerRules rules = new TriggerRules(this);
            int bytes = rules.toJson().getBytes(StandardCharsets.UTF_8).length;
            Bounds.check("triggers", bytes <= MAX_BYTES, "a document of at most " + MAX_BYTES + " bytes", bytes);
            return rules;
        }
    }
}
