package io.github.parlor.routing.live;

import io.github.parlor.id.AgentId;
import io.github.parlor.id.SessionId;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.routing.live.AgentWork.Held;
import io.github.parlor.routing.live.RoutingEvent.AssignedBy;
import io.github.parlor.routing.live.RoutingEvent.OverBecause;
import io.github.parlor.routing.live.RoutingEvent.StatusBecause;
import io.github.parlor.routing.live.RoutingEvent.WithdrawnBecause;
import io.github.parlor.routing.live.SessionWork.Offer;
import io.github.parlor.routing.live.SessionWork.Refused;
import io.github.parlor.routing.live.SessionWork.Stage;
import io.github.parlor.routing.plan.Capacity;
import io.github.parlor.routing.plan.Capacity.Phase;
import io.github.parlor.routing.plan.OfferPolicy;
import io.github.parlor.routing.plan.StatusPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a session comes to an agent and leaves again. The agent's capacity is taken first, then the session is claimed; who
 * loses the second gives the first back, and the agent is looked at again. Thread-safe and lock-free.
 */
final class Handover {
    private final Floor floor;
    private final InForce inForce;

    Handover(Floor floor, InForce inForce) {
        this.floor = floor;
        this.inForce = inForce;
    }

    /** Returns whether a session is to be offered to one more agent. */
    static boolean wantsOffer(SessionWork session, Judge.Way way) {
        return session.stage() == Stage.WAITING
                && session.offers().size() < way.offers().atOnce();
    }

    /**
     * Offers a session to an agent, if both are still what they were.
     *
     * @return false if one of them changed meanwhile
     */
    boolean offer(SessionCell cell, SessionWork was, Judge.Way way, Search.Candidate to, Judge judge, Pass pass) {
        long number = floor.nextHolding();
        if (!reserve(to.agent(), to.was(), was, way, number, Phase.OFFERED, judge, pass)) {
            return false;
        }
        AgentId agent = to.was().id();
        Instant expires = pass.now().plus(way.offers().timeout());
        SessionWork.Draft draft = was.draft();
        List<Offer> offers = new ArrayList<>(was.offers().size() + 1);
        offers.addAll(was.offers());
        offers.add(new Offer(agent, number, pass.now(), expires, to.suitability(), to.lastResort()));
        draft.offers = offers;
        draft.place = was.place().fullyDeclined() ? was.place().withFullyDeclined(false) : was.place();
        RoutingEvent offered = new RoutingEvent.Offered(
                was.id(), draft.event(), pass.now(), agent, number, expires, to.suitability(), to.lastResort());
        if (!floor.replace(cell, was, draft.done(), List.of(offered), pass)) {
            drop(to.agent(), number, pass);
            return false;
        }
        if (!to.agent().get().isAvailable()) {
            // Who stopped being available meanwhile may not have seen the offer among those to withdraw.
            withdraw(cell, number, WithdrawnBecause.AGENT_LEFT, pass);
        } else if (way.offers().autoAccept()) {
            accept(cell, agent, number, AssignedBy.AUTO_ACCEPT, pass);
        }
        return true;
    }

    /** Takes an agent's capacity, if the agent is still what he was. */
    private boolean reserve(
            AgentCell cell,
            AgentWork was,
            SessionWork session,
            Judge.Way way,
            long number,
            Phase phase,
            Judge judge,
            Pass pass) {
        AgentWork.Draft draft = was.draft();
        draft.held = with(
                was.held(),
                new Held(session.id(), way.queue().id(), way.demand().channel(), phase, number, pass.now(), null));
        draft.given = judge.limits()
                .given(
                        was.gifts(),
                        new Capacity.Given(way.queue().id(), way.demand().channel(), pass.now()));
        draft.lastGiven = floor.nextTurn();
        return floor.replace(cell, was, draft.done(), List.of(), pass);
    }

    /**
     * An agent accepts an offer.
     *
     * @return false if the offer is not open
     */
    boolean accept(SessionCell cell, AgentId agent, long offer, AssignedBy by, Pass pass) {
        SessionWork before = floor.change(
                cell,
                (was, draft, events) -> {
                    if (was.stage() != Stage.WAITING || !isOpen(was, agent, offer)) {
                        return false;
                    }
                    serve(was, draft, events, agent, offer, by, false, pass);
                    return true;
                },
                pass);
        if (before == null) {
            return false;
        }
        AgentCell winner = floor.agent(agent);
        if (winner != null) {
            floor.change(
                    winner,
                    (was, draft, events) -> {
                        draft.held = moved(was.held(), offer, Phase.OFFERED, Phase.ACTIVE, null);
                        draft.missed = 0;
                        return true;
                    },
                    pass);
        }
        dropOffers(before, offer, pass);
        return true;
    }

    private static boolean isOpen(SessionWork session, AgentId agent, long offer) {
        for (int i = 0; i < session.offers().size(); i++) {
            Offer open = session.offers().get(i);
            if (open.number() == offer && open.agent().equals(agent)) {
                return true;
            }
        }
        return false;
    }

    /** Lets an agent serve the session of a draft; its other offers are withdrawn. */
    private static void serve(
            SessionWork was,
            SessionWork.Draft draft,
            List<RoutingEvent> events,
            AgentId agent,
            long holding,
            AssignedBy by,
            boolean overLimit,
            Pass pass) {
        withdrawAll(was, draft, events, holding, WithdrawnBecause.TAKEN, pass);
        draft.stop(Stage.SERVED, pass.now());
        draft.owner = agent;
        draft.holding = holding;
        draft.until = null;
        events.add(new RoutingEvent.Assigned(was.id(), draft.event(), pass.now(), agent, by, overLimit));
    }

    /** Withdraws all offers of a draft but one. Their capacity is to be {@linkplain #dropOffers given back} afterwards. */
    static void withdrawAll(
            SessionWork was,
            SessionWork.Draft draft,
            List<RoutingEvent> events,
            long except,
            WithdrawnBecause because,
            Pass pass) {
        for (Offer offer : was.offers()) {
            if (offer.number() != except) {
                events.add(new RoutingEvent.Withdrawn(
                        was.id(), draft.event(), pass.now(), offer.agent(), offer.number(), because));
            }
        }
        draft.offers = List.of();
    }

    /** Gives back what the offers took that a session had, but one. */
    void dropOffers(SessionWork before, long except, Pass pass) {
        for (Offer offer : before.offers()) {
            AgentCell agent = floor.agent(offer.agent());
            if (offer.number() != except && agent != null) {
                drop(agent, offer.number(), pass);
            }
        }
    }

    /**
     * An agent gives a session to himself, who must be available and have room.
     *
     * @return what stands in the way, or empty if the agent has it
     */
    Optional<Obstacle> take(SessionCell cell, AgentCell agent, AssignedBy by, Pass pass) {
        while (true) {
            InForce.Judged judged = inForce.judged(cell, pass);
            AgentWork taker = agent.get();
            if (!taker.isAvailable()) {
                return Optional.of(
                        new Obstacle(Obstacle.Kind.STATUS, taker.status().name(), null));
            }
            if (judged == null) {
                return Optional.of(new Obstacle(Obstacle.Kind.ASKED, "", null));
            }
            SessionWork was = judged.work();
            Judge.Way way = judged.way();
            Judge judge = judged.judge();
            if (!judge.isEligible(way, taker.profile())) {
                Unmet unmet = Unmet.of(way, taker.profile());
                return Optional.of(
                        unmet == null
                                ? new Obstacle(
                                        Obstacle.Kind.GROUP,
                                        judge.plan().group(taker.profile()).name(),
                                        null)
                                : new Obstacle(Obstacle.Kind.REQUIREMENT, unmet.text(), null));
            }
            Optional<Offer> open = was.offerTo(taker.id());
            if (open.isPresent() && accept(cell, taker.id(), open.get().number(), by, pass)) {
                return Optional.empty();
            }
            Optional<Obstacle> room = judge.room(taker, way, pass.now());
            if (was.stage() != Stage.WAITING) {
                return Optional.of(new Obstacle(Obstacle.Kind.ASKED, "", null));
            }
            if (room.isPresent()) {
                return room;
            }
            long number = floor.nextHolding();
            if (open.isEmpty() && reserve(agent, taker, was, way, number, Phase.ACTIVE, judge, pass)) {
                SessionWork.Draft draft = was.draft();
                List<RoutingEvent> events = new ArrayList<>();
                serve(was, draft, events, taker.id(), number, by, false, pass);
                if (floor.replace(cell, was, draft.done(), events, pass)) {
                    dropOffers(was, number, pass);
                    return Optional.empty();
                }
                drop(agent, number, pass);
            }
        }
    }

    /**
     * Gives a session to an agent whatever the plan says. Whoever had it loses it.
     *
     * @param counted whether it takes capacity
     * @return false if the session has left
     */
    boolean force(SessionCell cell, AgentCell agent, boolean counted, Pass pass) {
        InForce.Judged judged = inForce.judged(cell, pass);
        if (judged == null) {
            return false;
        }
        long number = counted ? floor.nextHolding() : 0;
        AgentId to = agent.id();
        SessionWork session = judged.work();
        Judge.Way way = judged.way();
        Judge judge = judged.judge();
        Optional<Obstacle>[] over = newOver();
        if (counted) {
            floor.change(
                    agent,
                    (was, draft, events) -> {
                        over[0] = judge.room(was.apartFrom(session.id()), way, pass.now());
                        draft.held = with(
                                was.held(),
                                new Held(
                                        session.id(),
                                        way.queue().id(),
                                        way.demand().channel(),
                                        Phase.ACTIVE,
                                        number,
                                        pass.now(),
                                        null));
                        draft.given = judge.limits()
                                .given(
                                        was.gifts(),
                                        new Capacity.Given(
                                                way.queue().id(), way.demand().channel(), pass.now()));
                        draft.lastGiven = floor.nextTurn();
                        over[0].ifPresent(obstacle ->
                                standsOver(was, draft, events, OverBecause.FORCED, obstacle.detail(), pass));
                        return true;
                    },
                    pass);
        }
        SessionWork before = floor.change(
                cell,
                (was, draft, events) -> {
                    if (was.stage() == Stage.ENDED || was.stage() == Stage.LEFT) {
                        return false;
                    }
                    release(was, draft, events, pass);
                    serve(was, draft, events, to, number, AssignedBy.FORCE, over[0].isPresent(), pass);
                    return true;
                },
                pass);
        if (before == null) {
            drop(agent, number, pass);
            return false;
        }
        dropOffers(before, number, pass);
        dropOwner(before, pass);
        return true;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Optional<Obstacle>[] newOver() {
        return new Optional[] {Optional.empty()};
    }

    /** Notes that an agent stands above a limit. */
    static void standsOver(
            AgentWork was,
            AgentWork.Draft draft,
            List<RoutingEvent> events,
            OverBecause because,
            String limit,
            Pass pass) {
        Map<OverBecause, Integer> over = new EnumMap<>(OverBecause.class);
        over.putAll(draft.over);
        over.merge(because, 1, Integer::sum);
        draft.over = over;
        events.add(new RoutingEvent.StandsOver(was.id(), draft.event(), pass.now(), because, limit));
    }

    /**
     * An agent declines an offer.
     *
     * @return false if the offer is not open
     */
    boolean decline(SessionCell cell, AgentId agent, long offer, @Nullable String reason, Pass pass) {
        boolean declined = refuse(
                cell,
                agent,
                offer,
                pass,
                (id, number) -> new RoutingEvent.Declined(id, number, pass.now(), agent, offer, reason));
        AgentCell who = floor.agent(agent);
        if (declined && who != null) {
            floor.change(
                    who,
                    (was, draft, events) -> {
                        draft.missed = 0;
                        without(was, draft, offer);
                        return true;
                    },
                    pass);
            freed(who, pass);
        }
        return declined;
    }

    private interface Telling {
        RoutingEvent event(SessionId session, long number);
    }

    private boolean refuse(SessionCell cell, AgentId agent, long offer, Pass pass, Telling event) {
        pass.bar(cell.id(), agent);
        return floor.change(
                        cell,
                        (was, draft, events) -> {
                            if (!isOpen(was, agent, offer)) {
                                return false;
                            }
                            draft.offers = was.offers().stream()
                                    .filter(open -> open.number() != offer)
                                    .toList();
                            Map<AgentId, Refused> refusals = new HashMap<>(was.refusals());
                            Refused before = was.refusals().get(agent);
                            refusals.put(agent, new Refused(before == null ? 1 : before.count() + 1, pass.now()));
                            draft.refusals = refusals;
                            events.add(event.event(was.id(), draft.event()));
                            return true;
                        },
                        pass)
                != null;
    }

    /** Ends the offers of a session that were not answered in time. */
    void lapse(SessionCell cell, InForce.Judged judged, Pass pass) {
        StatusPolicy statuses = judged.judge().plan().statuses();
        for (Offer offer : judged.work().offers()) {
            if (!offer.expires().isAfter(pass.now())) {
                lapse(cell, offer, judged.way().offers(), statuses, pass);
            }
        }
    }

    private void lapse(SessionCell cell, Offer offer, OfferPolicy policy, StatusPolicy statuses, Pass pass) {
        boolean lapsed = refuse(
                cell,
                offer.agent(),
                offer.number(),
                pass,
                (id, number) -> new RoutingEvent.Lapsed(id, number, pass.now(), offer.agent(), offer.number()));
        AgentCell agent = floor.agent(offer.agent());
        if (!lapsed || agent == null) {
            return;
        }
        floor.change(
                agent,
                (was, draft, events) -> {
                    int missed = was.missed() + 1;
                    boolean applies = policy.appliesAfter(missed);
                    draft.missed = missed;
                    if (applies && policy.onMissed() == OfferPolicy.Missed.BLOCK_SLOT) {
                        draft.held = moved(was.held(), offer.number(), Phase.OFFERED, Phase.MISSED, null);
                        was.held(offer.number()).ifPresent(held -> draft.given = without(was.gifts(), held));
                    } else {
                        without(was, draft, offer.number());
                    }
                    if (applies && policy.onMissed() == OfferPolicy.Missed.SET_AWAY && was.isAvailable()) {
                        draft.status = AgentStatus.AWAY;
                        draft.chosen = AgentStatus.AWAY;
                        draft.reason = statuses.missedReason();
                        draft.missed = 0;
                        events.add(new RoutingEvent.StatusChanged(
                                was.id(),
                                draft.event(),
                                pass.now(),
                                AgentStatus.AWAY,
                                draft.reason,
                                StatusBecause.MISSED_OFFERS));
                    }
                    return true;
                },
                pass);
        withdrawOffersOf(agent, pass);
        freed(agent, pass);
    }

    /** Withdraws the open offers of an agent who is not available. */
    void withdrawOffersOf(AgentCell agent, Pass pass) {
        AgentWork work = agent.get();
        if (work.isAvailable()) {
            return;
        }
        for (Held held : work.held()) {
            SessionCell cell = held.phase() == Phase.OFFERED ? floor.session(held.session()) : null;
            if (cell != null) {
                withdraw(cell, held.number(), WithdrawnBecause.AGENT_LEFT, pass);
            }
        }
    }

    /** Takes one offer back. */
    private void withdraw(SessionCell cell, long number, WithdrawnBecause because, Pass pass) {
        SessionWork before = floor.change(
                cell,
                (was, draft, events) -> {
                    Optional<Offer> open = was.offers().stream()
                            .filter(each -> each.number() == number)
                            .findFirst();
                    open.ifPresent(offer -> {
                        draft.offers = was.offers().stream()
                                .filter(each -> each.number() != number)
                                .toList();
                        events.add(new RoutingEvent.Withdrawn(
                                was.id(), draft.event(), pass.now(), offer.agent(), number, because));
                    });
                    return open.isPresent();
                },
                pass);
        if (before != null) {
            for (Offer offer : before.offers()) {
                AgentCell agent = offer.number() == number ? floor.agent(offer.agent()) : null;
                if (agent != null) {
                    drop(agent, number, pass);
                }
            }
        }
    }

    /**
     * Takes the session of a draft from its owner, if it has one, and with it the advice that the owner asked for. Its
     * capacity is to be {@linkplain #dropOwner given back} afterwards.
     */
    static void release(SessionWork was, SessionWork.Draft draft, List<RoutingEvent> events, Pass pass) {
        endAdvice(was, draft, events, pass);
        if (was.owner() != null) {
            events.add(new RoutingEvent.Released(was.id(), draft.event(), pass.now(), was.owner()));
        }
        draft.owner = null;
        draft.holding = 0;
    }

    /** Ends all advice that is given about the session of a draft. */
    static void endAdvice(SessionWork was, SessionWork.Draft draft, List<RoutingEvent> events, Pass pass) {
        for (AgentId adviser : was.advisers()) {
            events.add(new RoutingEvent.ConsultEnded(was.id(), draft.event(), pass.now(), adviser));
        }
        draft.advisers = Set.of();
    }

    /** Gives back what the owner of a session held for it. */
    void dropOwner(SessionWork before, Pass pass) {
        AgentCell owner = before.owner() == null ? null : floor.agent(before.owner());
        if (owner != null) {
            drop(owner, before.holding(), pass);
        }
    }

    /** Gives back what an agent holds under a number. */
    void drop(AgentCell agent, long number, Pass pass) {
        floor.change(agent, (was, draft, events) -> without(was, draft, number), pass);
        freed(agent, pass);
    }

    /** Begins the wrap-up of what an agent holds under a number. */
    void wrapUp(AgentCell agent, long number, Duration length, Pass pass) {
        floor.change(
                agent,
                (was, draft, events) -> {
                    if (was.held(number).isEmpty()) {
                        return false;
                    }
                    draft.held = moved(
                            was.held(), number, null, Phase.WRAP_UP, pass.now().plus(length));
                    return true;
                },
                pass);
        freed(agent, pass);
    }

    /** Looks at an agent who may have room now, or may have finished what was left. */
    void freed(AgentCell agent, Pass pass) {
        pass.lookAt(agent);
        if (agent.get().status() != AgentStatus.DRAINING) {
            return;
        }
        if (!agent.get().held().isEmpty() || floor.ownedBy(agent.id()).findAny().isPresent()) {
            // What takes no capacity is not among what an agent holds.
            return;
        }
        floor.change(
                agent,
                (was, draft, events) -> {
                    if (was.status() != AgentStatus.DRAINING || !was.held().isEmpty()) {
                        return false;
                    }
                    draft.status = AgentStatus.GONE;
                    draft.chosen = AgentStatus.GONE;
                    draft.reason = null;
                    events.add(new RoutingEvent.StatusChanged(
                            was.id(), draft.event(), pass.now(), AgentStatus.GONE, null, StatusBecause.DRAINED));
                    return true;
                },
                pass);
    }

    private boolean without(AgentWork was, AgentWork.Draft draft, long number) {
        Optional<Held> held = was.held(number);
        if (held.isEmpty()) {
            return false;
        }
        draft.held = without(was.held(), number);
        if (draft.held.isEmpty()) {
            draft.lastFreed = floor.nextTurn();
        }
        if (held.get().phase() == Phase.OFFERED && !was.given().isEmpty()) {
            draft.given = without(was.gifts(), held.get());
        }
        return true;
    }

    /** Returns what is held apart from one. */
    static List<Held> without(List<Held> held, long number) {
        List<Held> kept = new ArrayList<>(held.size());
        for (int i = 0; i < held.size(); i++) {
            if (held.get(i).number() != number) {
                kept.add(held.get(i));
            }
        }
        return kept;
    }

    /** An offer that came to nothing is no session given. */
    private static Gifts without(Gifts given, Held held) {
        return given.without(new Capacity.Given(held.queue(), held.channel(), held.at()));
    }

    /** Returns what is held with one in another phase, if it is there and in the expected one. */
    static List<Held> moved(List<Held> held, long number, @Nullable Phase expected, Phase to, @Nullable Instant until) {
        List<Held> all = new ArrayList<>(held.size());
        for (int i = 0; i < held.size(); i++) {
            Held each = held.get(i);
            boolean moves = each.number() == number && (expected == null || each.phase() == expected);
            all.add(moves ? each.in(to, until) : each);
        }
        return all;
    }

    private static List<Held> with(List<Held> held, Held more) {
        List<Held> all = new ArrayList<>(held.size() + 1);
        all.addAll(held);
        all.add(more);
        return all;
    }
}
