package io.github.parlor.routing.live;

import io.github.parlor.id.AgentId;
import io.github.parlor.id.SessionId;
import io.github.parlor.routing.plan.WorkOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one call has to look at and to tell before it returns. Single-owner. */
final class Pass {
    private final Instant now;
    private final Agenda<Look> sessions = new Agenda<>();
    private final Agenda<AgentLook> agents = new Agenda<>();
    private final List<Outbox> outboxes = new ArrayList<>(4);
    /** Mostly nobody refuses anything. */
    private Map<SessionId, Set<AgentId>> barred = Map.of();

    private boolean staffChanged;

    /** Who changes the key of a session tells of it again. */
    private record Look(WorkOrder.Key key, long number, SessionCell cell) implements Comparable<Look>, Agenda.Numbered {
        @Override
        public int compareTo(Look other) {
            int byKey = key.compareTo(other.key);
            return byKey != 0 ? byKey : Long.compare(number, other.number);
        }
    }

    private record AgentLook(long number, AgentCell cell) implements Comparable<AgentLook>, Agenda.Numbered {
        @Override
        public int compareTo(AgentLook other) {
            return Long.compare(number, other.number);
        }
    }

    Pass(Instant now) {
        this.now = now;
    }

    Instant now() {
        return now;
    }

    /** A session may find somebody now. */
    void lookAt(SessionCell session) {
        SessionWork work = session.get();
        sessions.put(new Look(work.place().key(), work.number(), session));
    }

    /** An agent may find work now. */
    void lookAt(AgentCell agent) {
        agents.put(new AgentLook(agent.get().number(), agent));
    }

    /** Somebody came or went, or learned something. */
    void staffChanged() {
        staffChanged = true;
    }

    /** Returns whether who is there has changed since the last question. */
    boolean takeStaffChange() {
        boolean changed = staffChanged;
        staffChanged = false;
        return changed;
    }

    /** Takes the session that goes first by the order of work; null if none is left. */
    @Nullable
    SessionCell nextSession() {
        Look first = sessions.take();
        return first == null ? null : first.cell();
    }

    @Nullable
    AgentCell nextAgent() {
        AgentLook first = agents.take();
        return first == null ? null : first.cell();
    }

    /** Within this call the session is not offered to the agent again. */
    void bar(SessionId session, AgentId agent) {
        if (barred.isEmpty()) {
            barred = new HashMap<>();
        }
        barred.computeIfAbsent(session, id -> new HashSet<>()).add(agent);
    }

    /** The session begins anew, so nobody has refused it. */
    void unbar(SessionId session) {
        if (!barred.isEmpty()) {
            barred.remove(session);
        }
    }

    boolean isBarred(SessionId session, AgentId agent) {
        return !barred.isEmpty() && barredFrom(session).contains(agent);
    }

    /** Returns to whom the session is not offered within this call. */
    Set<AgentId> barredFrom(SessionId session) {
        return barred.getOrDefault(session, Set.of());
    }

    /** Events of a session or an agent are to be told when the call is over. */
    void tell(Cell<?, ?> cell, List<RoutingEvent> events) {
        for (int i = 0; i < events.size(); i++) {
            RoutingEvent event = events.get(i);
            cell.outbox().put(cell.place(event.number()), event);
        }
        if (!events.isEmpty()) {
            outboxes.add(cell.outbox());
        }
    }

    List<Outbox> outboxes() {
        return outboxes;
    }
}
