package io.github.parlor.metrics.fold;

import io.github.parlor.event.EventRecord;
import io.github.parlor.event.SessionEvent;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.SessionId;
import io.github.parlor.metrics.fact.ConversationFact;
import io.github.parlor.metrics.fact.SessionFact;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One conversation's stream. Single-owner. */
public final class ConversationFold {
    private final ConversationId id;
    private final StreamOrder order = new StreamOrder();
    private final Map<SessionId, SessionFold> sessions = new TreeMap<>();

    /** What it came to when all of its sessions were settled; the same until another record comes. */
    private @Nullable ConversationFact settled;

    public ConversationFold(ConversationId id) {
        this.id = id;
    }

    /** Takes in a record of the stream; returns false if it was taken in before. */
    public boolean accept(EventRecord record) {
        boolean isNew = order.accept(record, next -> apply(sessions, next));
        if (isNew) {
            settled = null;
        }
        return isNew;
    }

    /** Returns how many records are known to be missing. */
    public long missing() {
        return order.missing();
    }

    /** Returns what it comes to at {@code asOf}, which ends what is still open. */
    public ConversationFact fact(Instant asOf) {
        if (settled != null) {
            return settled;
        }
        Collection<SessionFold> folds = complete().values();
        List<SessionFact> facts = folds.stream().map(fold -> fold.fact(asOf)).toList();
        ConversationFact fact = new ConversationFact(id, facts, missing());
        if (folds.stream().allMatch(SessionFold::isSettled)) {
            settled = fact;
        }
        return fact;
    }

    /** Behind a hole the fold goes on with copies, so that the missing record can still take its place. */
    private Map<SessionId, SessionFold> complete() {
        if (order.early().isEmpty()) {
            return sessions;
        }
        Map<SessionId, SessionFold> copies = new TreeMap<>();
        sessions.forEach((session, fold) -> copies.put(session, new SessionFold(fold)));
        order.early().forEach(record -> apply(copies, record));
        return copies;
    }

    private static void apply(Map<SessionId, SessionFold> sessions, EventRecord record) {
        if (record.event() instanceof SessionEvent event) {
            sessions.computeIfAbsent(event.session(), session -> new SessionFold(session, record.at()))
                    .apply(event, record.at());
        }
    }
}
