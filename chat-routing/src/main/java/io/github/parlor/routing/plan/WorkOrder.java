package io.github.parlor.routing.plan;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.Problems;
import io.github.parlor.event.LifecycleEvent;
import io.github.parlor.id.QueueId;
import java.time.Duration;
import java.time.Instant;

/**
 * Which waiting session goes first: one rule for the whole plan, because two rules that meet at one agent have no order.
 * Immutable.
 *
 * @param rule how the key is made
 * @param perLevel the head start of one level of priority under {@link Rule#CREDIT} and {@link Rule#DUE}; at most
 *     {@link LifecycleEvent#MAX_CREDIT} divided by {@value #MAX_PRIORITY}
 */
public record WorkOrder(Rule rule, Duration perLevel) {
    /** Highest priority of a session or a queue; the lowest has the sign turned. */
    public static final int MAX_PRIORITY = 1_000;

    /** Longest head start of one level. */
    public static final Duration MAX_PER_LEVEL = LifecycleEvent.MAX_CREDIT.dividedBy(MAX_PRIORITY);

    /** How the key of a session is made. */
    public enum Rule {
        /**
         * One fixed key: the instant that counts minus the credit. Nobody who comes later than the greatest credit can
         * overtake, so nobody starves.
         */
        CREDIT,
        /** Higher priority first whatever the age, then by {@link #CREDIT} without priority; low levels may starve. */
        LEVELS,
        /** The earliest due time first; credit moves it forward. */
        DUE
    }

    /** By credit, one minute a level. */
    public static final WorkOrder DEFAULT = new WorkOrder(Rule.CREDIT, Duration.ofMinutes(1));

    public WorkOrder {
        Problems problems = new Problems();
        problems.check(() -> Bounds.present("rule", rule));
        problems.check(() -> Bounds.duration("perLevel", perLevel, MAX_PER_LEVEL));
        problems.throwIfAny("workOrder");
    }

    /**
     * The place of a session in the order of work, smaller first; fixed while the session waits. Immutable.
     *
     * @param level 0, or the priority with the sign turned where levels are strict
     * @param at the instant that decides within a level
     */
    public record Key(int level, Instant at) implements Comparable<Key> {
        public Key {
            Bounds.present("at", at);
        }

        @Override
        public int compareTo(Key other) {
            int byLevel = Integer.compare(level, other.level);
            return byLevel != 0 ? byLevel : at.compareTo(other.at);
        }
    }

    /**
     * A waiting session as the order of work sees it. Immutable.
     *
     * @param queue where it waits
     * @param key its key
     * @param since since when it waits in this queue, which delays are counted from
     * @param number the number of its submission, the last resort among equals
     */
    public record Work(QueueId queue, Key key, Instant since, long number) {
        public Work {
            Bounds.present("queue", queue);
            Bounds.present("key", key);
            Bounds.present("since", since);
        }
    }

    /**
     * Returns the key of a session.
     *
     * @param priority of session and queue together
     * @param credit of session and queue together; negative to make it younger
     * @param orderedFrom the instant that drives the order
     * @param due when it is due
     */
    public Key key(int priority, Duration credit, Instant orderedFrom, Instant due) {
        return switch (rule) {
            case CREDIT -> new Key(0, orderedFrom.minus(credit).minus(perLevel.multipliedBy(priority)));
            case LEVELS -> new Key(-priority, orderedFrom.minus(credit));
            case DUE -> new Key(0, due.minus(credit).minus(perLevel.multipliedBy(priority)));
        };
    }
}
