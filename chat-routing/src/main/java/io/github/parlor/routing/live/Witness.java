package io.github.parlor.routing.live;

import io.github.parlor.id.AgentId;
import io.github.parlor.routing.plan.AgentOrder;
import io.github.parlor.routing.plan.Requirement;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Watches a search, and keeps under the number of each offer what was known of everybody when it was decided. The last that
 * is found before a number is given out is what is offered under it. Single-owner.
 */
final class Witness implements Search {
    private final Floor floor;
    private final Search watched;
    private final Map<Long, Seen> seen;

    /** What was known. */
    record Seen(AgentOrder order, Explanation before) {}

    Witness(Floor floor, Search watched, Map<Long, Seen> seen) {
        this.floor = floor;
        this.watched = watched;
        this.seen = seen;
    }

    @Override
    public @Nullable Candidate agentFor(SessionCell cell, SessionWork session, Judge.Way way, Judge judge, Pass pass) {
        Candidate found = watched.agentFor(cell, session, way, judge, pass);
        if (found != null) {
            Explanation before = Why.of(judge, floor.turns(), pass.now())
                    .explain(session, floor.everybody(), agent -> pass.isBarred(session.id(), agent));
            seen.put(floor.holdings() + 1, new Seen(judge.plan().agentOrder(), before));
        }
        return found;
    }

    @Override
    public @Nullable SessionCell sessionFor(AgentCell cell, AgentWork agent, Judge judge, boolean pulled, Pass pass) {
        return watched.sessionFor(cell, agent, judge, pulled, pass);
    }

    @Override
    public boolean isStaffed(Requirement requirement) {
        return watched.isStaffed(requirement);
    }

    @Override
    public boolean isStaffed(Judge judge, Judge.Way way, Set<AgentId> apartFrom) {
        return watched.isStaffed(judge, way, apartFrom);
    }

    @Override
    public Iterable<SessionCell> watchingStaff(Judge judge) {
        return watched.watchingStaff(judge);
    }

    @Override
    public void changed(SessionCell session, Instant now) {
        watched.changed(session, now);
    }

    @Override
    public void changed(AgentCell agent, Instant now) {
        watched.changed(agent, now);
    }

    @Override
    public void replanned(Instant now) {
        watched.replanned(now);
    }
}
