package io.github.parlor.examples.log;

import io.github.parlor.event.ChatEvent;
import io.github.parlor.event.ImportEvent.ImportFinished;
import io.github.parlor.event.PendingEvent;
import io.github.parlor.event.StreamId;
import io.github.parlor.examples.log.CallLog.Action;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.EventId;
import io.github.parlor.id.IdSource;
import io.github.parlor.id.TenantId;
import io.github.parlor.journal.AppendResult;
import io.github.parlor.journal.Journal;
import io.github.parlor.people.Actor;
import io.github.parlor.time.Moment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Records what logs say in a journal, as it is: nothing is decided again and no router is asked. Each call is a
 * conversation with one session, and the facts of a log are appended by time, ties by line; at its end one fact tells
 * what the sessions do not show. Equal logs give equal facts with equal ids. Single-owner.
 */
public final class LogImport {
    /** Whose conversations imported calls are. */
    public static final TenantId TENANT = new TenantId("imported");

    private static final int MAX_TYPES = 255;
    private static final String OTHER = "other types";
    private static final long NANOS = 1_000_000_000L;

    /** Facts are numbered by the wall clock, which is all that a log has; one run, so that differences are its seconds. */
    private static final long RUN = 0;

    private static final Comparator<Placed> BY_TIME =
            Comparator.comparing((Placed placed) -> placed.fact().order()).thenComparingInt(Placed::line);

    private final Journal journal;
    private final IdSource ids;
    private final Set<String> conversations = new HashSet<>();
    private final Map<String, Integer> sources = new HashMap<>();

    private record Placed(StreamId stream, int sequence, int line, CallEvents.Fact fact) {}

    /**
     * Creates an import into a journal.
     *
     * @param seed what the ids of the facts grow from
     */
    public LogImport(Journal journal, long seed) {
        this.journal = journal;
        this.ids = IdSource.seeded(seed);
    }

    /**
     * Appends everything that a log tells.
     *
     * @param progress is told now and then how many facts were appended
     * @throws IllegalStateException if the journal takes something not in
     */
    public void add(CallLog log, LongConsumer progress) {
        String name = Label.encode(log.name());
        String source = Label.copy(name, sources.merge(name, 1, Integer::sum));
        Map<String, String> purposes = purposes(log);
        List<Placed> facts = new ArrayList<>(log.calls().size() * 4);
        for (Call call : log.calls()) {
            place(call, source, purposes.getOrDefault(call.type(), OTHER), facts);
        }
        facts.sort(BY_TIME);
        append(facts, progress);
        Instant last = facts.isEmpty()
                ? Instant.EPOCH
                : facts.get(facts.size() - 1).fact().order();
        append(StreamId.ofImport(source), 0, last, Actor.SYSTEM, finished(log, source, purposes));
    }

    private void place(Call call, String source, String purpose, List<Placed> facts) {
        ConversationId conversation = new ConversationId(conversation(call, source));
        StreamId stream = StreamId.of(conversation);
        int sequence = 0;
        for (CallEvents.Fact fact : CallEvents.of(call, conversation, source, purpose)) {
            facts.add(new Placed(stream, sequence++, call.line(), fact));
        }
    }

    /** A key that repeats within a log is told apart by the line; one that repeats between logs is by their sources. */
    private String conversation(Call call, String source) {
        String key = Label.encode(source + "/" + call.key());
        String id = key;
        for (int line = call.line(); !conversations.add(id); line++) {
            id = key + "/line " + line;
        }
        return id;
    }

    private void append(List<Placed> facts, LongConsumer progress) {
        for (int i = 0; i < facts.size(); i++) {
            Placed placed = facts.get(i);
            CallEvents.Fact fact = placed.fact();
            append(placed.stream(), placed.sequence(), fact.at(), fact.actor(), fact.event());
            if ((i + 1) % LogReader.PROGRESS_LINES == 0) {
                progress.accept(i + 1L);
            }
        }
    }

    private static ImportFinished finished(CallLog log, String source, Map<String, String> purposes) {
        return new ImportFinished(
                source,
                log.rows(),
                log.damaged(Action.REPAIRED),
                log.damaged(Action.REJECTED),
                log.phantom(),
                byPurpose(log.rowsByType(), purposes),
                byPurpose(log.phantomByType(), purposes));
    }

    /** A log with more types than a fact can hold is hardly one of calls; its rarest types share a name. */
    private static Map<String, String> purposes(CallLog log) {
        Map<String, String> purposes = new HashMap<>();
        log.rowsByType().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(MAX_TYPES)
                .forEach(type -> purposes.put(type.getKey(), Label.encode(type.getKey())));
        return purposes;
    }

    private static Map<String, Long> byPurpose(Map<String, Long> byType, Map<String, String> purposes) {
        Map<String, Long> counts = new TreeMap<>();
        byType.forEach((type, count) -> counts.merge(purposes.getOrDefault(type, OTHER), count, Long::sum));
        return counts;
    }

    private void append(StreamId stream, long expected, Instant at, Actor actor, ChatEvent event) {
        Moment moment = new Moment(at, at.getEpochSecond() * NANOS + at.getNano(), RUN);
        PendingEvent pending = new PendingEvent(new EventId(ids.next(at)), moment, actor, null, event);
        AppendResult result = journal.append(TENANT, stream, expected, List.of(pending), List.of());
        if (!(result instanceof AppendResult.Appended)) {
            throw new IllegalStateException("the journal did not take " + stream + " in: " + result);
        }
    }
}
