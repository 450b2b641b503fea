package io.github.parlor.metrics;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.event.ImportEvent.ImportFinished;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.TenantId;
import io.github.parlor.metrics.LoadPolicy.Away;
import io.github.parlor.metrics.LoadPolicy.Weight;
import io.github.parlor.metrics.cell.Cell;
import io.github.parlor.metrics.cell.Load;
import io.github.parlor.metrics.cell.Samples;
import io.github.parlor.metrics.cell.Share;
import io.github.parlor.metrics.cell.Shares;
import io.github.parlor.metrics.fact.AgentFact;
import io.github.parlor.metrics.fact.ConversationFact;
import io.github.parlor.metrics.fact.SessionFact;
import io.github.parlor.metrics.fact.Span;
import io.github.parlor.metrics.fact.StayFact;
import io.github.parlor.metrics.fold.LoadSweep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What is known about one tenant at one time, and the figures that follow from it. Narrowed by {@link #where} and {@link
 * #by}; the loads of agents always rest on everything the agents did, since one session's share depends on the others.
 * Immutable.
 *
 * <p>The cells of a partition of the conversations merge to the cell of the whole; so do those of a partition of the
 * sessions, unless the metric's sample is a conversation.
 */
public final class Facts {
    private final TenantId tenant;
    private final Instant asOf;
    private final List<ConversationFact> conversations;
    private final List<ConversationFact> everything;
    private final SortedMap<AgentId, AgentFact> agents;
    private final List<ImportFinished> imports;
    private final Intake intake;

    Facts(
            TenantId tenant,
            Instant asOf,
            List<ConversationFact> conversations,
            SortedMap<AgentId, AgentFact> agents,
            List<ImportFinished> imports,
            Intake intake) {
        this(tenant, asOf, conversations, conversations, agents, imports, intake);
    }

    private Facts(
            TenantId tenant,
            Instant asOf,
            List<ConversationFact> conversations,
            List<ConversationFact> everything,
            SortedMap<AgentId, AgentFact> agents,
            List<ImportFinished> imports,
            Intake intake) {
        this.tenant = tenant;
        this.asOf = asOf;
        this.conversations = List.copyOf(conversations);
        this.everything = everything;
        this.agents = agents;
        this.imports = imports;
        this.intake = intake;
    }

    private Facts narrowed(List<ConversationFact> kept) {
        return new Facts(tenant, asOf, kept, everything, agents, imports, intake);
    }

    /** Returns whose facts these are. */
    public TenantId tenant() {
        return tenant;
    }

    /** Returns the instant that ends what is still open. */
    public Instant asOf() {
        return asOf;
    }

    /** Returns the conversations, by id. */
    public List<ConversationFact> conversations() {
        return conversations;
    }

    /** Returns all sessions, by conversation and number. */
    public List<SessionFact> sessions() {
        return conversations.stream()
                .flatMap(conversation -> conversation.sessions().stream())
                .toList();
    }

    /** Returns all stays, by session and number. */
    public List<StayFact> stays() {
        return sessions().stream().flatMap(session -> session.stays().stream()).toList();
    }

    /** Returns the stays by agent. */
    public SortedMap<AgentId, List<StayFact>> staysByAgent() {
        return staysByAgent(conversations);
    }

    /** Returns the finished imports, by position in the journal. */
    public List<ImportFinished> imports() {
        return imports;
    }

    /** Returns how well the records behind all this are known. */
    public Intake intake() {
        return intake;
    }

    /** Returns the facts of the sessions that pass. */
    public Facts where(Predicate<? super SessionFact> filter) {
        return narrowed(conversations.stream()
                .map(conversation -> conversation.where(filter))
                .filter(conversation -> !conversation.sessions().isEmpty())
                .toList());
    }

    /** Returns the facts by key, ascending. Sessions without a key are in none of them. */
    public <K extends Comparable<? super K>> SortedMap<K, Facts> by(Dimension<K> dimension) {
        var parts = new TreeMap<K, List<ConversationFact>>();
        for (ConversationFact conversation : conversations) {
            var own = new TreeMap<K, List<SessionFact>>();
            for (SessionFact session : conversation.sessions()) {
                K key = dimension.key(session);
                if (key != null) {
                    own.computeIfAbsent(key, k -> new ArrayList<>()).add(session);
                }
            }
            own.forEach((key, sessions) -> parts.computeIfAbsent(key, k -> new ArrayList<>())
                    .add(new ConversationFact(conversation.id(), sessions, conversation.missing())));
        }
        var result = new TreeMap<K, Facts>();
        parts.forEach((key, part) -> result.put(key, narrowed(part)));
        return result;
    }

    /** Returns all samples of a metric, added up. */
    public <C extends Cell<C>> C cell(Metric<C> metric) {
        List<C> samples = new ArrayList<>();
        measure(metric, (at, sample) -> samples.add(sample));
        return metric.empty().mergeAll(samples);
    }

    /** Returns the samples that belong to {@code [from, to)} by the attribution of the metric, added up. */
    public <C extends Cell<C>> C cell(Metric<C> metric, Instant from, Instant to) {
        Span window = new Span(from, to);
        List<C> samples = new ArrayList<>();
        measure(metric, (at, sample) -> {
            if (window.contains(at)) {
                samples.add(sample);
            }
        });
        return metric.empty().mergeAll(samples);
    }

    /**
     * Returns the samples added up by slot, ascending; slots without samples are left out.
     *
     * @param slots the slot of an instant, see {@link Slots}
     */
    public <K extends Comparable<? super K>, C extends Cell<C>> SortedMap<K, C> series(
            Metric<C> metric, Function<? super Instant, ? extends K> slots) {
        var samples = new TreeMap<K, List<C>>();
        measure(
                metric,
                (at, sample) -> samples.computeIfAbsent(slots.apply(at), k -> new ArrayList<>())
                        .add(sample));
        var result = new TreeMap<K, C>();
        samples.forEach((slot, list) -> result.put(slot, metric.empty().mergeAll(list)));
        return result;
    }

    private <C extends Cell<C>> void measure(Metric<C> metric, BiConsumer<Instant, C> sink) {
        for (ConversationFact conversation : conversations) {
            metric.measure().measure(conversation, sink);
        }
    }

    /** Returns the headline value of a metric. */
    public <C extends Cell<C>> MetricResult result(Metric<C> metric) {
        return MetricResult.of(metric.definition(), cell(metric));
    }

    /** Returns a percentile of a duration in seconds; {@code percent} is more than 0 and at most 100. */
    public MetricResult percentile(Metric<Samples> metric, double percent) {
        return MetricResult.percentile(metric.definition(), cell(metric), percent);
    }

    /** Returns the load of each agent who has a stay or a stream of their own. */
    public SortedMap<AgentId, Load> loads(LoadPolicy policy) {
        return sweeps(policy, LoadSweep::load);
    }

    /** Returns the load of each agent within {@code [from, to)}; what reaches beyond is cut. */
    public SortedMap<AgentId, Load> loads(LoadPolicy policy, Instant from, Instant to) {
        Span window = new Span(from, to);
        return sweeps(policy, sweep -> sweep.load(window));
    }

    /**
     * Returns the concurrency-adjusted duration of each stay in view. Over all stays of an agent they add up to the agent's
     * busy time exactly, see {@link Load#busy()}.
     */
    public Map<StayFact, Share> shares(LoadPolicy policy) {
        var all = new LinkedHashMap<StayFact, Share>();
        sweeps(policy, LoadSweep::shares).values().forEach(all::putAll);
        var inView = new LinkedHashMap<StayFact, Share>();
        stays().forEach(stay -> inView.put(stay, all.getOrDefault(stay, Share.ZERO)));
        return inView;
    }

    /** Returns the mean concurrency-adjusted duration of the ended stays in view; stays that last are censored. */
    public MetricResult adjustedDuration(LoadPolicy policy) {
        List<Shares> cells = new ArrayList<>();
        shares(policy)
                .forEach((stay, share) ->
                        cells.add(stay.isOpen() ? new Shares(Share.ZERO, 0, 1) : new Shares(share, 1, 0)));
        return MetricResult.of(policy.adjustedDuration(), Shares.EMPTY.mergeAll(cells));
    }

    private <T> SortedMap<AgentId, T> sweeps(LoadPolicy policy, Function<LoadSweep, T> result) {
        Bounds.present("policy", policy);
        SortedMap<AgentId, List<StayFact>> stays = staysByAgent(everything);
        agents.keySet().forEach(agent -> stays.putIfAbsent(agent, List.of()));
        var results = new TreeMap<AgentId, T>();
        stays.forEach((agent, own) -> results.put(agent, result.apply(sweep(agent, own, policy))));
        return results;
    }

    private LoadSweep sweep(AgentId agent, List<StayFact> own, LoadPolicy policy) {
        return new LoadSweep(
                agents.getOrDefault(agent, new AgentFact(agent, List.of(), 0)),
                own,
                policy.weight() == Weight.EQUAL ? stay -> 1 : StayFact::units,
                policy.away() == Away.INCLUDE,
                asOf);
    }

    private static SortedMap<AgentId, List<StayFact>> staysByAgent(List<ConversationFact> conversations) {
        var stays = new TreeMap<AgentId, List<StayFact>>();
        for (ConversationFact conversation : conversations) {
            for (SessionFact session : conversation.sessions()) {
                for (StayFact stay : session.stays()) {
                    stays.computeIfAbsent(stay.agent(), agent -> new ArrayList<>())
                            .add(stay);
                }
            }
        }
        return stays;
    }
}
