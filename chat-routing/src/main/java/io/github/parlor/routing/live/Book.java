package io.github.parlor.routing.live;

import io.github.parlor.id.AgentId;
import io.github.parlor.id.ChannelId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.routing.live.Kind.Link;
import io.github.parlor.routing.plan.Capacity;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.RoutingPlan.Suitability;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Where agents and sessions are found under one version of the plan. A new version gets a new one. Kinds and lanes that
 * nobody uses are forgotten as soon as there are many. Thread-safe and lock-free.
 */
final class Book {
    private static final int FEW = 512;

    /** Where there are few kinds, more lanes are kept: what they take is a link for each kind. */
    private static final int FEW_LINKS = 1 << 17;

    final Judge judge;
    private final Table<Kind.Key, Kind> kinds = new Table<>();
    private final Table<Lane.Key, Lane> lanes = new Table<>();
    /** The lanes of one agent, mostly of one session: forgotten as soon as nobody uses them. */
    private final Table<Lane.Key, Lane> personal = new Table<>();
    /** The lanes of sessions that name an agent. */
    private final ConcurrentSkipListMap<AgentId, List<Lane>> named = new ConcurrentSkipListMap<>();

    private final AtomicLong kindChanges = new AtomicLong();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicInteger mostKinds = new AtomicInteger(FEW);
    private final AtomicInteger mostLanes = new AtomicInteger(FEW);
    /** Waiting sessions to which it matters who is there, in the order of submission. */
    final ConcurrentSkipListSet<Spot> watchingStaff = new ConcurrentSkipListSet<>(Spot.BY_SUBMISSION);

    private volatile @Nullable Listed listed;
    private volatile boolean complete;

    /** The kinds as of a number of changes. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody writes to it.
    private record Listed(long version, Kind[] kinds) {}

    Book(Judge judge) {
        this.judge = judge;
    }

    /** Returns whether everybody and everything was entered when the plan came. */
    boolean isComplete() {
        return complete;
    }

    void completed() {
        complete = true;
    }

    /** Returns all kinds of which somebody was ever shown, and perhaps others. Not to be written. */
    Kind[] kinds() {
        Listed known = listed;
        if (known == null || known.version() != kindChanges()) {
            long version = kindChanges();
            List<Kind> found = new ArrayList<>();
            kinds.forEach((key, kind) -> found.add(kind));
            known = new Listed(version, found.toArray(Kind[]::new));
            listed = known;
        }
        return known.kinds();
    }

    long kindChanges() {
        return kindChanges.get();
    }

    /** Returns the kind of an agent, with its use begun if that is wanted. */
    @SuppressWarnings("ReferenceEquality")
    Kind kind(AgentCell cell, Agent profile, boolean use) {
        AgentCell.Membership known = cell.membership();
        Kind.Key key = null;
        while (true) {
            if (known == null
                    || known.book() != this
                    || known.profile() != profile
                    || known.kind().lease.isClosed()) {
                key = key == null ? judge.kindOf(profile) : key;
                known = new AgentCell.Membership(this, profile, find(key, profile));
                cell.membership(known);
            }
            Kind kind = known.kind();
            if (!kind.isListed()) {
                list(kind);
            }
            if (!use || kind.lease.begin()) {
                return kind;
            }
        }
    }

    private Kind find(Kind.Key key, Agent sample) {
        while (true) {
            Kind known = kinds.get(key);
            if (known == null) {
                sweepKinds();
                known = kinds.putIfAbsent(key, new Kind(key, sample, judge));
            }
            if (!known.lease.isClosed()) {
                return known;
            }
            kinds.remove(key, known);
        }
    }

    /** Lets a new kind know the lanes. A lane that comes at the same time sees the kind. */
    private void list(Kind kind) {
        // Before the look at the lanes: whoever adds a lane meanwhile lists the kinds anew, or is seen here.
        kindChanges.getAndIncrement();
        lanes.forEach((key, lane) -> link(kind, lane));
        kindChanges.getAndIncrement();
        kind.listed();
    }

    private static void link(Kind kind, Lane lane) {
        Kind.Fit fit = kind.fit(lane.key.queue());
        if (fit != null && lane.fit(kind) != null) {
            kind.lanes.add(new Link(lane, fit.preference()));
        }
    }

    private void sweepKinds() {
        int most = mostKinds.get();
        if (kinds.size() < most) {
            return;
        }
        kinds.forEach((key, kind) -> {
            if (kind.lease.close()) {
                kinds.remove(key, kind);
                kindChanges.getAndIncrement();
            }
        });
        mostKinds.compareAndSet(most, FEW + 2 * kinds.size());
    }

    /** Returns what sessions like this one wait as. */
    Lane.Key key(SessionWork work, Judge.Way way, Instant now) {
        Demand demand = work.demand();
        Duration passed = Duration.ZERO;
        List<Duration> delays = judge.delays(demand.queue());
        for (int i = 0; i < delays.size(); i++) {
            if (now.isBefore(work.place().since().plus(delays.get(i)))) {
                break;
            }
            passed = delays.get(i);
        }
        return new Lane.Key(
                way.wanted(),
                way.personal(),
                work.place().step().step(),
                passed,
                !Handover.wantsOffer(work, way),
                null,
                0);
    }

    /** Returns the place of a waiting session, with the use of its lanes begun. */
    Spot spot(SessionCell cell, SessionWork work, Judge.Way way, Lane.Key key, long stamp) {
        Lane everybody = lane(key, null);
        List<Lane> its = way.personal() == 0 ? List.of() : personal(work.demand(), everybody);
        return new Spot(cell, work, everybody, its, work.place().key(), Judge.watchesStaff(work, way), stamp);
    }

    private List<Lane> personal(Demand demand, Lane everybody) {
        List<Lane> its = new ArrayList<>(2);
        Lane.Key key = everybody.key;
        if (demand.named() != null && !demand.excluded().contains(demand.named())) {
            its.add(lane(key.of(demand.named(), 0), everybody));
        }
        if (demand.last() != null
                && !demand.last().equals(demand.named())
                && !demand.excluded().contains(demand.last())) {
            its.add(lane(key.of(demand.last(), demand.named() == null ? 0 : 1), everybody));
        }
        return its;
    }

    /**
     * Returns a lane with its use begun.
     *
     * @param everybody for the lane of one agent, that of everybody
     */
    private Lane lane(Lane.Key key, @Nullable Lane everybody) {
        Table<Lane.Key, Lane> all = table(key);
        while (true) {
            Lane known = all.get(key);
            if (known == null) {
                long number = numbers.getAndIncrement();
                if (everybody == null) {
                    sweepLanes();
                }
                known = all.putIfAbsent(
                        key, everybody == null ? new Lane(key, this, number) : new Lane(key, everybody, number));
            }
            if (known.lease.begin()) {
                if (!known.isListed()) {
                    list(known);
                }
                return known;
            }
            forget(known);
        }
    }

    private Table<Lane.Key, Lane> table(Lane.Key key) {
        return key.agent() == null ? lanes : personal;
    }

    /** Ends the use of a lane of one agent. */
    void endPersonal(Lane lane) {
        lane.lease.end();
        if (lane.lease.close()) {
            forget(lane);
        }
    }

    /** Lets a new lane be known. A kind that comes at the same time sees the lane. */
    private void list(Lane lane) {
        if (lane.key.agent() == null) {
            for (Kind kind : kinds()) {
                link(kind, lane);
            }
        }
        for (AgentId agent : namedBy(lane)) {
            while (true) {
                List<Lane> known = named.get(agent);
                if (known != null && known.contains(lane)) {
                    break;
                }
                List<Lane> more = new ArrayList<>(known == null ? List.of() : known);
                more.add(lane);
                if (known == null ? named.putIfAbsent(agent, more) == null : named.replace(agent, known, more)) {
                    break;
                }
            }
        }
        lane.listed();
    }

    private static Set<AgentId> namedBy(Lane lane) {
        return lane.key.agent() == null ? lane.named : Set.of(lane.key.agent());
    }

    private void sweepLanes() {
        int most = mostLanes.get();
        if (lanes.size() < Math.max(most, few())) {
            return;
        }
        lanes.forEach((key, lane) -> {
            if (lane.lease.close()) {
                forget(lane);
            }
        });
        mostLanes.compareAndSet(most, few() + 2 * lanes.size());
    }

    private int few() {
        return Math.max(FEW, FEW_LINKS / (1 + kinds.size()));
    }

    private void forget(Lane lane) {
        table(lane.key).remove(lane.key, lane);
        for (Kind kind : lane.key.agent() == null ? kinds() : Kind.NONE) {
            Kind.Fit fit = kind.fit(lane.key.queue());
            if (fit != null) {
                kind.lanes.remove(new Link(lane, fit.preference()));
            }
        }
        for (AgentId agent : namedBy(lane)) {
            forget(agent, lane);
        }
    }

    private void forget(AgentId agent, Lane lane) {
        while (true) {
            List<Lane> known = named.get(agent);
            if (known == null || !known.contains(lane)) {
                return;
            }
            List<Lane> fewer = new ArrayList<>(known);
            fewer.remove(lane);
            if (fewer.isEmpty() ? named.remove(agent, known) : named.replace(agent, known, fewer)) {
                return;
            }
        }
    }

    /** Returns the lanes of sessions that name the agent. */
    List<Lane> named(AgentId agent) {
        List<Lane> found = named.isEmpty() ? null : named.get(agent);
        return found == null ? List.of() : found;
    }

    Lane.Ranking rank(Lane lane) {
        long version = kindChanges.get();
        record Ranked(Kind kind, Suitability fit) {}
        List<Ranked> found = new ArrayList<>();
        for (Kind kind : kinds()) {
            Suitability fit = lane.fit(kind);
            if (fit != null) {
                found.add(new Ranked(kind, fit));
            }
        }
        found.sort((one, other) -> one.fit().compareTo(other.fit()));
        Kind[] ranked = found.stream().map(Ranked::kind).toArray(Kind[]::new);
        Suitability[] fits = found.stream().map(Ranked::fit).toArray(Suitability[]::new);
        Kind.Fit[] whys = new Kind.Fit[ranked.length];
        for (int i = 0; i < ranked.length; i++) {
            whys[i] = Objects.requireNonNull(ranked[i].fit(lane.key.queue()));
        }
        return new Lane.Ranking(version, ranked, fits, whys);
    }

    /** Returns the place of an agent, with the use of kind and shelf begun; null for one who is not available. */
    @Nullable
    Shown shown(AgentCell cell, AgentWork work, Instant now, long stamp) {
        if (work.status() != AgentStatus.AVAILABLE) {
            return null;
        }
        Kind kind = kind(cell, work.profile(), true);
        long used = judge.used(work);
        boolean full = used + judge.leastUnits() > work.profile().capacityUnits();
        Shelf shelf = full ? null : kind.shelf(room(work, used, now));
        long first = 0;
        long second = 0;
        switch (judge.plan().agentOrder()) {
            case LOAD_RATIO, MOST_FREE_UNITS -> first = used;
            case LONGEST_IDLE -> {
                first = work.held().size();
                second = first == 0 ? work.lastFreed() : 0;
            }
            case ROUND_ROBIN, WEIGHTED -> first = 0;
        }
        return new Shown(
                cell, work.profile(), kind, shelf, used, first, second, work.lastGiven(), work.number(), stamp);
    }

    private Shelf.Room room(AgentWork work, long used, Instant now) {
        long told = judge.tellsUnitsApart() ? used : 0;
        if (!judge.hasFurtherLimits()) {
            return told == 0 ? NOTHING : new Shelf.Room(told, 0, Set.of());
        }
        Set<ChannelId> exclusive = new HashSet<>();
        for (AgentWork.Held held : work.held()) {
            if (held.phase() != Capacity.Phase.PARKED
                    && judge.plan().capacity().load(held.channel()).alongside() != null) {
                exclusive.add(held.channel());
            }
        }
        return new Shelf.Room(told, judge.limits().reached(work, now), Set.copyOf(exclusive));
    }

    private static final Shelf.Room NOTHING = new Shelf.Room(0, 0, Set.of());
}
