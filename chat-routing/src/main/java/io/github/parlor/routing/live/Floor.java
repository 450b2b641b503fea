package io.github.parlor.routing.live;

import io.github.parlor.id.AgentId;
import io.github.parlor.id.QueueId;
import io.github.parlor.id.SessionId;
import io.github.parlor.people.Agent;
import io.github.parlor.routing.plan.RoutingPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everybody and everything in one router, and the steps by which one of them changes. A step is one compare-and-set; who
 * wins it notes what has to be looked at afterwards in a {@link Pass}. Thread-safe and lock-free.
 */
final class Floor {
    /** Events of one change, mostly. */
    private static final int MOSTLY = 2;

    private final Map<String, ToIntFunction<Agent>> scorers;
    private final AtomicReference<Judge> judge;
    private final ConcurrentSkipListMap<AgentId, AgentCell> agents = new ConcurrentSkipListMap<>();
    private final Table<AgentId, AgentCell> agentsById = new Table<>();
    private final Table<SessionId, SessionCell> sessions = new Table<>();
    private final ConcurrentSkipListMap<QueueId, AtomicInteger> waiting =
            new ConcurrentSkipListMap<>((one, other) -> one.value().compareTo(other.value()));
    private final ConcurrentSkipListSet<Due> dues = new ConcurrentSkipListSet<>();
    private final AtomicLong turns;
    private final AtomicLong offers;
    private final AtomicLong submissions;
    private final AtomicLong arrivals = new AtomicLong();
    private final AtomicLong stamps = new AtomicLong();
    private final AtomicReference<Instant> seen;
    private final RecentWaits recentWaits = new RecentWaits();

    /** A change of a session. */
    @FunctionalInterface
    interface SessionEdit {
        /** Changes the draft and adds the events; returns false to leave all as it is. */
        boolean apply(SessionWork was, SessionWork.Draft draft, List<RoutingEvent> events);
    }

    /** A change of an agent. */
    @FunctionalInterface
    interface AgentEdit {
        /** Changes the draft and adds the events; returns false to leave all as it is. */
        boolean apply(AgentWork was, AgentWork.Draft draft, List<RoutingEvent> events);
    }

    private final Search search;

    Floor(RoutingState state, Map<String, ToIntFunction<Agent>> scorers, Function<Floor, Search> searches) {
        this.scorers = Map.copyOf(scorers);
        judge = new AtomicReference<>(new Judge(state.plan(), state.planNumber(), this.scorers));
        seen = new AtomicReference<>(state.at());
        turns = new AtomicLong(state.turns());
        offers = new AtomicLong(state.offers());
        submissions = new AtomicLong(state.submissions());
        search = searches.apply(this);
        for (AgentWork agent : state.agents()) {
            AgentCell cell = new AgentCell(agent);
            cell.outbox().startAfter(agent.events());
            add(cell);
            arrivals.accumulateAndGet(agent.number(), Math::max);
        }
        for (SessionWork session : state.sessions()) {
            SessionCell cell = new SessionCell(session);
            cell.outbox().startAfter(session.events());
            add(cell, null);
            if (session.stage() == SessionWork.Stage.WAITING) {
                waiting(session.demand().queue()).getAndIncrement();
            }
        }
    }

    /** Returns what finds the other side. */
    Search search() {
        return search;
    }

    /** Returns everything as data. Exact while no call runs. */
    RoutingState state(List<SessionId> again) {
        Judge now = judge();
        List<AgentWork> everybody = new ArrayList<>();
        agents.values().forEach(cell -> everybody.add(cell.get()));
        everybody.sort((one, other) -> Long.compare(one.number(), other.number()));
        List<SessionWork> all = sessions().stream()
                .map(SessionCell::get)
                .filter(work -> work.stage() != SessionWork.Stage.ENDED)
                .toList();
        return new RoutingState(
                now.plan(), now.number(), everybody, all, seen(), again, turns.get(), offers.get(), submissions.get());
    }

    /** Notes the instant of a call. */
    void sawTime(Instant now) {
        Instant before = seen();
        while (now.isAfter(before) && !seen.compareAndSet(before, now)) {
            before = seen();
        }
    }

    /** Returns the latest instant of a call. */
    Instant seen() {
        return Objects.requireNonNull(seen.get());
    }

    Judge judge() {
        return Objects.requireNonNull(judge.get());
    }

    Map<String, ToIntFunction<Agent>> scorers() {
        return scorers;
    }

    /** Puts another plan in force. Returns what was in force before. */
    Judge judge(RoutingPlan plan) {
        return Objects.requireNonNull(judge.getAndUpdate(before -> new Judge(plan, before.number() + 1, scorers)));
    }

    @Nullable
    AgentCell agent(AgentId id) {
        return agentsById.get(id);
    }

    Collection<AgentCell> agents() {
        return agents.values();
    }

    /** Adds an agent; returns the one who is there already if somebody was faster. */
    AgentCell add(AgentCell agent) {
        AgentCell known = agentsById.putIfAbsent(agent.id(), agent);
        // Whoever finds the other one in the table puts it among all as well: the first may stand before doing so.
        agents.putIfAbsent(agent.id(), known);
        return known;
    }

    /** Returns the session of this name; null if there is none, or none any more. */
    @Nullable
    SessionCell session(SessionId id) {
        SessionCell cell = sessions.get(id);
        return cell == null || cell.get().stage() == SessionWork.Stage.ENDED ? null : cell;
    }

    /** Returns a session that has ended and of which not all is told yet; null if there is none of this name. */
    @Nullable
    SessionCell endedSession(SessionId id) {
        SessionCell cell = sessions.get(id);
        return cell != null && cell.get().stage() == SessionWork.Stage.ENDED ? cell : null;
    }

    /** Returns all sessions in the order of their submission. Takes time for each: for what is rare. */
    List<SessionCell> sessions() {
        return sessions(work -> true);
    }

    private List<SessionCell> sessions(Predicate<SessionWork> wanted) {
        List<SessionCell> found = new ArrayList<>();
        sessions.forEach((id, cell) -> {
            if (wanted.test(cell.get())) {
                found.add(cell);
            }
        });
        found.sort(Comparator.comparingLong(cell -> cell.get().number()));
        return found;
    }

    /** Returns what an agent serves or keeps, in the order of submission. Takes time in proportion to all sessions. */
    Stream<SessionCell> ownedBy(AgentId agent) {
        return sessions(work -> agent.equals(work.owner())).stream();
    }

    /** Returns what an agent gives advice about, likewise. */
    Stream<SessionCell> advisedBy(AgentId agent) {
        return sessions(work -> work.advisers().contains(agent)).stream();
    }

    int sessionCount() {
        return sessions.size();
    }

    /**
     * Adds a session.
     *
     * @param ended the one that has ended and had the name last, as far as that is still known
     * @return false if another one has the name, or {@code ended} has it no longer
     */
    boolean add(SessionCell session, @Nullable SessionCell ended) {
        return ended == null ? isNew(session) : sessions.replace(session.id(), ended, session);
    }

    @SuppressWarnings("ReferenceEquality")
    private boolean isNew(SessionCell session) {
        return sessions.putIfAbsent(session.id(), session) == session;
    }

    /** All that was to be told of a session has perhaps been told: then its name is forgotten. */
    void told(SessionId id) {
        SessionCell cell = sessions.get(id);
        if (cell != null && cell.isToldToTheEnd()) {
            sessions.remove(id, cell);
        }
    }

    long nextTurn() {
        return turns.incrementAndGet();
    }

    long turns() {
        return turns.get();
    }

    long nextHolding() {
        return offers.incrementAndGet();
    }

    /** Returns the number of the last offer or other holding. */
    long holdings() {
        return offers.get();
    }

    long nextSubmission() {
        return submissions.incrementAndGet();
    }

    long nextArrival() {
        return arrivals.incrementAndGet();
    }

    /** How many wait in a queue. */
    AtomicInteger waiting(QueueId queue) {
        AtomicInteger known = waiting.get(queue);
        if (known != null) {
            return known;
        }
        AtomicInteger made = new AtomicInteger();
        known = waiting.putIfAbsent(queue, made);
        return known == null ? made : known;
    }

    /**
     * Changes a session.
     *
     * @return what it was before, or null if the edit left it as it is
     */
    @Nullable
    SessionWork change(SessionCell cell, SessionEdit edit, Pass pass) {
        while (true) {
            SessionWork was = cell.get();
            SessionWork.Draft draft = was.draft();
            List<RoutingEvent> events = new ArrayList<>(MOSTLY);
            if (!edit.apply(was, draft, events)) {
                return null;
            }
            if (replace(cell, was, draft.done(), draft.isCounted, events, pass)) {
                return was;
            }
        }
    }

    /** Changes a session that is still what it was. */
    boolean replace(SessionCell cell, SessionWork was, SessionWork is, List<RoutingEvent> events, Pass pass) {
        return replace(cell, was, is, false, events, pass);
    }

    private boolean replace(
            SessionCell cell,
            SessionWork was,
            SessionWork is,
            boolean isCounted,
            List<RoutingEvent> events,
            Pass pass) {
        if (!cell.compareAndSet(was, is)) {
            return false;
        }
        boolean waited = was.stage() == SessionWork.Stage.WAITING;
        boolean waits = is.stage() == SessionWork.Stage.WAITING;
        QueueId from = was.demand().queue();
        QueueId to = is.demand().queue();
        if (waited && is.stage() == SessionWork.Stage.SERVED) {
            recentWaits.served(was, is, pass.now());
        }
        boolean stays = waited && waits && from.equals(to);
        if (waits && !stays && !isCounted) {
            waiting(to).getAndIncrement();
        }
        if (waited && (!stays || isCounted)) {
            waiting(from).getAndDecrement();
        }
        pass.tell(cell, events);
        if (waits) {
            pass.lookAt(cell);
        }
        schedule(cell, pass.now());
        return true;
    }

    /**
     * Changes an agent.
     *
     * @return what the agent was before, or null if the edit left all as it is
     */
    @Nullable
    AgentWork change(AgentCell cell, AgentEdit edit, Pass pass) {
        while (true) {
            AgentWork was = cell.get();
            AgentWork.Draft draft = was.draft();
            List<RoutingEvent> events = new ArrayList<>(MOSTLY);
            if (!edit.apply(was, draft, events)) {
                return null;
            }
            if (replace(cell, was, draft.done(), events, pass)) {
                return was;
            }
        }
    }

    /** Changes an agent who still is what he was. */
    boolean replace(AgentCell cell, AgentWork was, AgentWork is, List<RoutingEvent> events, Pass pass) {
        if (!cell.compareAndSet(was, is)) {
            return false;
        }
        search.changed(cell, pass.now());
        if (was.isAvailable() != is.isAvailable() || !was.profile().equals(is.profile())) {
            pass.staffChanged();
        }
        pass.tell(cell, events);
        note(cell, pass.now());
        return true;
    }

    /** Returns everybody as of now. */
    List<AgentWork> everybody() {
        return agents.values().stream().map(AgentCell::get).toList();
    }

    /** Returns all that waits, as of now. */
    List<SessionWork> waitingSessions() {
        return sessions().stream()
                .map(SessionCell::get)
                .filter(work -> work.stage() == SessionWork.Stage.WAITING)
                .toList();
    }

    RecentWaits recentWaits() {
        return recentWaits;
    }

    /**
     * Returns whether something is due at that instant still. What was due to an earlier value of a session or an agent says
     * nothing: looking for its sake would make events depend on more than the state.
     */
    boolean isStillDue(Due due) {
        Instant before = due.at().minusNanos(1);
        Judge by = judge();
        if (due.agent() != null) {
            return due.at().equals(by.due(due.agent().get(), before));
        }
        SessionCell cell = Objects.requireNonNull(due.session());
        SessionWork work = cell.get();
        return by.plan().find(work.demand().queue()).isEmpty()
                || due.at().equals(by.due(work, cell.way(by, work), before));
    }

    /** Notes when the time does something for a session next, and shows it where it belongs by now. */
    void schedule(SessionCell cell, Instant now) {
        search.changed(cell, now);
        while (true) {
            Due before = cell.due();
            SessionWork work = cell.get();
            Judge by = judge();
            boolean over = work.stage() == SessionWork.Stage.ENDED
                    || by.queue(work.demand().queue()) == null;
            Instant due = over ? null : by.due(work, cell.way(by, work), now);
            if (before == null ? due == null : before.at().equals(due)) {
                return;
            }
            if (isNoted(cell, before, due == null ? null : Due.of(due, cell, stamps.incrementAndGet()), work)) {
                return;
            }
        }
    }

    /** Notes when the time does something for an agent next, and shows the agent where he belongs by now. */
    void schedule(AgentCell cell, Instant now) {
        search.changed(cell, now);
        note(cell, now);
    }

    private void note(AgentCell cell, Instant now) {
        while (true) {
            Due before = cell.due();
            AgentWork work = cell.get();
            Instant due = judge().due(work, now);
            if (before == null ? due == null : before.at().equals(due)) {
                return;
            }
            if (isNoted(cell, before, due == null ? null : Due.of(due, cell, stamps.incrementAndGet()), work)) {
                return;
            }
        }
    }

    /** Puts one due in the place of another; false if the cell changed meanwhile. So there is one for a cell at the most. */
    @SuppressWarnings("ReferenceEquality")
    private <W> boolean isNoted(Cell<W, ?> cell, @Nullable Due before, @Nullable Due after, W work) {
        if (after != null) {
            dues.add(after);
        }
        boolean noted = cell.compareAndSetDue(before, after);
        Due stale = noted ? before : after;
        if (stale != null) {
            dues.remove(stale);
        }
        return noted && cell.get() == work;
    }

    /** Notes what is due next to somebody of whom an entry was taken that is over. */
    void schedule(Due due, Instant now) {
        if (due.session() != null) {
            schedule(due.session(), now);
        }
        if (due.agent() != null) {
            schedule(due.agent(), now);
        }
    }

    /** Takes the first that is due; null if nothing is. */
    @Nullable
    Due nextDue(Instant now) {
        while (true) {
            Due first = peek();
            if (first == null || first.at().isAfter(now)) {
                return null;
            }
            if (dues.remove(first)) {
                Cell<?, ?> cell = first.session() == null ? first.agent() : first.session();
                if (cell != null) {
                    cell.compareAndSetDue(first, null);
                }
                return first;
            }
        }
    }

    /** Returns when time alone changes something next; null for never. */
    @Nullable
    Instant firstDue() {
        Due first = peek();
        return first == null ? null : first.at();
    }

    private @Nullable Due peek() {
        for (Due due : dues) {
            return due;
        }
        return null;
    }
}
