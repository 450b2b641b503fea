package io.github.parlor.routing.live;

import io.github.parlor.id.AgentId;
import io.github.parlor.routing.plan.Requirement;
import io.github.parlor.routing.plan.RoutingPlan.Suitability;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the other side. What it finds is as it was at the moment of the look; the claim tests it again. */
interface Search {
    /**
     * An agent for a session.
     *
     * @param agent whom to ask
     * @param was the agent as looked at
     * @param suitability how well the agent fits
     * @param lastResort whether the agent was asked as often as the plan allows
     */
    record Candidate(AgentCell agent, AgentWork was, Suitability suitability, boolean lastResort) {}

    /** Returns whom to offer a session next, or null if nobody may take it now. */
    @Nullable
    Candidate agentFor(SessionCell cell, SessionWork session, Judge.Way way, Judge judge, Pass pass);

    /**
     * Returns what an agent takes next, or null if nothing waits for the agent.
     *
     * @param pulled whether the agent asks for it, who then may have declined it before or have an offer of it
     */
    @Nullable
    SessionCell sessionFor(AgentCell cell, AgentWork agent, Judge judge, boolean pulled, Pass pass);

    /** Returns whether anybody available meets a requirement. */
    boolean isStaffed(Requirement requirement);

    /** Returns whether anybody available may ever serve a session, apart from some. */
    boolean isStaffed(Judge judge, Judge.Way way, Set<AgentId> apartFrom);

    /**
     * Returns the waiting sessions to which it matters {@linkplain Judge#watchesStaff who is there}, perhaps with others, in
     * the order of submission.
     */
    Iterable<SessionCell> watchingStaff(Judge judge);

    /** Tells that a session changed, or that the time did something for it. Telling it once more does no harm. */
    void changed(SessionCell session, Instant now);

    /** Tells that an agent changed, or that the time did something for the agent. Telling it once more does no harm. */
    void changed(AgentCell agent, Instant now);

    /** Tells that the plan changed. Returns when everybody and everything is found by the new one. */
    void replanned(Instant now);
}
