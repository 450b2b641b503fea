package io.github.parlor.routing;

import io.github.parlor.id.AgentId;

/** Who serves a session, and how much of the agent's capacity that takes. */
record Assignment(AgentId agent, int units) {}
