package io.github.parlor.triggers;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.dispatch.Availability;
import io.github.parlor.id.TriggerId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why one rule does not invite one visitor now. Immutable.
 *
 * @param trigger the rule
 * @param standing the first thing that stands in the way, in the order of {@link Standing}
 * @param blockers the conditions that do not hold, whatever the standing; empty if all hold
 * @param since for {@link Standing#CLOSED} when the target was last found closed, else null
 * @param until for {@link Standing#PAUSED} the end of the pause, else null
 * @param reason for {@link Standing#CLOSED} the reason given then, else null
 */
public record Explanation(
        TriggerId trigger,
        Standing standing,
        List<Blocker> blockers,
        @Nullable Instant since,
        @Nullable Instant until,
        Availability.@Nullable Reason reason) {
    /** What stands in the way of a rule. */
    public enum Standing {
        /** The rule is disabled. */
        DISABLED,
        /** The rule has invited in this visit. */
        HAS_INVITED,
        /** As many invitations as a visit may have were shown. */
        LIMIT_REACHED,
        /** The pause after the last invitation is not over. */
        PAUSED,
        /** A condition does not hold. */
        CONDITION,
        /** All conditions hold, but nobody could be reached when this was last considered. */
        CLOSED,
        /** Nothing: it will be considered at the visitor's next event. */
        READY
    }

    /**
     * One condition that keeps a rule from inviting.
     *
     * @param path where it stands in the rule, for example {@code conditions[1].conditions[0]}
     * @param condition what is asked
     * @param truth how it is judged; {@link Truth#TRUE} never
     * @param seen the value it looked at, cut; several, separated by commas, for {@link Condition.Not} of a combination
     * @param due when it gets true if the visitor stays as is, or null
     */
    public record Blocker(
            String path,
            Condition condition,
            Truth truth,
            String seen,
            @Nullable Instant due) {
        public Blocker {
            Bounds.present("path", path);
            Bounds.present("condition", condition);
            Bounds.check("truth", truth != Truth.TRUE, "FALSE or UNKNOWN", truth);
            Bounds.present("seen", seen);
        }
    }

    public Explanation {
        Bounds.present("trigger", trigger);
        Bounds.present("standing", standing);
        blockers = Bounds.list("blockers", blockers, Condition.MAX_CONDITIONS);
    }
}
