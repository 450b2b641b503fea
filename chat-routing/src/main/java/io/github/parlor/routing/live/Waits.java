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
import io.github.parlor.routing.plan.Ladder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How sessions come into a queue and leave it unserved. Thread-safe and lock-free. */
final class Waits {
    private final Floor floor;
    private final Search search;
    private final InForce inForce;
    private final Handover handover;
    private final Gate gate;

    Waits(Floor floor, InForce inForce, Handover handover, Gate gate) {
        this.floor = floor;
        search = floor.search();
        this.inForce = inForce;
        this.handover = handover;
        this.gate = gate;
    }

    /** Lets a new session wait, or one whose contact dropped out; or refuses it. */
    Outcome submit(RoutingCommand.Submit command, Judge judge, Pass pass) {
        SessionCell known = floor.session(command.session());
        if (judge.queue(command.demand().queue()) == null) {
            return unknownQueue(command.demand().queue());
        }
        if (known != null) {
            InForce.Judged left = inForce.judged(known, pass);
            return left != null && isElsewhere(left.work(), command)
                    ? rejoinElsewhere(known, command, left, pass)
                    : rejoin(known, command, pass);
        }
        if (floor.sessionCount() >= PlanRouter.MAX_SESSIONS) {
            return Outcome.refused(Refusal.TOO_MANY, "at most " + PlanRouter.MAX_SESSIONS + " sessions");
        }
        return arrive(command, judge, pass);
    }

    private static boolean isElsewhere(SessionWork left, RoutingCommand.Submit command) {
        return left.stage() == Stage.LEFT
                && !left.demand().queue().equals(command.demand().queue());
    }

    private Outcome rejoin(SessionCell cell, RoutingCommand.Submit command, Pass pass) {
        boolean rejoined = inForce.change(
                        cell,
                        (was, draft, events, judge) -> {
                            if (was.stage() != Stage.LEFT) {
                                return false;
                            }
                            draft.demand = judge.inPlan(command.demand());
                            draft.until = null;
                            draft.goOn(pass.now());
                            Place place = draft.place;
                            draft.place = place.withKey(judge.key(draft.demand, place.raised(), place.orderedFrom()));
                            if (!draft.demand.equals(was.demand())) {
                                draft.place = draft.place.withStep(judge.way(draft.demand)
                                        .ladder()
                                        .stepAt(place.since(), pass.now(), search::isStaffed));
                            }
                            queued(was, draft, events, QueuedBecause.REJOINED, judge, pass);
                            return true;
                        },
                        pass)
                != null;
        return rejoined ? Outcome.DONE : isThere(command);
    }

    /** A contact who dropped out comes back to another queue, which may refuse or hand on as it does with everybody. */
    private Outcome rejoinElsewhere(SessionCell cell, RoutingCommand.Submit command, InForce.Judged left, Pass pass) {
        Judge judge = left.judge();
        if (judge.queue(command.demand().queue()) == null) {
            return unknownQueue(command.demand().queue());
        }
        Gate.Path path = gate.come(command.demand(), List.of(), left.work(), judge, pass);
        if (!path.isOpen()) {
            return path.refused();
        }
        boolean rejoined = floor.change(
                        cell,
                        (was, draft, events) -> {
                            if (was.stage() != Stage.LEFT) {
                                return false;
                            }
                            begin(was, draft, path.demand(), was.place().orderedFrom(), judge, pass);
                            draft.isCounted = true;
                            moved(was, draft, events, path, pass);
                            queued(was, draft, events, QueuedBecause.REJOINED, judge, pass);
                            raise(was, draft, events, path.raised(), judge, pass);
                            return true;
                        },
                        pass)
                != null;
        if (!rejoined) {
            gate.giveBack(path);
        }
        return rejoined ? Outcome.DONE : isThere(command);
    }

    private static Outcome isThere(RoutingCommand.Submit command) {
        return Outcome.refused(Refusal.DUPLICATE, "session " + command.session() + " is there already");
    }

    private Outcome arrive(RoutingCommand.Submit command, Judge judge, Pass pass) {
        Gate.Path path = gate.arrive(command.demand(), judge, pass);
        return path.isOpen() ? enter(command, path, judge, pass) : path.refused();
    }

    private Outcome enter(RoutingCommand.Submit command, Gate.Path path, Judge judge, Pass pass) {
        Demand demand = path.demand();
        Judge.Way way = path.way();
        Instant since = command.orderedFrom().isBefore(pass.now()) ? command.orderedFrom() : pass.now();
        Ladder.Position step = way.ladder().stepAt(since, pass.now(), search::isStaffed);
        Instant unstaffed = way.asksForStaff() && !search.isStaffed(judge, way, Set.of()) ? pass.now() : null;
        Place place = new Place(
                command.orderedFrom(),
                judge.key(demand, 0, command.orderedFrom()),
                since,
                step,
                0,
                0,
                Duration.ZERO,
                unstaffed,
                unstaffed == null ? null : Duration.ZERO,
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
        moved(begun, draft, events, path, pass);
        queued(begun, draft, events, QueuedBecause.SUBMITTED, judge, pass);
        raise(begun, draft, events, path.raised(), judge, pass);
        SessionCell cell = add(draft.done(), way);
        if (cell == null) {
            gate.giveBack(path);
            return isThere(command);
        }
        pass.unbar(cell.id());
        pass.tell(cell, events);
        pass.lookAt(cell);
        floor.schedule(cell, pass.now());
        return Outcome.DONE;
    }

    /** Adds a session; null if one of its name is there. */
    private @Nullable SessionCell add(SessionWork work, Judge.Way way) {
        while (floor.session(work.id()) == null) {
            SessionCell ended = floor.endedSession(work.id());
            SessionCell cell = ended == null ? new SessionCell(work, way) : new SessionCell(work, way, ended);
            if (floor.add(cell, ended)) {
                return cell;
            }
        }
        return null;
    }

    static Outcome unknownQueue(QueueId queue) {
        return Outcome.refused(
                Refusal.UNKNOWN_QUEUE, "no queue of the plan: " + InvalidValueException.show(queue.value()));
    }

    /** Tells that the session of a draft waits, and where on its ladder. */
    private static void queued(
            SessionWork was,
            SessionWork.Draft draft,
            List<RoutingEvent> events,
            QueuedBecause because,
            Judge judge,
            Pass pass) {
        events.add(new RoutingEvent.Queued(was.id(), draft.event(), pass.now(), draft.demand.queue(), because));
        InForce.stepped(was, draft, events, 0, judge, pass);
    }

    /** Tells through which queues the session of a draft comes where it is. */
    private static void moved(
            SessionWork was, SessionWork.Draft draft, List<RoutingEvent> events, Gate.Path path, Pass pass) {
        List<QueueId> passed = path.passed();
        for (int i = 0; i < passed.size(); i++) {
            QueueId to =
                    i + 1 < passed.size() ? passed.get(i + 1) : path.demand().queue();
            draft.place = draft.place.withHop();
            events.add(
                    new RoutingEvent.Moved(was.id(), draft.event(), pass.now(), passed.get(i), to, draft.place.hops()));
        }
    }

    /** Gives the session of a draft more priority, perhaps none. */
    static void raise(
            SessionWork was, SessionWork.Draft draft, List<RoutingEvent> events, int levels, Judge judge, Pass pass) {
        if (levels > 0) {
            Place place = draft.place.withRaised(levels);
            draft.place = place.withKey(judge.key(draft.demand, place.raised(), place.orderedFrom()));
            events.add(new RoutingEvent.Raised(was.id(), draft.event(), pass.now(), levels));
        }
    }

    /** Lets the session of a draft wait at the end of a path, because its queue moves it. */
    void move(
            SessionWork was,
            SessionWork.Draft draft,
            List<RoutingEvent> events,
            Gate.Path path,
            Judge judge,
            Pass pass) {
        Handover.withdrawAll(was, draft, events, 0, WithdrawnBecause.SESSION_LEFT, pass);
        Demand demand = was.demand().withQueue(path.demand().queue());
        begin(was, draft, demand, was.place().orderedFrom(), judge, pass);
        draft.isCounted = true;
        moved(was, draft, events, path, pass);
        InForce.stepped(was, draft, events, 0, judge, pass);
        raise(was, draft, events, path.raised(), judge, pass);
    }

    /** Lets the session of a draft wait at the end of a path, because somebody wants that. */
    void transfer(
            SessionWork was,
            SessionWork.Draft draft,
            List<RoutingEvent> events,
            Gate.Path path,
            Judge judge,
            Pass pass) {
        Handover.release(was, draft, events, pass);
        Handover.withdrawAll(was, draft, events, 0, WithdrawnBecause.SESSION_LEFT, pass);
        begin(was, draft, path.demand(), was.place().orderedFrom(), judge, pass);
        draft.isCounted = true;
        draft.refusals = Map.of();
        pass.unbar(was.id());
        moved(was, draft, events, path, pass);
        queued(was, draft, events, QueuedBecause.TRANSFERRED, judge, pass);
        raise(was, draft, events, path.raised(), judge, pass);
    }

    /** Lets a draft wait at the beginning of the ladder of another demand, in its old place in time. */
    void begin(SessionWork was, SessionWork.Draft draft, Demand demand, Instant orderedFrom, Judge judge, Pass pass) {
        Judge.Way way = judge.way(demand);
        // Another thread may have judged the session by a later plan, which perhaps does not have this queue.
        draft.plan = judge.number();
        draft.demand = demand;
        draft.stage = Stage.WAITING;
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
                null,
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
        Handover.release(was, draft, events, pass);
        Handover.withdrawAll(was, draft, events, 0, WithdrawnBecause.SESSION_LEFT, pass);
        if (other != null) {
            begin(was, draft, other, was.place().orderedFrom(), judge, pass);
            draft.refusals = Map.of();
            pass.unbar(was.id());
        } else {
            draft.goOn(pass.now());
        }
        queued(was, draft, events, because, judge, pass);
    }

    /** Lets the session of a draft wait again whose contact is to be called back now, as was agreed. */
    void callBack(
            SessionWork was,
            SessionWork.Draft draft,
            List<RoutingEvent> events,
            Instant agreed,
            Judge judge,
            Pass pass) {
        draft.until = null;
        if (judge.plan().queue(was.demand().queue()).keepsCallbacks()) {
            draft.goOn(pass.now());
        } else {
            begin(was, draft, was.demand(), agreed, judge, pass);
        }
        queued(was, draft, events, QueuedBecause.CALLBACK_DUE, judge, pass);
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
                    Handover.endAdvice(was, draft, events, pass);
                    draft.owner = null;
                    draft.holding = 0;
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
