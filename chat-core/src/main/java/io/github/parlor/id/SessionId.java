package io.github.parlor.id;

import io.github.parlor.bounds.Bounds;

/**
 * One bounded service episode inside a conversation: the conversation and the number of the session in it. Immutable.
 *
 * @param conversation the lasting thread
 * @param number 1 for the first session, then contiguous
 */
public record SessionId(ConversationId conversation, int number) implements Comparable<SessionId> {
    public SessionId {
        Bounds.present("session.conversation", conversation);
        Bounds.range("session.number", number, 1, Integer.MAX_VALUE);
    }

    @Override
    public int compareTo(SessionId other) {
        int byConversation = conversation.compareTo(other.conversation);
        return byConversation != 0 ? byConversation : Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return conversation + "#" + number;
    }
}
