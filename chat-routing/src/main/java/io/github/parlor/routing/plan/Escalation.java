package io.github.parlor.routing.plan;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.Problems;
import io.github.parlor.conversation.ConversationPolicy;
import io.github.parlor.id.QueueId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a queue does when it cannot do its work as usual: too long, too slow, nobody there, out of hours. Immutable.
 *
 * @param when the condition
 * @param then what is done, once for each session
 */
public record Escalation(Condition when, Action then) {
    /** Most sessions that a length can name. */
    public static final int MAX_LENGTH = 10_000_000;

    public Escalation {
        Problems problems = new Problems();
        problems.check(() -> Bounds.present("when", when));
        problems.check(() -> Bounds.present("then", then));
        problems.throwIfAny("escalation");
    }

    /** Returns that a session that finds {@code most} waiting is not taken in as usual. */
    public static Escalation atLength(int most, Action then) {
        return new Escalation(new Condition.Length(most), then);
    }

    /** Returns what becomes of a session that has waited this long. */
    public static Escalation afterWait(Duration wait, Action then) {
        return new Escalation(new Condition.Wait(wait), then);
    }

    /** Returns what becomes of a session for which nobody has been there this long; zero for at once. */
    public static Escalation unstaffed(Duration wait, Action then) {
        return new Escalation(new Condition.Unstaffed(wait), then);
    }

    /** Returns what becomes of a session that comes out of hours. */
    public static Escalation outOfHours(Action then) {
        return new Escalation(new Condition.OutOfHours(), then);
    }

    /** When something is done. All members are immutable. */
    public sealed interface Condition {
        /**
         * So many wait already when a session arrives.
         *
         * @param most how many may wait, 0 to {@value Escalation#MAX_LENGTH}
         */
        record Length(int most) implements Condition {
            public Length {
                Bounds.range("length.most", most, 0, MAX_LENGTH);
            }
        }

        /**
         * A session has waited this long in the queue.
         *
         * @param atLeast more than zero
         */
        record Wait(Duration atLeast) implements Condition {
            public Wait {
                Bounds.duration("wait.atLeast", atLeast, ConversationPolicy.MAX_DURATION);
                Bounds.check("wait.atLeast", !atLeast.isZero(), "more than zero", atLeast);
            }
        }

        /**
         * For this long nobody has been there who could ever serve the session.
         *
         * @param atLeast zero or longer
         */
        record Unstaffed(Duration atLeast) implements Condition {
            public Unstaffed {
                Bounds.duration("unstaffed.atLeast", atLeast, ConversationPolicy.MAX_DURATION);
            }
        }

        /** A session arrives out of hours. */
        record OutOfHours() implements Condition {}
    }

    /** What is done. All members are immutable. */
    public sealed interface Action {
        /** The session is not taken in, or leaves the queue, with an answer that says so. */
        record Refuse() implements Action {}

        /**
         * The session moves to another queue and keeps its place in time. If that one is full or closed, what that one
         * does counts; a waiting session that no queue takes in the moves that are left waits on.
         *
         * @param to the other queue
         * @param least only sessions of this priority or a higher one move, what the queue and the wait add included; null
         *     for all. The others wait on, or arrive as if this escalation were not there
         */
        record Move(QueueId to, @Nullable Integer least) implements Action {
            public Move {
                Bounds.present("move.to", to);
                if (least != null) {
                    Bounds.range("move.least", least, -WorkOrder.MAX_PRIORITY, WorkOrder.MAX_PRIORITY);
                }
            }

            /** Returns whether a session of this priority moves. */
            public boolean moves(int priority) {
                return least == null || priority >= least;
            }
        }

        /**
         * The session goes on waiting with more priority.
         *
         * @param levels how much more, 1 to {@value WorkOrder#MAX_PRIORITY}
         */
        record Raise(int levels) implements Action {
            public Raise {
                Bounds.range("raise.levels", levels, 1, WorkOrder.MAX_PRIORITY);
            }
        }

        /** Returns that the session is refused. */
        static Action refuse() {
            return new Refuse();
        }

        /** Returns that the session moves to this queue. */
        static Action move(String to) {
            return new Move(new QueueId(to), null);
        }

        /** Returns that the session moves to this queue if it has at least this priority. */
        static Action move(String to, int least) {
            return new Move(new QueueId(to), least);
        }

        /** Returns that the session is raised by so many levels of priority. */
        static Action raise(int levels) {
            return new Raise(levels);
        }
    }
}
