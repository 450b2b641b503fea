package io.github.parlor;

import io.github.parlor.dispatch.Estimate;
import io.github.parlor.dispatch.Pool;
import io.github.parlor.dispatch.Proposal;
import io.github.parlor.dispatch.Router;
import io.github.parlor.dispatch.RouterFactory;
import io.github.parlor.dispatch.Ticket;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.SessionId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The least a router can be: lists that are searched from the front under one monitor. For tests of the engine. */
final class ListRouter implements Router {
    private record Slot(SessionId session, AgentId agent, long epoch, int units) {}

    private record Desk(Agent agent, AgentStatus status) {}

    private final Consumer<Proposal> proposals;
    private final TreeMap<AgentId, Desk> agents = new TreeMap<>();
    private final List<Ticket> waiting = new ArrayList<>();
    private final List<Slot> reserved = new ArrayList<>();
    private final Map<SessionId, List<Slot>> assigned = new HashMap<>();
    private final Map<SessionId, Set<AgentId>> decliners = new HashMap<>();
    private long epochs;

    private ListRouter(Consumer<Proposal> proposals) {
        this.proposals = proposals;
    }

    static RouterFactory factory() {
        return (tenant, proposals) -> new ListRouter(proposals);
    }

    @Override
    public synchronized void update(Agent agent, AgentStatus status, Instant now) {
        agents.put(agent.id(), new Desk(agent, status));
        if (status != AgentStatus.AVAILABLE) {
            reserved.removeIf(slot -> slot.agent().equals(agent.id()));
        }
        match();
    }

    @Override
    public synchronized boolean submit(Ticket ticket, Instant now) {
        boolean known = waiting.stream().anyMatch(other -> other.session().equals(ticket.session()))
                || assigned.containsKey(ticket.session());
        if (known) {
            return false;
        }
        waiting.add(ticket);
        waiting.sort(Comparator.comparing(Ticket::orderKey));
        match();
        return true;
    }

    @Override
    public synchronized boolean withdraw(SessionId session, Instant now) {
        boolean known = waiting.removeIf(ticket -> ticket.session().equals(session));
        known |= reserved.removeIf(slot -> slot.session().equals(session));
        decliners.remove(session);
        match();
        return known;
    }

    @Override
    public synchronized boolean confirm(SessionId session, AgentId agent, long reservation, Instant now) {
        Optional<Slot> slot = reserved.stream()
                .filter(s -> s.session().equals(session) && s.agent().equals(agent) && s.epoch() == reservation)
                .findFirst();
        if (slot.isEmpty()) {
            return false;
        }
        reserved.removeIf(s -> s.session().equals(session));
        waiting.removeIf(ticket -> ticket.session().equals(session));
        decliners.remove(session);
        assigned.computeIfAbsent(session, id -> new ArrayList<>()).add(slot.get());
        match();
        return true;
    }

    @Override
    public synchronized boolean decline(SessionId session, AgentId agent, long reservation, Instant now) {
        boolean known = reserved.removeIf(s -> s.session().equals(session) && s.epoch() == reservation);
        if (known) {
            decliners.computeIfAbsent(session, id -> new HashSet<>()).add(agent);
        }
        match();
        return known;
    }

    @Override
    public synchronized OptionalLong reserve(SessionId session, AgentId agent, int units, Instant now) {
        Desk desk = agents.get(agent);
        if (desk == null || desk.status() != AgentStatus.AVAILABLE || free(desk.agent()) < units) {
            return OptionalLong.empty();
        }
        reserved.add(new Slot(session, agent, ++epochs, units));
        return OptionalLong.of(epochs);
    }

    @Override
    public synchronized Optional<Proposal> reserveNext(AgentId agent, Instant now) {
        Desk desk = agents.get(agent);
        for (Ticket ticket : waiting) {
            if (desk != null && isFree(ticket) && ticket.target().matches(desk.agent())) {
                OptionalLong epoch = reserve(ticket.session(), agent, ticket.units(), now);
                return epoch.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Proposal(ticket.session(), agent, epoch.getAsLong()));
            }
        }
        return Optional.empty();
    }

    @Override
    public synchronized void assign(SessionId session, AgentId agent, int units, Instant now) {
        waiting.removeIf(ticket -> ticket.session().equals(session));
        assigned.put(session, new ArrayList<>(List.of(new Slot(session, agent, 0, units))));
    }

    @Override
    public synchronized boolean resize(SessionId session, AgentId agent, int units, Instant now) {
        List<Slot> slots = assigned.getOrDefault(session, new ArrayList<>());
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            Desk desk = agents.get(agent);
            if (desk != null && slot.agent().equals(agent) && free(desk.agent()) >= units - slot.units()) {
                slots.set(i, new Slot(session, agent, slot.epoch(), units));
                match();
                return true;
            }
        }
        return false;
    }

    @Override
    public synchronized boolean release(SessionId session, AgentId agent, Instant now) {
        List<Slot> slots = assigned.get(session);
        boolean known = slots != null && slots.removeIf(slot -> slot.agent().equals(agent));
        if (slots != null && slots.isEmpty()) {
            assigned.remove(session);
        }
        match();
        return known;
    }

    @Override
    public synchronized OptionalInt position(SessionId session) {
        for (int i = 0; i < waiting.size(); i++) {
            if (waiting.get(i).session().equals(session)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    @Override
    public synchronized Pool pool(Target target, Instant now) {
        List<Agent> able = agents.values().stream()
                .filter(desk -> desk.status() == AgentStatus.AVAILABLE && target.matches(desk.agent()))
                .map(Desk::agent)
                .toList();
        int free = able.stream().mapToInt(agent -> Math.max(0, free(agent))).sum();
        boolean someoneFree = able.stream().anyMatch(agent -> free(agent) >= Agent.UNITS_PER_SESSION);
        return new Pool(
                able.size(), free, waiting.size(), someoneFree ? Estimate.immediate(now) : Estimate.unknown(now));
    }

    private int free(Agent agent) {
        int held = reserved.stream()
                .filter(s -> s.agent().equals(agent.id()))
                .mapToInt(Slot::units)
                .sum();
        int taken = assigned.values().stream()
                .flatMap(List::stream)
                .filter(s -> s.agent().equals(agent.id()))
                .mapToInt(Slot::units)
                .sum();
        return agent.capacityUnits() - held - taken;
    }

    private boolean isFree(Ticket ticket) {
        return reserved.stream().noneMatch(slot -> slot.session().equals(ticket.session()));
    }

    private void match() {
        for (Ticket ticket : List.copyOf(waiting)) {
            if (isFree(ticket)) {
                pick(ticket).ifPresent(agent -> {
                    reserved.add(new Slot(ticket.session(), agent.id(), ++epochs, ticket.units()));
                    proposals.accept(new Proposal(ticket.session(), agent.id(), epochs));
                });
            }
        }
    }

    private Optional<Agent> pick(Ticket ticket) {
        Set<AgentId> declined = decliners.getOrDefault(ticket.session(), Set.of());
        return agents.values().stream()
                .filter(desk -> desk.status() == AgentStatus.AVAILABLE)
                .map(Desk::agent)
                .filter(agent -> ticket.target().matches(agent)
                        && !declined.contains(agent.id())
                        && free(agent) >= ticket.units())
                .min(Comparator.<Agent, Boolean>comparing(agent -> !agent.id().equals(ticket.preferred()))
                        .thenComparingInt(agent -> -free(agent))
                        .thenComparing(Agent::id));
    }

    /** Returns the most that any agent holds beyond the limit; zero or less when every limit holds. */
    synchronized int overLimit() {
        return agents.values().stream()
                .mapToInt(desk -> -free(desk.agent()))
                .max()
                .orElse(0);
    }
}
