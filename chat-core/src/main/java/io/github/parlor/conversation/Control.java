package io.github.parlor.conversation;

import io.github.parlor.id.AgentId;
import io.github.parlor.id.BotId;
import io.github.parlor.people.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is responsible for a session and who takes part beside. Immutable.
 *
 * @param owner the agent now responsible, or null
 * @param bot the bot that holds control, or null
 * @param transfer the warm transfer that is under way, or null
 * @param consultants agents who were asked, seen by the staff only
 */
public record Control(
        @Nullable AgentId owner,
        @Nullable BotId bot,
        @Nullable PendingTransfer transfer,
        List<AgentId> consultants) {
    /** Nobody is in control. */
    static final Control NOBODY = new Control(null, null, null, List.of());

    /**
     * A warm transfer under way.
     *
     * @param to the agent who can accept
     * @param target whom it was meant for
     * @param expiresAt the first instant at which it can no longer be accepted
     */
    public record PendingTransfer(AgentId to, Target target, Instant expiresAt) {}

    /** Returns whether this agent owns the session. */
    public boolean isOwner(String agent) {
        return owner != null && owner.value().equals(agent);
    }

    Control ownedBy(AgentId agent) {
        return new Control(agent, null, null, consultants);
    }

    Control without(AgentId formerOwner) {
        return formerOwner.equals(owner) ? new Control(null, bot, transfer, consultants) : this;
    }

    Control withBot(BotId newBot) {
        return new Control(null, newBot, null, consultants);
    }

    Control withoutBot() {
        return bot == null ? this : new Control(owner, null, transfer, consultants);
    }

    Control with(@Nullable PendingTransfer newTransfer) {
        return new Control(owner, bot, newTransfer, consultants);
    }

    Control joined(AgentId agent) {
        List<AgentId> more = new ArrayList<>(consultants);
        more.add(agent);
        return new Control(owner, bot, transfer, List.copyOf(more));
    }

    Control left(String agent) {
        return new Control(
                owner,
                bot,
                transfer,
                consultants.stream()
                        .filter(other -> !other.value().equals(agent))
                        .toList());
    }
}
