package io.github.parlor.event;

/** Why a session ended: a closed list and {@link #OTHER}. */
public enum EndReason {
    /** The agent ended it. */
    AGENT_ENDED,
    /** The contact ended it. */
    CONTACT_ENDED,
    /** The contact of a live session was gone for longer than the grace period. */
    CONTACT_DISCONNECTED,
    /** Nobody wrote for too long. */
    IDLE_TIMEOUT,
    /** It waited in the queue for too long. */
    QUEUE_TIMEOUT,
    /** The contact left while waiting. */
    ABANDONED,
    /** Nobody was there to serve it. */
    NO_AGENT,
    /** The bot settled it. */
    BOT_COMPLETED,
    /** The talk went on in another channel. */
    MOVED_CHANNEL,
    /** The conversation was merged into another. */
    MERGED,
    /** The contact was blocked. */
    BLOCKED,
    /** The host or a job ended it. */
    SYSTEM,
    /** Anything else. */
    OTHER
}
