package io.github.parlor.conversation;

import io.github.parlor.bounds.Bounds;
import org.jspecify.annotations.Nullable;

/**
 * Why a command was not carried out: an answer, not an exception, because the world may have changed since the caller
 * looked. Nothing was recorded. Immutable.
 *
 * @param code what was in the way
 * @param state where the session stood, or null if there is none
 * @param sequence the sequence of the conversation that was looked at, 0 if there is none
 * @param detail which guard failed and what would have been expected, without content or personal data
 */
public record Rejection(Code code, @Nullable SessionState state, long sequence, String detail) {
    /** What can be in the way. */
    public enum Code {
        /** There is no such thing, or the caller may not know that there is. */
        NOT_FOUND,
        /** The transition table has no such command in this state. */
        WRONG_STATE,
        /** This actor may not give this command. */
        NOT_ALLOWED,
        /** The session has another owner. */
        NOT_OWNER,
        /** The control epoch of the caller is not the present one. */
        STALE_EPOCH,
        /** The offer was accepted by another agent, declined, revoked or has expired. */
        OFFER_GONE,
        /** The offer or transfer is addressed to somebody else. */
        NOT_ADDRESSEE,
        /** The agent has no room. */
        NO_CAPACITY,
        /** The agent takes no work now. */
        NOT_AVAILABLE,
        /** The shop is closed. */
        CLOSED,
        /** Nobody may write: the contact is blocked or there is a legal hold. */
        LOCKED,
        /** The conversation was erased. */
        ERASED,
        /** The key was used before with another content. */
        KEY_CONFLICT,
        /** The transfer's target is not allowed, or is where the session is already. */
        TARGET_REFUSED,
        /** An agent must give a disposition. */
        DISPOSITION_REQUIRED,
        /** The rating window has passed. */
        RATING_CLOSED,
        /** The time for this has not come. */
        NOT_DUE,
        /** The time given is not in the future. */
        NOT_IN_FUTURE,
        /** The message or question referred to is unknown, or was answered. */
        UNKNOWN_REFERENCE,
        /** The bot is not available. */
        NO_BOT,
        /** The old session cannot be continued; a new conversation is needed. */
        START_FRESH,
        /** The contact has an open conversation in this group of channels already. */
        ALREADY_OPEN,
        /** Too many writers at once; try again. */
        CONTENDED,
        /** The journal takes nothing more in. */
        JOURNAL_FULL
    }

    public Rejection {
        Bounds.present("rejection.code", code);
        Bounds.range("rejection.sequence", sequence, 0, Long.MAX_VALUE);
        Bounds.text("rejection.detail", detail, 0, 1_024);
    }
}
