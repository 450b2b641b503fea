package io.github.parlor;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.conversation.Rejection;
import io.github.parlor.event.EventRecord;
import io.github.parlor.id.ConversationId;
import java.util.List;
import java.util.Optional;

/** What became of a command. All members are immutable. */
public sealed interface Result {
    /**
     * It was carried out.
     *
     * @param conversation the conversation, new if the command opened one
     * @param sequence the last sequence that the command is reflected in
     * @param records what was recorded, in order; empty if everything was as wanted already
     */
    record Done(ConversationId conversation, long sequence, List<EventRecord> records) implements Result {
        public Done {
            Bounds.present("conversation", conversation);
            Bounds.range("sequence", sequence, 0, Long.MAX_VALUE);
            records = Bounds.list("records", records, Integer.MAX_VALUE);
        }
    }

    /**
     * The same request was carried out before; nothing was recorded now.
     *
     * @param conversation the conversation of the first result
     * @param sequence the sequence the first request led to
     */
    record Repeated(ConversationId conversation, long sequence) implements Result {
        public Repeated {
            Bounds.present("conversation", conversation);
            Bounds.range("sequence", sequence, 0, Long.MAX_VALUE);
        }
    }

    /**
     * It was not carried out; nothing was recorded.
     *
     * @param rejection why
     */
    record Rejected(Rejection rejection) implements Result {
        public Rejected {
            Bounds.present("rejection", rejection);
        }
    }

    /** Returns whether the command is carried out, now or by an earlier request. */
    default boolean isDone() {
        return !(this instanceof Rejected);
    }

    /** Returns why not, if it was not. */
    default Optional<Rejection> refusal() {
        return this instanceof Rejected rejected ? Optional.of(rejected.rejection()) : Optional.empty();
    }

    /**
     * Returns the conversation.
     *
     * @throws IllegalStateException if the command was rejected
     */
    default ConversationId conversationId() {
        if (this instanceof Done done) {
            return done.conversation();
        } else if (this instanceof Repeated repeated) {
            return repeated.conversation();
        }
        throw new IllegalStateException("rejected: " + ((Rejected) this).rejection());
    }
}
