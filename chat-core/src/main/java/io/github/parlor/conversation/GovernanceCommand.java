package io.github.parlor.conversation;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.event.ConversationEvent.LockReason;

/** Locks, unlocks and erases a conversation as a whole. */
public sealed interface GovernanceCommand extends Command {
    /**
     * Forbids writing; with {@link LockReason#BLOCKED} an open session ends.
     *
     * @param reason why
     */
    record Lock(LockReason reason) implements GovernanceCommand {
        public Lock {
            Bounds.present("reason", reason);
        }
    }

    /** Lifts the strongest lock: a legal hold before a block. Without a lock nothing happens. */
    record Unlock() implements GovernanceCommand {}

    /** Makes what was said unreadable; an open session ends. Terminal. */
    record Erase() implements GovernanceCommand {}
}
