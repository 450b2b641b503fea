package io.github.parlor.metrics.fold;

import io.github.parlor.metrics.cell.Load;
import io.github.parlor.metrics.cell.Share;
import io.github.parlor.metrics.fact.AgentFact;
import io.github.parlor.metrics.fact.AgentFact.Change;
import io.github.parlor.metrics.fact.Span;
import io.github.parlor.metrics.fact.StayFact;
import io.github.parlor.people.AgentStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Goes once along the time of one agent, from each change to the next, and divides each piece among the stays that are
 * open in it. All stays of the agent are swept together, so the order in which their events came does not matter. Laid on
 * the wall clock, since it compares stays of several conversations and process lives. Single-owner.
 */
public final class LoadSweep {
    private static final Change UNKNOWN = new Change(Instant.MIN, null, null);

    private final List<StayFact> stays;
    private final ToIntFunction<StayFact> weight;
    private final boolean countAway;
    private final NavigableMap<Instant, Edge> edges = new TreeMap<>();
    private final TreeSet<Integer> open = new TreeSet<>();
    private final Share[] shares;
    private final NavigableMap<Integer, Duration> levels = new TreeMap<>();
    private Duration available = Duration.ZERO;
    private Duration present = Duration.ZERO;
    private Duration used = Duration.ZERO;
    private Change state = UNKNOWN;

    /** What changes at one instant. */
    private static final class Edge {
        final List<Integer> starts = new ArrayList<>();
        final List<Integer> ends = new ArrayList<>();

        @Nullable
        Change change;
    }

    /**
     * Prepares a sweep.
     *
     * @param agent what the agent's stream says
     * @param stays all stays of the agent
     * @param weight of a stay, zero or more; a stay of no weight is not there
     * @param countAway whether time away counts
     * @param asOf the time of the snapshot, where the last status ends
     */
    public LoadSweep(
            AgentFact agent, List<StayFact> stays, ToIntFunction<StayFact> weight, boolean countAway, Instant asOf) {
        this.stays = stays;
        this.weight = weight;
        this.countAway = countAway;
        this.shares = new Share[stays.size()];
        Arrays.fill(shares, Share.ZERO);
        edge(asOf);
        agent.changes().forEach(change -> edge(change.at()).change = change);
        for (int i = 0; i < stays.size(); i++) {
            if (weight.applyAsInt(stays.get(i)) > 0) {
                addPieces(i);
            }
        }
    }

    private Edge edge(Instant at) {
        return edges.computeIfAbsent(at, instant -> new Edge());
    }

    /** A stay is there from begin to end, without the time in which it was parked. */
    private void addPieces(int stay) {
        Instant from = stays.get(stay).span().from();
        for (Span hold : stays.get(stay).holds()) {
            addPiece(stay, from, hold.from());
            from = hold.to();
        }
        addPiece(stay, from, stays.get(stay).span().to());
    }

    private void addPiece(int stay, Instant from, Instant to) {
        if (from.isBefore(to)) {
            edge(from).starts.add(stay);
            edge(to).ends.add(stay);
        }
    }

    /**
     * Sweeps the whole time.
     *
     * @return each stay with its share, in the order given; their sum is the busy time, exactly
     */
    public Map<StayFact, Share> shares() {
        sweep(edges.firstKey(), edges.lastKey());
        var result = new LinkedHashMap<StayFact, Share>();
        for (int i = 0; i < shares.length; i++) {
            result.put(stays.get(i), shares[i]);
        }
        return result;
    }

    /** Sweeps the whole time. */
    public Load load() {
        return load(edges.firstKey(), edges.lastKey(), stays.size());
    }

    /** Sweeps {@code [from, to)}. */
    public Load load(Span window) {
        long begun = stays.stream()
                .filter(stay -> window.contains(stay.span().from()))
                .count();
        return load(window.from(), window.to(), begun);
    }

    private Load load(Instant from, Instant to, long begun) {
        sweep(from, to);
        return new Load(begun, levels, available, present, used);
    }

    private void sweep(Instant from, Instant to) {
        Instant before = from;
        for (Map.Entry<Instant, Edge> entry : edges.entrySet()) {
            Instant at = entry.getKey().isAfter(to) ? to : entry.getKey();
            if (at.isAfter(before)) {
                piece(Duration.between(before, at));
                before = at;
            }
            pass(entry.getValue());
        }
    }

    private void pass(Edge edge) {
        edge.ends.forEach(open::remove);
        open.addAll(edge.starts);
        if (edge.change != null) {
            state = edge.change;
        }
    }

    private void piece(Duration length) {
        boolean isAvailable = state.status() == AgentStatus.AVAILABLE;
        int level = state.isAway() && !countAway ? 0 : open.size();
        if (level > 0 || isAvailable) {
            levels.merge(level, length, Duration::plus);
        }
        if (isAvailable) {
            available = available.plus(length);
        }
        Integer capacity = state.capacityUnits();
        if (capacity != null && state.isPresent()) {
            present = present.plus(length.multipliedBy(capacity));
            used = used.plus(length.multipliedBy(openUnits()));
        }
        if (level > 0) {
            divide(length);
        }
    }

    private long openUnits() {
        return open.stream().mapToLong(stay -> stays.get(stay).units()).sum();
    }

    private void divide(Duration length) {
        long total = open.stream()
                .mapToLong(stay -> weight.applyAsInt(stays.get(stay)))
                .sum();
        for (int stay : open) {
            Share part = Share.of(length, weight.applyAsInt(stays.get(stay)), total);
            shares[stay] = shares[stay].plus(part);
        }
    }
}
