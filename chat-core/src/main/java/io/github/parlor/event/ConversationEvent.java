package io.github.parlor.event;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.id.ConversationId;

/** What concerns a conversation as a whole. */
public sealed interface ConversationEvent extends ChatEvent {
    /** Returns the conversation. */
    ConversationId conversation();

    /** Why nothing may be written. */
    enum LockReason {
        /** The contact is blocked. */
        BLOCKED,
        /** A legal hold. */
        LEGAL_HOLD
    }

    /**
     * Nothing may be written from now on.
     *
     * @param conversation which
     * @param reason why
     */
    record ConversationLocked(ConversationId conversation, LockReason reason) implements ConversationEvent {
        public ConversationLocked {
            Bounds.present("conversation", conversation);
            Bounds.present("reason", reason);
        }
    }

    /**
     * Writing is allowed again.
     *
     * @param conversation which
     */
    record ConversationUnlocked(ConversationId conversation) implements ConversationEvent {
        public ConversationUnlocked {
            Bounds.present("conversation", conversation);
        }
    }

    /**
     * What was said is to be unreadable; times and counts remain. Terminal.
     *
     * @param conversation which
     */
    record ConversationErased(ConversationId conversation) implements ConversationEvent {
        public ConversationErased {
            Bounds.present("conversation", conversation);
        }
    }
}
