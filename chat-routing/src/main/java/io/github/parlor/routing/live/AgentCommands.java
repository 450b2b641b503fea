package io.github.parlor.routing.live;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.id.AgentId;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.routing.live.AgentWork.Held;
import io.github.parlor.routing.live.Outcome.Refusal;
import io.github.parlor.routing.live.RoutingEvent.AssignedBy;
import io.github.parlor.routing.live.RoutingEvent.EndedBecause;
import io.github.parlor.routing.live.RoutingEvent.OverBecause;
import io.github.parlor.routing.live.RoutingEvent.QueuedBecause;
import io.github.parlor.routing.live.RoutingEvent.StatusBecause;
import io.github.parlor.routing.live.SessionWork.Stage;
import io.github.parlor.routing.plan.Capacity.Phase;
import io.github.parlor.routing.plan.StatusPolicy;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What commands and the time do to one agent, and to the sessions of one who goes. Thread-safe and lock-free. */
final class AgentCommands {
    private final Floor floor;
    private final Search search;
    private final InForce inForce;
    private final Handover handover;
    private final Waits waits;

    AgentCommands(Floor floor, Search search, InForce inForce, Handover handover, Waits waits) {
        this.floor = floor;
        this.search = search;
        this.inForce = inForce;
        this.handover = handover;
        this.waits = waits;
    }

    Outcome carryOut(RoutingCommand.OfAgent command, Pass pass) {
        if (command instanceof RoutingCommand.SetAgent set) {
            return set(set, pass);
        }
        AgentCell cell = floor.agent(command.agent());
        if (cell == null) {
            return unknown(command.agent());
        } else if (command instanceof RoutingCommand.Connect connect) {
            return connect(cell, connect.device(), pass);
        } else if (command instanceof RoutingCommand.Disconnect disconnect) {
            return disconnect(cell, disconnect.device(), pass);
        } else if (command instanceof RoutingCommand.ClearMissed) {
            return clearMissed(cell, pass);
        }
        return takeNext(cell, pass);
    }

    static Outcome unknown(AgentId agent) {
        return Outcome.refused(Refusal.UNKNOWN_AGENT, "no agent " + agent);
    }

    private Outcome set(RoutingCommand.SetAgent command, Pass pass) {
        Judge judge = floor.judge();
        String reason = command.reason();
        if (reason != null && !judge.plan().statuses().status(reason).equals(Optional.of(command.status()))) {
            return Outcome.refused(
                    Refusal.UNKNOWN_REASON,
                    "no reason for " + command.status() + ": " + InvalidValueException.show(reason));
        }
        AgentCell cell = floor.agent(command.agent());
        if (cell == null) {
            long number = floor.nextArrival();
            if (number > PlanRouter.MAX_AGENTS) {
                return Outcome.refused(Refusal.TOO_MANY, "at most " + PlanRouter.MAX_AGENTS + " agents");
            }
            cell = floor.add(new AgentCell(new AgentWork(
                    command.profile(),
                    number,
                    AgentStatus.GONE,
                    AgentStatus.GONE,
                    null,
                    Set.of(),
                    null,
                    List.of(),
                    List.of(),
                    0,
                    floor.nextTurn(),
                    0,
                    Map.of(),
                    0)));
        }
        AgentWork before = floor.change(
                cell,
                (was, draft, events) -> {
                    become(command, was, draft, events, judge, pass);
                    return true;
                },
                pass);
        if (before != null && !before.profile().equals(command.profile())) {
            noteLowered(cell, agent -> judge.plan().capacity().excess(before.profile(), agent.holdings()), judge, pass);
        }
        handover.withdrawOffersOf(cell, pass);
        if (command.status() == AgentStatus.GONE) {
            leave(cell, pass);
        }
        handover.freed(cell, pass);
        return Outcome.DONE;
    }

    private void become(
            RoutingCommand.SetAgent command,
            AgentWork was,
            AgentWork.Draft draft,
            List<RoutingEvent> events,
            Judge judge,
            Pass pass) {
        draft.profile = command.profile();
        draft.status = command.status();
        draft.reason = command.reason();
        draft.lostSince = null;
        if (command.status() == AgentStatus.LOST) {
            draft.lostSince = was.lostSince() == null ? pass.now() : was.lostSince();
        } else {
            draft.chosen = command.status();
        }
        boolean comesBack = command.status() == AgentStatus.AVAILABLE && was.status() != AgentStatus.AVAILABLE;
        if (comesBack) {
            draft.missed = 0;
            boolean resets = judge.plan().statuses().changeResetsIdle() || was.status() == AgentStatus.GONE;
            if (resets && was.held().isEmpty()) {
                draft.lastFreed = floor.nextTurn();
            }
        }
        if (was.status() != command.status() || !Objects.equals(was.reason(), command.reason())) {
            events.add(new RoutingEvent.StatusChanged(
                    was.id(), draft.event(), pass.now(), command.status(), command.reason(), StatusBecause.CHOSEN));
        }
    }

    /** Notes who stands above the own limit by it, and not already because of something else. */
    void noteLowered(AgentCell cell, Function<AgentWork, Map<String, Long>> excessBefore, Judge judge, Pass pass) {
        floor.change(
                cell,
                (was, draft, events) -> {
                    Map<String, Long> before = excessBefore.apply(was);
                    judge.plan()
                            .capacity()
                            .excess(was.profile(), was.holdings())
                            .forEach((limit, above) -> {
                                if (above > before.getOrDefault(limit, 0L)) {
                                    Handover.standsOver(was, draft, events, OverBecause.LIMIT_LOWERED, limit, pass);
                                }
                            });
                    return !events.isEmpty();
                },
                pass);
    }

    private Outcome connect(AgentCell cell, String device, Pass pass) {
        Set<String> known = cell.get().devices();
        if (known.size() >= PlanRouter.MAX_DEVICES && !known.contains(device)) {
            return Outcome.refused(Refusal.TOO_MANY, "at most " + PlanRouter.MAX_DEVICES + " devices");
        }
        floor.change(
                cell,
                (was, draft, events) -> {
                    Set<String> devices = new HashSet<>(was.devices());
                    devices.add(device);
                    draft.devices = devices;
                    if (was.status() == AgentStatus.LOST) {
                        draft.status = was.chosen();
                        draft.lostSince = null;
                        events.add(new RoutingEvent.StatusChanged(
                                was.id(), draft.event(), pass.now(), was.chosen(), was.reason(), StatusBecause.BACK));
                    }
                    return true;
                },
                pass);
        handover.freed(cell, pass);
        return Outcome.DONE;
    }

    private Outcome disconnect(AgentCell cell, String device, Pass pass) {
        AgentWork before = floor.change(
                cell,
                (was, draft, events) -> {
                    Set<String> devices = new HashSet<>(was.devices());
                    boolean removed = devices.remove(device);
                    draft.devices = devices;
                    if (removed && devices.isEmpty()) {
                        lose(was, draft, events, pass);
                    }
                    return removed;
                },
                pass);
        handover.withdrawOffersOf(cell, pass);
        return before != null
                ? Outcome.DONE
                : Outcome.refused(Refusal.NOTHING_TO_END, "no such device: " + InvalidValueException.show(device));
    }

    /** An agent's devices are all away, as after a restart. */
    void lose(AgentCell cell, Pass pass) {
        floor.change(
                cell,
                (was, draft, events) -> {
                    draft.devices = Set.of();
                    lose(was, draft, events, pass);
                    return true;
                },
                pass);
        handover.withdrawOffersOf(cell, pass);
    }

    private void lose(AgentWork was, AgentWork.Draft draft, List<RoutingEvent> events, Pass pass) {
        if (was.status() == AgentStatus.GONE || was.status() == AgentStatus.LOST) {
            return;
        }
        draft.status = AgentStatus.LOST;
        draft.lostSince = pass.now();
        events.add(new RoutingEvent.StatusChanged(
                was.id(), draft.event(), pass.now(), AgentStatus.LOST, was.reason(), StatusBecause.DEVICES_AWAY));
    }

    private Outcome takeNext(AgentCell cell, Pass pass) {
        while (true) {
            Judge judge = floor.judge();
            AgentWork agent = cell.get();
            if (!agent.isAvailable()) {
                return Outcome.refused(Refusal.NOT_AVAILABLE, "agent " + agent.id() + " is " + agent.status());
            }
            SessionCell next = search.sessionFor(cell, agent, judge, true, pass);
            if (next == null) {
                return nothingToTake(cell, agent, judge, pass);
            }
            if (take(next, cell, AssignedBy.TAKE_NEXT, pass).isEmpty()) {
                return Outcome.taken(next.id());
            }
        }
    }

    /** Says whether an agent who finds nothing would find something with empty hands. */
    private Outcome nothingToTake(AgentCell cell, AgentWork agent, Judge judge, Pass pass) {
        if (judge.leastUnits() > agent.profile().capacityUnits()) {
            return Outcome.refused(Refusal.NO_ROOM, "agent " + agent.id() + " has room for no session at all");
        }
        SessionCell first = search.sessionFor(cell, agent.withEmptyHands(), judge, true, pass);
        SessionWork work = first == null ? null : first.get();
        // What another plan judged meanwhile says nothing here.
        if (first != null && work != null && work.plan() == judge.number()) {
            Optional<Obstacle> full = judge.room(agent, first.way(judge, work), pass.now());
            if (full.isPresent()) {
                return Outcome.refused(
                        Refusal.NO_ROOM,
                        "session " + first.id() + " waits, but agent " + agent.id() + " "
                                + full.get().text());
            }
        }
        return Outcome.refused(Refusal.NOTHING_WAITS, "nothing waits that agent " + agent.id() + " may take");
    }

    /**
     * An agent gives a session to himself.
     *
     * @return what stands in the way, or empty if the agent has it
     */
    Optional<Obstacle> take(SessionCell cell, AgentCell agent, AssignedBy by, Pass pass) {
        Optional<Obstacle> obstacle = handover.take(cell, agent, by, pass);
        if (obstacle.isEmpty() && agent.get().status() == AgentStatus.GONE) {
            // Who went meanwhile looked through what was held before the session was among it.
            leave(agent, pass);
        }
        return obstacle;
    }

    private Outcome clearMissed(AgentCell cell, Pass pass) {
        boolean done = floor.change(
                        cell,
                        (was, draft, events) -> {
                            List<Held> kept = was.held().stream()
                                    .filter(held -> held.phase() != Phase.MISSED)
                                    .toList();
                            int slots = was.held().size() - kept.size();
                            draft.held = kept;
                            draft.missed = 0;
                            events.add(new RoutingEvent.MissedCleared(was.id(), draft.event(), pass.now(), slots));
                            return slots > 0;
                        },
                        pass)
                != null;
        handover.freed(cell, pass);
        return done ? Outcome.DONE : Outcome.refused(Refusal.NOTHING_TO_END, "no missed offer blocks a slot");
    }

    Outcome endWrapUp(RoutingCommand.EndWrapUp command, Pass pass) {
        AgentCell cell = floor.agent(command.agent());
        if (cell == null) {
            return unknown(command.agent());
        }
        for (Held held : cell.get().held()) {
            if (held.session().equals(command.session()) && endWrapUp(cell, held, pass)) {
                return Outcome.DONE;
            }
        }
        return Outcome.refused(Refusal.NOTHING_TO_END, "no wrap-up of session " + command.session());
    }

    private boolean endWrapUp(AgentCell cell, Held held, Pass pass) {
        boolean ended = floor.change(
                        cell,
                        (was, draft, events) -> {
                            boolean there = was.held(held.number())
                                    .filter(each -> each.phase() == Phase.WRAP_UP)
                                    .isPresent();
                            draft.held = was.held().stream()
                                    .filter(each -> each.number() != held.number())
                                    .toList();
                            if (there && draft.held.isEmpty()) {
                                draft.lastFreed = floor.nextTurn();
                            }
                            events.add(
                                    new RoutingEvent.WrapUpEnded(was.id(), draft.event(), pass.now(), held.session()));
                            return there;
                        },
                        pass)
                != null;
        handover.freed(cell, pass);
        return ended;
    }

    /** Does to an agent what the time has brought. */
    void wake(AgentCell cell, Pass pass) {
        Judge judge = floor.judge();
        AgentWork agent = cell.get();
        for (Held held : agent.held()) {
            if (held.until() != null && !held.until().isAfter(pass.now())) {
                endWrapUp(cell, held, pass);
            }
        }
        Instant lost = agent.lostSince();
        if (lost != null && !lost.plus(judge.plan().statuses().grace()).isAfter(pass.now())) {
            goAway(cell, pass);
        }
        pass.lookAt(cell);
        floor.schedule(cell, pass.now());
    }

    private void goAway(AgentCell cell, Pass pass) {
        floor.change(
                cell,
                (was, draft, events) -> {
                    if (was.status() != AgentStatus.LOST) {
                        return false;
                    }
                    draft.status = AgentStatus.GONE;
                    draft.chosen = AgentStatus.GONE;
                    draft.reason = null;
                    draft.lostSince = null;
                    events.add(new RoutingEvent.StatusChanged(
                            was.id(), draft.event(), pass.now(), AgentStatus.GONE, null, StatusBecause.GRACE_OVER));
                    return true;
                },
                pass);
        leave(cell, pass);
    }

    /**
     * Does to the sessions of an agent who is gone what the plan says, also to those that take no capacity, of which the
     * agent's own value knows nothing. Ends the advice that the agent gives.
     */
    private void leave(AgentCell cell, Pass pass) {
        for (Held held : cell.get().held()) {
            boolean runs = held.phase() != Phase.WRAP_UP && held.phase() != Phase.MISSED;
            if (!runs || floor.session(held.session()) == null) {
                handover.drop(cell, held.number(), pass);
            }
        }
        floor.advisedBy(cell.id()).forEach(session -> endAdvice(session, cell.id(), pass));
        StatusPolicy.Gone policy = floor.judge().plan().statuses().onGone();
        if (policy != StatusPolicy.Gone.KEEP) {
            floor.ownedBy(cell.id()).forEach(session -> leave(session, cell.id(), policy, pass));
        }
    }

    /** An agent gives no more advice about a session. Returns false if the agent gave none. */
    boolean endAdvice(SessionCell session, AgentId agent, Pass pass) {
        return floor.change(
                        session,
                        (was, draft, events) -> {
                            Set<AgentId> advisers = new HashSet<>(was.advisers());
                            boolean removed = advisers.remove(agent);
                            draft.advisers = advisers;
                            events.add(new RoutingEvent.ConsultEnded(was.id(), draft.event(), pass.now(), agent));
                            return removed;
                        },
                        pass)
                != null;
    }

    private void leave(SessionCell session, AgentId agent, StatusPolicy.Gone policy, Pass pass) {
        SessionWork before = inForce.change(
                session,
                (was, draft, events, judge) -> {
                    if (!agent.equals(was.owner())) {
                        return false;
                    }
                    if (policy == StatusPolicy.Gone.REQUEUE && was.stage() == Stage.PARKED) {
                        // Nobody has written, so there is nothing to serve; whoever kept it is asked first then.
                        Handover.release(was, draft, events, pass);
                        draft.demand = was.demand().withNamed(null).withLast(agent);
                        draft.place = inForce.place(was, draft.demand, judge, pass);
                    } else if (policy == StatusPolicy.Gone.REQUEUE) {
                        waits.goBack(was, draft, events, null, QueuedBecause.AGENT_GONE, judge, pass);
                    } else {
                        Handover.release(was, draft, events, pass);
                        events.add(
                                new RoutingEvent.Ended(was.id(), draft.event(), pass.now(), EndedBecause.AGENT_GONE));
                        draft.stage = Stage.ENDED;
                    }
                    return true;
                },
                pass);
        if (before != null) {
            handover.dropOwner(before, pass);
        }
    }
}
