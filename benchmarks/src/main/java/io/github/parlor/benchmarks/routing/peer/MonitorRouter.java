package io.github.parlor.benchmarks.routing.peer;

/** A structure behind {@code synchronized}. The listener is told inside: that is the simplest, and cheaper than outside. */
public final class MonitorRouter implements RouterUnderTest<Session> {
    private final Decisions decisions;

    private MonitorRouter(Structure structure, boolean offers, Offers<Session> told) {
        decisions = new Decisions(structure, offers, told);
    }

    /** Makes a router that looks at all agents and keeps sessions in heaps. */
    public static MonitorRouter scan(Matching matching, AgentOrder order, boolean offers, Offers<Session> told) {
        return new MonitorRouter(new ScanStructure(matching, order), offers, told);
    }

    /** Makes a router over queues of agents and sessions that need no search. */
    public static MonitorRouter core(Matching matching, boolean offers, Offers<Session> told) {
        return new MonitorRouter(new CoreStructure(matching), offers, told);
    }

    @Override
    public synchronized Session submit(int kind, Credit credit, Tick now) {
        return decisions.submit(kind, credit, now);
    }

    @Override
    public synchronized boolean accept(Session session, long epoch, Tick now) {
        return decisions.accept(session, epoch);
    }

    @Override
    public synchronized boolean decline(Session session, long epoch, Tick now) {
        return decisions.decline(session, epoch);
    }

    @Override
    public synchronized boolean release(Session session, Tick now) {
        return decisions.release(session);
    }

    @Override
    public synchronized boolean abandon(Session session, Tick now) {
        return decisions.abandon(session);
    }
}
