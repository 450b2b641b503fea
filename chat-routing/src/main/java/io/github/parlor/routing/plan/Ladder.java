package io.github.parlor.routing.plan;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.bounds.Problems;
import io.github.parlor.conversation.ConversationPolicy;
import io.github.parlor.id.SkillId;
import io.github.parlor.people.Agent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far a queue looks for somebody as a session waits: steps that are entered one after the other and never left again.
 * A session on a step may be served by whoever meets this step or an earlier one, so waiting longer never takes an agent
 * away; among the free, those of an earlier step are asked first ({@link #tier}). Immutable.
 *
 * <p>Stays add up from the instant the session entered: 10 s and 10 s end at 10 s and at 20 s. What an offer took counts,
 * because the clock does not stop for it.
 *
 * @param always what an agent must meet on every step; never relaxed
 * @param steps at least one, at most {@value #MAX_STEPS}; the last one has no stay, all others have one
 */
public record Ladder(Requirement always, List<Step> steps) {
    /** Most steps, those that a session brings included. */
    public static final int MAX_STEPS = 32;

    /** Anybody, from the beginning. */
    public static final Ladder ANYONE = of(Requirement.anyone());

    /**
     * One step.
     *
     * @param requirement who is let in
     * @param stay how long until the next step; zero if nobody waits for these, they are only asked first; null for ever
     * @param skippable whether the step ends at once while nobody is there who meets it
     */
    public record Step(Requirement requirement, @Nullable Duration stay, boolean skippable) {
        public Step {
            Problems problems = new Problems();
            problems.check(() -> Requirement.checked("requirement", requirement));
            if (stay != null) {
                problems.check(() -> Bounds.duration("stay", stay, ConversationPolicy.MAX_DURATION));
            }
            problems.throwIfAny("step");
        }
    }

    /**
     * Where a session stands on a ladder.
     *
     * @param step the index of the step, from 0
     * @param since when it was entered
     * @param until when time alone leads to the next step, or null for never
     */
    public record Position(
            int step, Instant since, @Nullable Instant until) {
        public Position {
            Bounds.range("step", step, 0, MAX_STEPS - 1);
            Bounds.present("since", since);
        }
    }

    public Ladder {
        List<Step> given = steps;
        Problems problems = new Problems();
        problems.check(() -> Bounds.present("always", always));
        steps = problems.value(List.of(), () -> PlanChecks.some("steps", given, MAX_STEPS));
        int last = steps.size() - 1;
        for (int i = 0; i <= last; i++) {
            Duration stay = steps.get(i).stay();
            if ((stay == null) != (i == last)) {
                String expected = i == last ? "no stay on the last step" : "a stay on all steps but the last";
                String field = "steps[" + i + "].stay";
                problems.check(() -> Bounds.check(field, false, expected, stay));
            }
        }
        if (last >= 0 && steps.get(last).skippable()) {
            problems.check(() -> Bounds.check("steps[" + last + "].skippable", false, "false on the last step", true));
        }
        problems.throwIfAny("ladder");
    }

    /** Returns a ladder of one step that lets these in. */
    public static Ladder of(Requirement requirement) {
        return new Ladder(Requirement.anyone(), List.of(new Step(requirement, null, false)));
    }

    /** Returns a ladder that is widened by the next ring every {@code each}; the last one stays. */
    public static Ladder rings(Duration each, Requirement... rings) {
        Builder builder = builder();
        for (int i = 0; i < rings.length - 1; i++) {
            builder.step(rings[i], each);
        }
        Bounds.check("rings", rings.length > 0, "at least one ring", "none");
        return builder.last(rings[rings.length - 1]);
    }

    /**
     * Returns a ladder that begins with everything and gives up one group every {@code each}, the one with the highest
     * number first.
     *
     * @param required what is never given up
     * @param groups number to what is asked for in addition, at least one
     */
    public static Ladder dropping(Requirement required, Duration each, Map<Integer, Requirement> groups) {
        Bounds.check("groups", !groups.isEmpty(), "at least one group", "none");
        Builder builder = builder().always(required);
        TreeMap<Integer, Requirement> left = new TreeMap<>(groups);
        while (!left.isEmpty()) {
            builder.step(Requirement.all(left.values().toArray(Requirement[]::new)), each);
            left.pollLastEntry();
        }
        return builder.last(Requirement.anyone());
    }

    /** Starts a ladder without steps. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns all that an agent must meet to be let in by a step, the part that is always required included. */
    public Requirement requirement(int step) {
        return Requirement.all(always, steps.get(step).requirement());
    }

    /** Returns the first step that lets the agent in, from 0; empty if none ever does. */
    public OptionalInt tier(Agent agent) {
        if (always.meets(agent)) {
            for (int i = 0; i < steps.size(); i++) {
                if (steps.get(i).requirement().meets(agent)) {
                    return OptionalInt.of(i);
                }
            }
        }
        return OptionalInt.empty();
    }

    /** Returns whether the agent may serve a session that stands on the step: whether this step or an earlier lets in. */
    public boolean meets(Agent agent, int step) {
        OptionalInt tier = tier(agent);
        return tier.isPresent() && tier.getAsInt() <= step;
    }

    /**
     * Returns where a session stands that enters.
     *
     * @param at when its clock began, perhaps before now
     * @param staffed whether anybody is there who meets a requirement, busy or not; asked for skippable steps only
     */
    public Position enter(Instant at, Predicate<Requirement> staffed) {
        return entered(0, at, staffed);
    }

    /**
     * Returns where a session stands now that stood at {@code from}. A stay that is over ends at its own instant, a
     * skippable step for which nobody is there any more ends now. With the same people there, one large advance
     * therefore equals many small ones; when somebody goes, the router advances what waits.
     *
     * @param from where it stood; {@code now} before its beginning changes nothing
     * @param staffed as for {@link #enter}
     */
    public Position advance(Position from, Instant now, Predicate<Requirement> staffed) {
        Position position = from;
        while (position.until() != null && !now.isBefore(position.until())) {
            position = entered(position.step() + 1, position.until(), staffed);
        }
        boolean stays = position.until() == null
                || now.isBefore(position.since())
                || !steps.get(position.step()).skippable()
                || staffed.test(requirement(position.step()));
        return stays ? position : advance(entered(position.step() + 1, now, staffed), now, staffed);
    }

    /** Returns where a session stands that entered at {@code enteredAt}, if those who are there now always were. */
    public Position stepAt(Instant enteredAt, Instant now, Predicate<Requirement> staffed) {
        return advance(enter(enteredAt, staffed), now, staffed);
    }

    /** Returns when a step is entered by time alone, counted from the beginning. */
    public Duration start(int step) {
        Duration start = Duration.ZERO;
        for (Step before : steps.subList(0, step)) {
            start = start.plus(before.stay() == null ? Duration.ZERO : before.stay());
        }
        return start;
    }

    /** Returns the skills that the first step asks for and this step no longer does, in the order of the first. */
    public Set<SkillId> dropped(int step) {
        Set<SkillId> dropped = skills(0);
        dropped.removeAll(skills(step));
        return dropped;
    }

    /** Returns the answer to who is there for a fixed set of agents. */
    public static Predicate<Requirement> amongst(Collection<Agent> there) {
        List<Agent> agents = List.copyOf(there);
        return requirement -> agents.stream().anyMatch(requirement::meets);
    }

    private Position entered(int step, Instant at, Predicate<Requirement> staffed) {
        int next = step;
        while (next < steps.size() - 1 && isPassed(next, staffed)) {
            next++;
        }
        Duration stay = steps.get(next).stay();
        return new Position(next, at, stay == null ? null : at.plus(stay));
    }

    private boolean isPassed(int step, Predicate<Requirement> staffed) {
        Step entered = steps.get(step);
        return Duration.ZERO.equals(entered.stay()) || (entered.skippable() && !staffed.test(requirement(step)));
    }

    private Set<SkillId> skills(int step) {
        return Requirement.skills(requirement(step))
                .map(Requirement.HasSkill::skill)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Collects steps. Single-owner. */
    public static final class Builder {
        private final List<Step> steps = new ArrayList<>();
        private Requirement always = Requirement.anyone();

        private Builder() {}

        /** Adds to what is required on every step; {@link Requirement#anyone} by default. */
        public Builder always(Requirement requirement) {
            this.always = always.equals(Requirement.anyone()) ? requirement : Requirement.all(always, requirement);
            return this;
        }

        /**
         * Adds a step that lasts this long.
         *
         * @throws InvalidValueException if the requirement is too large or the stay negative
         */
        public Builder step(Requirement requirement, Duration stay) {
            steps.add(new Step(requirement, Bounds.present("stay", stay), false));
            return this;
        }

        /**
         * Adds a step that lasts this long, and ends at once while nobody is there who meets it.
         *
         * @throws InvalidValueException as {@link #step}
         */
        public Builder stepUnlessNobodyIsThere(Requirement requirement, Duration stay) {
            steps.add(new Step(requirement, Bounds.present("stay", stay), true));
            return this;
        }

        /**
         * Returns the ladder with this step at its end.
         *
         * @throws InvalidValueException if there are too many steps or the requirement is too large
         */
        public Ladder last(Requirement requirement) {
            List<Step> all = new ArrayList<>(steps);
            all.add(new Step(requirement, null, false));
            return new Ladder(always, all);
        }
    }
}
