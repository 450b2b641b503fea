package io.github.parlor.routing.live;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.id.QueueId;
import io.github.parlor.routing.live.Outcome.Refusal;
import io.github.parlor.routing.live.RoutingEvent.EndedBecause;
import io.github.parlor.routing.live.RoutingEvent.QueuedBecause;
import io.github.parlor.routing.live.RoutingEvent.WithdrawnBecause;
import io.github.parlor.routing.live.SessionWork.Place;
import io.github.parlor.routing.live.SessionWork.Stage;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.Escalation.Action;
import io.github.parlor.routing.plan.Ladder;
import io.github.parlor.routing.plan.Queue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How sessions come into a queue, and what waiting does to them there. Thread-safe and lock-free. */
final class Waits {
    private final Floor floor;
    private final Search search;
    private final Handover handover;

    Waits(Floor floor, Handover handover) {
        this.floor = floor;
        search = floor.search();
        this.handover = handover;
    }

    /** Lets a new session wait, or one whose contact dropped out; or refuses it. */
    Outcome submit(RoutingCommand.Submit command, Judge judge, Pass pass) {
        SessionCell known = floor.session(command.session());
        if (judge.queue(command.demand().queue()) == null) {
            return unknownQueue(command.demand().queue());
        }
        if (known != null && known.get().stage() == Stage.ENDED) {
            floor.forget(known);
        } else if (known != null) {
            return rejoin(known, command, judge, pass);
        }
        if (floor.sessionCount() >= PlanRouter.MAX_SESSIONS) {
            return Outcome.refused(Refusal.TOO_MANY, "at most " + PlanRouter.MAX_SESSIONS + " sessions");
        }
        return arrive(command, judge, pass);
    }

    private Outcome rejoin(SessionCell cell, RoutingCommand.Submit command, Judge judge, Pass pass) {
        refresh(cell, judge, pass);
        boolean rejoined = floor.change(
                        cell,
                        (was, draft, events) -> {
                            if (was.stage() != Stage.LEFT) {
                                return false;
                            }
                            draft.demand = command.demand();
                            draft.until = null;
                            draft.goOn(pass.now());
                            Place place = draft.place;
                            draft.place = place.withKey(judge.key(draft.demand, place.raised(), place.orderedFrom()));
                            if (!draft.demand.equals(was.demand())) {
                                draft.place = draft.place.withStep(judge.way(draft.demand)
                                        .ladder()
                                        .stepAt(place.since(), pass.now(), search::isStaffed));
                            }
                            events.add(queued(was, draft, QueuedBecause.REJOINED, pass));
                            return true;
                        },
                        pass)
                != null;
        return rejoined
                ? Outcome.DONE
                : Outcome.refused(Refusal.DUPLICATE, "session " + command.session() + " is there already");
    }

    private Outcome arrive(RoutingCommand.Submit command, Judge judge, Pass pass) {
        Demand demand = command.demand();
        List<QueueId> moves = new ArrayList<>(0);
        int raised = 0;
        while (true) {
            Judge.Way way = judge.way(demand);
            Queue queue = way.queue();
            int ahead = floor.waiting(queue.id()).getAndIncrement();
            boolean staffed = !way.asksForStaff() || search.isStaffed(judge, way, Set.of());
            Action action = queue.escalations().isEmpty()
                    ? null
                    : queue.onArrival(pass.now(), ahead, staffed, queue.priority() + demand.priority())
                            .orElse(null);
            if (action == null || action instanceof Action.Raise) {
                raised += action instanceof Action.Raise raise ? raise.levels() : 0;
                return enter(command, way, raised, moves, judge, pass);
            }
            floor.waiting(queue.id()).getAndDecrement();
            if (!(action instanceof Action.Move move)
                    || moves.size() == judge.plan().maxHops()) {
                return Outcome.refused(
                        Refusal.QUEUE_REFUSES, "queue " + queue.id().value() + ", where " + ahead + " wait");
            }
            moves.add(queue.id());
            demand = demand.withQueue(move.to());
        }
    }

    /** Adds a session to a queue that has counted it already. */
    private Outcome enter(
            RoutingCommand.Submit command, Judge.Way way, int raised, List<QueueId> moves, Judge judge, Pass pass) {
        Demand demand = way.demand();
        Instant since = command.orderedFrom().isBefore(pass.now()) ? command.orderedFrom() : pass.now();
        Ladder.Position step = way.ladder().stepAt(since, pass.now(), search::isStaffed);
        Instant unstaffed = way.asksForStaff() && !search.isStaffed(judge, way, Set.of()) ? pass.now() : null;
        Place place = new Place(
                command.orderedFrom(),
                judge.key(demand, raised, command.orderedFrom()),
                since,
                step,
                raised,
                moves.size(),
                Duration.ZERO,
                unstaffed,
                Duration.ZERO,
                false);
        SessionWork begun = new SessionWork(
                command.session(),
                floor.nextSubmission(),
                demand,
                Stage.WAITING,
                place,
                List.of(),
                null,
                0,
                Map.of(),
                Set.of(),
                null,
                null,
                0,
                judge.number());
        SessionWork.Draft draft = begun.draft();
        List<RoutingEvent> events = new ArrayList<>();
        for (int i = 0; i < moves.size(); i++) {
            QueueId to = i + 1 < moves.size() ? moves.get(i + 1) : demand.queue();
            events.add(new RoutingEvent.Moved(begun.id(), draft.event(), pass.now(), moves.get(i), to, i + 1));
        }
        events.add(queued(begun, draft, QueuedBecause.SUBMITTED, pass));
        if (raised > 0) {
            events.add(new RoutingEvent.Raised(begun.id(), draft.event(), pass.now(), raised));
        }
        if (step.step() > 0) {
            events.add(entered(begun, draft, way, step, pass));
        }
        SessionCell cell = new SessionCell(draft.done(), way);
        if (!floor.add(cell)) {
            floor.waiting(demand.queue()).getAndDecrement();
            return Outcome.refused(Refusal.DUPLICATE, "session " + command.session() + " is there already");
        }
        pass.unbar(cell.id());
        pass.tell(cell.outbox(), events);
        pass.lookAt(cell);
        floor.schedule(cell, pass.now());
        return Outcome.DONE;
    }

    static Outcome unknownQueue(QueueId queue) {
        return Outcome.refused(
                Refusal.UNKNOWN_QUEUE, "no queue of the plan: " + InvalidValueException.show(queue.value()));
    }

    static RoutingEvent queued(SessionWork was, SessionWork.Draft draft, QueuedBecause because, Pass pass) {
        return new RoutingEvent.Queued(was.id(), draft.event(), pass.now(), draft.demand.queue(), because);
    }

    private static RoutingEvent entered(
            SessionWork was, SessionWork.Draft draft, Judge.Way way, Ladder.Position step, Pass pass) {
        return new RoutingEvent.StepEntered(
                was.id(), draft.event(), pass.now(), step.step(), way.ladder().dropped(step.step()));
    }

    /** Lets a draft wait at the beginning of the ladder of another demand, in its old place in time. */
    void begin(SessionWork was, SessionWork.Draft draft, Demand demand, Instant orderedFrom, Judge judge, Pass pass) {
        Judge.Way way = judge.way(demand);
        draft.demand = demand;
        draft.stage = Stage.WAITING;
        draft.owner = null;
        draft.holding = 0;
        draft.until = null;
        draft.stopped = null;
        draft.place = new Place(
                orderedFrom,
                judge.key(demand, was.place().raised(), orderedFrom),
                pass.now(),
                way.ladder().enter(pass.now(), search::isStaffed),
                was.place().raised(),
                was.place().hops(),
                Duration.ZERO,
                null,
                Duration.ofNanos(-1),
                false);
    }

    /** Lets the session of a draft wait again: in its old place, or where another demand leads. */
    void goBack(
            SessionWork was,
            SessionWork.Draft draft,
            List<RoutingEvent> events,
            @Nullable Demand other,
            QueuedBecause because,
            Judge judge,
            Pass pass) {
        if (was.owner() != null) {
            events.add(new RoutingEvent.Released(was.id(), draft.event(), pass.now(), was.owner()));
        }
        Handover.withdrawAll(was, draft, events, 0, WithdrawnBecause.SESSION_LEFT, pass);
        if (other != null) {
            begin(was, draft, other, was.place().orderedFrom(), judge, pass);
            draft.refusals = Map.of();
            pass.unbar(was.id());
        } else {
            draft.goOn(pass.now());
        }
        draft.owner = null;
        draft.holding = 0;
        events.add(queued(was, draft, because, pass));
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
                    Judge.Way way = judge.way(demand);
                    Place place = was.place();
                    Instant waitedUntil = was.stopped() == null ? pass.now() : was.stopped();
                    draft.plan = judge.number();
                    draft.demand = demand;
                    draft.place = place.withKey(judge.key(demand, place.raised(), place.orderedFrom()))
                            .withStep(way.ladder().stepAt(place.since(), waitedUntil, search::isStaffed));
                    if (!demand.queue().equals(was.demand().queue())) {
                        events.add(new RoutingEvent.Moved(
                                was.id(),
                                draft.event(),
                                pass.now(),
                                was.demand().queue(),
                                demand.queue(),
                                place.hops()));
                    }
                    return true;
                },
                pass);
    }

    /** Does to a session what the time has brought. */
    void wake(SessionCell cell, Judge judge, Pass pass) {
        refresh(cell, judge, pass);
        handover.lapse(cell, judge, pass);
        SessionWork work = cell.get();
        Instant until = work.until();
        if (until != null && !until.isAfter(pass.now())) {
            if (work.stage() == Stage.LEFT) {
                end(cell, EndedBecause.ABANDONED, WithdrawnBecause.SESSION_LEFT, pass);
            } else if (work.stage() == Stage.CALLBACK) {
                callBack(cell, judge, pass);
            }
        }
        catchUp(cell, judge, pass);
        if (cell.get().stage() == Stage.WAITING) {
            pass.lookAt(cell);
        }
        floor.schedule(cell, pass.now());
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

    private void callBack(SessionCell cell, Judge judge, Pass pass) {
        floor.change(
                cell,
                (was, draft, events) -> {
                    if (was.stage() != Stage.CALLBACK || was.until() == null) {
                        return false;
                    }
                    draft.until = null;
                    if (judge.plan().queue(was.demand().queue()).keepsCallbacks()) {
                        draft.goOn(pass.now());
                    } else {
                        begin(was, draft, was.demand(), was.until(), judge, pass);
                    }
                    events.add(queued(was, draft, QueuedBecause.CALLBACK_DUE, pass));
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
                    events.add(entered(was, draft, way, to, pass));
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
            Queue queue = cell.way(judge, work).queue();
            Duration waited = Duration.between(work.place().since(), pass.now());
            Optional<Duration> next =
                    queue.nextWait(work.place().escalated()).filter(wait -> wait.compareTo(waited) <= 0);
            if (next.isEmpty()) {
                if (unstaffed(cell, queue, judge, pass)) {
                    continue;
                }
                return;
            }
            for (Action action : queue.onWait(work.place().escalated(), next.get())) {
                carryOut(cell, action, queue, judge, pass);
            }
            floor.change(
                    cell,
                    (was, draft, events) -> {
                        boolean same = was.demand().queue().equals(queue.id())
                                && was.place().since().equals(work.place().since());
                        draft.place = was.place().withEscalated(next.get());
                        return same && was.stage() == Stage.WAITING;
                    },
                    pass);
        }
    }

    /** Returns whether something was done, which may have led to another queue. */
    private boolean unstaffed(SessionCell cell, Queue queue, Judge judge, Pass pass) {
        Judge.Way way = cell.way(judge, cell.get());
        if (!way.asksForStaff()) {
            return false;
        }
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
                    Duration before = place.unstaffedSince() == null ? Duration.ofNanos(-1) : place.unstaffedDone();
                    Duration done = since == null ? Duration.ofNanos(-1) : Duration.between(since, pass.now());
                    if (since != null) {
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
        if (action instanceof Action.Raise raise) {
            floor.change(
                    cell,
                    (was, draft, events) -> {
                        Place place = was.place().withRaised(raise.levels());
                        draft.place = place.withKey(judge.key(was.demand(), place.raised(), place.orderedFrom()));
                        events.add(new RoutingEvent.Raised(was.id(), draft.event(), pass.now(), raise.levels()));
                        return was.stage() == Stage.WAITING;
                    },
                    pass);
        } else if (action instanceof Action.Move move) {
            SessionWork work = cell.get();
            if (move.moves(
                    queue.priority() + work.demand().priority() + work.place().raised())) {
                move(cell, move.to(), queue, judge, pass);
            }
        } else {
            end(cell, EndedBecause.WAITED_TOO_LONG, WithdrawnBecause.SESSION_LEFT, pass);
        }
    }

    private void move(SessionCell cell, QueueId to, Queue from, Judge judge, Pass pass) {
        if (cell.get().place().hops() >= judge.plan().maxHops()) {
            end(cell, EndedBecause.NO_MOVES_LEFT, WithdrawnBecause.SESSION_LEFT, pass);
            return;
        }
        SessionWork before = floor.change(
                cell,
                (was, draft, events) -> {
                    if (was.stage() != Stage.WAITING || !was.demand().queue().equals(from.id())) {
                        return false;
                    }
                    Handover.withdrawAll(was, draft, events, 0, WithdrawnBecause.SESSION_LEFT, pass);
                    begin(was, draft, was.demand().withQueue(to), was.place().orderedFrom(), judge, pass);
                    draft.place = draft.place.withHop();
                    events.add(new RoutingEvent.Moved(
                            was.id(), draft.event(), pass.now(), from.id(), to, draft.place.hops()));
                    return true;
                },
                pass);
        if (before != null) {
            handover.dropOffers(before, 0, pass);
        }
    }

    /** Ends a session that is not served. Returns what it was before, or null if it had ended already. */
    @Nullable
    SessionWork end(SessionCell cell, EndedBecause because, WithdrawnBecause withdrawn, Pass pass) {
        SessionWork before = floor.change(
                cell,
                (was, draft, events) -> {
                    if (was.stage() == Stage.ENDED || was.stage() == Stage.SERVED) {
                        return false;
                    }
                    Handover.withdrawAll(was, draft, events, 0, withdrawn, pass);
                    draft.stage = Stage.ENDED;
                    events.add(new RoutingEvent.Ended(was.id(), draft.event(), pass.now(), because));
                    return true;
                },
                pass);
        if (before != null) {
            handover.dropOffers(before, 0, pass);
            handover.dropOwner(before, pass);
        }
        return before;
    }
}
