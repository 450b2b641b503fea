package io.github.parlor.conversation;

import io.github.parlor.id.AgentId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import java.util.Optional;

/** Who works for a shop, as a decision sees it. Thread-safe. */
public interface Staff {
    /** Returns what is known of an agent, if anything. */
    Optional<Agent> agent(AgentId id);

    /** Returns the status of an agent; {@link AgentStatus#GONE} if nothing is known. */
    AgentStatus status(AgentId id);

    /** Returns whether any agent meets the target. */
    boolean anyone(Target target);

    /** Returns whether any agent who takes work meets the target. */
    boolean anyoneAvailable(Target target);
}
