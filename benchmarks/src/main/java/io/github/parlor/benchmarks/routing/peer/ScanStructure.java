package io.github.parlor.benchmarks.routing.peer;

import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * What is written first and is often enough: a list of the agents who meet each kind, looked at one by one, and a {@link
 * PriorityQueue} of sessions for each kind. Abandoned sessions stay in their queue until they come first, or until they
 * are half of it: taking one out of the middle would look at all of it.
 */
final class ScanStructure implements Structure {
    private final Matching matching;
    private final AgentOrder order;
    private final Seat[] seats;
    private final Seat[][] meeting = new Seat[Matching.KINDS][];
    private final Line[] lines = new Line[Matching.KINDS];
    private long stamps;

    /** The sessions that wait for one kind. */
    private static final class Line {
        private static final int WORTH_SWEEPING = 1_024;

        private final PriorityQueue<Session> queue = new PriorityQueue<>(Session.ORDER);
        private int ended;

        @Nullable
        Session first() {
            Session first = queue.peek();
            while (first != null && first.state == Session.State.ENDED) {
                queue.poll();
                ended--;
                first = queue.peek();
            }
            return first;
        }

        void remove(Session session) {
            if (session.equals(first())) {
                queue.poll();
            } else {
                queue.remove(session);
            }
        }

        void forget() {
            if (++ended >= WORTH_SWEEPING && ended > queue.size() / 2) {
                queue.removeIf(session -> session.state == Session.State.ENDED);
                ended = 0;
            }
        }
    }

    ScanStructure(Matching matching, AgentOrder order) {
        this.matching = matching;
        this.order = order;
        seats = Seat.all(matching);
        stamps = seats.length;
        for (int kind = 0; kind < Matching.KINDS; kind++) {
            int wanted = kind;
            meeting[kind] = java.util.Arrays.stream(seats)
                    .filter(seat -> matching.meets(seat.agent, wanted))
                    .toArray(Seat[]::new);
            lines[kind] = new Line();
        }
    }

    @Override
    public Session session(int kind, Credit credit, long number, Tick now) {
        return new Session(kind, credit, number, now);
    }

    @Override
    public int choose(Session session, int barred) {
        Seat best = null;
        boolean bestDeclined = false;
        for (Seat seat : meeting[session.kind]) {
            if (seat.hasRoom() && seat.agent != barred) {
                boolean declined = session.declined != null && session.wasDeclinedBy(seat.agent);
                if (best == null || (declined == bestDeclined ? seat.isBefore(best) : bestDeclined)) {
                    best = seat;
                    bestDeclined = declined;
                }
            }
        }
        return best == null ? NOBODY : best.agent;
    }

    @Override
    public void take(int agent) {
        seats[agent].take(stamps++);
    }

    @Override
    public void free(int agent) {
        seats[agent].free(stamps++, order);
    }

    @Override
    public void add(Session session) {
        lines[session.kind].queue.add(session);
    }

    @Override
    public void remove(Session session) {
        lines[session.kind].remove(session);
    }

    @Override
    public void forget(Session session) {
        lines[session.kind].forget();
    }

    @Override
    public @Nullable Session first(int agent) {
        Session best = null;
        for (int kind : matching.kinds(matching.profile(agent))) {
            Session first = lines[kind].first();
            if (first != null && (best == null || first.isBefore(best))) {
                best = first;
            }
        }
        return best;
    }
}
