package io.github.parlor.routing;

import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Brings waiting sessions and agents with room together, at the end of each call that changed something: for whatever the
 * call marked, the session that comes first in the order of work goes to the agent who is to be asked first, until nobody
 * can be served. The agent's units are taken first, then the session is claimed; who loses that gives the units back and
 * looks again. Thread-safe and lock-free.
 */
final class Matching {
    /** Only asked what it bars. */
    private static final Pass NOTHING_BARRED = new Pass();

    private final Search search;
    private final Moves moves;
    private final Offered listener;
    /** Sessions whose only free agent declined them: the next call that changes anything looks at them again. */
    private final ConcurrentLinkedQueue<RoutedSession> leftOver = new ConcurrentLinkedQueue<>();

    Matching(Search search, Moves moves, Offered listener) {
        this.search = search;
        this.moves = moves;
        this.listener = listener;
    }

    /** Whether no session was left for the next call. */
    boolean isSettled() {
        return leftOver.isEmpty();
    }

    /** Whether somebody can be offered something once a lane is looked at. */
    boolean hasWorkIn(Lane lane) {
        return !isSettled() || search.firstIn(lane, NOTHING_BARRED) != null;
    }

    /** Leaves a session for the next call that changes anything. */
    void lookLater(RoutedSession session) {
        leftOver.add(session);
    }

    /** Ends a call that changed something and freed nobody. */
    void changed() {
        if (!leftOver.isEmpty()) {
            finish(new Pass());
        }
    }

    /** Ends a call that changed something. */
    void finish(Pass pass) {
        settle(pass);
        pass.tellAll(listener);
    }

    /** Ends a call that changed nothing, but may have held units for a moment that somebody else looked for. */
    void settleMarked(Pass pass) {
        if (pass.agent(0) != null) {
            finish(pass);
        }
    }

    /** Offers until nobody whom the pass marks can be served. */
    void settle(Pass pass) {
        for (RoutedSession session = leftOver.poll(); session != null; session = leftOver.poll()) {
            pass.lookAt(session.lane());
        }
        RoutedSession next = next(pass);
        while (next != null) {
            offer(next, pass);
            next = next(pass);
        }
    }

    /**
     * Ends a call that gives units of an agent back, which the agent's word still counts. Whoever waits first for this agent
     * gets them at once, without a search for another agent: nobody else had room for that session when the call began.
     */
    void giveBack(RoutedAgent agent, int units) {
        boolean looks = isSettled();
        long arrivals = search.arrivals();
        long word = agent.word();
        RoutedSession next = looks ? search.firstFor(agent, word, units, NOTHING_BARRED) : null;
        long epoch = next == null ? 0 : search.exchange(agent, units, next);
        if (next != null && epoch != 0) {
            handOver(agent, units, next, epoch);
            return;
        }
        boolean same = looks && next == null && Room.free(agent, word, units);
        if (!same) {
            Room.free(agent, units);
        }
        // Again unless all is as it was: whoever came meanwhile saw no room, whoever comes now sees it.
        same = same && arrivals == search.arrivals();
        if (!isSettled() || (!same && search.firstFor(agent, NOTHING_BARRED) != null)) {
            Pass pass = new Pass();
            pass.lookAt(agent);
            finish(pass);
        }
    }

    private void handOver(RoutedAgent agent, int units, RoutedSession next, long epoch) {
        long word = next.word();
        boolean claimed =
                RoutedSession.stateOf(word) == RoutedSession.WAITING && moves.claimWaiting(next, word, agent, epoch);
        int taken = next.route().units();
        if (claimed && taken >= units && RoutedAgent.isOpen(agent.word())) {
            listener.offered(next, agent, epoch);
            return;
        }
        Pass pass = new Pass();
        if (claimed) {
            moves.recheck(next, agent, pass);
        }
        if (claimed || moves.claimIfWaiting(next, agent, epoch, pass)) {
            pass.tell(next, agent, epoch);
        } else {
            Room.free(agent, taken);
        }
        pass.lookAt(agent);
        finish(pass);
    }

    private @Nullable RoutedSession next(Pass pass) {
        RoutedSession first = null;
        for (int i = 0; i < pass.agents(); i++) {
            RoutedAgent agent = pass.agent(i);
            RoutedSession session = agent == null ? null : search.firstFor(agent, pass);
            if (session != null && (first == null || RoutedSession.compare(session, first) < 0)) {
                first = session;
            }
        }
        for (int i = 0; i < pass.lanes(); i++) {
            Lane lane = pass.lane(i);
            RoutedSession session = lane == null ? null : search.firstIn(lane, pass);
            if (session != null && (first == null || RoutedSession.compare(session, first) < 0)) {
                first = session;
            }
        }
        return first;
    }

    private void offer(RoutedSession session, Pass pass) {
        RoutedAgent agent = search.choose(session, pass);
        int units = session.route().units();
        if (agent == null) {
            // Whoever gave back the units that were seen may have been stopped before showing them.
            for (int i = 0; i < pass.agents(); i++) {
                RoutedAgent marked = pass.agent(i);
                if (marked != null) {
                    Room.reveal(marked);
                }
            }
            return;
        }
        long epoch = search.take(agent, session);
        if (epoch == 0) {
            return;
        }
        if (moves.claimIfWaiting(session, agent, epoch, pass)) {
            pass.tell(session, agent, epoch);
        } else {
            Room.free(agent, units);
            pass.lookAt(agent);
        }
    }
}
