package io.github.parlor.routing.live;

import io.github.parlor.id.QueueId;
import io.github.parlor.routing.live.Outcome.Refusal;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.Escalation.Action;
import io.github.parlor.routing.plan.Queue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds the queue that takes a session: the one asked for, or where that one sends what comes while it is full or closed.
 * Never sends a session where it has been on the same path. Thread-safe and lock-free.
 */
final class Gate {
    private final Floor floor;
    private final Search search;

    Gate(Floor floor) {
        this.floor = floor;
        search = floor.search();
    }

    /**
     * A path through queues. Immutable.
     *
     * @param way what the plan makes of what is asked for, in the last queue
     * @param passed the queues that sent the session on, the first one first
     * @param raised levels of priority that the last queue gives
     * @param ahead how many waited there
     * @param isOpen whether that queue takes the session; then it has counted it, which whoever does not use the place
     *     {@linkplain #giveBack takes back}
     */
    record Path(Judge.Way way, List<QueueId> passed, int raised, int ahead, boolean isOpen) {
        Demand demand() {
            return way.demand();
        }

        Outcome refused() {
            return Outcome.refused(
                    Refusal.QUEUE_REFUSES, "queue " + demand().queue().value() + ", where " + ahead + " wait");
        }
    }

    /** Finds the path of a new session, for which somebody has to be there if the queue asks for that. */
    Path arrive(Demand demand, Judge judge, Pass pass) {
        return find(demand, List.of(), 0, judge.plan().maxHops(), true, judge, pass);
    }

    /**
     * Finds the path of a session that comes from elsewhere. Whether anybody is there is asked later, when it waits.
     *
     * @param from the queue that it leaves by itself, as a list; empty if it is somebody's will
     */
    Path come(Demand demand, List<QueueId> from, SessionWork session, Judge judge, Pass pass) {
        int left = judge.plan().maxHops() - session.place().hops();
        return find(demand, from, session.place().raised(), left, false, judge, pass);
    }

    private Path find(
            Demand asked, List<QueueId> from, int raised, int hops, boolean asksForStaff, Judge judge, Pass pass) {
        List<QueueId> passed = from;
        Demand demand = asked;
        while (true) {
            Judge.Way way = judge.way(demand);
            Queue queue = way.queue();
            int ahead = floor.waiting(queue.id()).getAndIncrement();
            boolean staffed = !asksForStaff || !way.asksForStaff() || search.isStaffed(judge, way, Set.of());
            Action action = queue.escalations().isEmpty()
                    ? null
                    : queue.onArrival(pass.now(), ahead, staffed, queue.priority() + demand.priority() + raised)
                            .orElse(null);
            if (action == null || action instanceof Action.Raise) {
                int levels = action instanceof Action.Raise raise ? raise.levels() : 0;
                return new Path(way, passed, levels, ahead, true);
            }
            floor.waiting(queue.id()).getAndDecrement();
            passed = new ArrayList<>(passed);
            passed.add(queue.id());
            if (!(action instanceof Action.Move move) || passed.size() > hops || passed.contains(move.to())) {
                return new Path(way, passed, 0, ahead, false);
            }
            demand = demand.withQueue(move.to());
        }
    }

    /** Takes back the place at the end of an open path. */
    void giveBack(Path path) {
        floor.waiting(path.demand().queue()).getAndDecrement();
    }
}
