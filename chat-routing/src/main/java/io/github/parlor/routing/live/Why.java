package io.github.parlor.routing.live;

import io.github.parlor.dispatch.Availability;
import io.github.parlor.dispatch.Availability.Reason;
import io.github.parlor.dispatch.Estimate;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.QueueId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.routing.live.Explanation.Row;
import io.github.parlor.routing.live.SessionWork.Stage;
import io.github.parlor.routing.plan.AgentGroup;
import io.github.parlor.routing.plan.Capacity;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.Escalation.Action;
import io.github.parlor.routing.plan.Escalation.Condition;
import io.github.parlor.routing.plan.Ladder;
import io.github.parlor.routing.plan.Queue;
import io.github.parlor.routing.plan.Requirement;
import io.github.parlor.routing.plan.RoutingPlan.Suitability;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What follows from one version of the plan, at one instant, for those who ask why. Immutable and pure. */
final class Why {
    /** More room than this at one agent is not counted. */
    private static final int MAX_SLOTS = 1_000;

    private final Judge judge;
    private final long turns;
    private final Instant now;

    /** What decides who may ever serve a demand. */
    private record Kind(
            QueueId queue,
            Requirement required,
            Set<AgentId> excluded,
            @Nullable AgentId named,
            @Nullable AgentId last) {
        static Kind of(Demand demand) {
            return new Kind(demand.queue(), demand.required(), demand.excluded(), demand.named(), demand.last());
        }
    }

    private Why(Judge judge, long turns, Instant now) {
        this.judge = judge;
        this.turns = turns;
        this.now = now;
    }

    static Why of(Judge judge, long turns, Instant now) {
        return new Why(judge, turns, now);
    }

    Explanation explain(SessionWork session, Collection<AgentWork> agents) {
        return explain(session, agents, agent -> false);
    }

    /**
     * Explains a session.
     *
     * @param barred who is not asked again within this very call
     */
    Explanation explain(SessionWork session, Collection<AgentWork> agents, Predicate<AgentId> barred) {
        Judge.Way way = judge.way(judge.inPlan(session.demand()));
        return new Explanation(
                session.id(),
                now,
                session.stage(),
                way.queue().id(),
                session.place().step().step(),
                way.ladder().steps().size(),
                session.place().key(),
                session.offers().size(),
                way.offers().atOnce(),
                session.owner(),
                judge.due(session, way, now),
                session.stage() == Stage.WAITING ? rows(session, way, agents, barred) : List.of());
    }

    private List<Row> rows(
            SessionWork session, Judge.Way way, Collection<AgentWork> agents, Predicate<AgentId> barred) {
        Map<AgentId, Long> numbers = agents.stream().collect(Collectors.toMap(AgentWork::id, AgentWork::number));
        List<Row> free = new ArrayList<>();
        List<Row> hindered = new ArrayList<>();
        for (AgentWork agent : agents) {
            Row row = row(agent, session, way, barred.test(agent.id()));
            (row.obstacle() == null ? free : hindered).add(row);
        }
        free.sort(Comparator.comparing(Row::lastResort)
                .thenComparing(Row::suitability, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(Row::load, judge.plan().agentOrder()::compare)
                .thenComparing(row -> numbers.getOrDefault(row.agent(), 0L)));
        hindered.sort(Comparator.comparing(Row::agent));
        List<Row> rows = new ArrayList<>();
        for (Row row : free) {
            rows.add(
                    new Row(row.agent(), null, rows.size() + 1, row.lastResort(), null, row.suitability(), row.load()));
        }
        rows.addAll(hindered);
        return rows;
    }

    private Row row(AgentWork agent, SessionWork session, Judge.Way way, boolean barred) {
        Optional<Obstacle> first = judge.obstacle(agent, session, way, now);
        // As if nobody else were asked: whether others are, the explanation says for the session as a whole.
        boolean lastResort = first.isPresent() && Judge.yieldsToLastResort(first.get(), apart(session), way);
        Optional<Obstacle> obstacle = lastResort ? judge.room(agent, way, now) : first;
        if (obstacle.isEmpty() && barred) {
            obstacle = Optional.of(new Obstacle(Obstacle.Kind.COOL_DOWN, "", now));
        }
        Suitability suitability = judge.suitability(way, agent.profile()).orElse(null);
        Unmet unmet = suitability != null ? null : Unmet.of(way, agent.profile());
        if (unmet != null && obstacle.isPresent() && obstacle.get().kind() == Obstacle.Kind.REQUIREMENT) {
            obstacle = Optional.of(new Obstacle(Obstacle.Kind.REQUIREMENT, unmet.text(), null));
        }
        return new Row(
                agent.id(),
                obstacle.orElse(null),
                obstacle.isPresent() ? 0 : 1,
                lastResort && obstacle.isEmpty(),
                unmet,
                suitability,
                judge.candidate(agent, way.queue().id(), turns));
    }

    private static SessionWork apart(SessionWork session) {
        SessionWork.Draft draft = session.draft();
        draft.offers = List.of();
        return draft.done();
    }

    /** Says where a waiting session stands. */
    Standing standing(
            SessionWork session, Collection<SessionWork> waiting, List<AgentWork> agents, RecentWaits recent) {
        List<AgentWork> there = agents.stream()
                .filter(agent -> agent.status() != AgentStatus.GONE)
                .toList();
        Judge.Way way = judge.way(judge.inPlan(session.demand()));
        Map<Kind, BitSet> servers = new HashMap<>();
        BitSet own = servers(session.demand(), there, servers);
        int ahead = 0;
        int together = 1;
        Map<Kind, List<AgentGroup>> groups = new HashMap<>();
        for (SessionWork other : waiting) {
            if (other.number() == session.number()) {
                continue;
            }
            List<AgentGroup> shared = groups.computeIfAbsent(
                    Kind.of(other.demand()), kind -> shared(own, servers(other.demand(), there, servers), there));
            if (!shared.isEmpty()) {
                together++;
                boolean first = shared.stream()
                        .anyMatch(group -> judge.plan().order(group, now).compare(other.work(), session.work()) < 0);
                ahead += first ? 1 : 0;
            }
        }
        int couldServe = (int) agents.stream()
                .filter(each -> each.isAvailable() && judge.isEligible(way, each.profile()))
                .count();
        boolean asked = !session.offers().isEmpty()
                || agents.stream()
                        .anyMatch(each -> row(each, session, way, false).obstacle() == null);
        return new Standing(
                session.id(), ahead + 1, together, couldServe, expected(asked, couldServe, session.demand(), recent));
    }

    private Estimate expected(boolean immediate, int couldServe, Demand demand, RecentWaits recent) {
        if (immediate) {
            return Estimate.immediate(now);
        }
        return couldServe == 0 ? Estimate.unknown(now) : recent.estimate(demand, now);
    }

    private BitSet servers(Demand demand, List<AgentWork> there, Map<Kind, BitSet> known) {
        return known.computeIfAbsent(Kind.of(demand), kind -> {
            Judge.Way way = judge.way(judge.inPlan(demand));
            BitSet servers = new BitSet();
            for (int i = 0; i < there.size(); i++) {
                servers.set(i, judge.isEligible(way, there.get(i).profile()));
            }
            return servers;
        });
    }

    private List<AgentGroup> shared(BitSet one, BitSet other, List<AgentWork> there) {
        BitSet both = (BitSet) one.clone();
        both.and(other);
        return both.stream()
                .mapToObj(i -> judge.plan().group(there.get(i).profile()))
                .distinct()
                .toList();
    }

    /** Says what would become of a session that asked now. */
    Reachability reachability(
            Demand asked, List<AgentWork> agents, ToIntFunction<QueueId> waiting, RecentWaits recent) {
        Demand demand = asked;
        for (int hop = 0; ; hop++) {
            Judge.Way way = judge.way(demand);
            List<AgentWork> able = able(way, agents);
            int before = waiting.applyAsInt(demand.queue());
            Action action = way.queue()
                    .onArrival(now, before, !able.isEmpty(), way.queue().priority() + demand.priority())
                    .orElse(null);
            if (action == null || action instanceof Action.Raise) {
                return taken(demand, way, able, agents, before, recent);
            }
            if (!(action instanceof Action.Move move) || hop == judge.plan().maxHops()) {
                return closed(way.queue(), reason(way.queue(), before, able), able.size(), before);
            }
            demand = demand.withQueue(move.to());
        }
    }

    private List<AgentWork> able(Judge.Way way, List<AgentWork> agents) {
        return agents.stream()
                .filter(agent -> agent.isAvailable() && judge.isEligible(way, agent.profile()))
                .toList();
    }

    private Reason reason(Queue queue, int waiting, List<AgentWork> able) {
        if (isShut(queue)) {
            return Reason.OUT_OF_HOURS;
        }
        boolean full = queue.escalations().stream()
                .anyMatch(each -> each.when() instanceof Condition.Length length && waiting >= length.most());
        return full || !able.isEmpty() ? Reason.FULL : Reason.NOBODY_THERE;
    }

    private boolean isShut(Queue queue) {
        return queue.hours() != null && !queue.hours().isOpen(now);
    }

    private Reachability closed(Queue queue, Reason reason, int able, int waiting) {
        Instant next = queue.hours() == null || !isShut(queue)
                ? null
                : queue.hours().nextOpen(now).orElse(null);
        return new Reachability(new Availability.Closed(reason, next, List.of()), queue.id(), able, 0, waiting);
    }

    private Reachability taken(
            Demand demand,
            Judge.Way way,
            List<AgentWork> able,
            List<AgentWork> agents,
            int waiting,
            RecentWaits recent) {
        if (able.isEmpty()) {
            return closed(way.queue(), isShut(way.queue()) ? Reason.OUT_OF_HOURS : Reason.NOBODY_THERE, 0, waiting);
        }
        Ladder.Position step = way.ladder()
                .stepAt(
                        now,
                        now,
                        requirement -> agents.stream()
                                .anyMatch(agent -> agent.isAvailable() && requirement.meets(agent.profile())));
        int slots = able.stream()
                .mapToInt(agent -> isAdmitted(agent.profile(), way, step) ? slots(agent, way) : 0)
                .sum();
        Estimate expected = expected(slots > 0, able.size(), demand, recent);
        Availability answer = slots > 0 ? new Availability.Open(expected) : new Availability.Busy(expected, waiting);
        return new Reachability(answer, way.queue().id(), able.size(), slots, waiting);
    }

    private boolean isAdmitted(Agent agent, Judge.Way way, Ladder.Position step) {
        return way.ladder().meets(agent, step.step())
                && judge.plan()
                        .group(agent)
                        .preference(way.queue().id())
                        .filter(preference -> preference.delay().equals(Duration.ZERO))
                        .isPresent();
    }

    /** Returns how many sessions of a kind fit beside what an agent holds. */
    private int slots(AgentWork agent, Judge.Way way) {
        Capacity capacity = judge.plan().capacity();
        List<Capacity.Holding> held = new ArrayList<>(agent.holdings());
        List<Capacity.Given> given = new ArrayList<>(agent.given());
        int slots = 0;
        while (slots < MAX_SLOTS
                && capacity.obstacle(
                                agent.profile(),
                                held,
                                given,
                                way.queue().id(),
                                way.demand().channel(),
                                now)
                        .isEmpty()) {
            held.add(new Capacity.Holding(way.queue().id(), way.demand().channel(), Capacity.Phase.ACTIVE));
            given.add(new Capacity.Given(way.queue().id(), way.demand().channel(), now));
            slots++;
        }
        return slots;
    }
}
