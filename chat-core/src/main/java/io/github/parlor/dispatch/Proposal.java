package io.github.parlor.dispatch;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.SessionId;

/**
 * The router's choice: this session to this agent, whose capacity is reserved until the reservation is confirmed,
 * declined or withdrawn. Immutable.
 *
 * @param session which session
 * @param agent which agent
 * @param reservation the epoch of the reservation, unique within the router
 */
public record Proposal(SessionId session, AgentId agent, long reservation) {
    public Proposal {
        Bounds.present("proposal.session", session);
        Bounds.present("proposal.agent", agent);
        Bounds.range("proposal.reservation", reservation, 1, Long.MAX_VALUE);
    }
}
