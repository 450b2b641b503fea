package io.github.parlor.routing.live;

import io.github.parlor.id.SessionId;
import org.jspecify.annotations.Nullable;

/** A session in a router. Thread-safe and lock-free. */
final class SessionCell extends Cell<SessionWork, Spot> {
    private final SessionId id;
    private volatile Judge.@Nullable Way way;

    SessionCell(SessionWork work) {
        super(work, new Outbox(), 0);
        id = work.id();
    }

    /** Makes the cell of a session of whose demand it is known what a plan makes of it. */
    SessionCell(SessionWork work, Judge.Way way) {
        this(work);
        this.way = way;
    }

    /** The same with the name of one that has ended, and whose events come before its own. */
    SessionCell(SessionWork work, Judge.Way way, SessionCell before) {
        super(work, before.outbox(), before.place(before.get().events()));
        id = work.id();
        this.way = way;
    }

    /** Returns whether it has ended and all was told of it. */
    boolean isToldToTheEnd() {
        SessionWork work = get();
        return work.stage() == SessionWork.Stage.ENDED && outbox().told() >= place(work.events());
    }

    SessionId id() {
        return id;
    }

    /** Returns what a plan makes of its demand, remembered as long as neither changes. */
    @SuppressWarnings("ReferenceEquality") // A demand is replaced, never changed.
    Judge.Way way(Judge judge, SessionWork work) {
        Judge.Way known = way;
        if (known == null || known.plan() != judge.number() || known.demand() != work.demand()) {
            known = judge.way(work.demand());
            way = known;
        }
        return known;
    }
}
