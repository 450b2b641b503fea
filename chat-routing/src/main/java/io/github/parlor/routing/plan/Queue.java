package io.github.parlor.routing.plan;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.bounds.Problems;
import io.github.parlor.conversation.ConversationPolicy;
import io.github.parlor.event.LifecycleEvent;
import io.github.parlor.id.QueueId;
import io.github.parlor.id.TeamId;
import io.github.parlor.routing.plan.Escalation.Action;
import io.github.parlor.routing.plan.Escalation.Condition;
import io.github.parlor.time.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Waiting sessions that are served by the same rules. Every value but the id has a default. Immutable.
 *
 * @param id the shop's name of it
 * @param teams sessions for one of these teams wait here, at most {@value #MAX_TEAMS}
 * @param ladder who may serve, and how that widens with the wait
 * @param scoring who of them fits best
 * @param priority of all its sessions, -{@value WorkOrder#MAX_PRIORITY} to {@value WorkOrder#MAX_PRIORITY}
 * @param credit makes all its sessions older, or younger if negative; at most {@link LifecycleEvent#MAX_CREDIT} either way
 * @param target how soon a session is due after the instant that drives the order, or null for no such promise
 * @param hours when it takes sessions, or null for always
 * @param escalations what it does when it is too long, too slow, without staff or closed, at most {@value
 *     #MAX_ESCALATIONS}; of several that apply at an arrival the first one counts
 * @param namedPatience how long a session waits for the agent whom the contact picked; zero to ask that agent first only
 * @param lastPatience how long a session waits for the agent who served the contact before, likewise
 * @param rejoin how long a contact who dropped out may come back to the same place, zero for not at all
 * @param keepsCallbacks whether a contact who asked to be called back keeps the place in the queue until then
 * @param offers how its work is handed over, or null for the plan's rules
 */
public record Queue(
        QueueId id,
        Set<TeamId> teams,
        Ladder ladder,
        Scoring scoring,
        int priority,
        Duration credit,
        @Nullable Duration target,
        @Nullable Schedule hours,
        List<Escalation> escalations,
        Duration namedPatience,
        Duration lastPatience,
        Duration rejoin,
        boolean keepsCallbacks,
        @Nullable OfferPolicy offers) {
    /** Most teams whose sessions wait in one queue. */
    public static final int MAX_TEAMS = 1_000;

    /** Most escalations of one queue. */
    public static final int MAX_ESCALATIONS = 32;

    /** Most steps of the ladder of a queue: two are left for the named and the last agent. */
    public static final int MAX_STEPS = Ladder.MAX_STEPS - 2;

    public Queue {
        Set<TeamId> givenTeams = teams;
        List<Escalation> givenEscalations = escalations;
        Problems problems = new Problems();
        problems.check(() -> Bounds.present("id", id));
        teams = problems.value(Set.of(), () -> Bounds.set("teams", givenTeams, MAX_TEAMS));
        problems.check(() -> ladder(ladder));
        problems.check(() -> Bounds.present("scoring", scoring));
        problems.check(() -> Bounds.range("priority", priority, -WorkOrder.MAX_PRIORITY, WorkOrder.MAX_PRIORITY));
        problems.check(() -> credit("credit", credit));
        if (target != null) {
            problems.check(() -> Bounds.duration("target", target, ConversationPolicy.MAX_DURATION));
        }
        escalations = problems.value(List.of(), () -> Bounds.list("escalations", givenEscalations, MAX_ESCALATIONS));
        problems.check(() -> Bounds.duration("namedPatience", namedPatience, ConversationPolicy.MAX_DURATION));
        problems.check(() -> Bounds.duration("lastPatience", lastPatience, ConversationPolicy.MAX_DURATION));
        problems.check(() -> Bounds.duration("rejoin", rejoin, ConversationPolicy.MAX_DURATION));
        problems.throwIfAny("queue");
    }

    /** Returns a queue that anybody serves, first come first served, day and night, however long it gets. */
    public static Queue of(String id) {
        return builder(id).build();
    }

    /** Starts a queue with every value at its default. */
    public static Builder builder(String id) {
        return new Builder(new QueueId(id));
    }

    /**
     * Returns what becomes of a session that arrives: the action of the first escalation that applies, empty if it just
     * waits.
     *
     * @param waiting how many wait already
     * @param staffed whether anybody is there who could ever serve it
     * @param priority its priority, that of the queue included
     */
    public Optional<Action> onArrival(Instant now, int waiting, boolean staffed, int priority) {
        return escalations.stream()
                .filter(each -> applies(each.when(), now, waiting, staffed))
                .filter(each -> !(each.then() instanceof Action.Move move) || move.moves(priority))
                .map(Escalation::then)
                .findFirst();
    }

    /**
     * Returns what is due to a session by its wait alone, the earliest first: each action once, if every wait is asked for
     * from where the last question ended.
     *
     * @param after the wait up to which it has been done, exclusive
     * @param upTo the wait up to which it is due now, inclusive
     */
    public List<Action> onWait(Duration after, Duration upTo) {
        return waits().filter(each ->
                        waitOf(each).compareTo(after) > 0 && waitOf(each).compareTo(upTo) <= 0)
                .map(Escalation::then)
                .toList();
    }

    /** Returns the wait at which the next action is due to a session that has waited this long; empty for none. */
    public Optional<Duration> nextWait(Duration waited) {
        return waits().map(Queue::waitOf)
                .filter(wait -> wait.compareTo(waited) > 0)
                .findFirst();
    }

    /**
     * Returns what is due when nobody has been there for so long, as {@link #onWait}.
     *
     * @param after how long nobody had been there when it was done last, exclusive; null if not even what is due at once
     *     has been done
     * @param upTo how long nobody has been there now, inclusive
     */
    public List<Action> onUnstaffed(@Nullable Duration after, Duration upTo) {
        return escalations.stream()
                .filter(each -> each.when() instanceof Condition.Unstaffed unstaffed
                        && (after == null || unstaffed.atLeast().compareTo(after) > 0)
                        && unstaffed.atLeast().compareTo(upTo) <= 0)
                .sorted(Comparator.comparing(each -> ((Condition.Unstaffed) each.when()).atLeast()))
                .map(Escalation::then)
                .toList();
    }

    /** Returns the wait at which the queue gives any session up, by refusing or moving it; empty if it never does. */
    public Optional<Duration> longestWait() {
        return waits().filter(each -> each.then() instanceof Action.Refuse
                        || (each.then() instanceof Action.Move move && move.least() == null))
                .map(Queue::waitOf)
                .findFirst();
    }

    /**
     * Returns the instant that drives the order of a session whose contact dropped out and came back: the one it had, if
     * the contact was quick enough, otherwise the return.
     *
     * @param orderedFrom the instant that drove the order before
     * @param left when the contact dropped out
     * @param back when the contact came back
     */
    public Instant orderedFrom(Instant orderedFrom, Instant left, Instant back) {
        // Half-open like every interval: who comes back when the time is over comes too late.
        return back.isBefore(left.plus(rejoin)) ? orderedFrom : back;
    }

    /** Refuses credit beyond what a session can have, in either direction. */
    static void credit(String field, Duration credit) {
        Bounds.duration(field, Bounds.present(field, credit).abs(), LifecycleEvent.MAX_CREDIT);
    }

    private static void ladder(Ladder ladder) {
        Bounds.present("ladder", ladder);
        Requirement.checked("ladder.always", ladder.always());
        int steps = ladder.steps().size();
        Bounds.check("ladder.steps", steps <= MAX_STEPS, "at most " + MAX_STEPS + " steps", steps);
    }

    private boolean applies(Condition condition, Instant now, int waiting, boolean staffed) {
        if (condition instanceof Condition.OutOfHours) {
            return hours != null && !hours.isOpen(now);
        } else if (condition instanceof Condition.Length length) {
            return waiting >= length.most();
        }
        return condition instanceof Condition.Unstaffed unstaffed
                && unstaffed.atLeast().isZero()
                && !staffed;
    }

    private Stream<Escalation> waits() {
        return escalations.stream()
                .filter(each -> each.when() instanceof Condition.Wait)
                .sorted(Comparator.comparing(Queue::waitOf));
    }

    private static Duration waitOf(Escalation escalation) {
        return ((Condition.Wait) escalation.when()).atLeast();
    }

    /**
     * Collects the values of a {@link Queue}. Of a value that is set twice the later one counts; teams and escalations add
     * up. Single-owner.
     */
    public static final class Builder {
        private final QueueId id;
        private final Set<TeamId> teams = new LinkedHashSet<>();
        private Ladder ladder = Ladder.ANYONE;
        private boolean isServed;
        private boolean hasLadder;
        private Scoring scoring = Scoring.even();
        private int priority;
        private Duration credit = Duration.ZERO;
        private @Nullable Duration target;
        private @Nullable Schedule hours;
        private final List<Escalation> escalations = new ArrayList<>();
        private Duration namedPatience = Duration.ZERO;
        private Duration lastPatience = Duration.ZERO;
        private Duration rejoin = Duration.ZERO;
        private boolean keepsCallbacks = true;
        private @Nullable OfferPolicy offers;

        private Builder(QueueId id) {
            this.id = id;
        }

        /** Adds teams whose sessions wait here; default none, so that sessions name the queue. */
        public Builder teams(Collection<TeamId> more) {
            teams.addAll(more);
            return this;
        }

        /** Who may serve; default anybody. That is a ladder of one step, so no {@link #ladder} can stand beside it. */
        public Builder served(Requirement by) {
            this.ladder = Ladder.of(by);
            this.isServed = true;
            return this;
        }

        /**
         * Who may serve, and how that widens with the wait; default {@link Ladder#ANYONE}. What all steps ask for is {@link
         * Ladder.Builder#always}; {@link #served} cannot stand beside a ladder.
         */
        public Builder ladder(Ladder value) {
            this.ladder = value;
            this.hasLadder = true;
            return this;
        }

        /** Who of them fits best; default {@link Scoring#even}. */
        public Builder scoring(Scoring value) {
            this.scoring = value;
            return this;
        }

        /** Priority of all its sessions; default 0. */
        public Builder priority(int value) {
            this.priority = value;
            return this;
        }

        /** Makes all its sessions older, or younger if negative; default zero. */
        public Builder credit(Duration value) {
            this.credit = value;
            return this;
        }

        /** How soon a session is due, or null; default null. */
        public Builder target(@Nullable Duration value) {
            this.target = value;
            return this;
        }

        /** When it takes sessions, or null, the default, for always. */
        public Builder hours(@Nullable Schedule value) {
            this.hours = value;
            return this;
        }

        /** Adds what it does when it is too long, too slow, without staff or closed; default nothing. */
        public Builder escalations(Escalation... more) {
            escalations.addAll(Arrays.asList(more));
            return this;
        }

        /** How long a session waits for the agent whom the contact picked; default zero. */
        public Builder namedPatience(Duration value) {
            this.namedPatience = value;
            return this;
        }

        /** How long a session waits for the agent who served the contact before; default zero. */
        public Builder lastPatience(Duration value) {
            this.lastPatience = value;
            return this;
        }

        /** How long a contact who dropped out may come back to the same place; default zero. */
        public Builder rejoin(Duration value) {
            this.rejoin = value;
            return this;
        }

        /** Whether a contact who asked to be called back keeps the place; default true. */
        public Builder keepsCallbacks(boolean value) {
            this.keepsCallbacks = value;
            return this;
        }

        /** How its work is handed over, or null, the default, for the plan's rules. */
        public Builder offers(@Nullable OfferPolicy value) {
            this.offers = value;
            return this;
        }

        /**
         * Returns the queue.
         *
         * @throws InvalidValueException if a value is out of its bounds, or both {@link #served} and
         *     {@link #ladder} were said; the message names each wrong field
         */
        public Queue build() {
            return PlanChecks.of("queue", id.value(), () -> {
                Problems problems = new Problems();
                if (isServed && hasLadder) {
                    problems.add(new InvalidValueException("ladder", "either served(…) or ladder(…)", "both"));
                }
                problems.check(this::queue);
                problems.throwIfAny("queue");
                return queue();
            });
        }

        private Queue queue() {
            return new Queue(
                    id,
                    teams,
                    ladder,
                    scoring,
                    priority,
                    credit,
                    target,
                    hours,
                    escalations,
                    namedPatience,
                    lastPatience,
                    rejoin,
                    keepsCallbacks,
                    offers);
        }
    }
}
