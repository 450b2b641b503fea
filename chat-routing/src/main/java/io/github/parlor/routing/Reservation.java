package io.github.parlor.routing;

import io.github.parlor.dispatch.Proposal;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.SessionId;

/** Units of an agent that are held for a session until it is decided whether the agent serves it. */
record Reservation(SessionId session, AgentId agent, int units, long epoch) {
    boolean is(AgentId expectedAgent, long expectedEpoch) {
        return epoch == expectedEpoch && agent.equals(expectedAgent);
    }

    Proposal asProposal() {
        return new Proposal(session, agent, epoch);
    }
}
