package io.github.parlor.benchmarks.routing.peer;

/**
 * No router: makes handles, tells the listener at once and decides nothing, so that what is measured is the harness. With a
 * backlog, whose sessions wait, it is the release that tells, as it would be with a router. Thread-safe.
 */
public final class NoRouter implements RouterUnderTest<NoRouter.Handle> {
    private final boolean backlog;
    private final Offers<Handle> told;
    /** Written by the thread that fills, before there are others. */
    private int free;

    /** About as large as what a router makes. */
    public static final class Handle {
        final Tick submitted;
        final int kind;
        final Credit credit;

        Handle(int kind, Credit credit, Tick submitted) {
            this.kind = kind;
            this.credit = credit;
            this.submitted = submitted;
        }
    }

    /** Makes one with so many slots, which it counts as long as nothing was released and there is a backlog. */
    public NoRouter(int slots, boolean backlog, Offers<Handle> told) {
        free = slots;
        this.backlog = backlog;
        this.told = told;
    }

    @Override
    public Handle submit(int kind, Credit credit, Tick now) {
        Handle session = new Handle(kind, credit, now);
        if (!backlog) {
            told.offered(kind, session, 1);
        } else if (free > 0) {
            free--;
            told.offered(kind, session, 1);
        }
        return session;
    }

    @Override
    public boolean accept(Handle session, long epoch, Tick now) {
        return true;
    }

    @Override
    public boolean decline(Handle session, long epoch, Tick now) {
        told.offered(session.kind, session, epoch + 1);
        return true;
    }

    @Override
    public boolean release(Handle session, Tick now) {
        if (backlog) {
            told.offered(session.kind, session, 1);
        }
        return true;
    }

    @Override
    public boolean abandon(Handle session, Tick now) {
        return true;
    }
}
