package io.github.parlor.routing.live;

import io.github.parlor.id.AgentId;
import io.github.parlor.id.QueueId;
import io.github.parlor.people.Agent;
import io.github.parlor.routing.plan.AgentGroup;
import io.github.parlor.routing.plan.AgentGroup.Preference;
import io.github.parlor.routing.plan.AgentOrder;
import io.github.parlor.routing.plan.Capacity;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.Escalation;
import io.github.parlor.routing.plan.Ladder;
import io.github.parlor.routing.plan.Limit;
import io.github.parlor.routing.plan.OfferPolicy;
import io.github.parlor.routing.plan.Queue;
import io.github.parlor.routing.plan.RoutingPlan;
import io.github.parlor.routing.plan.RoutingPlan.Suitability;
import io.github.parlor.routing.plan.WorkOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** One version of the plan, and what follows from it for one agent and one session at one instant. Immutable and pure. */
final class Judge {
    private final RoutingPlan plan;
    private final long number;
    private final Map<String, ToIntFunction<Agent>> scorers;
    private final boolean dependsOnStaff;
    private final Duration memory;

    /**
     * What the plan makes of a demand.
     *
     * @param personal how many steps of the ladder are for a named or a last agent
     */
    record Way(
            long plan,
            Demand demand,
            Queue queue,
            Ladder ladder,
            OfferPolicy offers,
            Capacity.Load load,
            int personal) {}

    Judge(RoutingPlan plan, long number, Map<String, ToIntFunction<Agent>> scorers) {
        this.plan = plan;
        this.number = number;
        this.scorers = scorers;
        dependsOnStaff = plan.queues().stream().anyMatch(Judge::dependsOnStaff);
        Duration longest = Duration.ZERO;
        for (Limit limit : plan.capacity().limits()) {
            Duration needed = limit instanceof Limit.Rate rate
                    ? rate.window()
                    : limit instanceof Limit.Daily ? Duration.ofDays(2) : Duration.ZERO;
            longest = needed.compareTo(longest) > 0 ? needed : longest;
        }
        memory = longest;
    }

    private static boolean dependsOnStaff(Queue queue) {
        // Nobody waits for a named or a last agent who is not there.
        return !queue.namedPatience().isZero()
                || !queue.lastPatience().isZero()
                || queue.ladder().steps().stream().anyMatch(Ladder.Step::skippable)
                || queue.escalations().stream().anyMatch(each -> each.when() instanceof Escalation.Condition.Unstaffed);
    }

    RoutingPlan plan() {
        return plan;
    }

    long number() {
        return number;
    }

    /** Returns whether it matters to waiting sessions who is there. */
    boolean dependsOnStaff() {
        return dependsOnStaff;
    }

    Way way(Demand demand) {
        Queue queue = plan.queue(demand.queue());
        int personal = (demand.named() == null ? 0 : 1) + (demand.last() == null ? 0 : 1);
        return new Way(
                number,
                demand,
                queue,
                plan.ladder(demand),
                plan.offers(queue),
                plan.capacity().load(demand.channel()),
                personal);
    }

    /** Returns the demand in a queue that the plan has: its own, or the first one. */
    Demand inPlan(Demand demand) {
        return plan.find(demand.queue()).isPresent()
                ? demand
                : demand.withQueue(plan.queues().get(0).id());
    }

    WorkOrder.Key key(Demand demand, int raised, Instant orderedFrom) {
        int priority = Math.min(WorkOrder.MAX_PRIORITY, demand.priority() + raised);
        return plan.key(demand.withPriority(priority), orderedFrom);
    }

    /** Returns how well an agent suits a session, empty if the agent never serves it. */
    Optional<Suitability> suitability(Way way, Agent agent) {
        OptionalInt tier = way.ladder().tier(agent);
        if (tier.isEmpty()) {
            return Optional.empty();
        }
        return plan.group(agent)
                .preference(way.queue().id())
                .map(preference -> new Suitability(
                        tier.getAsInt(),
                        preference.rank(),
                        way.queue().scoring().score(agent, plan::breadth, scorers)));
    }

    /** Returns whether an agent may ever serve a session. */
    boolean isEligible(Way way, Agent agent) {
        return way.ladder().tier(agent).isPresent()
                && plan.group(agent).preference(way.queue().id()).isPresent();
    }

    /** Returns the first thing that keeps an agent from being offered a session; empty if there is none. */
    Optional<Obstacle> obstacle(AgentWork agent, SessionWork session, Way way, Instant now) {
        if (!agent.isAvailable()) {
            return found(Obstacle.Kind.STATUS, agent.status().name(), null);
        }
        OptionalInt tier = way.ladder().tier(agent.profile());
        if (tier.isEmpty()) {
            return found(Obstacle.Kind.REQUIREMENT, "", null);
        }
        AgentGroup group = plan.group(agent.profile());
        Preference preference = group.preference(way.queue().id()).orElse(null);
        if (preference == null) {
            return found(Obstacle.Kind.GROUP, group.name(), null);
        }
        Ladder.Position step = session.place().step();
        if (tier.getAsInt() > step.step()) {
            return found(Obstacle.Kind.STEP, String.valueOf(tier.getAsInt()), opening(way, step, tier.getAsInt()));
        }
        if (!preference.admits(session.place().since(), now)) {
            return found(Obstacle.Kind.DELAY, "", session.place().since().plus(preference.delay()));
        }
        Optional<SessionWork.Offer> open = session.offerTo(agent.id());
        if (open.isPresent()) {
            return found(Obstacle.Kind.ASKED, "", open.get().expires());
        }
        Optional<Obstacle> refused = refused(agent, session, way, now);
        return refused.isPresent() ? refused : room(agent, way, now);
    }

    /** Returns when a session comes to a step by time alone, if those who are there stay; null if unknown. */
    private static @Nullable Instant opening(Way way, Ladder.Position from, int step) {
        Instant at = from.until();
        for (int i = from.step() + 1; i < step && at != null; i++) {
            Duration stay = way.ladder().steps().get(i).stay();
            at = stay == null ? null : at.plus(stay);
        }
        return at;
    }

    private static Optional<Obstacle> refused(AgentWork agent, SessionWork session, Way way, Instant now) {
        SessionWork.Refused refused = session.refusals().get(agent.id());
        if (refused == null) {
            return Optional.empty();
        }
        if (!way.offers().mayOffer(0, refused.last(), now, false)) {
            return found(
                    Obstacle.Kind.COOL_DOWN,
                    "",
                    refused.last().plus(way.offers().coolDown()));
        }
        return way.offers().mayOffer(refused.count(), refused.last(), now, false)
                ? Optional.empty()
                : found(Obstacle.Kind.DECLINE_LIMIT, String.valueOf(refused.count()), null);
    }

    /** Returns whether an obstacle is one that the last resort overcomes: nobody else may still accept the session. */
    static boolean yieldsToLastResort(Obstacle obstacle, SessionWork session, Way way) {
        return obstacle.kind() == Obstacle.Kind.DECLINE_LIMIT
                && way.offers().lastResort()
                && session.offers().stream().allMatch(SessionWork.Offer::lastResort);
    }

    /** Returns what keeps an agent from holding one more; empty if there is room. */
    Optional<Obstacle> room(AgentWork agent, Way way, Instant now) {
        return plan.capacity()
                .obstacle(
                        agent.profile(),
                        agent.holdings(),
                        agent.given(),
                        way.queue().id(),
                        way.demand().channel(),
                        now)
                .map(Judge::of);
    }

    private static Obstacle of(Capacity.Obstacle obstacle) {
        Obstacle.Kind kind = Obstacle.Kind.valueOf(obstacle.kind().name());
        return new Obstacle(kind, obstacle.name(), obstacle.until());
    }

    private static Optional<Obstacle> found(Obstacle.Kind kind, String detail, @Nullable Instant until) {
        return Optional.of(new Obstacle(kind, detail, until));
    }

    /** Returns an agent as the order among agents who fit equally well sees it. */
    AgentOrder.Candidate candidate(AgentWork agent, QueueId queue, long turns) {
        List<Capacity.Holding> holdings = agent.holdings();
        int weight = plan.group(agent.profile())
                .preference(queue)
                .orElse(Preference.DEFAULT)
                .weight();
        int used = (int) Math.min(2L * Agent.MAX_CAPACITY_UNITS, plan.capacity().used(holdings));
        int sessions = holdings.size();
        long since = agent.lastGiven() == 0 ? AgentOrder.Candidate.MAX_SINCE : turns - agent.lastGiven();
        long free = sessions > 0 ? 0 : turns - agent.lastFreed();
        return new AgentOrder.Candidate(
                used, Math.max(1, agent.profile().capacityUnits()), sessions, since, free, weight);
    }

    /**
     * Returns a negative number if an agent takes the first of two sessions rather than the second: one that waits for just
     * this agent comes before all others, then the plan decides.
     */
    int compare(AgentWork agent, SessionWork one, Way oneWay, SessionWork other, Way otherWay, Instant now) {
        boolean personal = isPersonal(agent.id(), one, oneWay);
        boolean otherPersonal = isPersonal(agent.id(), other, otherWay);
        if (personal != otherPersonal) {
            return personal ? -1 : 1;
        }
        return plan.order(plan.group(agent.profile()), now).compare(one.work(), other.work());
    }

    private static boolean isPersonal(AgentId agent, SessionWork session, Way way) {
        return session.place().step().step() < way.personal()
                && (agent.equals(way.demand().named())
                        || agent.equals(way.demand().last()));
    }

    /** Returns the first instant after now at which the time alone may change something for a session; null for never. */
    @Nullable
    Instant due(SessionWork session, Way way, Instant now) {
        if (session.stage() == SessionWork.Stage.CALLBACK || session.stage() == SessionWork.Stage.LEFT) {
            return session.until();
        }
        if (session.stage() != SessionWork.Stage.WAITING) {
            return null;
        }
        List<Instant> dues = new ArrayList<>();
        session.offers().forEach(offer -> dues.add(offer.expires()));
        SessionWork.Place place = session.place();
        if (place.step().until() != null) {
            dues.add(place.step().until());
        }
        way.queue()
                .nextWait(place.escalated())
                .ifPresent(wait -> dues.add(place.since().plus(wait)));
        if (place.unstaffedSince() != null) {
            for (Escalation each : way.queue().escalations()) {
                if (each.when() instanceof Escalation.Condition.Unstaffed unstaffed) {
                    dues.add(place.unstaffedSince().plus(unstaffed.atLeast()));
                }
            }
        }
        for (AgentGroup group : plan.groups()) {
            group.preference(way.queue().id())
                    .ifPresent(preference -> dues.add(place.since().plus(preference.delay())));
        }
        session.refusals()
                .values()
                .forEach(refused -> dues.add(refused.last().plus(way.offers().coolDown())));
        return dues.stream()
                .filter(due -> due.isAfter(now))
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** Returns the first instant after now at which the time alone may change something for an agent; null for never. */
    @Nullable
    Instant due(AgentWork agent, Instant now) {
        List<Instant> dues = new ArrayList<>();
        agent.held().forEach(held -> {
            if (held.until() != null) {
                dues.add(held.until());
            }
        });
        if (agent.lostSince() != null) {
            dues.add(agent.lostSince().plus(plan.statuses().grace()));
        }
        for (Limit limit : plan.capacity().limits()) {
            if (limit instanceof Limit.Rate rate) {
                agent.given().forEach(given -> dues.add(given.at().plus(rate.window())));
            } else if (limit instanceof Limit.Daily daily) {
                dues.add(now.atZone(daily.zone())
                        .toLocalDate()
                        .plusDays(1)
                        .atStartOfDay(daily.zone())
                        .toInstant());
            }
        }
        return dues.stream()
                .filter(due -> due.isAfter(now))
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** Returns what was given with one more, and without what no limit counts any more. */
    List<Capacity.Given> given(List<Capacity.Given> before, Capacity.Given more) {
        if (memory.isZero()) {
            return List.of();
        }
        Instant from = more.at().minus(memory);
        List<Capacity.Given> kept = new ArrayList<>();
        before.stream().filter(each -> !each.at().isBefore(from)).forEach(kept::add);
        kept.add(more);
        return kept;
    }
}
