package io.github.parlor;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.conversation.Rejection;
import io.github.parlor.event.EventRecord;
import io.github.parlor.event.StreamId;
import io.github.parlor.id.ConversationId;
import java.util.List;
import java.util.Optional;

/** What became of a command. All members are immutable. */
public sealed interface Result {
    /**
     * It was carried out.
     *
     * @param stream the conversation, new if the command opened one, or the agent or visitor it was about
     * @param sequence the last sequence of the stream that the command is reflected in
     * @param records what was recorded, in order; empty if everything was as wanted already
     */
    record Done(StreamId stream, long sequence, List<EventRecord> records) implements Result {
        public Done {
            Bounds.present("stream", stream);
            Bounds.range("sequence", sequence, 0, Long.MAX_VALUE);
            records = Bounds.list("records", records, Integer.MAX_VALUE);
        }
    }

    /**
     * The same request was carried out before; nothing was recorded now.
     *
     * @param stream the conversation of the first result
     * @param sequence the sequence of the stream that the first request led to
     */
    record Repeated(StreamId stream, long sequence) implements Result {
        public Repeated {
            Bounds.present("stream", stream);
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
     * @throws IllegalStateException if the command was rejected, or was not about a conversation
     */
    default ConversationId conversationId() {
        if (this instanceof Done done) {
            return conversation(done.stream());
        } else if (this instanceof Repeated repeated) {
            return conversation(repeated.stream());
        }
        throw new IllegalStateException("rejected: " + ((Rejected) this).rejection());
    }

    private static ConversationId conversation(StreamId stream) {
        if (stream.kind() != StreamId.Kind.CONVERSATION) {
            throw new IllegalStateException("not about a conversation: " + stream);
        }
        return new ConversationId(stream.id());
    }
}
