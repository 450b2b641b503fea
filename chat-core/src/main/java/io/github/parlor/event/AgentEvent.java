package io.github.parlor.event;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.id.AgentId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;

/** What concerns an agent outside any session; recorded in the agent's own stream. */
public sealed interface AgentEvent extends ChatEvent {
    /** Returns the agent. */
    AgentId id();

    /**
     * The shop told who the agent is, what the agent can do and how much at once.
     *
     * @param agent everything about the agent, replacing what was known
     */
    record AgentConfigured(Agent agent) implements AgentEvent {
        public AgentConfigured {
            Bounds.present("agent", agent);
        }

        @Override
        public AgentId id() {
            return agent.id();
        }
    }

    /**
     * The agent came, went or paused.
     *
     * @param id who
     * @param status the status from now on
     * @param reason the shop's reason code, may be empty
     */
    record AgentStatusChanged(AgentId id, AgentStatus status, String reason) implements AgentEvent {
        public AgentStatusChanged {
            Bounds.present("id", id);
            Bounds.present("status", status);
            Bounds.text("reason", reason, 0, LifecycleEvent.MAX_LABEL);
        }
    }
}
