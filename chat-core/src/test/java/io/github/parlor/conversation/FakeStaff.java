package io.github.parlor.conversation;

import io.github.parlor.id.AgentId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Staff as a map: whoever was told is there until told otherwise. Single-owner. */
final class FakeStaff implements Staff {
    private final Map<AgentId, Agent> agents = new LinkedHashMap<>();
    private final Map<AgentId, AgentStatus> statuses = new LinkedHashMap<>();

    /** Tells of an agent with a status. */
    public FakeStaff tell(Agent agent, AgentStatus status) {
        agents.put(agent.id(), agent);
        statuses.put(agent.id(), status);
        return this;
    }

    /** Changes the status of an agent. */
    public FakeStaff tell(AgentId agent, AgentStatus status) {
        statuses.put(agent, status);
        return this;
    }

    /** Returns the same staff, to be changed on its own. */
    public FakeStaff copy() {
        FakeStaff copy = new FakeStaff();
        copy.agents.putAll(agents);
        copy.statuses.putAll(statuses);
        return copy;
    }

    @Override
    public Optional<Agent> agent(AgentId id) {
        return Optional.ofNullable(agents.get(id));
    }

    @Override
    public AgentStatus status(AgentId id) {
        return statuses.getOrDefault(id, AgentStatus.GONE);
    }

    @Override
    public boolean anyone(Target target) {
        return agents.values().stream().anyMatch(target::matches);
    }

    @Override
    public boolean anyoneAvailable(Target target) {
        return agents.values().stream()
                .anyMatch(agent -> target.matches(agent) && status(agent.id()) == AgentStatus.AVAILABLE);
    }
}
