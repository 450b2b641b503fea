package io.github.parlor.testing;

/** What a journal may do beyond the contract of its port; a kit checks what is declared and what is not. Immutable. */
public enum JournalCapability {
    /** While nobody else appends, an append returns after its events have been delivered to every subscriber. */
    DELIVERS_BEFORE_ANSWER,
    /** What was answered is still there after the store has been opened anew: {@link JournalContract#reopened}. */
    SURVIVES_REOPENING
}
