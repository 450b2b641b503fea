package io.github.parlor.routing.live;

import io.github.parlor.id.AgentId;
import io.github.parlor.people.Agent;
import org.jspecify.annotations.Nullable;

/** An agent in a router. Thread-safe and lock-free. */
final class AgentCell extends Cell<AgentWork, Shown> {
    /** Of which kind an agent was when looked up last. */
    record Membership(Book book, Agent profile, Kind kind) {}

    private final AgentId id;
    private volatile @Nullable Membership membership;

    AgentCell(AgentWork work) {
        super(work, new Outbox(), 0);
        id = work.id();
    }

    AgentId id() {
        return id;
    }

    @Nullable
    Membership membership() {
        return membership;
    }

    void membership(Membership found) {
        membership = found;
    }
}
