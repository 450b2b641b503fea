package io.github.parlor.routing.live;

import io.github.parlor.id.AgentId;
import io.github.parlor.routing.plan.AgentOrder;
import io.github.parlor.routing.plan.Requirement;
import io.github.parlor.routing.plan.RoutingPlan.Suitability;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at everybody, word by word as the rules say. Takes time in proportion to the agents and to what waits; what is
 * faster has to find the same.
 */
final class Everybody implements Search {
    private final Floor floor;

    Everybody(Floor floor) {
        this.floor = floor;
    }

    @Override
    public @Nullable Candidate agentFor(SessionCell its, SessionWork session, Judge.Way way, Judge judge, Pass pass) {
        Candidate best = null;
        for (AgentCell cell : floor.agents()) {
            Candidate candidate = candidate(cell, session, way, judge, pass);
            if (candidate != null && (best == null || isBefore(candidate, best, way, judge))) {
                best = candidate;
            }
        }
        return best;
    }

    /** Returns the agent as one who may be offered the session, or null if that may not be. */
    static @Nullable Candidate candidate(AgentCell cell, SessionWork session, Judge.Way way, Judge judge, Pass pass) {
        AgentWork agent = cell.get();
        if (pass.isBarred(session.id(), agent.id())) {
            return null;
        }
        Optional<Obstacle> obstacle = judge.obstacle(agent, session, way, pass.now());
        boolean lastResort = obstacle.isPresent() && Judge.yieldsToLastResort(obstacle.get(), session, way);
        if (obstacle.isPresent()
                && !(lastResort && judge.room(agent, way, pass.now()).isEmpty())) {
            return null;
        }
        Suitability suitability = judge.suitability(way, agent.profile()).orElseThrow();
        return new Candidate(cell, agent, suitability, lastResort);
    }

    boolean isBefore(Candidate one, Candidate other, Judge.Way way, Judge judge) {
        if (one.lastResort() != other.lastResort()) {
            return other.lastResort();
        }
        int bySuitability = one.suitability().compareTo(other.suitability());
        if (bySuitability != 0) {
            return bySuitability < 0;
        }
        long turns = floor.turns();
        AgentOrder.Candidate first = judge.candidate(one.was(), way.queue().id(), turns);
        AgentOrder.Candidate second = judge.candidate(other.was(), way.queue().id(), turns);
        int byOrder = judge.plan().agentOrder().compare(first, second);
        return byOrder != 0 ? byOrder < 0 : one.was().number() < other.was().number();
    }

    @Override
    public @Nullable SessionCell sessionFor(AgentCell its, AgentWork agent, Judge judge, boolean pulled, Pass pass) {
        SessionCell best = null;
        SessionWork bestWork = null;
        for (SessionCell cell : floor.sessions()) {
            SessionWork session = cell.get();
            if (session.plan() == judge.number()
                    && isOpenTo(agent, session, cell.way(judge, session), judge, pulled, pass)
                    && (bestWork == null || comesBefore(agent, cell, session, best, bestWork, judge, pass))) {
                best = cell;
                bestWork = session;
            }
        }
        return best;
    }

    static boolean isOpenTo(
            AgentWork agent, SessionWork session, Judge.Way way, Judge judge, boolean pulled, Pass pass) {
        if (!Handover.wantsOffer(session, way) && !(pulled && session.stage() == SessionWork.Stage.WAITING)) {
            return false;
        }
        if (pulled && !way.offers().takeNext()) {
            return false;
        }
        if (!pulled && pass.isBarred(session.id(), agent.id())) {
            return false;
        }
        Optional<Obstacle> obstacle = judge.obstacle(agent, session, way, pass.now());
        if (obstacle.isEmpty()) {
            return true;
        }
        Obstacle.Kind kind = obstacle.get().kind();
        if (pulled && kind == Obstacle.Kind.ASKED) {
            // Its offer holds the room already.
            return true;
        }
        boolean declined = kind == Obstacle.Kind.COOL_DOWN || kind == Obstacle.Kind.DECLINE_LIMIT;
        boolean overcome = pulled ? declined : Judge.yieldsToLastResort(obstacle.get(), session, way);
        return overcome && judge.room(agent, way, pass.now()).isEmpty();
    }

    private static boolean comesBefore(
            AgentWork agent,
            SessionCell cell,
            SessionWork session,
            @Nullable SessionCell other,
            SessionWork otherWork,
            Judge judge,
            Pass pass) {
        return other == null
                || judge.compare(
                                agent,
                                session,
                                cell.way(judge, session),
                                otherWork,
                                other.way(judge, otherWork),
                                pass.now())
                        < 0;
    }

    @Override
    public boolean isStaffed(Requirement requirement) {
        for (AgentCell cell : floor.agents()) {
            AgentWork agent = cell.get();
            if (agent.isAvailable() && requirement.meets(agent.profile())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean isStaffed(Judge judge, Judge.Way way, Set<AgentId> apartFrom) {
        for (AgentCell cell : floor.agents()) {
            if (!apartFrom.contains(cell.id()) && judge.couldServe(cell.get(), way)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Iterable<SessionCell> watchingStaff(Judge judge) {
        return floor.sessions();
    }

    @Override
    public void changed(SessionCell session, Instant now) {
        // Everybody is looked at each time.
    }

    @Override
    public void changed(AgentCell agent, Instant now) {
        // Everybody is looked at each time.
    }

    @Override
    public void replanned(Instant now) {
        // Everybody is looked at each time.
    }
}
