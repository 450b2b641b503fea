package io.github.parlor.routing.live;

import io.github.parlor.id.AgentId;
import io.github.parlor.routing.live.Kind.Link;
import io.github.parlor.routing.plan.AgentGroup.Preference;
import io.github.parlor.routing.plan.Capacity;
import io.github.parlor.routing.plan.Demand;
import io.github.parlor.routing.plan.Requirement;
import io.github.parlor.routing.plan.RoutingPlan.Suitability;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Finds what {@link Everybody} finds without looking at everybody: agents who are alike lie together in the order in which
 * they are asked, sessions that are alike lie together in the order in which they are taken, and a search compares the first
 * of each.
 *
 * <p>All that lies here are hints. Who changed a session or an agent shows it in its new place, counts the move, and takes it
 * from the old one; then looks whether it changed again meanwhile. What is found is tested as it is at that moment. A search
 * that finds nobody looks whether somebody moved meanwhile, and searches again. Thread-safe and lock-free.
 */
final class Index implements Search {
    private final Floor floor;
    private final Everybody everybody;
    private final AtomicReference<Book> current;
    private final AtomicLong stamps = new AtomicLong();

    Index(Floor floor) {
        this.floor = floor;
        everybody = new Everybody(floor);
        Book first = new Book(floor.judge());
        first.completed();
        current = new AtomicReference<>(first);
    }

    private Book book() {
        return Objects.requireNonNull(current.get());
    }

    @Override
    public void replanned(Instant now) {
        Judge judge = floor.judge();
        Book book = book();
        while (book.judge.number() < judge.number()) {
            current.compareAndSet(book, new Book(judge));
            book = book();
        }
        if (!book.isComplete()) {
            floor.agents().forEach(cell -> changed(cell, now));
            floor.sessions().forEach(cell -> changed(cell, now));
            book.completed();
        }
    }

    @Override
    @SuppressWarnings("ReferenceEquality")
    public void changed(AgentCell cell, Instant now) {
        while (true) {
            Book book = book();
            Shown before = cell.hint();
            AgentWork work = cell.get();
            Shown after = book.shown(cell, work, now, stamps.incrementAndGet());
            if (before != null && after != null && before.isLike(after)) {
                end(after);
            } else if (before != null || after != null) {
                // Who stays of a kind is counted all the time, and once.
                boolean counts = before == null || after == null || before.kind() != after.kind();
                if (after != null) {
                    show(after, counts);
                }
                boolean moved = cell.compareAndSetHint(before, after);
                Shown stale = moved ? before : after;
                if (stale != null) {
                    hide(stale, counts);
                }
                if (!moved) {
                    continue;
                }
            }
            if (isStill(cell, work, book)) {
                return;
            }
        }
    }

    @SuppressWarnings("ReferenceEquality")
    private <W> boolean isStill(Cell<W, ?> cell, W work, Book book) {
        return cell.get() == work && current.get() == book;
    }

    private static void show(Shown shown, boolean counts) {
        if (counts) {
            shown.kind().available.getAndIncrement();
        }
        if (shown.shelf() != null) {
            shown.shelf().agents.add(shown);
        }
        shown.kind().moves.getAndIncrement();
    }

    private static void hide(Shown shown, boolean counts) {
        if (counts) {
            shown.kind().available.getAndDecrement();
        }
        if (shown.shelf() != null) {
            shown.shelf().agents.remove(shown);
        }
        end(shown);
    }

    private static void end(Shown shown) {
        if (shown.shelf() != null) {
            shown.shelf().lease.end();
        }
        shown.kind().lease.end();
    }

    @Override
    public void changed(SessionCell cell, Instant now) {
        while (true) {
            Book book = book();
            Spot before = cell.hint();
            SessionWork work = cell.get();
            Spot after = spot(cell, work, book, now);
            if (before != null && after != null && before.isLike(after)) {
                end(after);
            } else if (before != null || after != null) {
                if (after != null) {
                    show(after);
                }
                boolean moved = cell.compareAndSetHint(before, after);
                Spot stale = moved ? before : after;
                if (stale != null) {
                    hide(stale);
                }
                if (!moved) {
                    continue;
                }
            }
            if (isStill(cell, work, book)) {
                return;
            }
        }
    }

    private static void show(Spot spot) {
        spot.lane().spots.add(spot);
        spot.personal().forEach(lane -> lane.spots.add(spot));
        if (spot.watchingStaff()) {
            spot.lane().book.watchingStaff.add(spot);
        }
    }

    private static void hide(Spot spot) {
        spot.lane().spots.remove(spot);
        spot.personal().forEach(lane -> lane.spots.remove(spot));
        if (spot.watchingStaff()) {
            spot.lane().book.watchingStaff.remove(spot);
        }
        end(spot);
    }

    private @Nullable Spot spot(SessionCell cell, SessionWork work, Book book, Instant now) {
        if (work.stage() != SessionWork.Stage.WAITING || work.plan() != book.judge.number()) {
            return null;
        }
        Judge.Way way = cell.way(book.judge, work);
        return book.spot(cell, work, way, book.key(work, way, now), stamps.incrementAndGet());
    }

    private static void end(Spot spot) {
        spot.lane().lease.end();
        spot.personal().forEach(lane -> lane.book.endPersonal(lane));
    }

    @Override
    @SuppressWarnings("ReferenceEquality")
    public @Nullable Candidate agentFor(SessionCell cell, SessionWork session, Judge.Way way, Judge judge, Pass pass) {
        Book book = book();
        Spot spot = cell.hint();
        if (book.judge != judge
                || spot == null
                || spot.lane().book != book
                || !spot.lane().key.equals(book.key(session, way, pass.now()))) {
            return everybody.agentFor(cell, session, way, judge, pass);
        }
        Lane.Ranking ranking = spot.lane().ranking();
        while (true) {
            long moves = ranking.moves();
            Candidate found = best(spot.lane(), ranking, session, way, judge, pass);
            if (found != null || ranking.moves() == moves) {
                return found;
            }
        }
    }

    private @Nullable Candidate best(
            Lane lane, Lane.Ranking ranking, SessionWork session, Judge.Way way, Judge judge, Pass pass) {
        Set<AgentId> special =
                special(session.demand(), lane.named, session.refusals().keySet());
        Candidate best = null;
        for (AgentId each : special) {
            AgentCell cell = floor.agent(each);
            Candidate candidate = cell == null ? null : Everybody.candidate(cell, session, way, judge, pass);
            if (candidate != null && (best == null || everybody.isBefore(candidate, best, way, judge))) {
                best = candidate;
            }
        }
        long used = best == null ? 0 : judge.used(best.was());
        int weight = best == null
                ? 0
                : judge.weight(best.was().profile(), way.queue().id());
        for (int i = 0; i < ranking.kinds().length; i++) {
            Suitability fit = ranking.fits()[i];
            int order = best == null || best.lastResort() ? -1 : fit.compareTo(best.suitability());
            if (order > 0) {
                break;
            }
            Kind kind = ranking.kinds()[i];
            Preference preference = ranking.whys()[i].preference();
            if (!preference.admits(session.place().since(), pass.now())) {
                continue;
            }
            List<Shelf> shelves = kind.shelves();
            for (int j = 0; j < shelves.size(); j++) {
                Shelf shelf = shelves.get(j);
                if (lane.isClosedTo(shelf, kind)) {
                    continue;
                }
                AgentWork than =
                        best == null || best.lastResort() || fit.compareTo(best.suitability()) < 0 ? null : best.was();
                Candidate first =
                        first(shelf, special, session, way, fit, preference.weight(), than, used, weight, judge, pass);
                if (first != null) {
                    best = first;
                    used = judge.used(first.was());
                    weight = preference.weight();
                }
            }
        }
        return best;
    }

    /** Agents whom the session itself tells from others of their kind. */
    private static Set<AgentId> special(Demand demand, Set<AgentId> named, Set<AgentId> others) {
        if (named.isEmpty()
                && others.isEmpty()
                && demand.named() == null
                && demand.last() == null
                && demand.excluded().isEmpty()) {
            return Set.of();
        }
        Set<AgentId> special = new HashSet<>(named);
        special.addAll(others);
        special.addAll(demand.excluded());
        if (demand.named() != null) {
            special.add(demand.named());
        }
        if (demand.last() != null) {
            special.add(demand.last());
        }
        return special;
    }

    /** Returns the first of a shelf who may be offered the session, if nobody else fits as well and comes before. */
    @SuppressWarnings("ReferenceEquality")
    private @Nullable Candidate first(
            Shelf shelf,
            Set<AgentId> special,
            SessionWork session,
            Judge.Way way,
            Suitability fit,
            int weight,
            @Nullable AgentWork than,
            long thanUsed,
            int thanWeight,
            Judge judge,
            Pass pass) {
        for (Shown shown : shelf.agents) {
            AgentCell cell = shown.cell();
            AgentWork agent = cell.get();
            if (agent.lastGiven() != shown.lastGiven()) {
                // Somebody gave the agent work and has not moved the hint yet: nobody else is to take him for idle.
                changed(cell, pass.now());
            } else if (agent.isAvailable()
                    && agent.profile() == shown.profile()
                    && (special.isEmpty() || !special.contains(cell.id()))
                    && !pass.isBarred(session.id(), cell.id())
                    && (session.offers().isEmpty() || session.offerTo(cell.id()).isEmpty())) {
                if (than != null
                        && judge.compare(agent, shown.used(), weight, than, thanUsed, thanWeight, floor.turns()) >= 0) {
                    return null;
                }
                if (judge.hasRoom(agent, way, pass.now())) {
                    return new Candidate(cell, agent, fit, false);
                }
            }
        }
        return null;
    }

    @Override
    @SuppressWarnings("ReferenceEquality")
    public @Nullable SessionCell sessionFor(AgentCell cell, AgentWork agent, Judge judge, boolean pulled, Pass pass) {
        Book book = book();
        if (book.judge != judge) {
            return everybody.sessionFor(cell, agent, judge, pulled, pass);
        }
        if (!agent.isAvailable()) {
            return null;
        }
        boolean full = judge.used(agent) + judge.leastUnits() > agent.profile().capacityUnits();
        Spot best = full ? null : best(cell, agent, book, pulled, pass);
        SessionCell found = best == null ? null : best.cell();
        return pulled ? orOffered(agent, found, judge, pass) : found;
    }

    /** Returns what an agent takes first of what there is room for. */
    private @Nullable Spot best(AgentCell cell, AgentWork agent, Book book, boolean pulled, Pass pass) {
        Kind kind = book.kind(cell, agent.profile(), false);
        Look look = new Look(agent, book.judge, pulled, pass);
        for (Link link : kind.lanes) {
            Lane lane = link.lane();
            if (lane.lease.isClosed()) {
                kind.lanes.remove(link);
            } else if (!lane.named.contains(cell.id())) {
                look.at(lane, link.preference(), false);
            }
        }
        for (Lane lane : book.named(cell.id())) {
            Preference preference = preference(lane, kind, agent);
            if (preference != null) {
                boolean personal = lane.key.agent() != null && lane.key.step() < lane.key.personal();
                look.at(lane, preference, personal);
            }
        }
        return look.best;
    }

    /** Returns the first of a session and those that are offered to the agent, whose offers hold the room already. */
    @SuppressWarnings("ReferenceEquality")
    private @Nullable SessionCell orOffered(AgentWork agent, @Nullable SessionCell found, Judge judge, Pass pass) {
        SessionCell best = found;
        for (AgentWork.Held held : agent.held()) {
            SessionCell cell = held.phase() == Capacity.Phase.OFFERED ? floor.session(held.session()) : null;
            if (cell != null && cell != best && isOpenTo(agent, cell, judge, pass)) {
                best = best == null || isBefore(agent, cell, best, judge, pass) ? cell : best;
            }
        }
        return best;
    }

    private static boolean isOpenTo(AgentWork agent, SessionCell cell, Judge judge, Pass pass) {
        SessionWork work = cell.get();
        return work.plan() == judge.number()
                && Everybody.isOpenTo(agent, work, cell.way(judge, work), judge, true, pass);
    }

    private static boolean isBefore(AgentWork agent, SessionCell one, SessionCell other, Judge judge, Pass pass) {
        SessionWork first = one.get();
        SessionWork second = other.get();
        if (first.plan() != judge.number() || second.plan() != judge.number()) {
            // Whoever is judged by a later plan meanwhile is none of those that this one puts in order.
            return first.plan() == judge.number();
        }
        return judge.compare(agent, first, one.way(judge, first), second, other.way(judge, second), pass.now()) < 0;
    }

    @Override
    public boolean isStaffed(Requirement requirement) {
        Book book = book();
        if (!book.isComplete()) {
            return everybody.isStaffed(requirement);
        }
        Set<AgentId> named = Judge.named(requirement);
        for (Kind kind : isForNamedOnly(requirement) ? Kind.NONE : book.kinds()) {
            if (hasOthers(kind, named) && requirement.meets(kind.twin)) {
                return true;
            }
        }
        for (AgentId each : named) {
            AgentCell cell = floor.agent(each);
            if (cell != null
                    && cell.get().isAvailable()
                    && requirement.meets(cell.get().profile())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isForNamedOnly(Requirement requirement) {
        return requirement instanceof Requirement.Named
                || (requirement instanceof Requirement.AllOf all
                        && all.parts().stream().anyMatch(Index::isForNamedOnly));
    }

    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean isStaffed(Judge judge, Judge.Way way, Set<AgentId> apartFrom) {
        Book book = book();
        if (book.judge != judge || !book.isComplete()) {
            return everybody.isStaffed(judge, way, apartFrom);
        }
        Demand demand = way.demand();
        Set<AgentId> special = special(demand, Judge.named(demand.required()), apartFrom);
        for (Kind kind : book.kinds()) {
            Kind.Fit fit = kind.fit(way.queue().id());
            if (fit != null
                    && fit.tier() >= 0
                    && hasOthers(kind, special)
                    && demand.required().meets(kind.twin)) {
                return true;
            }
        }
        for (AgentId each : special) {
            AgentCell cell = apartFrom.contains(each) ? null : floor.agent(each);
            if (cell != null && judge.couldServe(cell.get(), way)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether agents of a kind are available beside these. */
    @SuppressWarnings("ReferenceEquality")
    private boolean hasOthers(Kind kind, Set<AgentId> known) {
        int others = kind.available.get();
        for (AgentId each : known) {
            AgentCell cell = others == 0 ? null : floor.agent(each);
            Shown shown = cell == null ? null : cell.hint();
            others -= shown != null && shown.kind() == kind ? 1 : 0;
        }
        return others > 0;
    }

    @Override
    @SuppressWarnings("ReferenceEquality")
    public Iterable<SessionCell> watchingStaff(Judge judge) {
        Book book = book();
        if (book.judge != judge || !book.isComplete()) {
            return everybody.watchingStaff(judge);
        }
        List<SessionCell> found = new ArrayList<>();
        book.watchingStaff.forEach(spot -> found.add(spot.cell()));
        return found;
    }

    /** Returns how an agent whom a lane names prefers it; null if the agent may not take from it now. */
    private static @Nullable Preference preference(Lane lane, Kind kind, AgentWork agent) {
        Kind.Fit fit = kind.fit(lane.key.queue());
        if (fit == null
                || fit.preference().delay().compareTo(lane.key.passed()) > 0
                || !lane.key.required().meets(agent.profile())) {
            return null;
        }
        int tier = fit.tier() < 0 ? Integer.MAX_VALUE : fit.tier() + lane.key.personal();
        int first = lane.key.agent() == null ? tier : Math.min(tier, lane.key.turn());
        return first <= lane.key.step() ? fit.preference() : null;
    }

    /** One search for the session that an agent takes first. Single-owner. */
    private static final class Look {
        private final AgentWork agent;
        private final Judge judge;
        /** Whether the agent asks, who then may have declined it before or have an offer of it. */
        private final boolean pulled;

        private final Pass pass;
        private final long used;
        /** A bit for each limit that the agent has reached, once it is known. */
        private long reached;

        private boolean knowsReached;
        private @Nullable Spot best;
        private Preference preference = Preference.DEFAULT;
        private boolean personal;

        Look(AgentWork agent, Judge judge, boolean pulled, Pass pass) {
            this.agent = agent;
            this.judge = judge;
            this.pulled = pulled;
            used = judge.used(agent);
            this.pass = pass;
        }

        void at(Lane lane, Preference its, boolean isPersonal) {
            if (lane.spots.isEmpty() || (pulled ? !lane.takeNext : lane.key.full())) {
                return;
            }
            boolean looked = false;
            for (Spot spot : lane.spots) {
                if (best != null && !isBefore(spot, its, isPersonal, best)) {
                    return;
                }
                if (!looked && !isOpen(lane)) {
                    return;
                }
                looked = true;
                if (isOpen(spot, its)) {
                    best = spot;
                    preference = its;
                    personal = isPersonal;
                    return;
                }
            }
        }

        private boolean isBefore(Spot spot, Preference its, boolean isPersonal, Spot than) {
            if (isPersonal != personal) {
                return isPersonal;
            }
            int order = Integer.compare(its.rank(), preference.rank());
            order = order != 0
                    ? order
                    : Integer.compare(spot.key().level(), than.key().level());
            if (order == 0 && its.weight() != preference.weight()) {
                order = Long.compare(preference.urgency(than.key(), pass.now()), its.urgency(spot.key(), pass.now()));
            }
            order = order != 0 ? order : spot.key().compareTo(than.key());
            return (order != 0
                            ? order
                            : Long.compare(spot.work().number(), than.work().number()))
                    < 0;
        }

        private boolean isOpen(Lane lane) {
            if (used + lane.load.units() > agent.profile().capacityUnits()) {
                return false;
            }
            return !judge.hasFurtherLimits()
                    || ((reached() & lane.limits) == 0 && judge.standsBeside(agent, lane.key.channel()));
        }

        private long reached() {
            if (!knowsReached) {
                knowsReached = true;
                reached = judge.limits().reached(agent, pass.now());
            }
            return reached;
        }

        @SuppressWarnings("ReferenceEquality")
        private boolean isOpen(Spot spot, Preference its) {
            SessionWork work = spot.cell().get();
            if (work != spot.work() || !work.refusals().isEmpty()) {
                return work.plan() == judge.number()
                        && Everybody.isOpenTo(agent, work, spot.cell().way(judge, work), judge, pulled, pass);
            }
            AgentId id = agent.id();
            return (pulled
                            || (!pass.isBarred(work.id(), id)
                                    && (work.offers().isEmpty()
                                            || work.offerTo(id).isEmpty())))
                    && !work.demand().excluded().contains(id)
                    && its.admits(work.place().since(), pass.now());
        }
    }
}
