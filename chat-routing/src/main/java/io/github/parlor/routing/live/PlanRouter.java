package io.github.parlor.routing.live;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.conversation.ConversationPolicy.WakePolicy;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.SessionId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.routing.live.AgentWork.Held;
import io.github.parlor.routing.live.Outcome.Refusal;
import io.github.parlor.routing.live.RoutingEvent.AssignedBy;
import io.github.parlor.routing.live.RoutingEvent.EndedBecause;
import io.github.parlor.routing.live.RoutingEvent.OverBecause;
import io.github.parlor.routing.live.RoutingEvent.QueuedBecause;
import io.github.parlor.routing.live.RoutingEvent.StatusBecause;
import io.github.parlor.routing.live.RoutingEvent.WithdrawnBecause;
import io.github.parlor.routing.live.SessionWork.Stage;
import io.github.parlor.routing.plan.Capacity;
import io.github.parlor.routing.plan.Capacity.Phase;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.Finding;
import io.github.parlor.routing.plan.RoutingPlan;
import io.github.parlor.routing.plan.StatusPolicy;
import io.github.parlor.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Gives every waiting session to the right agent by a {@link RoutingPlan}, and knows why: skills and steps, priority, several
 * limits at once, offers with their rules, queues with hours and overflow. Complete without the rest of Parlor. Thread-safe
 * without locks.
 *
 * <p>A router learns by {@link #apply} alone, and tells by its listener alone. Time is what the commands say: what is due
 * until then is done first, at the instant of the command. A host that wants offers to lapse although nothing else happens
 * applies {@link RoutingCommand.Advance}, each second or when {@link #nextDue} says so.
 *
 * <p>When a call returns and no other runs, no waiting session has an available agent who may be offered it now, except one
 * who declined it in that very call and would be asked again as a last resort: that is looked at in the next call. Driven
 * by one thread, a router is a function: the same commands at the same instants bring about the same events.
 *
 * <p><b>Progress.</b> Each session and each agent is one reference to an immutable value; every change is one compare-and-set,
 * and all tables are lock-free. No call blocks, locks or waits for another. A thread that is stopped anywhere hides at most
 * the session and the agent that it was about to bring together, and keeps back later events of those that it was about to
 * tell of; all else goes on.
 */
public final class PlanRouter {
    /** Most agents of one router. */
    public static final int MAX_AGENTS = 1_000_000;

    /** Most sessions of one router, those that wait and those that are served together. */
    public static final int MAX_SESSIONS = 10_000_000;

    /** Most devices of one agent. */
    public static final int MAX_DEVICES = 64;

    private final Consumer<RoutingEvent> listener;
    private final Floor floor;
    private final Search search;
    private final Handover handover;
    private final Waits waits;
    /** The number of the plan by which all were judged. */
    private final AtomicLong renewed;
    /** Sessions that may be offered again, as a last resort, to who declined them in an earlier call. */
    private final ConcurrentSkipListMap<SessionId, SessionCell> again = new ConcurrentSkipListMap<>();

    /**
     * Makes a router without agents and sessions.
     *
     * @param scorers the shop's own functions by name, at least those that the plan {@linkplain RoutingPlan#scorers names}
     * @param listener is told each event, at the end of the call that brought it about and in order
     * @throws InvalidValueException if a scorer is missing
     */
    public PlanRouter(RoutingPlan plan, Map<String, ToIntFunction<Agent>> scorers, Consumer<RoutingEvent> listener) {
        this(RoutingState.of(plan), scorers, listener, Index::new);
    }

    /** Makes a router that searches in its own way. */
    PlanRouter(
            RoutingState state,
            Map<String, ToIntFunction<Agent>> scorers,
            Consumer<RoutingEvent> listener,
            Function<Floor, Search> searches) {
        this(state, scorers, listener, searches, (floor, search) -> search);
    }

    /** Makes a router whose search is watched. */
    private PlanRouter(
            RoutingState state,
            Map<String, ToIntFunction<Agent>> scorers,
            Consumer<RoutingEvent> listener,
            Function<Floor, Search> searches,
            BiFunction<Floor, Search, Search> watching) {
        this.listener = Bounds.present("listener", listener);
        checkScorers(state.plan(), Bounds.present("scorers", scorers));
        floor = new Floor(state, scorers, searches);
        search = watching.apply(floor, floor.search());
        handover = new Handover(floor);
        waits = new Waits(floor, handover);
        renewed = new AtomicLong(state.planNumber());
    }

    /** Makes a router without agents and sessions, for a plan without functions of the shop's own. */
    public static PlanRouter of(RoutingPlan plan, Consumer<RoutingEvent> listener) {
        return new PlanRouter(plan, Map.of(), listener);
    }

    /**
     * Makes a router that goes on from a state, exactly: nothing is changed or told until the next call.
     *
     * @param state taken while no call ran, of this router or another, perhaps read from JSON
     * @throws InvalidValueException if a scorer is missing or the state contradicts itself; it names the place, such as
     *     {@code sessions[3].offers[0].agent}
     */
    public static PlanRouter restore(
            RoutingState state, Map<String, ToIntFunction<Agent>> scorers, Consumer<RoutingEvent> listener) {
        return restore(state, scorers, listener, (floor, search) -> search);
    }

    static PlanRouter restore(
            RoutingState state,
            Map<String, ToIntFunction<Agent>> scorers,
            Consumer<RoutingEvent> listener,
            BiFunction<Floor, Search, Search> watching) {
        StateChecks.check(Bounds.present("state", state));
        PlanRouter router = new PlanRouter(state, scorers, listener, Index::new, watching);
        router.floor.sessions().forEach(cell -> router.floor.schedule(cell, state.at()));
        router.floor.agents().forEach(cell -> router.floor.schedule(cell, state.at()));
        state.again().forEach(id -> {
            SessionCell cell = router.floor.session(id);
            if (cell != null) {
                router.again.put(id, cell);
            }
        });
        return router;
    }

    /**
     * Plays a log through a router of its own: the same log brings about the same events and the same state.
     *
     * @throws InvalidValueException if a scorer is missing
     */
    public static RoutingLog.Played replay(
            RoutingPlan plan, Map<String, ToIntFunction<Agent>> scorers, Iterable<RoutingLog.Entry> entries) {
        return RoutingLog.play(RoutingState.of(plan), scorers, entries);
    }

    /**
     * Makes a router that takes over from a process that died: as {@link #restore}, but everybody who was signed in is
     * {@link AgentStatus#LOST} until a device {@linkplain RoutingCommand.Connect connects} or the agent is {@linkplain
     * RoutingCommand.SetAgent set} again, and {@link AgentStatus#GONE} after the plan's grace. Open offers are withdrawn.
     *
     * @param now when this process begins
     */
    public static PlanRouter recover(
            RoutingState state,
            Map<String, ToIntFunction<Agent>> scorers,
            Consumer<RoutingEvent> listener,
            Instant now) {
        PlanRouter router = restore(state, scorers, listener);
        Moment.wall("now", now);
        for (AgentCell cell : router.floor.agents()) {
            router.run(now, pass -> {
                router.floor.change(
                        cell,
                        (was, draft, events) -> {
                            draft.devices = Set.of();
                            router.lose(was, draft, events, pass);
                            return true;
                        },
                        pass);
                router.handover.withdrawOffersOf(cell, pass);
                return Outcome.DONE;
            });
        }
        return router;
    }

    private static void checkScorers(RoutingPlan plan, Map<String, ToIntFunction<Agent>> scorers) {
        for (String name : plan.scorers()) {
            Bounds.check("scorers", scorers.containsKey(name), "a function named " + name, scorers.keySet());
        }
    }

    /**
     * Carries a command out, after all that is due until then.
     *
     * @param now when; of calls that step back in time each is carried out at its own instant
     * @return what became of it
     * @throws RuntimeException what the listener threw first, after all is done and told; others are suppressed in it
     */
    public Outcome apply(RoutingCommand command, Instant now) {
        Bounds.present("command", command);
        Moment.wall("now", now);
        return run(now, pass -> carryOut(command, pass));
    }

    private interface Call {
        Outcome in(Pass pass);
    }

    private Outcome run(Instant now, Call call) {
        Pass pass = new Pass(now);
        floor.sawTime(now);
        List<SessionCell> before = again.isEmpty() ? List.of() : List.copyOf(again.values());
        renew(pass);
        catchUp(pass);
        settle(pass);
        Outcome outcome = call.in(pass);
        renew(pass);
        for (SessionCell cell : before) {
            if (again.remove(cell.id(), cell)) {
                pass.lookAt(cell);
            }
        }
        settle(pass);
        tell(pass);
        return outcome;
    }

    private void tell(Pass pass) {
        RuntimeException thrown = null;
        for (Outbox outbox : pass.outboxes()) {
            thrown = outbox.tell(listener, thrown);
        }
        if (thrown != null) {
            throw thrown;
        }
    }

    private void catchUp(Pass pass) {
        for (Due due = floor.nextDue(pass.now()); due != null; due = floor.nextDue(pass.now())) {
            if (!floor.isStillDue(due)) {
                floor.schedule(due, pass.now());
                continue;
            }
            if (due.session() != null) {
                waits.wake(due.session(), floor.judge(), pass);
            }
            if (due.agent() != null) {
                wake(due.agent(), pass);
            }
        }
    }

    /** Brings together who can be, until nothing is left to look at. */
    private void settle(Pass pass) {
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
            waits.refresh(cell, judge, pass);
            waits.catchUp(cell, judge, pass);
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
                waits.refresh(cell, judge, pass);
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
        Judge.Way way = first.way(judge, other);
        Search.Candidate better = other.plan() == judge.number() && Handover.wantsOffer(other, way)
                ? search.agentFor(first, other, way, judge, pass)
                : null;
        if (better != null) {
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
        for (AgentCell agent : floor.agents()) {
            AgentWork who = agent.get();
            if (who.isAvailable() && judge.isEligible(way, who.profile())) {
                SessionWork.Refused refused = work.refusals().get(who.id());
                anyLeft |= refused == null
                        || way.offers().lastResort()
                        || refused.count() < way.offers().declineLimit();
                anyRefused |= refused != null;
                if (pass.isBarred(work.id(), who.id())) {
                    again.put(work.id(), cell);
                }
            }
        }
        if (anyRefused && !anyLeft && work.offers().isEmpty() && !work.place().fullyDeclined()) {
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

    /**
     * Returns when time alone changes something next; empty for never. An instant that is not after that of the last call
     * means at once: somebody is to be asked again.
     */
    public Optional<Instant> nextDue() {
        Instant first = floor.firstDue();
        for (SessionCell cell : again.values()) {
            for (SessionWork.Refused refused : cell.get().refusals().values()) {
                first = first == null || refused.last().isBefore(first) ? refused.last() : first;
            }
        }
        return Optional.ofNullable(first);
    }

    /** Returns all that the router knows. Exact while no call runs; otherwise each part is as it was at some moment. */
    public RoutingState state() {
        return floor.state(List.copyOf(again.keySet()));
    }

    /** Returns what is known of a session that waits, is served or is kept. */
    public Optional<SessionWork> session(SessionId session) {
        SessionCell cell = floor.session(Bounds.present("session", session));
        return cell == null || cell.get().stage() == Stage.ENDED ? Optional.empty() : Optional.of(cell.get());
    }

    /** Returns what is known of an agent. */
    public Optional<AgentWork> agent(AgentId agent) {
        AgentCell cell = floor.agent(Bounds.present("agent", agent));
        return cell == null ? Optional.empty() : Optional.of(cell.get());
    }

    /**
     * Says why a session waits: for every agent the first thing that stands in the way and when the time takes it away, and
     * in which order those are asked for whom nothing does. Takes time in proportion to the agents; changes nothing, also
     * nothing that is due.
     *
     * @param now as of when, mostly the instant of the last call
     * @return empty for a session that is not known
     */
    public Optional<Explanation> explain(SessionId session, Instant now) {
        Moment.wall("now", now);
        Judge judge = floor.judge();
        return session(session).map(work -> Why.of(judge, floor.turns(), now).explain(work, floor.everybody()));
    }

    /**
     * Says where a waiting session stands and how long it may take. Takes time in proportion to what waits, and to the
     * agents times the different demands that wait.
     *
     * @param now as of when, mostly the instant of the last call
     * @return empty for a session that does not wait
     */
    public Optional<Standing> standing(SessionId session, Instant now) {
        Moment.wall("now", now);
        return session(session)
                .filter(work -> work.stage() == Stage.WAITING)
                .map(work -> Why.of(floor.judge(), floor.turns(), now)
                        .standing(work, floor.waitingSessions(), floor.everybody(), floor.recentWaits()));
    }

    /**
     * Says what would become of a session that asked now: for a button, a trigger, or the text beside them. Changes nothing.
     *
     * @param now as of when, mostly the instant of the last call
     * @throws InvalidValueException if its queue is none of the plan
     */
    public Reachability availability(Demand demand, Instant now) {
        Bounds.present("demand", demand);
        Moment.wall("now", now);
        return Why.of(floor.judge(), floor.turns(), now)
                .reachability(
                        demand, floor.everybody(), queue -> floor.waiting(queue).get(), floor.recentWaits());
    }

    /**
     * Returns what is allowed in a plan and probably not meant, judged with everybody this router knows, signed in or not;
     * the worst first. {@link RoutingCommand.SetPlan} refuses no plan for that: who makes a queue reachable may come later.
     * A host that changes plans asks here before, and keeps what has a {@link Finding.Severity#ERROR} from its users.
     */
    public List<Finding> findings(RoutingPlan plan) {
        return Bounds.present("plan", plan)
                .findings(floor.everybody().stream().map(AgentWork::profile).toList());
    }

    private Outcome carryOut(RoutingCommand command, Pass pass) {
        if (command instanceof RoutingCommand.Submit submit) {
            return waits.submit(submit, floor.judge(), pass);
        } else if (command instanceof RoutingCommand.EndWrapUp end) {
            return endWrapUp(end, pass);
        } else if (command instanceof RoutingCommand.OfSession one) {
            SessionCell cell = floor.session(one.session());
            return cell == null || cell.get().stage() == Stage.ENDED
                    ? Outcome.refused(Refusal.UNKNOWN_SESSION, "no session " + one.session())
                    : carryOut(one, cell, pass);
        } else if (command instanceof RoutingCommand.SetAgent set) {
            return setAgent(set, pass);
        } else if (command instanceof RoutingCommand.OfAgent one) {
            AgentCell cell = floor.agent(one.agent());
            return cell == null ? unknown(one.agent()) : carryOut(one, cell, pass);
        } else if (command instanceof RoutingCommand.SetPlan set) {
            return setPlan(set.plan(), pass);
        }
        return Outcome.DONE;
    }

    private static Outcome unknown(AgentId agent) {
        return Outcome.refused(Refusal.UNKNOWN_AGENT, "no agent " + agent);
    }

    private Outcome carryOut(RoutingCommand.OfSession command, SessionCell cell, Pass pass) {
        Judge judge = floor.judge();
        waits.refresh(cell, judge, pass);
        if (command instanceof RoutingCommand.Accept accept) {
            return handover.accept(cell, accept.agent(), accept.offer(), AssignedBy.OFFER, pass)
                    ? Outcome.DONE
                    : offerOver(accept.offer());
        } else if (command instanceof RoutingCommand.Decline decline) {
            return handover.decline(cell, decline.agent(), decline.offer(), decline.reason(), pass)
                    ? Outcome.DONE
                    : offerOver(decline.offer());
        } else if (command instanceof RoutingCommand.Abandon) {
            return abandon(cell, judge, pass);
        } else if (command instanceof RoutingCommand.Pick pick) {
            return pick(cell, pick.agent(), judge, pass);
        } else if (command instanceof RoutingCommand.Force force) {
            AgentCell agent = floor.agent(force.agent());
            if (agent == null) {
                return unknown(force.agent());
            }
            return handover.force(cell, agent, force.counted(), judge, pass)
                    ? Outcome.DONE
                    : Outcome.refused(Refusal.NOT_WAITING, "the contact dropped out");
        } else if (command instanceof RoutingCommand.Release) {
            return release(cell, judge, pass);
        } else if (command instanceof RoutingCommand.Requeue) {
            return goBack(cell, null, QueuedBecause.REQUEUED, judge, pass);
        } else if (command instanceof RoutingCommand.Transfer transfer) {
            return judge.plan().find(transfer.demand().queue()).isEmpty()
                    ? Waits.unknownQueue(transfer.demand().queue())
                    : goBack(cell, transfer.demand(), QueuedBecause.TRANSFERRED, judge, pass);
        } else if (command instanceof RoutingCommand.Park) {
            return park(cell, pass);
        } else if (command instanceof RoutingCommand.Wake wake) {
            return wake(cell, wake.policy(), judge, pass);
        } else if (command instanceof RoutingCommand.CallBack callBack) {
            return callBack(cell, callBack.at(), pass);
        } else if (command instanceof RoutingCommand.Reorder reorder) {
            return reorder(cell, reorder, judge, pass);
        } else if (command instanceof RoutingCommand.Consult consult) {
            return consult(cell, consult.agent(), pass);
        }
        return endConsult(cell, ((RoutingCommand.EndConsult) command).agent(), pass);
    }

    private Outcome endWrapUp(RoutingCommand.EndWrapUp command, Pass pass) {
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

    private static Outcome offerOver(long offer) {
        return Outcome.refused(Refusal.OFFER_OVER, "offer " + offer + " is not open");
    }

    private static Outcome notServed() {
        return Outcome.refused(Refusal.NOT_SERVED, "nobody serves the session");
    }

    private static Outcome notWaiting() {
        return Outcome.refused(Refusal.NOT_WAITING, "the session does not wait");
    }

    private Outcome abandon(SessionCell cell, Judge judge, Pass pass) {
        Duration rejoin = cell.way(judge, cell.get()).queue().rejoin();
        if (rejoin.isZero() || cell.get().stage() == Stage.PARKED) {
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
                    draft.until = pass.now().plus(rejoin);
                    return true;
                },
                pass);
        if (before != null) {
            handover.dropOffers(before, 0, pass);
        }
        return before == null ? notWaiting() : Outcome.DONE;
    }

    private Outcome pick(SessionCell cell, AgentId agent, Judge judge, Pass pass) {
        AgentCell who = floor.agent(agent);
        if (who == null) {
            return unknown(agent);
        }
        if (!cell.way(judge, cell.get()).offers().pick()) {
            return Outcome.refused(Refusal.NOT_ALLOWED, "the plan does not let agents pick here");
        }
        return taken(take(cell, who, AssignedBy.PICK, judge, pass), cell);
    }

    private Optional<Obstacle> take(SessionCell cell, AgentCell agent, AssignedBy by, Judge judge, Pass pass) {
        Optional<Obstacle> obstacle = handover.take(cell, agent, by, judge, pass);
        if (obstacle.isEmpty() && agent.get().status() == AgentStatus.GONE) {
            // Who went meanwhile looked through what was held before the session was among it.
            leave(agent, pass);
        }
        return obstacle;
    }

    private static Outcome taken(Optional<Obstacle> obstacle, SessionCell cell) {
        if (obstacle.isEmpty()) {
            return Outcome.taken(cell.id());
        }
        Refusal refusal = switch (obstacle.get().kind()) {
            case STATUS -> Refusal.NOT_AVAILABLE;
            case REQUIREMENT, GROUP -> Refusal.NOT_ELIGIBLE;
            case ASKED -> Refusal.NOT_WAITING;
            default -> Refusal.NO_ROOM;
        };
        String detail = obstacle.get().detail();
        return Outcome.refused(refusal, obstacle.get().kind() + (detail.isEmpty() ? "" : ": " + detail));
    }

    private Outcome release(SessionCell cell, Judge judge, Pass pass) {
        SessionWork before = floor.change(
                cell,
                (was, draft, events) -> {
                    if (was.owner() == null || (was.stage() != Stage.SERVED && was.stage() != Stage.PARKED)) {
                        return false;
                    }
                    events.add(new RoutingEvent.Released(was.id(), draft.event(), pass.now(), was.owner()));
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

    /** Lets a session wait again: in its old place, or where another demand leads. */
    private Outcome goBack(SessionCell cell, @Nullable Demand other, QueuedBecause because, Judge judge, Pass pass) {
        SessionWork before = floor.change(
                cell,
                (was, draft, events) -> {
                    boolean waits = was.stage() == Stage.WAITING || was.stage() == Stage.CALLBACK;
                    if (was.stage() == Stage.ENDED || was.stage() == Stage.LEFT || (other == null && waits)) {
                        return false;
                    }
                    requeue(was, draft, events, other, because, judge, pass);
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

    private void requeue(
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
            waits.begin(was, draft, other, was.place().orderedFrom(), judge, pass);
            draft.refusals = Map.of();
            pass.unbar(was.id());
        } else {
            draft.goOn(pass.now());
        }
        draft.owner = null;
        draft.holding = 0;
        events.add(Waits.queued(was, draft, because, pass));
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

    private Outcome wake(SessionCell cell, WakePolicy policy, Judge judge, Pass pass) {
        SessionWork before = floor.change(
                cell,
                (was, draft, events) -> {
                    if (was.stage() != Stage.PARKED || was.owner() == null) {
                        return false;
                    }
                    if (policy == WakePolicy.RESUME_OVER_LIMIT) {
                        draft.stage = Stage.SERVED;
                        events.add(new RoutingEvent.Assigned(
                                was.id(),
                                draft.event(),
                                pass.now(),
                                was.owner(),
                                AssignedBy.WOKEN,
                                standsOver(was, judge, pass)));
                    } else {
                        Demand demand = was.demand().withNamed(null).withLast(was.owner());
                        requeue(was, draft, events, demand, QueuedBecause.WOKEN, judge, pass);
                        draft.place = new SessionWork.Place(
                                pass.now(),
                                judge.key(demand, 0, pass.now()),
                                draft.place.since(),
                                draft.place.step(),
                                0,
                                0,
                                Duration.ZERO,
                                null,
                                Duration.ofNanos(-1),
                                false);
                    }
                    return true;
                },
                pass);
        if (before == null) {
            return Outcome.refused(Refusal.NOT_PARKED, "the session is not parked");
        }
        if (policy == WakePolicy.QUEUE) {
            handover.dropOwner(before, pass);
        } else {
            resume(before, judge, pass);
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
                    Optional<Obstacle> over =
                            judge.room(was.apartFrom(session.id()), judge.way(session.demand()), pass.now());
                    draft.held = Handover.moved(was.held(), session.holding(), Phase.PARKED, Phase.ACTIVE, null);
                    over.ifPresent(obstacle ->
                            Handover.standsOver(was, draft, events, OverBecause.WOKEN, obstacle.detail(), pass));
                    return true;
                },
                pass);
    }

    private Outcome callBack(SessionCell cell, Instant at, Pass pass) {
        SessionWork before = floor.change(
                cell,
                (was, draft, events) -> {
                    if (was.stage() != Stage.WAITING && was.stage() != Stage.CALLBACK) {
                        return false;
                    }
                    Handover.withdrawAll(was, draft, events, 0, WithdrawnBecause.SESSION_LEFT, pass);
                    draft.stop(Stage.CALLBACK, pass.now());
                    draft.until = at;
                    events.add(new RoutingEvent.CallbackAgreed(was.id(), draft.event(), pass.now(), at));
                    return true;
                },
                pass);
        if (before == null) {
            return notWaiting();
        }
        handover.dropOffers(before, 0, pass);
        if (!at.isAfter(pass.now())) {
            waits.wake(cell, floor.judge(), pass);
        }
        return Outcome.DONE;
    }

    private Outcome reorder(SessionCell cell, RoutingCommand.Reorder command, Judge judge, Pass pass) {
        boolean done = floor.change(
                        cell,
                        (was, draft, events) -> {
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
            return unknown(agent);
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
        return done ? Outcome.DONE : Outcome.refused(Refusal.NOT_SERVED, "somebody else has to serve the session");
    }

    private Outcome endConsult(SessionCell cell, AgentId agent, Pass pass) {
        boolean done = floor.change(
                        cell,
                        (was, draft, events) -> {
                            Set<AgentId> advisers = new HashSet<>(was.advisers());
                            boolean removed = advisers.remove(agent);
                            draft.advisers = advisers;
                            events.add(new RoutingEvent.ConsultEnded(was.id(), draft.event(), pass.now(), agent));
                            return removed;
                        },
                        pass)
                != null;
        return done
                ? Outcome.DONE
                : Outcome.refused(Refusal.NOTHING_TO_END, "agent " + agent + " gives no advice here");
    }

    private Outcome setPlan(RoutingPlan plan, Pass pass) {
        checkScorers(plan, floor.scorers());
        Capacity before = floor.judge(plan).plan().capacity();
        floor.agents()
                .forEach(cell -> noteLowered(
                        cell, agent -> before.free(agent.profile(), agent.holdings()), floor.judge(), pass));
        return Outcome.DONE;
    }

    /** Judges everybody and everything by the plan in force. Who meets a swap that is not finished, finishes it. */
    private void renew(Pass pass) {
        Judge judge = floor.judge();
        if (renewed.get() >= judge.number()) {
            return;
        }
        search.replanned(pass.now());
        floor.agents().forEach(cell -> {
            floor.schedule(cell, pass.now());
            pass.lookAt(cell);
        });
        floor.sessions().forEach(cell -> {
            waits.refresh(cell, judge, pass);
            floor.schedule(cell, pass.now());
            pass.lookAt(cell);
        });
        renewed.accumulateAndGet(judge.number(), Math::max);
    }

    /** Notes who stands above the own limit by it, and not already because of something else. */
    private void noteLowered(AgentCell cell, ToLongFunction<AgentWork> freeBefore, Judge judge, Pass pass) {
        floor.change(
                cell,
                (was, draft, events) -> {
                    long free = judge.plan().capacity().free(was.profile(), was.holdings());
                    boolean over = free < 0 && free < freeBefore.applyAsLong(was);
                    if (over) {
                        Handover.standsOver(was, draft, events, OverBecause.LIMIT_LOWERED, "units", pass);
                    }
                    return over;
                },
                pass);
    }

    private Outcome carryOut(RoutingCommand.OfAgent command, AgentCell cell, Pass pass) {
        if (command instanceof RoutingCommand.Connect connect) {
            return connect(cell, connect.device(), pass);
        } else if (command instanceof RoutingCommand.Disconnect disconnect) {
            return disconnect(cell, disconnect.device(), pass);
        } else if (command instanceof RoutingCommand.ClearMissed) {
            return clearMissed(cell, pass);
        }
        return takeNext(cell, pass);
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
                return Outcome.refused(Refusal.NOTHING_WAITS, "nothing waits that the agent has room for");
            }
            if (take(next, cell, AssignedBy.TAKE_NEXT, judge, pass).isEmpty()) {
                return Outcome.taken(next.id());
            }
        }
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

    private Outcome connect(AgentCell cell, String device, Pass pass) {
        Set<String> known = cell.get().devices();
        if (known.size() >= MAX_DEVICES && !known.contains(device)) {
            return Outcome.refused(Refusal.TOO_MANY, "at most " + MAX_DEVICES + " devices");
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

    private void lose(AgentWork was, AgentWork.Draft draft, List<RoutingEvent> events, Pass pass) {
        if (was.status() == AgentStatus.GONE || was.status() == AgentStatus.LOST) {
            return;
        }
        draft.status = AgentStatus.LOST;
        draft.lostSince = pass.now();
        events.add(new RoutingEvent.StatusChanged(
                was.id(), draft.event(), pass.now(), AgentStatus.LOST, was.reason(), StatusBecause.DEVICES_AWAY));
    }

    private Outcome setAgent(RoutingCommand.SetAgent command, Pass pass) {
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
            if (number > MAX_AGENTS) {
                return Outcome.refused(Refusal.TOO_MANY, "at most " + MAX_AGENTS + " agents");
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
            noteLowered(cell, agent -> judge.plan().capacity().free(before.profile(), agent.holdings()), judge, pass);
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

    /** Does to an agent what the time has brought. */
    private void wake(AgentCell cell, Pass pass) {
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

    /** Does to the sessions of an agent who is gone what the plan says. */
    private void leave(AgentCell cell, Pass pass) {
        Judge judge = floor.judge();
        StatusPolicy.Gone policy = judge.plan().statuses().onGone();
        for (Held held : cell.get().held()) {
            boolean runs = held.phase() != Phase.WRAP_UP && held.phase() != Phase.MISSED;
            SessionCell session = floor.session(held.session());
            if (!runs || session == null) {
                handover.drop(cell, held.number(), pass);
            } else if (policy != StatusPolicy.Gone.KEEP) {
                leave(session, held.number(), policy, judge, pass);
            }
        }
    }

    private void leave(SessionCell session, long holding, StatusPolicy.Gone policy, Judge judge, Pass pass) {
        SessionWork before = floor.change(
                session,
                (was, draft, events) -> {
                    if (was.holding() != holding || was.owner() == null) {
                        return false;
                    }
                    if (policy == StatusPolicy.Gone.REQUEUE) {
                        requeue(was, draft, events, null, QueuedBecause.AGENT_GONE, judge, pass);
                    } else {
                        events.add(new RoutingEvent.Released(was.id(), draft.event(), pass.now(), was.owner()));
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

    /** Who is there has changed: steps may end for which nobody is there any more, and nobody may be left to ask. */
    private void staffChanged(Pass pass) {
        Judge judge = floor.judge();
        floor.sessions().forEach(cell -> {
            SessionWork work = cell.get();
            if (judge.dependsOnStaff()) {
                waits.wake(cell, judge, pass);
            } else if (work.stage() == Stage.WAITING && !work.refusals().isEmpty()) {
                pass.lookAt(cell);
            }
        });
    }
}
