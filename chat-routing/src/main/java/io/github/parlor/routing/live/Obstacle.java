package io.github.parlor.routing.live;

import io.github.parlor.bounds.Bounds;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The first thing that keeps an agent from being offered a session. Immutable.
 *
 * @param kind what
 * @param detail the name of the limit, channel or the like, or for {@link Kind#REQUIREMENT} what is missing in words; empty
 *     if the kind says all
 * @param until when the time alone takes it away, or null if it takes an event
 */
public record Obstacle(Kind kind, String detail, @Nullable Instant until) {
    /** What stands in the way, in the order in which it is looked at. */
    public enum Kind {
        /** The agent is not available; the detail is the status. */
        STATUS,
        /** The agent never meets what the session requires; an {@link Explanation} has what is missing as {@link Unmet}. */
        REQUIREMENT,
        /** The agent's group does not serve the queue. */
        GROUP,
        /** The agent is let in by a later step; the detail is its number. */
        STEP,
        /** The agent's group comes later. */
        DELAY,
        /** The agent has an open offer of the session. */
        ASKED,
        /** The agent declined the session a short while ago. */
        COOL_DOWN,
        /** The agent was asked as often as the plan allows. */
        DECLINE_LIMIT,
        /** The agent's own units are in use. */
        UNITS,
        /** The agent holds a session of a channel that stands beside no such other. */
        CHANNEL,
        /** A limit of sessions held is reached. */
        HELD,
        /** A limit of sessions given in a window or a day is reached. */
        RATE
    }

    public Obstacle {
        Bounds.present("kind", kind);
        Bounds.present("detail", detail);
    }

    /** Returns a text for people, without the agent's name. */
    public String text() {
        String what = switch (kind) {
            case STATUS -> "is " + detail;
            case REQUIREMENT -> detail.isEmpty() ? "does not meet what the session requires" : detail;
            case GROUP -> "is of group " + detail + ", which does not serve the queue";
            case STEP -> "is let in by step " + (Integer.parseInt(detail) + 1);
            case DELAY -> "is of a group that comes later";
            case ASKED -> "is asked";
            case COOL_DOWN -> "declined a short while ago";
            case DECLINE_LIMIT -> "was asked as often as the plan allows, " + detail;
            case UNITS -> "has no room";
            case CHANNEL -> "holds a session of " + detail + ", which allows no other beside it";
            case HELD -> "has reached limit " + detail;
            case RATE -> "was given what limit " + detail + " allows";
        };
        return until == null ? what : what + ", until " + until;
    }
}
