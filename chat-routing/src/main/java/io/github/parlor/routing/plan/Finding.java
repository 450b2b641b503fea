package io.github.parlor.routing.plan;

import io.github.parlor.bounds.Bounds;

/**
 * Something in a plan that is allowed and probably not meant. Immutable.
 *
 * @param severity how bad
 * @param kind what
 * @param path where, in the words of the plan's JSON: {@code $.queues[1].ladder.steps[0]}
 * @param words one sentence for people
 */
public record Finding(Severity severity, Kind kind, String path, String words) {
    /** How bad a finding is. */
    public enum Severity {
        /** Worth knowing. */
        INFO,
        /** Works, but otherwise than it reads. */
        WARNING,
        /** Sessions will wait for ever, or never be served as written. */
        ERROR
    }

    /** What was found. */
    public enum Kind {
        /** None of the agents can ever serve the queue. */
        UNREACHABLE_QUEUE(Severity.ERROR),
        /** A skill is asked for at a level that none of the agents has. */
        SKILL_NOBODY_HAS(Severity.WARNING),
        /** A step ends before an offer that was made on it does. */
        STEP_SHORTER_THAN_OFFER(Severity.WARNING),
        /** A step is entered only after the queue has given the session up. */
        STEP_NEVER_REACHED(Severity.WARNING),
        /** Queues overflow into each other in a circle. */
        OVERFLOW_CYCLE(Severity.ERROR),
        /** A session may move more often than the plan allows. */
        TOO_MANY_HOPS(Severity.WARNING),
        /** A group prefers the queue with the lower priority. */
        PRIORITY_INVERSION(Severity.WARNING),
        /** Everybody who could serve the queue may do so only after it has given the session up. */
        DELAY_TOO_LONG(Severity.ERROR),
        /** Groups are configured, and an agent is in none: the agent serves every queue alike. */
        AGENT_WITHOUT_GROUP(Severity.INFO),
        /** A group has no member among the agents. */
        GROUP_WITHOUT_AGENT(Severity.INFO);

        private final Severity severity;

        Kind(Severity severity) {
            this.severity = severity;
        }
    }

    public Finding {
        Bounds.present("severity", severity);
        Bounds.present("kind", kind);
        Bounds.present("path", path);
        Bounds.present("words", words);
    }

    static Finding of(Kind kind, String path, String words) {
        return new Finding(kind.severity, kind, path, words);
    }
}
