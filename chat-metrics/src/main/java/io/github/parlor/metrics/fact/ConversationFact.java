package io.github.parlor.metrics.fact;

import io.github.parlor.id.ConversationId;
import java.util.List;
import java.util.function.Predicate;

/**
 * What one conversation comes to. Immutable.
 *
 * @param id which
 * @param sessions its sessions in order; a snapshot that was narrowed shows those that remain
 * @param missing how many of its records are known to be missing; 0 means that it is complete
 */
public record ConversationFact(ConversationId id, List<SessionFact> sessions, long missing) {
    public ConversationFact {
        sessions = List.copyOf(sessions);
    }

    /** Returns whether records are known to be missing, so that its figures may be wrong. */
    public boolean isIncomplete() {
        return missing > 0;
    }

    /** Returns the conversation with only those of its sessions that pass. */
    public ConversationFact where(Predicate<? super SessionFact> filter) {
        List<SessionFact> kept = sessions.stream().filter(filter).toList();
        return kept.size() == sessions.size() ? this : new ConversationFact(id, kept, missing);
    }
}
