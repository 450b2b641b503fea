package io.github.parlor.host;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.event.EventRecord;
import io.github.parlor.id.ChannelId;
import io.github.parlor.id.ContactId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.TenantId;

/**
 * One fact on its way to a contact. It holds only what a contact may see. Immutable.
 *
 * @param tenant whose shop
 * @param conversation which conversation
 * @param contact to whom
 * @param channel how
 * @param record the fact; its sequence is the order
 */
public record Delivery(
        TenantId tenant, ConversationId conversation, ContactId contact, ChannelId channel, EventRecord record) {
    public Delivery {
        Bounds.present("tenant", tenant);
        Bounds.present("conversation", conversation);
        Bounds.present("contact", contact);
        Bounds.present("channel", channel);
        Bounds.present("record", record);
    }
}
