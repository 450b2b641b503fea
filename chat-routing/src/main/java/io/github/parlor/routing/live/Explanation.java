package io.github.parlor.routing.live;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.QueueId;
import io.github.parlor.id.SessionId;
import io.github.parlor.routing.live.SessionWork.Stage;
import io.github.parlor.routing.plan.AgentOrder;
import io.github.parlor.routing.plan.RoutingPlan.Suitability;
import io.github.parlor.routing.plan.WorkOrder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a session waits, or who has it. Immutable.
 *
 * @param session which
 * @param at as of when
 * @param stage what it does
 * @param queue where it waits or waited
 * @param step where it stands on its ladder, from 0
 * @param steps how many steps the ladder has, those for a named and a last agent included
 * @param key its place in the order of work
 * @param openOffers how many agents are asked right now
 * @param atOnce how many are asked at the same time at the most
 * @param owner who serves or keeps it, or null
 * @param nextDue when the time alone changes something for it next, or null for never
 * @param agents everybody, those for whom nothing stands in the way first and in the order of asking, then by name; empty for
 *     a session that does not wait
 */
public record Explanation(
        SessionId session,
        Instant at,
        Stage stage,
        QueueId queue,
        int step,
        int steps,
        WorkOrder.Key key,
        int openOffers,
        int atOnce,
        @Nullable AgentId owner,
        @Nullable Instant nextDue,
        List<Row> agents) {
    /**
     * One agent as seen by one session. Immutable.
     *
     * @param agent who
     * @param obstacle the first thing that stands in the way, or null for nothing
     * @param turn 1 for who is asked first among those with nothing in the way, 2 for who is next; 0 with an obstacle
     * @param lastResort whether the agent was asked as often as the plan allows, and is asked again as nobody else can
     * @param unmet what is required and the agent is not, whatever else stands in the way; null for an agent who is let in
     *     at some time
     * @param suitability how well the agent fits, or null for an agent who never serves the session
     * @param load what the agent has in hand, by which the plan orders those who fit equally well
     */
    public record Row(
            AgentId agent,
            @Nullable Obstacle obstacle,
            int turn,
            boolean lastResort,
            @Nullable Unmet unmet,
            @Nullable Suitability suitability,
            AgentOrder.Candidate load) {
        public Row {
            Bounds.present("agent", agent);
            Bounds.check("turn", (turn == 0) == (obstacle != null), "0 exactly with an obstacle", turn);
            Bounds.present("load", load);
        }

        /** Returns one line for people. */
        public String text() {
            if (obstacle != null) {
                boolean isSaid = obstacle.kind() == Obstacle.Kind.REQUIREMENT;
                return agent + ": " + obstacle.text() + (isSaid || unmet == null ? "" : ", and " + unmet.text());
            }
            return agent + ": nothing in the way, asked " + (turn == 1 ? "first" : "as number " + turn)
                    + (lastResort ? " as a last resort" : "");
        }
    }

    public Explanation {
        Bounds.present("session", session);
        Bounds.present("at", at);
        Bounds.present("stage", stage);
        Bounds.present("queue", queue);
        Bounds.present("key", key);
        agents = List.copyOf(agents);
    }

    /** Returns whether one more agent is to be asked: the session waits, and fewer are asked than may be at a time. */
    public boolean asksMore() {
        return stage == Stage.WAITING && openOffers < atOnce;
    }

    /**
     * Returns whether anybody who is known may ever serve the session in its queue, signed in or not: is let in by some step,
     * and is of a group that serves the queue. True for a session that does not wait.
     */
    public boolean canBeServed() {
        return stage != Stage.WAITING || agents.stream().anyMatch(row -> row.suitability() != null);
    }

    /** Returns what is said of an agent. */
    public Optional<Row> agent(AgentId agent) {
        return agents.stream().filter(row -> row.agent().equals(agent)).findFirst();
    }

    /** Returns a text for people: the session in the first line, then one line for each agent. */
    public String text() {
        StringBuilder text = new StringBuilder(session + " ");
        switch (stage) {
            case WAITING ->
                text.append("waits in ")
                        .append(queue.value())
                        .append(", step ")
                        .append(step + 1)
                        .append(" of ")
                        .append(steps);
            case CALLBACK -> text.append("is to be called back");
            case SERVED -> text.append("is served by ").append(owner);
            case PARKED -> text.append("is parked with ").append(owner);
            case LEFT -> text.append("dropped out and keeps its place");
            case ENDED -> text.append("has ended");
        }
        if (!canBeServed()) {
            text.append(", nobody who is known can ever serve it here");
        }
        if (openOffers > 0) {
            text.append(", ").append(openOffers).append(openOffers == 1 ? " agent is asked" : " agents are asked");
        }
        if (nextDue != null) {
            text.append(", next change by time at ").append(nextDue);
        }
        agents.forEach(row -> text.append("\n  ").append(row.text()));
        return text.toString();
    }

    @Override
    public String toString() {
        return text();
    }
}
