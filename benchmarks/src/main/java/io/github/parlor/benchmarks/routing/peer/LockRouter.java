package io.github.parlor.benchmarks.routing.peer;

import java.util.concurrent.locks.ReentrantLock;

/** Trees behind one {@link ReentrantLock}. The listener is told inside. */
public final class LockRouter implements RouterUnderTest<Session> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Decisions decisions;

    private LockRouter(Structure structure, boolean offers, Offers<Session> told) {
        decisions = new Decisions(structure, offers, told);
    }

    /** Makes a router over sorted agents and sorted sessions. */
    public static LockRouter tree(Matching matching, AgentOrder order, boolean offers, Offers<Session> told) {
        return new LockRouter(new TreeStructure(matching, order), offers, told);
    }

    @Override
    public Session submit(int kind, Credit credit, Tick now) {
        lock.lock();
        try {
            return decisions.submit(kind, credit, now);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean accept(Session session, long epoch, Tick now) {
        lock.lock();
        try {
            return decisions.accept(session, epoch);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean decline(Session session, long epoch, Tick now) {
        lock.lock();
        try {
            return decisions.decline(session, epoch);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean release(Session session, Tick now) {
        lock.lock();
        try {
            return decisions.release(session);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean abandon(Session session, Tick now) {
        lock.lock();
        try {
            return decisions.abandon(session);
        } finally {
            lock.unlock();
        }
    }
}
