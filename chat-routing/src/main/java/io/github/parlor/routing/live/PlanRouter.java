package io.github.parlor.routing.live;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.SessionId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.routing.live.SessionWork.Stage;
import io.github.parlor.routing.plan.Capacity;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.Finding;
import io.github.parlor.routing.plan.RoutingPlan;
import io.github.parlor.time.Moment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;

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
    private final InForce inForce;
    private final SessionClock clock;
    private final AgentCommands agents;
    private final SessionCommands sessions;
    private final Pairing pairing;
    /** The number of the plan by which all were judged. */
    private final AtomicLong renewed;

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
        inForce = new InForce(floor);
        Handover handover = new Handover(floor, inForce);
        Gate gate = new Gate(floor);
        Waits waits = new Waits(floor, inForce, handover, gate);
        clock = new SessionClock(floor, inForce, handover, waits, gate);
        agents = new AgentCommands(floor, search, inForce, handover, waits);
        sessions = new SessionCommands(floor, inForce, handover, waits, gate, agents);
        pairing = new Pairing(floor, search, inForce, handover, clock);
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
                router.pairing.askAgain(cell);
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
     * RoutingCommand.SetAgent set} again, and {@link AgentStatus#GONE} after the plan's grace. What came due
     * while no process ran is carried out first, at {@code now}; offers that are open then are withdrawn.
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
                router.agents.lose(cell, pass);
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
        List<SessionCell> before = pairing.toAskAgain();
        renew(pass);
        catchUp(pass);
        pairing.settle(pass);
        Outcome outcome = call.in(pass);
        renew(pass);
        pairing.lookAgain(before, pass);
        pairing.settle(pass);
        tell(pass);
        return outcome;
    }

    private void tell(Pass pass) {
        RuntimeException thrown = null;
        for (Outbox outbox : pass.outboxes()) {
            thrown = outbox.tell(this::hear, thrown);
        }
        if (thrown != null) {
            throw thrown;
        }
    }

    /** Tells an event. Who ended keeps the name until then, so that what is told of it next comes after this. */
    private void hear(RoutingEvent event) {
        try {
            listener.accept(event);
        } finally {
            if (event instanceof RoutingEvent.Ended ended) {
                floor.told(ended.session());
            }
        }
    }

    private void catchUp(Pass pass) {
        for (Due due = floor.nextDue(pass.now()); due != null; due = floor.nextDue(pass.now())) {
            if (!floor.isStillDue(due)) {
                floor.schedule(due, pass.now());
                continue;
            }
            if (due.session() != null) {
                clock.wake(due.session(), pass);
            }
            if (due.agent() != null) {
                agents.wake(due.agent(), pass);
            }
        }
    }

    /**
     * Returns when time alone changes something next; empty for never. An instant that is not after that of the last call
     * means at once: somebody is to be asked again.
     */
    public Optional<Instant> nextDue() {
        Instant first = floor.firstDue();
        for (SessionCell cell : pairing.toAskAgain()) {
            for (SessionWork.Refused refused : cell.get().refusals().values()) {
                first = first == null || refused.last().isBefore(first) ? refused.last() : first;
            }
        }
        return Optional.ofNullable(first);
    }

    /** Returns all that the router knows. Exact while no call runs; otherwise each part is as it was at some moment. */
    public RoutingState state() {
        return floor.state(pairing.toAskAgain().stream().map(SessionCell::id).toList());
    }

    /** Returns what is known of a session that waits, is served or is kept. */
    public Optional<SessionWork> session(SessionId session) {
        SessionCell cell = floor.session(Bounds.present("session", session));
        return cell == null ? Optional.empty() : Optional.of(cell.get()).filter(work -> work.stage() != Stage.ENDED);
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
     * @return empty if its queue is none of the plan, perhaps no longer: {@link RoutingCommand.Submit} would be refused as
     *     {@link Outcome.Refusal#UNKNOWN_QUEUE}
     */
    public Optional<Reachability> availability(Demand demand, Instant now) {
        Bounds.present("demand", demand);
        Moment.wall("now", now);
        Judge judge = floor.judge();
        if (judge.queue(demand.queue()) == null) {
            return Optional.empty();
        }
        return Optional.of(Why.of(judge, floor.turns(), now)
                .reachability(
                        demand, floor.everybody(), queue -> floor.waiting(queue).get(), floor.recentWaits()));
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
        if (command instanceof RoutingCommand.OfSession one) {
            return sessions.carryOut(one, pass);
        } else if (command instanceof RoutingCommand.OfAgent one) {
            return agents.carryOut(one, pass);
        } else if (command instanceof RoutingCommand.SetPlan set) {
            return setPlan(set.plan(), pass);
        }
        return Outcome.DONE;
    }

    private Outcome setPlan(RoutingPlan plan, Pass pass) {
        checkScorers(plan, floor.scorers());
        Capacity before = floor.judge(plan).plan().capacity();
        floor.agents()
                .forEach(cell -> agents.noteLowered(
                        cell, agent -> before.excess(agent.profile(), agent.holdings()), floor.judge(), pass));
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
            inForce.refresh(cell, judge, pass);
            floor.schedule(cell, pass.now());
            pass.lookAt(cell);
        });
        renewed.accumulateAndGet(judge.number(), Math::max);
    }
}
