package io.github.parlor.metrics.fact;

import io.github.parlor.id.AgentId;
import io.github.parlor.people.AgentStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one agent over time. Immutable.
 *
 * @param id who
 * @param changes every change of status or capacity in order, each at or after the one before
 * @param missing how many records of the agent's stream are known to be missing
 */
public record AgentFact(AgentId id, List<Change> changes, long missing) {
    /**
     * What is true from an instant on.
     *
     * @param at from when on
     * @param status the status, or null if none was recorded yet
     * @param capacityUnits the capacity, or null if none was recorded yet
     */
    public record Change(
            Instant at,
            @Nullable AgentStatus status,
            @Nullable Integer capacityUnits) {
        /** Returns whether the agent is known not to be working: away, lost or gone. */
        public boolean isAway() {
            return status == AgentStatus.AWAY || status == AgentStatus.LOST || status == AgentStatus.GONE;
        }

        /** Returns whether the agent is known to be at work: available, or finishing what is running. */
        public boolean isPresent() {
            return status == AgentStatus.AVAILABLE || status == AgentStatus.DRAINING;
        }
    }

    public AgentFact {
        changes = List.copyOf(changes);
    }
}
