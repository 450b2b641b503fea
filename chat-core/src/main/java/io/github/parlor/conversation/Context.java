package io.github.parlor.conversation;

import io.github.parlor.id.AgentId;
import io.github.parlor.id.BotId;
import io.github.parlor.message.Message;
import io.github.parlor.people.Actor;
import io.github.parlor.time.Moment;
import io.github.parlor.time.Schedule;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything besides state and command that a decision depends on: given the same, it is the same. Immutable, but for
 * the view of the staff.
 *
 * @param actor who gives the command
 * @param now when
 * @param freshId an id for the offer or message that the command may create
 * @param policy what the shop has decided
 * @param schedule when the shop is open for human service
 * @param staff who works for the shop
 * @param bots the bots that are available now
 * @param subject the message that an edit or deletion is about, or null if there is none
 * @param reserved the agent at whom the router holds a slot for what the command wants, or null if it holds none
 */
public record Context(
        Actor actor,
        Moment now,
        UUID freshId,
        ConversationPolicy policy,
        Schedule schedule,
        Staff staff,
        Set<BotId> bots,
        @Nullable Message subject,
        @Nullable AgentId reserved) {}
