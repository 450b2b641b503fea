package io.github.parlor.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * What was called for one session, and whether the answers can be true: whether there is an order of the calls and of the
 * offers, which keeps each call that ended before another one began before it, in which the session goes from state to
 * state as {@link PlainRouter} lets it, each answer is the one that the state gives, and the end is the state that it has.
 * When an offer is made is left open, as offers are made at any moment of the calls that run; so is whether one is taken
 * back while its agent is updated.
 */
final class SessionLife {
    private static final State NEW = new State("new", -1, 0);
    private static final State WAITING = new State("waiting", -1, 0);
    private static final State OVER = new State("over", -1, 0);

    private final ConcurrentLinkedQueue<Call> log = new ConcurrentLinkedQueue<>();

    enum What {
        SUBMIT,
        OFFER,
        TAKE_BACK,
        ACCEPT,
        DECLINE,
        ABANDON,
        RELEASE,
        ASSIGN
    }

    /** A call that began and ended at these times. */
    record Call(What what, int agent, long epoch, boolean answer, int began, int ended) {}

    /** What the session does; the epoch is that of an offer. */
    record State(String name, int agent, long epoch) {
        static State of(RoutedSession session) {
            long word = session.word();
            if (session.isOver()) {
                return OVER;
            }
            if (session.waits()) {
                return WAITING;
            }
            if (RoutedSession.isTangled(word)) {
                Tangle tangle = session.tangle(word);
                Tangle.Hold hold = tangle.assigned();
                if (hold != null) {
                    return new State("assigned", hold.agent(), 0);
                }
                if (tangle.reserved().isEmpty()) {
                    return NEW;
                }
                return new State(
                        "offered",
                        tangle.reserved().get(0).agent(),
                        tangle.reserved().get(0).epoch());
            }
            int agent = RoutedSession.agentOf(word);
            return switch (RoutedSession.stateOf(word)) {
                case RoutedSession.OFFERED -> new State("offered", agent, RoutedSession.epochOf(word));
                case RoutedSession.ASSIGNED -> new State("assigned", agent, 0);
                default -> NEW;
            };
        }

        private boolean isOffered(Call call) {
            return name.equals("offered") && epoch == call.epoch && agent == call.agent;
        }

        private boolean isAssigned(Call call) {
            return name.equals("assigned") && agent == call.agent;
        }

        /** Returns the state after a call, or null if the call does not answer so in this state. */
        @Nullable
        State after(Call call) {
            State next = switch (call.what) {
                case SUBMIT -> equals(NEW) ? WAITING : null;
                case OFFER -> equals(WAITING) ? new State("offered", call.agent, call.epoch) : null;
                case TAKE_BACK, DECLINE -> isOffered(call) ? WAITING : null;
                case ACCEPT -> isOffered(call) ? new State("assigned", call.agent, 0) : null;
                case ABANDON -> equals(WAITING) || name.equals("offered") ? OVER : null;
                case RELEASE -> isAssigned(call) ? OVER : null;
                case ASSIGN -> equals(OVER) ? null : new State("assigned", call.agent, 0);
            };
            return call.answer ? next : next == null ? this : null;
        }
    }

    void called(Call call) {
        log.add(call);
    }

    /** Returns what was called, and whether it was answered so that all can be true. */
    boolean canEndAs(State end, boolean updated) {
        List<Call> calls = new ArrayList<>(log);
        for (Call call : log) {
            if (call.what == What.OFFER && updated) {
                calls.add(new Call(What.TAKE_BACK, call.agent, call.epoch, true, 0, Integer.MAX_VALUE));
            }
        }
        return canGoOn(NEW, calls, end);
    }

    private static boolean canGoOn(State state, List<Call> left, State end) {
        if (state.equals(end) && left.stream().allMatch(call -> call.what == What.TAKE_BACK)) {
            return true;
        }
        for (Call next : left) {
            State after = state.after(next);
            boolean isNext = left.stream().noneMatch(other -> other.ended < next.began);
            if (after != null && isNext) {
                List<Call> rest = new ArrayList<>(left);
                rest.remove(next);
                if (canGoOn(after, rest, end)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return log.toString();
    }
}
