package io.github.parlor.triggers;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.dispatch.Availability;
import io.github.parlor.dispatch.Inviter;
import io.github.parlor.id.VisitorId;
import io.github.parlor.people.Target;
import io.github.parlor.visit.VisitEvent;
import io.github.parlor.visit.VisitEvent.VisitEnded;
import io.github.parlor.visit.VisitEvent.VisitStarted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides when to invite which visitor, by looking at each rule in turn. Thread-safe: one lock is held for each call,
 * also while {@code availability} is asked, which therefore must answer at once and must not call the engine.
 *
 * <p><b>When a rule is considered.</b> All rules are considered after each event of the visitor. Between events a rule
 * is considered at each instant at which one of its own {@link Condition.Dwell} or {@link Condition.Idle} conditions
 * reaches its time, and every rule at the end of the pause after an invitation. These deadlines are run at or after
 * their instant, never before, and {@link Invite#at} is the deadline itself. A deadline at the instant of an event
 * comes before the event: the time is complete, so who stayed 100 seconds and then turned the page did stay 100
 * seconds, and it does not matter whether the host called {@link #advanceTo} just before. {@link #accept} runs the
 * deadlines of its visitor only.
 *
 * <p><b>Which rule wins.</b> Of the enabled rules that have not yet invited in this visit and whose conditions are all
 * {@link Truth#TRUE}, the one with the highest priority, then the one that stands first. Only now is its target's
 * availability asked. If that is {@link Availability.Closed}, nothing is used up, the next rule has its turn, and this
 * one is considered again as said above; it is not asked again merely because time passes. At most one invitation comes
 * of one consideration, at most {@link TriggerRules#invitationsPerVisit} of one visit, each rule invites once in a
 * visit at the most, and {@link TriggerRules#pause} lies between two invitations.
 *
 * <p><b>What is not known.</b> A condition on a fact that was not told is neither true nor false ({@link Truth}): no
 * page, no cart, a cart in another currency, no country, referrer or language. Such a rule does not invite, nor does
 * one that asks for the opposite.
 *
 * <p><b>Visits.</b> A visit lasts from {@link VisitStarted} to {@link VisitEnded} or to a start with a higher number. A
 * start with the same number is the same visit told again: page, cart, times and invitations stay and facts that were
 * unknown are taken. Events outside a visit and starts with a lower number are ignored and counted. The engine keeps
 * the visitors it heard of last; when there are too many, the one silent longest is forgotten and counted, and is not
 * invited again before the next visit.
 *
 * <p><b>Time.</b> An event that comes with an earlier instant than the last {@link #advanceTo} or than what was
 * considered for its visitor before counts as happening then. One large step of {@link #advanceTo} gives the same
 * invitations as many small ones, in the order of (deadline, visitor), as long as availability is the same.
 *
 * <p><b>Failures.</b> If {@code availability} throws or answers null, an {@link #accept} has changed nothing; an {@link
 * #advanceTo} stops at that deadline, and the next call returns the invitations already decided and tries again.
 */
public final class TriggerEngine implements Inviter {
    /** How many visitors are kept unless told otherwise. */
    public static final int DEFAULT_MAX_VISITORS = 100_000;

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private final ReentrantLock lock = new ReentrantLock();
    private final TriggerRules rules;
    private final int maxVisitors;

    /** In the order in which they were heard of, the one silent longest first. */
    private final Map<VisitorId, VisitorState> visitors = new LinkedHashMap<>();

    /** One entry for each visitor with a deadline. */
    private final TreeSet<Deadline> deadlines =
            new TreeSet<>(Comparator.comparing(Deadline::at).thenComparing(Deadline::visitor));

    /** Decided but not returned, because a call ended by an exception. */
    private final List<Invite> undelivered = new ArrayList<>();

    private Instant horizon = FIRST;
    private long invited;
    private long refused;
    private long forgotten;
    private long ignored;

    private record Deadline(Instant at, VisitorId visitor) {}

    private TriggerEngine(TriggerRules rules, int maxVisitors) {
        this.rules = Bounds.present("rules", rules);
        this.maxVisitors = Bounds.range("maxVisitors", maxVisitors, 1, 10_000_000);
    }

    /** Starts an engine over the rules. */
    public static Builder builder(TriggerRules rules) {
        return new Builder(rules);
    }

    /**
     * {@inheritDoc}
     *
     * @throws io.github.parlor.bounds.InvalidValueException if an argument is null or {@code now} is not in the years 1
     *     to 9999, or availability answers null
     * @throws IllegalStateException if called by {@code availability}
     */
    @Override
    public List<Invite> accept(
            VisitorId visitor, VisitEvent event, Instant now, Function<Target, Availability> availability) {
        Bounds.present("visitor", visitor);
        Bounds.present("event", event);
        Turn turn = new Turn(rules, Bounds.present("availability", availability));
        inRange(now);
        return locked(() -> {
            take(visitor, event, now, turn);
            return deliver();
        });
    }

    /**
     * {@inheritDoc}
     *
     * @throws io.github.parlor.bounds.InvalidValueException if an argument is null, {@code now} is before an earlier
     *     call's or not in the years 1 to 9999, or availability answers null
     * @throws IllegalStateException if called by {@code availability}
     */
    @Override
    public List<Invite> advanceTo(Instant now, Function<Target, Availability> availability) {
        Bounds.present("availability", availability);
        inRange(now);
        return locked(() -> {
            Bounds.check("now", !now.isBefore(horizon), "an instant not before " + horizon, now);
            while (!deadlines.isEmpty() && !deadlines.first().at().isAfter(now)) {
                run(deadlines.first(), new Turn(rules, availability));
            }
            horizon = now;
            return deliver();
        });
    }

    @Override
    public Optional<Instant> nextDeadline() {
        return locked(() -> deadlines.isEmpty()
                ? Optional.empty()
                : Optional.of(deadlines.first().at()));
    }

    /**
     * Returns for each rule what keeps it from inviting the visitor, disabled rules included, in the order of the
     * rules; as of the latest instant the engine was told for this visitor. Empty if the visitor is in no visit that
     * the engine knows.
     */
    public List<Explanation> explain(VisitorId visitor) {
        Bounds.present("visitor", visitor);
        return locked(() -> {
            VisitorState state = visitors.get(visitor);
            if (state == null) {
                return List.of();
            }
            Explainer explainer = new Explainer(rules, new Facts(state, later(state.at, horizon)));
            return rules.triggers().stream().map(explainer::explain).toList();
        });
    }

    /** Returns what the engine has done so far. */
    public Counts counts() {
        return locked(() -> new Counts(visitors.size(), invited, refused, forgotten, ignored));
    }

    private void take(VisitorId visitor, VisitEvent event, Instant now, Turn turn) {
        VisitorState before = visitors.get(visitor);
        VisitorState state = before == null ? null : before.copy();
        Instant at = later(now, horizon);
        if (state != null) {
            at = later(at, state.at);
            turn.runUntil(state, at);
        }
        if (event instanceof VisitStarted start && (state == null || start.number() > state.visit.number())) {
            state = new VisitorState(visitor, start, at);
            turn.afterEvent(state);
        } else if (state == null || isLate(event, state)) {
            ignored++;
        } else if (event instanceof VisitEnded) {
            state = null;
        } else {
            state.apply(event, at);
            turn.afterEvent(state);
        }
        remove(visitor, before);
        if (state != null) {
            makeRoom();
            add(state);
        }
        count(turn);
    }

    private static boolean isLate(VisitEvent event, VisitorState state) {
        return event instanceof VisitStarted start && start.number() < state.visit.number();
    }

    private void run(Deadline deadline, Turn turn) {
        VisitorState state =
                Bounds.present("visitor", visitors.get(deadline.visitor())).copy();
        turn.atDeadline(state, deadline.at());
        deadlines.remove(deadline);
        // Replaced in place: that time passed is no sign of life.
        visitors.replace(state.visitor, state);
        schedule(state);
        count(turn);
    }

    private void remove(VisitorId visitor, @Nullable VisitorState state) {
        visitors.remove(visitor);
        if (state != null && state.due != null) {
            deadlines.remove(new Deadline(state.due, visitor));
        }
    }

    private void makeRoom() {
        if (visitors.size() >= maxVisitors) {
            VisitorState eldest = visitors.values().iterator().next();
            remove(eldest.visitor, eldest);
            forgotten++;
        }
    }

    private void add(VisitorState state) {
        visitors.put(state.visitor, state);
        schedule(state);
    }

    private void schedule(VisitorState state) {
        state.due = Turn.nextDue(rules, state);
        if (state.due != null) {
            deadlines.add(new Deadline(state.due, state.visitor));
        }
    }

    private void count(Turn turn) {
        undelivered.addAll(turn.invites);
        invited += turn.invites.size();
        refused += turn.refusals;
    }

    private List<Invite> deliver() {
        List<Invite> invites = List.copyOf(undelivered);
        undelivered.clear();
        return invites;
    }

    private <T> T locked(Supplier<T> work) {
        if (lock.isHeldByCurrentThread()) {
            throw new IllegalStateException("availability must not call the engine that asks it");
        }
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private static void inRange(Instant now) {
        Bounds.present("now", now);
        Bounds.check("now", !now.isBefore(FIRST) && now.isBefore(LAST), "an instant in the years 1 to 9999", now);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isBefore(b) ? b : a;
    }

    /**
     * What an engine has done since it was made. Immutable.
     *
     * @param visitors how many visitors it keeps now
     * @param invited how many invitations it decided
     * @param refused how many times a rule would have invited and the target was closed
     * @param forgotten how many visitors it forgot because there were too many
     * @param ignored how many events it ignored because they belonged to no visit it knew, or to an earlier one
     */
    public record Counts(int visitors, long invited, long refused, long forgotten, long ignored) {}

    /** Collects the settings of an engine. Single-owner. */
    public static final class Builder {
        private final TriggerRules rules;
        private int maxVisitors = DEFAULT_MAX_VISITORS;

        private Builder(TriggerRules rules) {
            this.rules = rules;
        }

        /**
         * Sets how many visitors are kept at the most, 1 to 10,000,000; {@value TriggerEngine#DEFAULT_MAX_VISITORS} by
         * default.
         */
        public Builder maxVisitors(int most) {
            this.maxVisitors = most;
            return this;
        }

        /**
         * Returns the engine.
         *
         * @throws io.github.parlor.bounds.InvalidValueException if the rules are null or a setting is out of range
         */
        public TriggerEngine build() {
            return new TriggerEngine(rules, maxVisitors);
        }
    }
}
