package io.github.parlor.triggers;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.dispatch.Availability;
import io.github.parlor.dispatch.Inviter.Invite;
import io.github.parlor.people.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One call's work on one visitor: which rules are considered when, and which invites. Changes only the state it is
 * given, so that a caller who works on a copy can drop it. Single-owner.
 */
final class Turn {
    private final TriggerRules rules;
    private final Function<Target, Availability> availability;
    final List<Invite> invites = new ArrayList<>(1);
    int refusals;

    Turn(TriggerRules rules, Function<Target, Availability> availability) {
        this.rules = rules;
        this.availability = availability;
    }

    /** Runs the visitor's own deadlines up to and including {@code until}, each at its own instant. */
    void runUntil(VisitorState state, Instant until) {
        for (Instant due = nextDue(rules, state); due != null && !due.isAfter(until); due = nextDue(rules, state)) {
            atDeadline(state, due);
        }
    }

    /** Considers the rules of which a dwell or idle condition reaches its time now, or all if a pause ends now. */
    void atDeadline(VisitorState state, Instant due) {
        state.at = due;
        Facts facts = new Facts(state, due);
        boolean pauseEnds = due.equals(pauseEnd(rules, state));
        consider(state, armed -> pauseEnds || armed.clocks().stream().anyMatch(clock -> due.equals(facts.due(clock))));
    }

    /** Considers all rules. */
    void afterEvent(VisitorState state) {
        consider(state, armed -> true);
    }

    private void consider(VisitorState state, Predicate<TriggerRules.Armed> which) {
        if (!mayInvite(rules, state)) {
            return;
        }
        Facts facts = new Facts(state, state.at);
        for (TriggerRules.Armed armed : rules.armed()) {
            Trigger trigger = armed.trigger();
            if (!state.invitedBy.contains(trigger.id())
                    && which.test(armed)
                    && facts.all(trigger.conditions()) == Truth.TRUE
                    && isReachable(state, trigger)) {
                invites.add(invite(state, trigger));
                return;
            }
        }
    }

    private boolean isReachable(VisitorState state, Trigger trigger) {
        Availability answer = Bounds.present("availability", availability.apply(trigger.target()));
        if (answer instanceof Availability.Closed closed) {
            state.refused(trigger.id(), closed.reason());
            refusals++;
            return false;
        }
        return true;
    }

    private static Invite invite(VisitorState state, Trigger trigger) {
        state.invited(trigger.id());
        return new Invite(
                state.visitor,
                trigger.id(),
                state.at,
                state.visit.number(),
                trigger.text(),
                state.page == null ? "" : state.page.page().path(),
                state.cart == null ? null : state.cart.value(),
                trigger.ttl(),
                trigger.target());
    }

    static boolean mayInvite(TriggerRules rules, VisitorState state) {
        Instant pauseEnd = pauseEnd(rules, state);
        return state.invitedBy.size() < rules.invitationsPerVisit()
                && (pauseEnd == null || !state.at.isBefore(pauseEnd));
    }

    static @Nullable Instant pauseEnd(TriggerRules rules, VisitorState state) {
        return state.invitedAt == null ? null : state.invitedAt.plus(rules.pause());
    }

    /**
     * Returns the first instant after {@code state.at} at which a rule is to be considered without an event. Left out
     * are the rules that are false however much time passes, so that a page of no interest keeps no timer.
     */
    static @Nullable Instant nextDue(TriggerRules rules, VisitorState state) {
        if (state.invitedBy.size() >= rules.invitationsPerVisit()) {
            return null;
        }
        Instant pauseEnd = pauseEnd(rules, state);
        if (pauseEnd != null && pauseEnd.isAfter(state.at)) {
            return pauseEnd;
        }
        Facts facts = new Facts(state, state.at, true);
        return rules.armed().stream()
                .filter(armed -> !state.invitedBy.contains(armed.trigger().id())
                        && facts.all(armed.trigger().conditions()) != Truth.FALSE)
                .flatMap(armed -> armed.clocks().stream())
                .map(facts::due)
                .filter(due -> due != null && due.isAfter(state.at))
                .min(Instant::compareTo)
                .orElse(null);
    }
}
