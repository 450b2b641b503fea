package io.github.parlor.benchmarks.routing.peer;

import io.github.parlor.benchmarks.routing.peer.Session.Declined;
import io.github.parlor.benchmarks.routing.peer.Session.State;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the plain router, decided step by step over a {@link Structure}: after each call no waiting session has an
 * agent who may take it, except that a declined one is not offered to the same agent within the call. So a call needs to
 * look only at the session it brings, at the agent it frees, and at the one session that the call before may have left
 * behind for that reason. Single-owner.
 */
final class Decisions {
    private static final int NOBODY = Structure.NOBODY;

    private final Structure structure;
    private final boolean offers;
    private final RouterUnderTest.Offers<Session> told;
    private long submitted;
    /** Waits although the agent who just declined it has room. */
    private @Nullable Session left;

    Decisions(Structure structure, boolean offers, RouterUnderTest.Offers<Session> told) {
        this.structure = structure;
        this.offers = offers;
        this.told = told;
    }

    Session submit(int kind, Credit credit, Tick now) {
        Session session = structure.session(kind, credit, submitted++, now);
        settle(session, NOBODY, NOBODY);
        return session;
    }

    boolean accept(Session session, long epoch) {
        if (session.state != State.OFFERED || session.epoch != epoch) {
            return false;
        }
        session.state = State.ACTIVE;
        if (left != null) {
            settle(null, NOBODY, NOBODY);
        }
        return true;
    }

    boolean decline(Session session, long epoch) {
        if (session.state != State.OFFERED || session.epoch != epoch) {
            return false;
        }
        int agent = session.agent;
        session.declined = new Declined(agent, session.declined);
        session.state = State.WAITING;
        structure.free(agent);
        settle(session, agent, agent);
        return true;
    }

    boolean release(Session session) {
        if (session.state != State.ACTIVE) {
            return false;
        }
        end(session);
        return true;
    }

    boolean abandon(Session session) {
        if (session.state == State.OFFERED) {
            end(session);
            return true;
        }
        if (session.state != State.WAITING) {
            return false;
        }
        session.state = State.ENDED;
        structure.forget(session);
        if (left != null) {
            settle(null, NOBODY, NOBODY);
        }
        return true;
    }

    private void end(Session session) {
        session.state = State.ENDED;
        structure.free(session.agent);
        settle(null, session.agent, NOBODY);
    }

    /**
     * Offers until nobody can be served.
     *
     * @param fresh waits, but is not in the structure yet
     * @param freed has room for one more
     * @param barred is not asked for the fresh one
     */
    private void settle(@Nullable Session fresh, int freed, int barred) {
        if (left != null) {
            settleWithLeft(fresh, freed, barred);
            return;
        }
        Session next = freed == NOBODY ? null : structure.first(freed);
        int agent = fresh == null ? NOBODY : structure.choose(fresh, barred);
        if (next != null && (agent == NOBODY || fresh == null || next.isBefore(fresh))) {
            serve(next, freed);
            next = null;
        }
        if (fresh != null && agent != NOBODY) {
            offer(fresh, agent);
        } else if (fresh != null) {
            enqueue(fresh, barred);
        }
        if (next != null) {
            serve(next, freed);
        }
    }

    /** The same with three who may compete: rare, so it asks for everything again after each offer. */
    private void settleWithLeft(@Nullable Session fresh, int freed, int barred) {
        Session old = left != null && left.state == State.WAITING ? left : null;
        left = null;
        Session mine = fresh;
        int room = freed;
        while (true) {
            int forMine = mine == null ? NOBODY : structure.choose(mine, barred);
            int forOld = old == null ? NOBODY : structure.choose(old, NOBODY);
            Session next = room == NOBODY ? null : structure.first(room);
            if (mine != null && forMine != NOBODY && isFirst(mine, forOld == NOBODY ? null : old, next)) {
                offer(mine, forMine);
                mine = null;
            } else if (old != null && forOld != NOBODY && isFirst(old, null, next)) {
                serve(old, forOld);
                room = forOld == room ? NOBODY : room;
                old = null;
            } else if (next != null) {
                serve(next, room);
                room = NOBODY;
            } else {
                break;
            }
        }
        if (mine != null) {
            enqueue(mine, barred);
        }
    }

    private static boolean isFirst(Session session, @Nullable Session one, @Nullable Session other) {
        return (one == null || session.isBefore(one))
                && (other == null || other.equals(session) || session.isBefore(other));
    }

    private void serve(Session session, int agent) {
        structure.remove(session);
        offer(session, agent);
    }

    private void offer(Session session, int agent) {
        structure.take(agent);
        session.agent = agent;
        session.epoch++;
        session.state = offers ? State.OFFERED : State.ACTIVE;
        told.offered(agent, session, session.epoch);
    }

    private void enqueue(Session session, int barred) {
        structure.add(session);
        if (barred != NOBODY && structure.choose(session, NOBODY) != NOBODY) {
            left = session;
        }
    }
}
