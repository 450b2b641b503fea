package io.github.parlor.routing.live;

import io.github.parlor.conversation.ConversationPolicy.WakePolicy;
import io.github.parlor.id.AgentId;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.routing.live.Outcome.Refusal;
import io.github.parlor.routing.live.RoutingEvent.AssignedBy;
import io.github.parlor.routing.live.RoutingEvent.EndedBecause;
import io.github.parlor.routing.live.RoutingEvent.OverBecause;
import io.github.parlor.routing.live.RoutingEvent.QueuedBecause;
import io.github.parlor.routing.live.RoutingEvent.WithdrawnBecause;
import io.github.parlor.routing.live.SessionWork.Stage;
import io.github.parlor.routing.plan.Capacity.Phase;
import io.github.parlor.routing.plan.Demand;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What commands do to one session. Thread-safe and lock-free. */
final class SessionCommands {
    private final Floor floor;
    private final InForce inForce;
    private final Handover handover;
    private final Waits waits;
    private final Gate gate;
    private final AgentCommands agents;

    SessionCommands(Floor floor, InForce inForce, Handover handover, Waits waits, Gate gate, AgentCommands agents) {
        this.floor = floor;
        this.inForce = inForce;
        this.handover = handover;
        this.waits = waits;
        this.gate = gate;
        this.agents = agents;
    }

    Outcome carryOut(RoutingCommand.OfSession command, Pass pass) {
        if (command instanceof RoutingCommand.Submit submit) {
            return waits.submit(submit, floor.judge(), pass);
        } else if (command instanceof RoutingCommand.EndWrapUp end) {
            return agents.endWrapUp(end, pass);
        }
        SessionCell cell = floor.session(command.session());
        return cell == null
                ? Outcome.refused(Refusal.UNKNOWN_SESSION, "no session " + command.session())
                : carryOut(command, cell, pass);
    }

    private Outcome carryOut(RoutingCommand.OfSession command, SessionCell cell, Pass pass) {
        Judge judge = floor.judge();
        inForce.refresh(cell, judge, pass);
        if (command instanceof RoutingCommand.Accept accept) {
            return handover.accept(cell, accept.agent(), accept.offer(), AssignedBy.OFFER, pass)
                    ? Outcome.DONE
                    : OfferOver.of(cell.get(), accept.agent(), accept.offer(), floor.holdings());
        } else if (command instanceof RoutingCommand.Decline decline) {
            return handover.decline(cell, decline.agent(), decline.offer(), decline.reason(), pass)
                    ? Outcome.DONE
                    : OfferOver.of(cell.get(), decline.agent(), decline.offer(), floor.holdings());
        } else if (command instanceof RoutingCommand.Abandon) {
            return abandon(cell, pass);
        } else if (command instanceof RoutingCommand.Pick pick) {
            return pick(cell, pick.agent(), pass);
        } else if (command instanceof RoutingCommand.Force force) {
            AgentCell agent = floor.agent(force.agent());
            if (agent == null) {
                return AgentCommands.unknown(force.agent());
            }
            return handover.force(cell, agent, force.counted(), pass)
                    ? Outcome.DONE
                    : Outcome.refused(Refusal.NOT_WAITING, "the contact dropped out");
        } else if (command instanceof RoutingCommand.Release) {
            return release(cell, judge, pass);
        } else if (command instanceof RoutingCommand.Requeue) {
            return goBack(cell, null, QueuedBecause.REQUEUED, pass);
        } else if (command instanceof RoutingCommand.Transfer transfer) {
            return transfer(cell, transfer.demand(), judge, pass);
        } else if (command instanceof RoutingCommand.Park) {
            return park(cell, pass);
        } else if (command instanceof RoutingCommand.Wake wake) {
            return wake(cell, wake.policy(), pass);
        } else if (command instanceof RoutingCommand.CallBack callBack) {
            return callBack(cell, callBack.at(), pass);
        } else if (command instanceof RoutingCommand.Reorder reorder) {
            return reorder(cell, reorder, pass);
        } else if (command instanceof RoutingCommand.Consult consult) {
            return consult(cell, consult.agent(), pass);
        }
        return endConsult(cell, ((RoutingCommand.EndConsult) command).agent(), pass);
    }

    private static Outcome notServed() {
        return Outcome.refused(Refusal.NOT_SERVED, "nobody serves the session");
    }

    private static Outcome notWaiting() {
        return Outcome.refused(Refusal.NOT_WAITING, "the session does not wait");
    }

    private Outcome abandon(SessionCell cell, Pass pass) {
        InForce.Judged judged = inForce.judged(cell, pass);
        if (judged == null) {
            return notWaiting();
        }
        Duration rejoin = judged.way().queue().rejoin();
        if (rejoin.isZero() || judged.work().stage() == Stage.PARKED) {
            return waits.end(cell, EndedBecause.ABANDONED, WithdrawnBecause.SESSION_LEFT, pass) == null
                    ? notWaiting()
                    : Outcome.DONE;
        }
        SessionWork before = floor.change(
                cell,
                (was, draft, events) -> {
                    if (was.stage() != Stage.WAITING && was.stage() != Stage.CALLBACK) {
                        return false;
                    }
                    Handover.withdrawAll(was, draft, events, 0, WithdrawnBecause.SESSION_LEFT, pass);
                    draft.stop(Stage.LEFT, pass.now());
                    Instant until = pass.now().plus(rejoin);
                    draft.until = until;
                    events.add(new RoutingEvent.DroppedOut(was.id(), draft.event(), pass.now(), until));
                    return true;
                },
                pass);
        if (before != null) {
            handover.dropOffers(before, 0, pass);
        }
        return before == null ? notWaiting() : Outcome.DONE;
    }

    private Outcome pick(SessionCell cell, AgentId agent, Pass pass) {
        AgentCell who = floor.agent(agent);
        if (who == null) {
            return AgentCommands.unknown(agent);
        }
        InForce.Judged judged = inForce.judged(cell, pass);
        if (judged == null) {
            return notWaiting();
        }
        if (!judged.way().offers().pick()) {
            return Outcome.refused(Refusal.NOT_ALLOWED, "the plan does not let agents pick here");
        }
        Optional<Obstacle> obstacle = agents.take(cell, who, AssignedBy.PICK, pass);
        if (obstacle.isEmpty()) {
            return Outcome.taken(cell.id());
        }
        Refusal refusal = switch (obstacle.get().kind()) {
            case STATUS -> Refusal.NOT_AVAILABLE;
            case REQUIREMENT, GROUP -> Refusal.NOT_ELIGIBLE;
            case ASKED -> Refusal.NOT_WAITING;
            default -> Refusal.NO_ROOM;
        };
        return refusal == Refusal.NOT_WAITING
                ? notWaiting()
                : Outcome.refused(
                        refusal, "agent " + agent + " " + obstacle.get().text());
    }

    private Outcome release(SessionCell cell, Judge judge, Pass pass) {
        SessionWork before = floor.change(
                cell,
                (was, draft, events) -> {
                    if (was.owner() == null || (was.stage() != Stage.SERVED && was.stage() != Stage.PARKED)) {
                        return false;
                    }
                    Handover.release(was, draft, events, pass);
                    events.add(new RoutingEvent.Ended(was.id(), draft.event(), pass.now(), EndedBecause.SERVED));
                    draft.stage = Stage.ENDED;
                    return true;
                },
                pass);
        if (before == null) {
            return notServed();
        }
        Duration wrapUp = judge.plan().capacity().wrapUp();
        AgentCell owner = before.owner() == null ? null : floor.agent(before.owner());
        if (owner != null && !wrapUp.isZero() && before.stage() == Stage.SERVED) {
            handover.wrapUp(owner, before.holding(), wrapUp, pass);
        } else {
            handover.dropOwner(before, pass);
        }
        return Outcome.DONE;
    }

    private Outcome transfer(SessionCell cell, Demand demand, Judge judge, Pass pass) {
        SessionWork work = cell.get();
        if (judge.queue(demand.queue()) == null) {
            return Waits.unknownQueue(demand.queue());
        }
        if (work.stage() == Stage.WAITING && work.demand().queue().equals(demand.queue())) {
            // It has a place in that queue already.
            return goBack(cell, demand, QueuedBecause.TRANSFERRED, pass);
        }
        Gate.Path path = gate.come(demand, List.of(), work, judge, pass);
        if (!path.isOpen()) {
            return path.refused();
        }
        SessionWork before = floor.change(
                cell,
                (was, draft, events) -> {
                    if (was.stage() == Stage.ENDED || was.stage() == Stage.LEFT) {
                        return false;
                    }
                    waits.transfer(was, draft, events, path, judge, pass);
                    return true;
                },
                pass);
        if (before == null) {
            gate.giveBack(path);
            return notWaiting();
        }
        handover.dropOffers(before, 0, pass);
        handover.dropOwner(before, pass);
        return Outcome.DONE;
    }

    /** Lets a session wait again: in its old place, or where another demand leads. */
    private Outcome goBack(SessionCell cell, @Nullable Demand other, QueuedBecause because, Pass pass) {
        SessionWork before = inForce.change(
                cell,
                (was, draft, events, judge) -> {
                    boolean waiting = was.stage() == Stage.WAITING || was.stage() == Stage.CALLBACK;
                    if (was.stage() == Stage.ENDED || was.stage() == Stage.LEFT || (other == null && waiting)) {
                        return false;
                    }
                    Demand to = other == null ? null : judge.inPlan(other);
                    waits.goBack(was, draft, events, to, because, judge, pass);
                    return true;
                },
                pass);
        if (before == null) {
            return other == null ? notServed() : notWaiting();
        }
        handover.dropOffers(before, 0, pass);
        handover.dropOwner(before, pass);
        return Outcome.DONE;
    }

    private Outcome park(SessionCell cell, Pass pass) {
        SessionWork before = floor.change(
                cell,
                (was, draft, events) -> {
                    if (was.stage() != Stage.SERVED || was.owner() == null) {
                        return false;
                    }
                    draft.stage = Stage.PARKED;
                    events.add(new RoutingEvent.Parked(was.id(), draft.event(), pass.now(), was.owner()));
                    return true;
                },
                pass);
        AgentCell owner = before == null || before.owner() == null ? null : floor.agent(before.owner());
        if (before == null || owner == null) {
            return notServed();
        }
        floor.change(
                owner,
                (was, draft, events) -> {
                    draft.held = Handover.moved(was.held(), before.holding(), null, Phase.PARKED, null);
                    return true;
                },
                pass);
        handover.freed(owner, pass);
        return Outcome.DONE;
    }

    private Outcome wake(SessionCell cell, WakePolicy policy, Pass pass) {
        SessionWork before = inForce.change(
                cell,
                (was, draft, events, judge) -> {
                    if (was.stage() != Stage.PARKED) {
                        return false;
                    }
                    if (policy == WakePolicy.RESUME_OVER_LIMIT && was.owner() != null) {
                        draft.stage = Stage.SERVED;
                        events.add(new RoutingEvent.Assigned(
                                was.id(),
                                draft.event(),
                                pass.now(),
                                was.owner(),
                                AssignedBy.WOKEN,
                                standsOver(was, judge, pass)));
                    } else {
                        AgentId last = was.owner() == null ? was.demand().last() : was.owner();
                        Demand demand = was.demand().withNamed(null).withLast(last);
                        waits.goBack(was, draft, events, demand, QueuedBecause.WOKEN, judge, pass);
                        draft.place = new SessionWork.Place(
                                pass.now(),
                                judge.key(demand, 0, pass.now()),
                                draft.place.since(),
                                draft.place.step(),
                                0,
                                0,
                                Duration.ZERO,
                                null,
                                null,
                                false);
                    }
                    return true;
                },
                pass);
        if (before == null) {
            return Outcome.refused(Refusal.NOT_PARKED, "the session is not parked");
        }
        if (policy == WakePolicy.QUEUE || before.owner() == null) {
            handover.dropOwner(before, pass);
        } else {
            resume(before, floor.judge(), pass);
        }
        return Outcome.DONE;
    }

    private boolean standsOver(SessionWork session, Judge judge, Pass pass) {
        AgentCell owner = owner(session);
        return owner != null
                && judge.room(owner.get().apartFrom(session.id()), judge.way(session.demand()), pass.now())
                        .isPresent();
    }

    /** Returns who holds a session; null if nobody does, or if it was given outside and takes no capacity. */
    private @Nullable AgentCell owner(SessionWork session) {
        return session.owner() == null || session.holding() == 0 ? null : floor.agent(session.owner());
    }

    private void resume(SessionWork session, Judge judge, Pass pass) {
        AgentCell owner = owner(session);
        if (owner == null) {
            return;
        }
        floor.change(
                owner,
                (was, draft, events) -> {
                    Optional<Obstacle> over = judge.room(
                            was.apartFrom(session.id()), judge.way(judge.inPlan(session.demand())), pass.now());
                    draft.held = Handover.moved(was.held(), session.holding(), Phase.PARKED, Phase.ACTIVE, null);
                    over.ifPresent(obstacle ->
                            Handover.standsOver(was, draft, events, OverBecause.WOKEN, obstacle.detail(), pass));
                    return true;
                },
                pass);
    }

    private Outcome callBack(SessionCell cell, Instant at, Pass pass) {
        Instant until = at.isBefore(pass.now()) ? pass.now() : at;
        SessionWork before = inForce.change(
                cell,
                (was, draft, events, judge) -> {
                    if (was.stage() != Stage.WAITING && was.stage() != Stage.CALLBACK) {
                        return false;
                    }
                    Handover.withdrawAll(was, draft, events, 0, WithdrawnBecause.SESSION_LEFT, pass);
                    draft.stop(Stage.CALLBACK, pass.now());
                    draft.until = until;
                    events.add(new RoutingEvent.CallbackAgreed(was.id(), draft.event(), pass.now(), until));
                    if (until.equals(pass.now())) {
                        waits.callBack(was, draft, events, until, judge, pass);
                    }
                    return true;
                },
                pass);
        if (before == null) {
            return notWaiting();
        }
        handover.dropOffers(before, 0, pass);
        return Outcome.DONE;
    }

    private Outcome reorder(SessionCell cell, RoutingCommand.Reorder command, Pass pass) {
        boolean done = inForce.change(
                        cell,
                        (was, draft, events, judge) -> {
                            draft.demand = was.demand()
                                    .withPriority(command.priority())
                                    .withCredit(command.credit())
                                    .withDue(command.due());
                            draft.place = was.place()
                                    .withKey(judge.key(
                                            draft.demand,
                                            was.place().raised(),
                                            was.place().orderedFrom()));
                            events.add(new RoutingEvent.Reordered(was.id(), draft.event(), pass.now()));
                            return was.stage() == Stage.WAITING || was.stage() == Stage.CALLBACK;
                        },
                        pass)
                != null;
        return done ? Outcome.DONE : notWaiting();
    }

    private Outcome consult(SessionCell cell, AgentId agent, Pass pass) {
        AgentCell adviser = floor.agent(agent);
        if (adviser == null) {
            return AgentCommands.unknown(agent);
        }
        if (adviser.get().status() == AgentStatus.GONE) {
            return Outcome.refused(Refusal.NOT_AVAILABLE, "agent " + agent + " is GONE");
        }
        boolean done = floor.change(
                        cell,
                        (was, draft, events) -> {
                            Set<AgentId> advisers = new HashSet<>(was.advisers());
                            boolean added =
                                    was.stage() == Stage.SERVED && !agent.equals(was.owner()) && advisers.add(agent);
                            draft.advisers = advisers;
                            events.add(new RoutingEvent.Consulted(was.id(), draft.event(), pass.now(), agent));
                            return added;
                        },
                        pass)
                != null;
        if (done && adviser.get().status() == AgentStatus.GONE) {
            // Who went meanwhile looked for what to leave before this was among it.
            agents.endAdvice(cell, agent, pass);
        }
        return done ? Outcome.DONE : Outcome.refused(Refusal.NOT_SERVED, "somebody else has to serve the session");
    }

    private Outcome endConsult(SessionCell cell, AgentId agent, Pass pass) {
        return agents.endAdvice(cell, agent, pass)
                ? Outcome.DONE
                : Outcome.refused(Refusal.NOTHING_TO_END, "agent " + agent + " gives no advice here");
    }
}
