package io.github.parlor.event;

/**
 * Something that happened. The family is sealed, its members are records inside the interface of their group. A newer
 * version may add members: a switch over it wants a default branch. All members are immutable.
 */
public sealed interface ChatEvent
        permits ConversationEvent, SessionEvent, AgentEvent, VisitorEvent, ImportEvent, UnknownEvent {}
