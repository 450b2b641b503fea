package io.github.parlor;

import io.github.parlor.event.EventRecord;
import io.github.parlor.event.LifecycleEvent.SessionEnded;
import io.github.parlor.event.LifecycleEvent.SessionStarted;
import io.github.parlor.event.LifecycleEvent.WrapUpCompleted;
import io.github.parlor.event.StreamId;
import io.github.parlor.event.VisitorEvent.InvitationShown;
import io.github.parlor.id.AgentId;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.SessionId;
import io.github.parlor.id.TenantId;
import io.github.parlor.id.VisitorId;
import io.github.parlor.journal.Journal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a tenant's journal once and finds what is alive in it: sessions that are not over, agents, invitations that may
 * still be open. Single-owner.
 */
final class Recovery {
    private static final int PAGE = 4_096;

    private final Map<SessionId, ConversationId> open = new LinkedHashMap<>();
    private final Set<AgentId> agents = new LinkedHashSet<>();
    private final Set<VisitorId> visitors = new LinkedHashSet<>();

    static Recovery of(Journal journal, TenantId tenant) {
        Recovery recovery = new Recovery();
        long position = 0;
        List<EventRecord> page;
        do {
            page = journal.readAll(tenant, position, PAGE);
            for (EventRecord record : page) {
                recovery.take(record);
                position = record.position();
            }
        } while (page.size() == PAGE);
        return recovery;
    }

    private void take(EventRecord record) {
        if (record.stream().kind() == StreamId.Kind.AGENT) {
            agents.add(new AgentId(record.stream().id()));
        } else if (record.event() instanceof SessionStarted started) {
            open.put(started.session(), started.session().conversation());
        } else if (record.event() instanceof SessionEnded ended && ended.wrapUpUntil() == null) {
            open.remove(ended.session());
        } else if (record.event() instanceof WrapUpCompleted completed) {
            open.remove(completed.session());
        } else if (record.event() instanceof InvitationShown shown) {
            visitors.add(shown.visitor());
        }
    }

    /** Returns the conversations with a session that is not over or in wrap-up, in the order in which they began. */
    Set<ConversationId> conversations() {
        return new LinkedHashSet<>(open.values());
    }

    Set<AgentId> agents() {
        return agents;
    }

    Set<VisitorId> visitors() {
        return visitors;
    }
}
