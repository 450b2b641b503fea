package io.github.parlor.conversation;

import io.github.parlor.id.AgentId;
import io.github.parlor.id.OfferId;
import java.time.Instant;

/**
 * An offer that can still be accepted. Immutable.
 *
 * @param id which offer
 * @param agent to whom it was made
 * @param expiresAt the first instant at which it can no longer be accepted
 * @param reservation the router's epoch of the reserved slot
 */
public record OpenOffer(OfferId id, AgentId agent, Instant expiresAt, long reservation) {}
