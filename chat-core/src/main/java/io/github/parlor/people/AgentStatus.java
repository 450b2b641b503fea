package io.github.parlor.people;

/** Whether an agent takes new sessions. */
public enum AgentStatus {
    /** Takes offers up to the capacity. */
    AVAILABLE,
    /** Signed in but takes nothing new; keeps what is running. */
    AWAY,
    /** Finishes what is running and then leaves; takes nothing new. */
    DRAINING,
    /** The connection was lost; offers are revoked, running sessions wait for the grace period. */
    LOST,
    /** Signed out, or lost for longer than the grace period. */
    GONE
}
