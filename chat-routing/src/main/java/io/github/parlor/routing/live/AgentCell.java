package io.github.parlor.routing.live;

import io.github.parlor.id.AgentId;

/** An agent in a router. Thread-safe and lock-free. */
final class AgentCell extends Cell<AgentWork> {
    AgentCell(AgentWork work) {
        super(work);
    }

    AgentId id() {
        return get().id();
    }
}
