package io.github.parlor.routing.live;

import io.github.parlor.routing.live.SessionWork.Place;
import io.github.parlor.routing.live.SessionWork.Stage;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.Ladder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sessions as the plan in force judges them, also while another thread brings a plan: what one plan says of a session that
 * another plan judged last is nothing, not even that its queue exists. Thread-safe and lock-free.
 */
final class InForce {
    private final Floor floor;
    private final Search search;

    InForce(Floor floor) {
        this.floor = floor;
        search = floor.search();
    }

    /**
     * A session that has not ended, with the plan by which it was judged. Immutable.
     *
     * @param judge the plan, in force a moment ago
     * @param work the session
     * @param way what the plan makes of its demand
     */
    record Judged(Judge judge, SessionWork work, Judge.Way way) {}

    /** Returns a session as the plan in force judges it; null if it has ended. */
    @Nullable
    Judged judged(SessionCell cell, Pass pass) {
        while (true) {
            Judge judge = floor.judge();
            refresh(cell, judge, pass);
            SessionWork work = cell.get();
            if (work.stage() == Stage.ENDED) {
                return null;
            }
            if (work.plan() == judge.number()) {
                return new Judged(judge, work, cell.way(judge, work));
            }
        }
    }

    /** A change of a session by the plan by which it was judged. */
    @FunctionalInterface
    interface Edit {
        /** Changes the draft and adds the events; returns false to leave all as it is. */
        boolean apply(SessionWork was, SessionWork.Draft draft, List<RoutingEvent> events, Judge judge);
    }

    /**
     * Changes a session that has not ended by the plan in force.
     *
     * @return what it was before, or null if it has ended or the edit left it as it is
     */
    @Nullable
    SessionWork change(SessionCell cell, Edit edit, Pass pass) {
        while (true) {
            Judged judged = judged(cell, pass);
            if (judged == null) {
                return null;
            }
            SessionWork was = judged.work();
            SessionWork.Draft draft = was.draft();
            List<RoutingEvent> events = new ArrayList<>();
            if (!edit.apply(was, draft, events, judged.judge())) {
                return null;
            }
            if (floor.replace(cell, was, draft.done(), events, pass)) {
                return was;
            }
        }
    }

    /** Judges a session by the plan in force if an earlier one did last. */
    void refresh(SessionCell cell, Judge judge, Pass pass) {
        if (cell.get().plan() >= judge.number()) {
            return;
        }
        floor.change(
                cell,
                (was, draft, events) -> {
                    if (was.plan() >= judge.number() || was.stage() == Stage.ENDED) {
                        return false;
                    }
                    Demand demand = judge.inPlan(was.demand());
                    draft.plan = judge.number();
                    draft.demand = demand;
                    draft.place = place(was, demand, judge, pass);
                    boolean moves = !demand.queue().equals(was.demand().queue());
                    if (moves) {
                        events.add(new RoutingEvent.Moved(
                                was.id(),
                                draft.event(),
                                pass.now(),
                                was.demand().queue(),
                                demand.queue(),
                                was.place().hops()));
                    }
                    if (was.stage() == Stage.WAITING) {
                        stepped(
                                was,
                                draft,
                                events,
                                moves ? 0 : was.place().step().step(),
                                judge,
                                pass);
                    }
                    return true;
                },
                pass);
    }

    /** Returns where a session stands by another demand or plan that has waited as long. */
    Place place(SessionWork was, Demand demand, Judge judge, Pass pass) {
        Place place = was.place();
        Instant waitedUntil = was.stopped() == null ? pass.now() : was.stopped();
        Ladder ladder = judge.way(demand).ladder();
        return place.withKey(judge.key(demand, place.raised(), place.orderedFrom()))
                .withStep(ladder.stepAt(place.since(), waitedUntil, search::isStaffed));
    }

    /** Tells where on its ladder the session of a draft stands, unless that is on a step that is known. */
    static void stepped(
            SessionWork was, SessionWork.Draft draft, List<RoutingEvent> events, int known, Judge judge, Pass pass) {
        int step = draft.place.step().step();
        if (step != known) {
            events.add(new RoutingEvent.StepEntered(
                    was.id(),
                    draft.event(),
                    pass.now(),
                    step,
                    judge.way(draft.demand).ladder().dropped(step)));
        }
    }
}
