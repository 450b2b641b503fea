package io.github.parlor.routing.live;

import io.github.parlor.id.QueueId;
import io.github.parlor.routing.live.RoutingEvent.EndedBecause;
import io.github.parlor.routing.live.RoutingEvent.WithdrawnBecause;
import io.github.parlor.routing.live.SessionWork.Place;
import io.github.parlor.routing.live.SessionWork.Stage;
import io.github.parlor.routing.plan.Escalation.Action;
import io.github.parlor.routing.plan.Ladder;
import io.github.parlor.routing.plan.Queue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the time does to sessions: offers lapse, callbacks come due, steps widen, and queues raise what waits long, move it
 * on or give it up. Thread-safe and lock-free.
 */
final class SessionClock {
    private final Floor floor;
    private final Search search;
    private final InForce inForce;
    private final Handover handover;
    private final Waits waits;
    private final Gate gate;

    SessionClock(Floor floor, InForce inForce, Handover handover, Waits waits, Gate gate) {
        this.floor = floor;
        search = floor.search();
        this.inForce = inForce;
        this.handover = handover;
        this.waits = waits;
        this.gate = gate;
    }

    /** Does to a session what the time has brought. */
    void wake(SessionCell cell, Pass pass) {
        InForce.Judged judged = inForce.judged(cell, pass);
        if (judged != null) {
            wake(cell, judged, pass);
        }
        floor.schedule(cell, pass.now());
    }

    private void wake(SessionCell cell, InForce.Judged judged, Pass pass) {
        handover.lapse(cell, judged, pass);
        SessionWork work = cell.get();
        Instant until = work.until();
        if (until != null && !until.isAfter(pass.now())) {
            if (work.stage() == Stage.LEFT) {
                waits.end(cell, EndedBecause.ABANDONED, WithdrawnBecause.SESSION_LEFT, pass);
            } else if (work.stage() == Stage.CALLBACK) {
                callBack(cell, pass);
            }
        }
        catchUp(cell, judged.judge(), pass);
        if (cell.get().stage() == Stage.WAITING) {
            pass.lookAt(cell);
        }
    }

    /**
     * Does to a session that waits what its wait has brought, perhaps elsewhere or before it did something else, or what
     * another plan makes of the wait.
     */
    void catchUp(SessionCell cell, Judge judge, Pass pass) {
        SessionWork work = cell.get();
        if (work.stage() != Stage.WAITING || work.plan() != judge.number()) {
            return;
        }
        if (work.place().step().until() != null) {
            widen(cell, judge, pass);
        }
        if (!cell.way(judge, work).queue().escalations().isEmpty()) {
            escalate(cell, judge, pass);
        }
    }

    private void callBack(SessionCell cell, Pass pass) {
        inForce.change(
                cell,
                (was, draft, events, judge) -> {
                    if (was.stage() != Stage.CALLBACK || was.until() == null) {
                        return false;
                    }
                    waits.callBack(was, draft, events, was.until(), judge, pass);
                    return true;
                },
                pass);
    }

    private void widen(SessionCell cell, Judge judge, Pass pass) {
        floor.change(
                cell,
                (was, draft, events) -> {
                    if (was.stage() != Stage.WAITING || was.plan() != judge.number()) {
                        return false;
                    }
                    Judge.Way way = cell.way(judge, was);
                    Ladder.Position from = was.place().step();
                    Ladder.Position to = way.ladder().advance(from, pass.now(), search::isStaffed);
                    if (to.equals(from)) {
                        return false;
                    }
                    draft.place = was.place().withStep(to);
                    InForce.stepped(was, draft, events, from.step(), judge, pass);
                    return true;
                },
                pass);
    }

    private void escalate(SessionCell cell, Judge judge, Pass pass) {
        while (true) {
            SessionWork work = cell.get();
            if (work.stage() != Stage.WAITING || work.plan() != judge.number()) {
                return;
            }
            Judge.Way way = cell.way(judge, work);
            Queue queue = way.queue();
            Duration waited = Duration.between(work.place().since(), pass.now());
            Optional<Duration> next =
                    queue.nextWait(work.place().escalated()).filter(wait -> wait.compareTo(waited) <= 0);
            if (next.isEmpty()) {
                if (way.asksForStaff() && unstaffed(cell, way, judge, pass)) {
                    continue;
                }
                return;
            }
            Duration done = work.place().escalated();
            SessionWork before = floor.change(
                    cell,
                    (was, draft, events) -> {
                        boolean same = was.place().since().equals(work.place().since())
                                && was.place().escalated().equals(done);
                        draft.place = was.place().withEscalated(next.get());
                        return same && waitsIn(queue, was);
                    },
                    pass);
            if (before != null) {
                // Whoever notes it first does it, so that no session is raised twice.
                for (Action action : queue.onWait(done, next.get())) {
                    carryOut(cell, action, queue, judge, pass);
                }
            }
        }
    }

    /** Returns whether something was done, which may have led to another queue. */
    private boolean unstaffed(SessionCell cell, Judge.Way way, Judge judge, Pass pass) {
        Queue queue = way.queue();
        boolean staffed = search.isStaffed(judge, way, Set.of());
        List<Action> actions = new ArrayList<>();
        floor.change(
                cell,
                (was, draft, events) -> {
                    actions.clear();
                    Place place = was.place();
                    if (was.stage() != Stage.WAITING || (staffed && place.unstaffedSince() == null)) {
                        return false;
                    }
                    Instant since =
                            staffed ? null : place.unstaffedSince() == null ? pass.now() : place.unstaffedSince();
                    Duration before = place.unstaffedSince() == null ? null : place.unstaffedDone();
                    Duration done = since == null ? null : Duration.between(since, pass.now());
                    if (done != null) {
                        actions.addAll(queue.onUnstaffed(before, done));
                    }
                    draft.place = place.withUnstaffed(since, since == null || !actions.isEmpty() ? done : before);
                    return !draft.place.equals(place);
                },
                pass);
        actions.forEach(action -> carryOut(cell, action, queue, judge, pass));
        return !actions.isEmpty();
    }

    private void carryOut(SessionCell cell, Action action, Queue queue, Judge judge, Pass pass) {
        SessionWork work = cell.get();
        if (!waitsIn(queue, work)) {
            // What was done before has led elsewhere.
            return;
        }
        if (action instanceof Action.Raise raise) {
            floor.change(
                    cell,
                    (was, draft, events) -> {
                        if (!waitsIn(queue, was)) {
                            return false;
                        }
                        Waits.raise(was, draft, events, raise.levels(), judge, pass);
                        return true;
                    },
                    pass);
        } else if (action instanceof Action.Move move) {
            if (move.moves(
                    queue.priority() + work.demand().priority() + work.place().raised())) {
                move(cell, move.to(), queue, judge, pass);
            }
        } else {
            waits.end(cell, EndedBecause.WAITED_TOO_LONG, WithdrawnBecause.SESSION_LEFT, pass);
        }
    }

    private static boolean waitsIn(Queue queue, SessionWork work) {
        return work.stage() == Stage.WAITING && work.demand().queue().equals(queue.id());
    }

    /** Moves a session on, if a queue takes it in the moves that are left; otherwise it waits on. */
    private void move(SessionCell cell, QueueId to, Queue from, Judge judge, Pass pass) {
        SessionWork work = cell.get();
        if (work.place().hops() >= judge.plan().maxHops()) {
            waits.end(cell, EndedBecause.NO_MOVES_LEFT, WithdrawnBecause.SESSION_LEFT, pass);
            return;
        }
        Gate.Path path = gate.come(work.demand().withQueue(to), List.of(from.id()), work, judge, pass);
        if (!path.isOpen()) {
            return;
        }
        SessionWork before = floor.change(
                cell,
                (was, draft, events) -> {
                    if (!waitsIn(from, was)) {
                        return false;
                    }
                    waits.move(was, draft, events, path, judge, pass);
                    return true;
                },
                pass);
        if (before == null) {
            gate.giveBack(path);
        } else {
            handover.dropOffers(before, 0, pass);
        }
    }
}
