package io.github.parlor.routing.live;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.bounds.Problems;
import io.github.parlor.conversation.ConversationPolicy;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.SessionId;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.routing.live.AgentWork.Held;
import io.github.parlor.routing.live.SessionWork.Offer;
import io.github.parlor.routing.live.SessionWork.Place;
import io.github.parlor.routing.live.SessionWork.Stage;
import io.github.parlor.routing.plan.Capacity;
import io.github.parlor.routing.plan.Capacity.Phase;
import io.github.parlor.routing.plan.OfferPolicy;
import io.github.parlor.routing.plan.RoutingPlan;
import io.github.parlor.routing.plan.WorkOrder;
import io.github.parlor.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a state is one that a router at rest can be in: what sessions and agents say of each other agrees, and no number
 * is out of its range. A state may come from anywhere, so this is done before anything is built from it. Single-owner.
 */
final class StateChecks {
    /** What one agent may hold at the most, a supervisor's hand included. */
    private static final int MAX_HELD = 1_000_000;

    private final RoutingState state;
    private final Problems problems = new Problems();
    private final Map<AgentId, AgentWork> agents = new HashMap<>();
    private final Map<SessionId, SessionWork> sessions = new HashMap<>();
    private final Set<Long> holdings = new HashSet<>();

    private StateChecks(RoutingState state) {
        this.state = state;
    }

    /**
     * Checks a state.
     *
     * @throws InvalidValueException if it contradicts itself; it names each place, such as {@code sessions[3].offers[0]}
     */
    static void check(RoutingState state) {
        StateChecks checks = new StateChecks(state);
        checks.index();
        checks.problems.throwIfAny("state");
        for (int i = 0; i < state.agents().size(); i++) {
            checks.agent("agents[" + i + "]", state.agents().get(i));
        }
        for (int i = 0; i < state.sessions().size(); i++) {
            checks.session("sessions[" + i + "]", state.sessions().get(i));
        }
        checks.problems.throwIfAny("state");
    }

    private void index() {
        check("turns", state.turns() >= 0, "0 or more", state.turns());
        check("offers", state.offers() >= 0, "0 or more", state.offers());
        check("submissions", state.submissions() >= 0, "0 or more", state.submissions());
        long before = 0;
        for (int i = 0; i < state.agents().size(); i++) {
            AgentWork agent = state.agents().get(i);
            String at = "agents[" + i + "]";
            check(at + ".profile.id", agents.put(agent.id(), agent) == null, "an agent once", agent.id());
            check(at + ".number", agent.number() > before, "more than that of the agent before", agent.number());
            before = Math.max(before, agent.number());
        }
        before = 0;
        for (int i = 0; i < state.sessions().size(); i++) {
            SessionWork session = state.sessions().get(i);
            String at = "sessions[" + i + "]";
            check(at + ".id", sessions.put(session.id(), session) == null, "a session once", session.id());
            check(
                    at + ".number",
                    session.number() > before && session.number() <= state.submissions(),
                    "more than that of the session before, at most " + state.submissions(),
                    session.number());
            before = Math.max(before, session.number());
        }
        Set<SessionId> again = new HashSet<>();
        for (int i = 0; i < state.again().size(); i++) {
            SessionId id = state.again().get(i);
            check("again[" + i + "]", sessions.containsKey(id) && again.add(id), "a session of the state, once", id);
        }
    }

    private void agent(String at, AgentWork agent) {
        boolean lost = agent.status() == AgentStatus.LOST;
        check(at + ".lostSince", (agent.lostSince() != null) == lost, "there exactly if lost", agent.lostSince());
        wall(at + ".lostSince", agent.lostSince());
        check(at + ".chosen", agent.chosen() != AgentStatus.LOST || lost, "a status to come back to", agent.chosen());
        if (agent.reason() != null) {
            problems.check(() -> Bounds.id(at + ".reason", agent.reason()));
        }
        check(
                at + ".devices",
                agent.devices().size() <= PlanRouter.MAX_DEVICES,
                "at most " + PlanRouter.MAX_DEVICES,
                agent.devices().size());
        agent.devices().forEach(device -> problems.check(() -> Bounds.id(at + ".devices", device)));
        turn(at + ".lastGiven", agent.lastGiven());
        turn(at + ".lastFreed", agent.lastFreed());
        check(at + ".missed", agent.missed() >= 0, "0 or more", agent.missed());
        check(at + ".events", agent.events() >= 0, "0 or more", agent.events());
        agent.over().forEach((cause, count) -> check(at + ".over." + cause, count > 0, "more than 0", count));
        int index = 0;
        for (Capacity.Given given : agent.given()) {
            wall(at + ".given[" + index++ + "].at", given.at());
        }
        check(
                at + ".held",
                agent.held().size() <= MAX_HELD,
                "at most " + MAX_HELD,
                agent.held().size());
        for (int i = 0; i < agent.held().size(); i++) {
            held(at + ".held[" + i + "]", agent, agent.held().get(i));
        }
    }

    private void turn(String at, long turn) {
        check(at, turn >= 0 && turn <= state.turns(), "0 to " + state.turns(), turn);
    }

    private void held(String at, AgentWork agent, Held held) {
        check(
                at + ".number",
                held.number() > 0 && held.number() <= state.offers() && holdings.add(held.number()),
                "a number of its own, 1 to " + state.offers(),
                held.number());
        check(
                at + ".until",
                (held.until() != null) == (held.phase() == Phase.WRAP_UP),
                "there exactly in wrap-up",
                held.until());
        wall(at + ".at", held.at());
        wall(at + ".until", held.until());
        SessionWork session = sessions.get(held.session());
        boolean agrees = switch (held.phase()) {
            case OFFERED ->
                session != null
                        && session.offerTo(agent.id())
                                .filter(offer -> offer.number() == held.number())
                                .isPresent();
            case ACTIVE -> owns(agent, held, session, Stage.SERVED);
            case PARKED -> owns(agent, held, session, Stage.PARKED);
            case WRAP_UP, MISSED -> true;
        };
        check(at + ".session", agrees, "a session that says so as well, " + held.phase(), held.session());
    }

    private static boolean owns(AgentWork agent, Held held, @Nullable SessionWork session, Stage stage) {
        return session != null
                && session.stage() == stage
                && agent.id().equals(session.owner())
                && session.holding() == held.number();
    }

    private void session(String at, SessionWork session) {
        check(at + ".stage", session.stage() != Stage.ENDED, "a stage before the end", session.stage());
        check(
                at + ".plan",
                session.plan() >= 1 && session.plan() <= state.planNumber(),
                "1 to " + state.planNumber(),
                session.plan());
        check(at + ".events", session.events() >= 0, "0 or more", session.events());
        boolean later = session.stage() == Stage.CALLBACK || session.stage() == Stage.LEFT;
        check(
                at + ".until",
                (session.until() != null) == later,
                "there exactly for a callback or a return",
                session.until());
        wall(at + ".until", session.until());
        check(
                at + ".stopped",
                (session.stopped() == null) == (session.stage() == Stage.WAITING),
                "there exactly while it does not wait",
                session.stopped());
        wall(at + ".stopped", session.stopped());
        wall(at + ".demand.due", session.demand().due());
        owner(at, session);
        for (int i = 0; i < session.offers().size(); i++) {
            offer(at + ".offers[" + i + "]", session, session.offers().get(i));
        }
        check(
                at + ".offers",
                session.offers().size() <= OfferPolicy.MAX_AT_ONCE
                        && session.offers().stream()
                                        .map(Offer::agent)
                                        .distinct()
                                        .count()
                                == session.offers().size(),
                "at most " + OfferPolicy.MAX_AT_ONCE + ", one to an agent",
                session.offers().size());
        session.refusals().forEach((agent, refused) -> {
            known(at + ".refusals." + agent, agent);
            wall(at + ".refusals." + agent + ".last", refused.last());
        });
        session.advisers().forEach(agent -> known(at + ".advisers", agent));
        boolean queued = state.plan().find(session.demand().queue()).isPresent();
        check(
                at + ".demand.queue",
                queued,
                "a queue of the plan",
                session.demand().queue().value());
        if (queued) {
            place(at + ".place", session);
        }
    }

    private void owner(String at, SessionWork session) {
        AgentId owner = session.owner();
        boolean fits = session.stage() == Stage.PARKED || (owner != null) == (session.stage() == Stage.SERVED);
        check(at + ".owner", fits, "there while served, perhaps while parked", owner);
        if (owner == null) {
            check(at + ".holding", session.holding() == 0, "0 without an owner", session.holding());
            return;
        }
        known(at + ".owner", owner);
        AgentWork agent = agents.get(owner);
        Phase phase = session.stage() == Stage.PARKED ? Phase.PARKED : Phase.ACTIVE;
        boolean held =
                session.holding() == 0 || (agent != null && holds(agent, session.id(), session.holding(), phase));
        check(at + ".holding", held, "what the owner holds for it, or 0", session.holding());
    }

    private void offer(String at, SessionWork session, Offer offer) {
        check(at, session.stage() == Stage.WAITING, "no offer of a session that does not wait", session.stage());
        known(at + ".agent", offer.agent());
        wall(at + ".at", offer.at());
        wall(at + ".expires", offer.expires());
        AgentWork agent = agents.get(offer.agent());
        boolean held = agent != null && holds(agent, session.id(), offer.number(), Phase.OFFERED);
        check(at + ".number", held, "what the agent holds for it", offer.number());
    }

    private static boolean holds(AgentWork agent, SessionId session, long number, Phase phase) {
        return agent.held(number)
                .filter(held -> held.session().equals(session) && held.phase() == phase)
                .isPresent();
    }

    private void place(String at, SessionWork session) {
        Place place = session.place();
        RoutingPlan plan = state.plan();
        int steps = plan.ladder(session.demand()).steps().size();
        check(
                at + ".step.step",
                place.step().step() < steps,
                "a step of the ladder, below " + steps,
                place.step().step());
        List<Instant> walls = new ArrayList<>(List.of(
                place.orderedFrom(),
                place.key().at(),
                place.since(),
                place.step().since()));
        walls.forEach(each -> wall(at, each));
        wall(at + ".step.until", place.step().until());
        wall(at + ".unstaffedSince", place.unstaffedSince());
        int most = Math.abs(place.key().level());
        check(
                at + ".key.level",
                most <= 2 * WorkOrder.MAX_PRIORITY,
                "a priority with the sign turned",
                place.key().level());
        check(at + ".raised", place.raised() >= 0, "0 or more", place.raised());
        check(at + ".hops", place.hops() >= 0, "0 or more", place.hops());
        length(at + ".escalated", place.escalated());
        length(at + ".unstaffedDone", place.unstaffedDone());
        check(
                at + ".unstaffedSince",
                place.unstaffedSince() != null || place.unstaffedDone() == null,
                "there beside unstaffedDone",
                place.unstaffedSince());
    }

    private void length(String at, @Nullable Duration length) {
        Duration longest = ConversationPolicy.MAX_DURATION.multipliedBy(1_000);
        boolean fits = length == null || (!length.isNegative() && length.compareTo(longest) <= 0);
        check(at, fits, "a duration from zero", length);
    }

    private void known(String at, AgentId agent) {
        check(at, agents.containsKey(agent), "an agent of the state", agent);
    }

    private void wall(String at, @Nullable Instant instant) {
        if (instant != null) {
            problems.check(() -> Moment.wall(at, instant));
        }
    }

    private void check(String at, boolean holds, String expected, @Nullable Object found) {
        if (!holds) {
            problems.add(new InvalidValueException(at, expected, InvalidValueException.show(found)));
        }
    }
}
