package io.github.parlor.conversation;

/**
 * Something somebody wants to happen in one conversation. Whether it may happen is decided by the transition table
 * and the guards; what happens then are events. All members are immutable.
 */
public sealed interface Command
        permits LifecycleCommand, QueueCommand, OfferCommand, OwnerCommand, MessageCommand, GovernanceCommand {}
