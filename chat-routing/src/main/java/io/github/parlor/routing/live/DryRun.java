package io.github.parlor.routing.live;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.SessionId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.routing.live.AgentWork.Held;
import io.github.parlor.routing.live.SessionWork.Stage;
import io.github.parlor.routing.plan.Capacity.Phase;
import io.github.parlor.routing.plan.RoutingPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * What if: a state with other agents, skills, limits or another plan, and what would come of it. It works on a copy; the
 * router that the state came from learns nothing. Single-owner.
 *
 * <pre>{@code
 * DryRun.of(router.state()).with(Agent.of("zoe")).apply(new RoutingCommand.Advance(), now).events();
 * }</pre>
 *
 * <p>Changes of who is there are not steps in time and tell no events; what they bring about comes with the next
 * {@link #apply}, which looks at everything that waits.
 */
public final class DryRun {
    private final Map<String, ToIntFunction<Agent>> scorers;
    private final List<RoutingEvent> events = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private RoutingState state;

    private DryRun(RoutingState state, Map<String, ToIntFunction<Agent>> scorers) {
        this.state = state;
        this.scorers = scorers;
    }

    /**
     * Begins with a state whose plan has no functions of the shop's own.
     *
     * @throws InvalidValueException as {@link PlanRouter#restore}
     */
    public static DryRun of(RoutingState state) {
        return of(state, Map.of());
    }

    /**
     * Begins with a state.
     *
     * @param scorers the shop's own functions by name
     * @throws InvalidValueException as {@link PlanRouter#restore}
     */
    public static DryRun of(RoutingState state, Map<String, ToIntFunction<Agent>> scorers) {
        PlanRouter.restore(state, scorers, event -> {});
        return new DryRun(state, Map.copyOf(scorers));
    }

    /** With these teams, skills and this limit of an agent; one who is not there yet is available and has nothing in hand. */
    public DryRun with(Agent profile) {
        Bounds.present("profile", profile);
        List<AgentWork> agents = new ArrayList<>();
        boolean known = false;
        long number = 0;
        for (AgentWork agent : state.agents()) {
            boolean same = agent.id().equals(profile.id());
            known |= same;
            number = Math.max(number, agent.number());
            AgentWork.Draft draft = agent.draft();
            draft.profile = profile;
            agents.add(same ? draft.done() : agent);
        }
        if (!known) {
            agents.add(new AgentWork(
                    profile,
                    number + 1,
                    AgentStatus.AVAILABLE,
                    AgentStatus.AVAILABLE,
                    null,
                    Set.of(),
                    null,
                    List.of(),
                    List.of(),
                    0,
                    state.turns(),
                    0,
                    Map.of(),
                    0));
        }
        return change(agents, state.sessions());
    }

    /** As if an agent had never been there: without what the agent is asked, serves or keeps. */
    public DryRun without(AgentId agent) {
        Bounds.present("agent", agent);
        return keep(each -> !each.id().equals(agent), session -> true);
    }

    /** As if a session had never been there. */
    public DryRun without(SessionId session) {
        Bounds.present("session", session);
        return keep(agent -> true, each -> !each.id().equals(session));
    }

    /** With those agents and sessions alone; a session whose owner is not among them goes as well. */
    private DryRun keep(Predicate<AgentWork> agents, Predicate<SessionWork> sessions) {
        Set<AgentId> stay = new HashSet<>();
        state.agents().stream().filter(agents).forEach(agent -> stay.add(agent.id()));
        List<SessionWork> left = new ArrayList<>();
        Set<SessionId> waiting = new HashSet<>();
        for (SessionWork session : state.sessions()) {
            if (sessions.test(session) && (session.owner() == null || stay.contains(session.owner()))) {
                SessionWork.Draft draft = session.draft();
                draft.offers = session.offers().stream()
                        .filter(offer -> stay.contains(offer.agent()))
                        .toList();
                Map<AgentId, SessionWork.Refused> refusals = new HashMap<>(session.refusals());
                refusals.keySet().retainAll(stay);
                draft.refusals = refusals;
                Set<AgentId> advisers = new HashSet<>(session.advisers());
                advisers.retainAll(stay);
                draft.advisers = advisers;
                left.add(draft.done());
                waiting.add(session.id());
            }
        }
        List<AgentWork> there = new ArrayList<>();
        for (AgentWork agent : state.agents()) {
            if (stay.contains(agent.id())) {
                AgentWork.Draft draft = agent.draft();
                draft.held = agent.held().stream()
                        .filter(held -> isOver(held) || waiting.contains(held.session()))
                        .toList();
                there.add(draft.done());
            }
        }
        return change(there, left);
    }

    private static boolean isOver(Held held) {
        return held.phase() == Phase.WRAP_UP || held.phase() == Phase.MISSED;
    }

    /**
     * With one session that waits and one agent who can be asked. The others stay, as who is there decides how far a queue
     * looks, but have no room, and what they are asked is taken back.
     */
    DryRun only(AgentId agent, SessionId session) {
        keep(
                each -> true,
                each -> each.id().equals(session)
                        || each.owner() != null
                        || each.offerTo(agent).isPresent());
        List<SessionWork> sessions = new ArrayList<>();
        for (SessionWork each : state.sessions()) {
            SessionWork.Draft draft = each.draft();
            draft.offers = each.offerTo(agent).stream().toList();
            sessions.add(draft.done());
        }
        List<AgentWork> agents = new ArrayList<>();
        for (AgentWork each : state.agents()) {
            AgentWork.Draft draft = each.draft();
            draft.profile = each.profile().withSessions(0);
            draft.held = each.held().stream()
                    .filter(held -> held.phase() != Phase.OFFERED)
                    .toList();
            agents.add(each.id().equals(agent) ? each : draft.done());
        }
        return change(agents, sessions);
    }

    private DryRun change(List<AgentWork> agents, List<SessionWork> sessions) {
        List<SessionId> again = sessions.stream()
                .filter(session -> session.stage() == Stage.WAITING)
                .map(SessionWork::id)
                .toList();
        state = new RoutingState(
                state.plan(),
                state.planNumber(),
                agents,
                sessions,
                state.at(),
                again,
                state.turns(),
                state.offers(),
                state.submissions());
        return this;
    }

    /**
     * With another plan, from the instant of the state on.
     *
     * @throws InvalidValueException if a scorer is missing
     */
    public DryRun plan(RoutingPlan plan) {
        return apply(new RoutingCommand.SetPlan(plan), state.at());
    }

    /** Carries a command out, after all that is due until then. */
    public DryRun apply(RoutingCommand command, Instant at) {
        RoutingLog.Played played = RoutingLog.play(state, scorers, List.of(new RoutingLog.Entry(at, command)));
        events.addAll(played.events());
        outcomes.addAll(played.outcomes());
        state = played.state();
        return this;
    }

    /**
     * Says why a session waits, as {@link PlanRouter#explain} does of its own state.
     *
     * @return empty for a session that is not there
     */
    public Optional<Explanation> explain(SessionId session, Instant now) {
        return PlanRouter.restore(state, scorers, event -> {}).explain(session, now);
    }

    /** Returns the events so far, in the order of telling. */
    public List<RoutingEvent> events() {
        return List.copyOf(events);
    }

    /** Returns what became of each command so far. */
    public List<Outcome> outcomes() {
        return List.copyOf(outcomes);
    }

    /** Returns the state that came of it. */
    public RoutingState state() {
        return state;
    }
}
