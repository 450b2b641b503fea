package io.github.parlor.benchmarks.routing.peer;

import java.util.Arrays;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is written when the scan is too slow: the agents with room of each profile in a {@link TreeSet}, best first, and the
 * sessions of each kind in another, so that each step costs the logarithm of what is there.
 */
final class TreeStructure implements Structure {
    private final Matching matching;
    private final AgentOrder order;
    private final Seat[] seats;
    private final Room[] rooms = new Room[Matching.PROFILES];
    private final Line[] lines = new Line[Matching.KINDS];
    private long stamps;

    /** The agents of one profile who have room. */
    private static final class Room {
        private final TreeSet<Seat> seats = new TreeSet<>(Seat.ORDER);
    }

    /** The sessions that wait for one kind. */
    private static final class Line {
        private final TreeSet<Session> sessions = new TreeSet<>(Session.ORDER);
    }

    TreeStructure(Matching matching, AgentOrder order) {
        this.matching = matching;
        this.order = order;
        seats = Seat.all(matching);
        stamps = seats.length;
        Arrays.setAll(rooms, profile -> new Room());
        Arrays.setAll(lines, kind -> new Line());
        for (Seat seat : seats) {
            room(seat).seats.add(seat);
        }
    }

    private Room room(Seat seat) {
        return rooms[matching.profile(seat.agent)];
    }

    @Override
    public Session session(int kind, Credit credit, long number, Tick now) {
        return new Session(kind, credit, number, now);
    }

    @Override
    public int choose(Session session, int barred) {
        return session.declined == null ? chooseAny(session, barred) : chooseAmongDeclined(session, barred);
    }

    private int chooseAny(Session session, int barred) {
        Seat best = null;
        for (long left = matching.profiles(session.kind); left != 0; left &= left - 1) {
            TreeSet<Seat> room = rooms[Long.numberOfTrailingZeros(left)].seats;
            if (!room.isEmpty()) {
                Seat first = room.first();
                if (first.agent == barred) {
                    first = room.higher(first);
                }
                if (first != null && (best == null || first.isBefore(best))) {
                    best = first;
                }
            }
        }
        return best == null ? NOBODY : best.agent;
    }

    private int chooseAmongDeclined(Session session, int barred) {
        Seat best = null;
        Seat last = null;
        for (long left = matching.profiles(session.kind); left != 0; left &= left - 1) {
            for (Seat seat : rooms[Long.numberOfTrailingZeros(left)].seats) {
                if (seat.agent == barred) {
                    continue;
                }
                if (!session.wasDeclinedBy(seat.agent)) {
                    best = best == null || seat.isBefore(best) ? seat : best;
                    break;
                }
                last = last == null || seat.isBefore(last) ? seat : last;
            }
        }
        return best != null ? best.agent : last != null ? last.agent : NOBODY;
    }

    @Override
    public void take(int agent) {
        Seat seat = seats[agent];
        TreeSet<Seat> room = room(seat).seats;
        room.remove(seat);
        seat.take(stamps++);
        if (seat.hasRoom()) {
            room.add(seat);
        }
    }

    @Override
    public void free(int agent) {
        Seat seat = seats[agent];
        TreeSet<Seat> room = room(seat).seats;
        if (seat.hasRoom()) {
            room.remove(seat);
        }
        seat.free(stamps++, order);
        room.add(seat);
    }

    @Override
    public void add(Session session) {
        lines[session.kind].sessions.add(session);
    }

    @Override
    public void remove(Session session) {
        lines[session.kind].sessions.remove(session);
    }

    @Override
    public void forget(Session session) {
        remove(session);
    }

    @Override
    public @Nullable Session first(int agent) {
        Session best = null;
        for (int kind : matching.kinds(matching.profile(agent))) {
            TreeSet<Session> sessions = lines[kind].sessions;
            if (!sessions.isEmpty()) {
                Session first = sessions.first();
                if (best == null || first.isBefore(best)) {
                    best = first;
                }
            }
        }
        return best;
    }
}
