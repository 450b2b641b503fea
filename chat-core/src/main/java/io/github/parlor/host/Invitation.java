package io.github.parlor.host;

import io.github.parlor.id.InvitationId;
import io.github.parlor.id.TriggerId;
import io.github.parlor.id.VisitorId;
import java.time.Instant;

/**
 * An invitation that was decided and recorded, to be shown to the visitor. Immutable.
 *
 * @param id with which it is accepted or dismissed
 * @param visitor to whom
 * @param trigger the rule that decided
 * @param text what it says, plain text
 * @param expiresAt the first instant at which it can no longer be accepted
 */
public record Invitation(InvitationId id, VisitorId visitor, TriggerId trigger, String text, Instant expiresAt) {
    /** Names the invitation without what it says. */
    @Override
    public String toString() {
        return "Invitation[" + id + " to " + visitor + " by " + trigger + "]";
    }
}
