package io.github.parlor.routing.live;

import io.github.parlor.id.AgentId;
import io.github.parlor.id.SessionId;
import io.github.parlor.routing.live.SessionWork.Stage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Brings sessions and agents together. Thread-safe and lock-free. */
final class Pairing {
    private final Floor floor;
    private final Search search;
    private final InForce inForce;
    private final Handover handover;
    private final SessionClock clock;
    /** Sessions that may be offered again, as a last resort, to who declined them in an earlier call. */
    private final ConcurrentSkipListMap<SessionId, SessionCell> again = new ConcurrentSkipListMap<>();

    Pairing(Floor floor, Search search, InForce inForce, Handover handover, SessionClock clock) {
        this.floor = floor;
        this.search = search;
        this.inForce = inForce;
        this.handover = handover;
        this.clock = clock;
    }

    /** A session may be offered to somebody who declined it when the next call comes. */
    void askAgain(SessionCell cell) {
        again.put(cell.id(), cell);
    }

    /** Returns what the next call looks at again, in the order of the names. */
    List<SessionCell> toAskAgain() {
        return again.isEmpty() ? List.of() : List.copyOf(again.values());
    }

    /** Looks at what an earlier call left, unless another call has done so. */
    void lookAgain(List<SessionCell> before, Pass pass) {
        for (SessionCell cell : before) {
            if (again.remove(cell.id(), cell)) {
                pass.lookAt(cell);
            }
        }
    }

    /** Brings together who can be, until nothing is left to look at. */
    void settle(Pass pass) {
        while (true) {
            if (pass.takeStaffChange()) {
                staffChanged(pass);
            }
            SessionCell session = pass.nextSession();
            AgentCell agent = session == null ? pass.nextAgent() : null;
            if (session != null) {
                place(session, pass);
            } else if (agent != null) {
                serve(agent, pass);
            } else {
                return;
            }
        }
    }

    private void place(SessionCell cell, Pass pass) {
        while (true) {
            Judge judge = floor.judge();
            inForce.refresh(cell, judge, pass);
            clock.catchUp(cell, judge, pass);
            SessionWork work = cell.get();
            if (work.plan() != judge.number()) {
                if (work.stage() == Stage.ENDED) {
                    return;
                }
                continue;
            }
            Judge.Way way = cell.way(judge, work);
            if (!Handover.wantsOffer(work, way)) {
                return;
            }
            Search.Candidate candidate = search.agentFor(cell, work, way, judge, pass);
            if (candidate == null) {
                nobody(cell, work, way, judge, pass);
                return;
            }
            offer(cell, work, candidate, judge, pass);
        }
    }

    private void serve(AgentCell agent, Pass pass) {
        while (true) {
            Judge judge = floor.judge();
            SessionCell cell = search.sessionFor(agent, agent.get(), judge, false, pass);
            if (cell == null) {
                return;
            }
            SessionWork work = cell.get();
            if (work.plan() != judge.number()) {
                inForce.refresh(cell, judge, pass);
                continue;
            }
            Judge.Way way = cell.way(judge, work);
            Search.Candidate candidate =
                    Handover.wantsOffer(work, way) ? search.agentFor(cell, work, way, judge, pass) : null;
            if (candidate != null) {
                offer(cell, work, candidate, judge, pass);
            } else {
                search.changed(agent, pass.now());
                search.changed(cell, pass.now());
            }
        }
    }

    /** Offers an agent what the agent would take first, which is mostly the session for which the agent was found. */
    private void offer(SessionCell found, SessionWork work, Search.Candidate candidate, Judge judge, Pass pass) {
        SessionCell first = search.sessionFor(candidate.agent(), candidate.was(), judge, false, pass);
        if (first == null || first == found) {
            handover.offer(found, work, found.way(judge, work), candidate, judge, pass);
            return;
        }
        SessionWork other = first.get();
        // Another thread may have judged it by a later plan, of which this one knows nothing.
        Judge.Way way = other.plan() == judge.number() ? first.way(judge, other) : null;
        Search.Candidate better =
                way != null && Handover.wantsOffer(other, way) ? search.agentFor(first, other, way, judge, pass) : null;
        if (way != null && better != null) {
            handover.offer(first, other, way, better, judge, pass);
        } else {
            // Whoever changed one of them may stand before showing it.
            search.changed(candidate.agent(), pass.now());
            search.changed(first, pass.now());
        }
    }

    /** Nobody may be offered the session now: perhaps because all have been asked. */
    private void nobody(SessionCell cell, SessionWork work, Judge.Way way, Judge judge, Pass pass) {
        if (work.refusals().isEmpty()) {
            return;
        }
        boolean anyLeft = false;
        boolean anyRefused = false;
        for (Map.Entry<AgentId, SessionWork.Refused> refused : work.refusals().entrySet()) {
            if (couldServe(refused.getKey(), way, judge)) {
                anyRefused = true;
                anyLeft |= way.offers().lastResort()
                        || refused.getValue().count() < way.offers().declineLimit();
            }
        }
        for (AgentId barred : pass.barredFrom(work.id())) {
            if (couldServe(barred, way, judge)) {
                askAgain(cell);
            }
        }
        boolean untold = work.offers().isEmpty() && !work.place().fullyDeclined();
        if (untold
                && anyRefused
                && !anyLeft
                && !search.isStaffed(judge, way, work.refusals().keySet())) {
            floor.change(
                    cell,
                    (was, draft, events) -> {
                        if (was.stage() != Stage.WAITING
                                || !was.offers().isEmpty()
                                || was.place().fullyDeclined()) {
                            return false;
                        }
                        draft.place = was.place().withFullyDeclined(true);
                        events.add(new RoutingEvent.FullyDeclined(was.id(), draft.event(), pass.now()));
                        return true;
                    },
                    pass);
        }
    }

    private boolean couldServe(AgentId id, Judge.Way way, Judge judge) {
        AgentCell agent = floor.agent(id);
        return agent != null && judge.couldServe(agent.get(), way);
    }

    /** Who is there has changed: steps may end for which nobody is there any more, and nobody may be left to ask. */
    private void staffChanged(Pass pass) {
        Judge judge = floor.judge();
        search.watchingStaff(judge).forEach(cell -> {
            inForce.refresh(cell, judge, pass);
            SessionWork work = cell.get();
            if (work.stage() == Stage.WAITING
                    && work.plan() == judge.number()
                    && Judge.watchesStaff(work, cell.way(judge, work))) {
                clock.wake(cell, pass);
            }
        });
    }
}
