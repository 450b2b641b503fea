package io.github.parlor.metrics;

import io.github.parlor.event.EventRecord;
import io.github.parlor.event.ImportEvent.ImportFinished;
import io.github.parlor.event.StreamId;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.TenantId;
import io.github.parlor.metrics.fact.AgentFact;
import io.github.parlor.metrics.fact.ConversationFact;
import io.github.parlor.metrics.fold.AgentFold;
import io.github.parlor.metrics.fold.ConversationFold;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The folds of one tenant. Single-owner. */
final class TenantFacts {
    private final TenantId tenant;
    private final Map<ConversationId, ConversationFold> conversations = new TreeMap<>();
    private final SortedMap<AgentId, AgentFold> agents = new TreeMap<>();
    private final SortedMap<Long, ImportFinished> imports = new TreeMap<>();

    /** What no fold keeps: records of streams from which nothing is measured, by stream and sequence. */
    private final Map<StreamId, Set<Long>> others =
            new TreeMap<>(Comparator.comparing(StreamId::kind).thenComparing(StreamId::id));

    private Instant latest = Instant.EPOCH;
    private long accepted;
    private long duplicates;

    TenantFacts(TenantId tenant) {
        this.tenant = tenant;
    }

    boolean accept(EventRecord record) {
        boolean isNew = fold(record);
        if (!isNew) {
            duplicates++;
            return false;
        }
        if (accepted++ == 0 || record.at().wall().isAfter(latest)) {
            latest = record.at().wall();
        }
        return true;
    }

    private boolean fold(EventRecord record) {
        StreamId stream = record.stream();
        return switch (stream.kind()) {
            case CONVERSATION ->
                conversations
                        .computeIfAbsent(new ConversationId(stream.id()), ConversationFold::new)
                        .accept(record);
            case AGENT ->
                agents.computeIfAbsent(new AgentId(stream.id()), AgentFold::new).accept(record);
            case VISITOR, IMPORT -> other(record);
        };
    }

    private boolean other(EventRecord record) {
        boolean isNew = others.computeIfAbsent(record.stream(), stream -> new HashSet<>())
                .add(record.sequence());
        if (isNew && record.event() instanceof ImportFinished finished) {
            imports.put(record.position(), finished);
        }
        return isNew;
    }

    Instant latest() {
        return latest;
    }

    Facts snapshot(Instant asOf) {
        List<ConversationFact> facts =
                conversations.values().stream().map(fold -> fold.fact(asOf)).toList();
        var people = new TreeMap<AgentId, AgentFact>();
        agents.forEach((agent, fold) -> people.put(agent, fold.fact()));
        return new Facts(
                tenant,
                asOf,
                facts,
                Collections.unmodifiableSortedMap(people),
                List.copyOf(imports.values()),
                intake(facts));
    }

    private Intake intake(List<ConversationFact> facts) {
        long missing = facts.stream().mapToLong(ConversationFact::missing).sum()
                + agents.values().stream().mapToLong(AgentFold::missing).sum();
        long incomplete = facts.stream().filter(ConversationFact::isIncomplete).count();
        return new Intake(accepted, duplicates, missing, incomplete);
    }
}
