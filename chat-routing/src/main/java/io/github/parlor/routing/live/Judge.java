package io.github.parlor.routing.live;

import io.github.parlor.id.AgentId;
import io.github.parlor.id.ChannelId;
import io.github.parlor.id.QueueId;
import io.github.parlor.id.SkillId;
import io.github.parlor.people.Agent;
import io.github.parlor.routing.plan.AgentGroup;
import io.github.parlor.routing.plan.AgentGroup.Preference;
import io.github.parlor.routing.plan.AgentOrder;
import io.github.parlor.routing.plan.Capacity;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.Escalation;
import io.github.parlor.routing.plan.Ladder;
import io.github.parlor.routing.plan.OfferPolicy;
import io.github.parlor.routing.plan.Queue;
import io.github.parlor.routing.plan.Requirement;
import io.github.parlor.routing.plan.RoutingPlan;
import io.github.parlor.routing.plan.RoutingPlan.Suitability;
import io.github.parlor.routing.plan.Scoring;
import io.github.parlor.routing.plan.WorkOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One version of the plan, and what follows from it for one agent and one session at one instant. Immutable and pure. */
final class Judge {
    /** Most ladders that are remembered. */
    private static final int MOST_LADDERS = 1_000;

    private final RoutingPlan plan;
    private final Table<Wanted, Remembered> ladders = new Table<>();
    private final long number;
    private final Map<String, ToIntFunction<Agent>> scorers;
    private final Limits limits;
    private final Map<QueueId, Queue> queues = new HashMap<>();
    private final Map<QueueId, List<Duration>> delays = new HashMap<>();
    private final List<Requirement.Named> named;
    private final Set<AgentId> anybodyNamed = new HashSet<>();
    private final List<String> scorersUsed;
    private final boolean tellsUnitsApart;
    private final boolean hasFurtherLimits;
    private final long leastUnits;

    /**
     * The ladder of demands that name nobody, and the one value for what they want.
     *
     * @param dropped by step, the skills that are no longer asked for; empty if that is not remembered
     */
    private record Remembered(Wanted wanted, Ladder ladder, List<Set<SkillId>> dropped) {}

    /**
     * What the plan makes of a demand.
     *
     * @param wanted one and the same for demands that are met often
     * @param personal how many steps of the ladder are for a named or a last agent
     * @param asksForStaff whether the queue does something when nobody is there who could ever serve the session
     */
    record Way(
            long plan,
            Demand demand,
            Wanted wanted,
            Queue queue,
            Ladder ladder,
            OfferPolicy offers,
            Capacity.Load load,
            int personal,
            boolean asksForStaff) {}

    Judge(RoutingPlan plan, long number, Map<String, ToIntFunction<Agent>> scorers) {
        this.plan = plan;
        this.number = number;
        this.scorers = scorers;
        limits = new Limits(plan.capacity().limits());
        plan.queues().forEach(queue -> queues.put(queue.id(), queue));
        plan.queues().forEach(queue -> delays.put(queue.id(), delays(plan, queue)));
        named = Stream.of(
                        plan.queues().stream().flatMap(Judge::requirements),
                        plan.groups().stream().map(AgentGroup::members))
                .flatMap(each -> each)
                .flatMap(Requirement::tree)
                .filter(Requirement.Named.class::isInstance)
                .map(Requirement.Named.class::cast)
                .distinct()
                .toList();
        named.forEach(each -> anybodyNamed.addAll(each.agents()));
        scorersUsed = List.copyOf(plan.scorers());
        Capacity capacity = plan.capacity();
        List<Capacity.Load> loads = new ArrayList<>(capacity.channels().values());
        loads.add(capacity.others());
        tellsUnitsApart =
                loads.stream().mapToInt(Capacity.Load::units).distinct().count() > 1;
        hasFurtherLimits = !capacity.limits().isEmpty() || loads.stream().anyMatch(load -> load.alongside() != null);
        leastUnits = loads.stream().mapToInt(Capacity.Load::units).min().orElse(0);
    }

    private static List<Duration> delays(RoutingPlan plan, Queue queue) {
        return plan.groups().stream()
                .flatMap(group -> group.preference(queue.id()).stream())
                .map(Preference::delay)
                .filter(delay -> !delay.isZero())
                .distinct()
                .sorted()
                .toList();
    }

    private static Stream<Requirement> requirements(Queue queue) {
        Stream<Requirement> points = queue.scoring() instanceof Scoring.Points all
                ? all.entries().stream().map(Scoring.Points.Entry::requirement)
                : Stream.empty();
        return Stream.of(
                        Stream.of(queue.ladder().always()),
                        queue.ladder().steps().stream().map(Ladder.Step::requirement),
                        points)
                .flatMap(each -> each);
    }

    /** Returns the agents whom a requirement names. */
    static Set<AgentId> named(Requirement requirement) {
        if (requirement instanceof Requirement.Anyone) {
            return Set.of();
        }
        return Requirement.tree(requirement)
                .filter(Requirement.Named.class::isInstance)
                .flatMap(each -> ((Requirement.Named) each).agents().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the queue with this id, or null if it is none of the plan. */
    @Nullable
    Queue queue(QueueId id) {
        return queues.get(id);
    }

    /** Returns what agents of one kind have in common. */
    Kind.Key kindOf(Agent agent) {
        List<Integer> meets = new ArrayList<>();
        for (int i = 0; i < named.size() && anybodyNamed.contains(agent.id()); i++) {
            if (named.get(i).meets(agent)) {
                meets.add(i);
            }
        }
        List<Integer> scores = scorersUsed.stream()
                .map(name -> new Scoring.Custom(name).score(agent, plan::breadth, scorers))
                .toList();
        return new Kind.Key(agent.teams(), agent.skills(), agent.capacityUnits(), meets, scores);
    }

    int score(Queue queue, Agent agent) {
        return queue.scoring().score(agent, plan::breadth, scorers);
    }

    /** Returns the delays that groups have for a queue, the shortest first, without zero. */
    List<Duration> delays(QueueId queue) {
        return delays.getOrDefault(queue, List.of());
    }

    /** Returns the limits beside units. */
    Limits limits() {
        return limits;
    }

    /** Returns whether sessions differ in the units they take. */
    boolean tellsUnitsApart() {
        return tellsUnitsApart;
    }

    /** Returns whether anything but units keeps an agent from holding more. */
    boolean hasFurtherLimits() {
        return hasFurtherLimits;
    }

    /** Returns the units of the smallest session. */
    long leastUnits() {
        return leastUnits;
    }

    private Capacity.Load load(ChannelId channel) {
        Capacity capacity = plan.capacity();
        return capacity.channels().isEmpty() ? capacity.others() : capacity.load(channel);
    }

    /** Returns the units that an agent uses. */
    long used(AgentWork agent) {
        long used = 0;
        List<AgentWork.Held> all = agent.held();
        // By index: this is asked most of all, and an iterator would be most of what is allocated.
        for (int i = 0; i < all.size(); i++) {
            AgentWork.Held held = all.get(i);
            used += load(held.channel()).units(held.phase());
        }
        return used;
    }

    /**
     * Returns a negative number if of two agents who fit equally well the first is asked first, as the plan's {@link
     * AgentOrder} says.
     *
     * @param used the units that the first agent uses
     * @param weight that of the first agent's group for the queue
     */
    int compare(AgentWork one, long used, int weight, AgentWork other, long otherUsed, int otherWeight, long turns) {
        int order = switch (plan.agentOrder()) {
            case LOAD_RATIO ->
                Long.compare(
                        used * Math.max(1, other.profile().capacityUnits()),
                        otherUsed * Math.max(1, one.profile().capacityUnits()));
            case ROUND_ROBIN -> 0;
            case LONGEST_IDLE -> {
                int bySessions = Integer.compare(one.held().size(), other.held().size());
                boolean idle = one.held().isEmpty() && other.held().isEmpty();
                yield bySessions != 0 || !idle ? bySessions : Long.compare(one.lastFreed(), other.lastFreed());
            }
            case MOST_FREE_UNITS ->
                Long.compare(
                        Math.max(1, other.profile().capacityUnits()) - otherUsed,
                        Math.max(1, one.profile().capacityUnits()) - used);
            case WEIGHTED -> Long.compare(otherWeight * since(other, turns), weight * since(one, turns));
        };
        order = order != 0 ? order : Long.compare(one.lastGiven(), other.lastGiven());
        return order != 0 ? order : Long.compare(one.number(), other.number());
    }

    /** Returns the weight of an agent's group for a queue. */
    int weight(Agent agent, QueueId queue) {
        return plan.group(agent).preference(queue).orElse(Preference.DEFAULT).weight();
    }

    private static long since(AgentWork agent, long turns) {
        return agent.lastGiven() == 0 ? AgentOrder.Candidate.MAX_SINCE : turns - agent.lastGiven();
    }

    private static boolean asksForStaff(Queue queue) {
        for (Escalation each : queue.escalations()) {
            if (each.when() instanceof Escalation.Condition.Unstaffed) {
                return true;
            }
        }
        return false;
    }

    RoutingPlan plan() {
        return plan;
    }

    long number() {
        return number;
    }

    Way way(Demand demand) {
        Queue known = queue(demand.queue());
        Queue queue = known == null ? plan.queue(demand.queue()) : known;
        int personal = (demand.named() == null ? 0 : 1) + (demand.last() == null ? 0 : 1);
        Remembered remembered = remembered(demand);
        boolean plain = personal == 0 && demand.excluded().isEmpty();
        return new Way(
                number,
                demand,
                remembered.wanted(),
                queue,
                plain ? remembered.ladder() : plan.ladder(demand, queue),
                plan.offers(queue),
                plan.capacity().load(demand.channel()),
                personal,
                asksForStaff(queue));
    }

    private Remembered remembered(Demand demand) {
        Wanted wanted = new Wanted(demand);
        Remembered known = ladders.get(wanted);
        if (known == null) {
            Demand plain = demand.withNamed(null).withLast(null).withExcluded(Set.of());
            Ladder ladder = plan.ladder(plain);
            if (ladders.size() >= MOST_LADDERS) {
                return new Remembered(wanted, ladder, List.of());
            }
            List<Set<SkillId>> dropped = IntStream.range(0, ladder.steps().size())
                    .mapToObj(ladder::dropped)
                    .toList();
            known = ladders.putIfAbsent(wanted, new Remembered(wanted, ladder, dropped));
        }
        return known;
    }

    /** Returns the skills that a step of the ladder no longer asks for. */
    Set<SkillId> dropped(Demand demand, int step) {
        if (demand.named() != null || demand.last() != null) {
            // The first step names somebody, and asks for no skill but those that all steps ask for.
            return Set.of();
        }
        Remembered known = remembered(demand);
        return known.dropped().isEmpty()
                ? known.ladder().dropped(step)
                : known.dropped().get(step);
    }

    /** Returns the demand in a queue that the plan has: its own, or the first one. */
    Demand inPlan(Demand demand) {
        return queue(demand.queue()) != null
                ? demand
                : demand.withQueue(plan.queues().get(0).id());
    }

    WorkOrder.Key key(Demand demand, int raised, Instant orderedFrom) {
        int priority = Math.min(WorkOrder.MAX_PRIORITY, demand.priority() + raised);
        Queue queue = queues.get(demand.queue());
        if (queue == null || priority != demand.priority()) {
            return plan.key(demand.withPriority(priority), orderedFrom);
        }
        return plan.key(demand, queue, orderedFrom);
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

    /** Returns whether an agent is there who may ever serve a session. */
    boolean couldServe(AgentWork agent, Way way) {
        return agent.isAvailable() && isEligible(way, agent.profile());
    }

    /** Returns whether it may matter to a waiting session at once who comes or goes. */
    static boolean watchesStaff(SessionWork session, Way way) {
        return !session.refusals().isEmpty()
                || way.asksForStaff()
                || way.ladder().steps().get(session.place().step().step()).skippable();
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
        if (hasRoom(agent, way, now)) {
            return Optional.empty();
        }
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

    /** Returns whether nothing keeps an agent from holding one more. */
    boolean hasRoom(AgentWork agent, Way way, Instant now) {
        if (used(agent) + way.load().units() > agent.profile().capacityUnits()) {
            return false;
        }
        return !hasFurtherLimits
                || (standsBeside(agent, way.demand().channel())
                        && limits.reached(
                                        agent,
                                        limits.counting(
                                                way.queue().id(), way.demand().channel()),
                                        now)
                                == 0);
    }

    /** Returns whether a session of a channel may be given to who holds what the agent holds. */
    boolean standsBeside(AgentWork agent, ChannelId channel) {
        List<AgentWork.Held> all = agent.held();
        for (int i = 0; i < all.size(); i++) {
            AgentWork.Held held = all.get(i);
            if (held.phase() != Capacity.Phase.PARKED
                    && !held.channel().equals(channel)
                    && !plan.capacity().load(held.channel()).allows(channel)) {
                return false;
            }
        }
        return true;
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
        SessionWork.Place place = session.place();
        Instant first = earlier(null, place.step().until(), now);
        for (int i = 0; i < session.offers().size(); i++) {
            first = earlier(first, session.offers().get(i).expires(), now);
        }
        if (!way.queue().escalations().isEmpty()) {
            first = earlier(first, escalation(place, way.queue()), now);
            for (Escalation each : way.queue().escalations()) {
                if (place.unstaffedSince() != null && each.when() instanceof Escalation.Condition.Unstaffed unstaffed) {
                    first = earlier(first, place.unstaffedSince().plus(unstaffed.atLeast()), now);
                }
            }
        }
        if (place.since().isAfter(now)) {
            first = earlier(first, place.since(), now);
        }
        List<Duration> delays = delays(way.queue().id());
        for (int i = 0; i < delays.size(); i++) {
            first = earlier(first, place.since().plus(delays.get(i)), now);
        }
        if (!session.refusals().isEmpty()) {
            for (SessionWork.Refused refused : session.refusals().values()) {
                first = earlier(first, refused.last().plus(way.offers().coolDown()), now);
            }
        }
        return first;
    }

    private static @Nullable Instant escalation(SessionWork.Place place, Queue queue) {
        return queue.nextWait(place.escalated())
                .map(wait -> place.since().plus(wait))
                .orElse(null);
    }

    /** Returns the earlier of the two instants, as far as they are after now. */
    private static @Nullable Instant earlier(@Nullable Instant first, @Nullable Instant other, Instant now) {
        return other == null || !other.isAfter(now) || (first != null && first.isBefore(other)) ? first : other;
    }

    /** Returns the first instant after now at which the time alone may change something for an agent; null for never. */
    @Nullable
    Instant due(AgentWork agent, Instant now) {
        Instant first = null;
        List<AgentWork.Held> all = agent.held();
        for (int i = 0; i < all.size(); i++) {
            first = earlier(first, all.get(i).until(), now);
        }
        if (agent.lostSince() != null) {
            first = earlier(first, agent.lostSince().plus(plan.statuses().grace()), now);
        }
        return earlier(first, limits.due(agent, now), now);
    }
}
