package io.github.parlor.conversation;

/** Where a session stands. */
public enum SessionState {
    /** Created, not yet sent anywhere. */
    NEW,
    /** A bot holds control. */
    BOT,
    /** Stored; may be queued from a given time on. */
    DEFERRED,
    /** Waits for an agent of its target. */
    QUEUED,
    /** One or more offers are open; capacity is reserved. */
    OFFERED,
    /** An agent owns it and is to answer. */
    ACTIVE,
    /** Parked; the owner stays, the capacity is released. */
    ON_HOLD,
    /** Over for the contact, the agent finishes. */
    WRAP_UP,
    /** Over. */
    ENDED;

    /** Returns whether the session is over for the contact. */
    public boolean isOver() {
        return this == WRAP_UP || this == ENDED;
    }
}
