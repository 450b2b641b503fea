package io.github.parlor.event;

/** How a session is held; it may change within one session. */
public enum Mode {
    /** Presence matters: when the contact is gone for longer than a grace period, the session ends. */
    LIVE,
    /** Being gone never ends the session; inactivity only releases the agent's capacity. */
    MESSAGING
}
