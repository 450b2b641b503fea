package io.github.parlor.event;

import io.github.parlor.id.SessionId;

/** Something that happened in one session of a conversation. */
public sealed interface SessionEvent extends ChatEvent
        permits LifecycleEvent, QueueEvent, OfferEvent, OwnerEvent, MessageEvent, ParticipantEvent {
    /** Returns the session. */
    SessionId session();
}
