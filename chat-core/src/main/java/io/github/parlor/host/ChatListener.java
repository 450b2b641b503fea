package io.github.parlor.host;

import io.github.parlor.event.EventRecord;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.TenantId;
import io.github.parlor.people.Actor;

/**
 * Hears what happens, best effort: who must not miss anything reads the journal instead. Order, exclusivity, threads and
 * exceptions are as for {@link Transport}. Every method does nothing by default.
 */
public interface ChatListener {
    /** A fact of a conversation was recorded. Called in the order of sequences within one conversation. */
    default void recorded(EventRecord record) {}

    /** Somebody began or stopped typing. Never recorded; told at most once per change. */
    default void typing(TenantId tenant, ConversationId conversation, Actor who, boolean typing) {}

    /** A visitor is to be invited: show it. */
    default void invited(TenantId tenant, Invitation invitation) {}
}
