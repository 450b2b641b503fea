package io.github.parlor.event;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.VisitorId;

/**
 * Which ordered sequence of facts within a tenant. Immutable.
 *
 * @param kind what the stream is about
 * @param id the identifier of the conversation, agent, visitor or log
 */
public record StreamId(Kind kind, String id) {
    /** What a stream is about. */
    public enum Kind {
        /** One conversation with all its sessions. */
        CONVERSATION,
        /** One agent's status, skills and limits. */
        AGENT,
        /** One visitor's invitations and purchases. */
        VISITOR,
        /** The import of one log. */
        IMPORT
    }

    public StreamId {
        Bounds.present("stream.kind", kind);
        Bounds.id("stream.id", id);
    }

    /** Returns the stream of a conversation. */
    public static StreamId of(ConversationId conversation) {
        return new StreamId(Kind.CONVERSATION, conversation.value());
    }

    /** Returns the stream of an agent. */
    public static StreamId of(AgentId agent) {
        return new StreamId(Kind.AGENT, agent.value());
    }

    /** Returns the stream of the import of a log. */
    public static StreamId ofImport(String source) {
        return new StreamId(Kind.IMPORT, source);
    }

    /** Returns the stream of a visitor. */
    public static StreamId of(VisitorId visitor) {
        return new StreamId(Kind.VISITOR, visitor.value());
    }
}
