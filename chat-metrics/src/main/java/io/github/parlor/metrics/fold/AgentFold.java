package io.github.parlor.metrics.fold;

import io.github.parlor.event.AgentEvent.AgentConfigured;
import io.github.parlor.event.AgentEvent.AgentStatusChanged;
import io.github.parlor.event.EventRecord;
import io.github.parlor.id.AgentId;
import io.github.parlor.metrics.fact.AgentFact;
import io.github.parlor.metrics.fact.AgentFact.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One agent's stream. Single-owner. */
public final class AgentFold {
    private final AgentId id;
    private final StreamOrder order = new StreamOrder();
    private final List<Change> changes = new ArrayList<>();

    public AgentFold(AgentId id) {
        this.id = id;
    }

    /** Takes in a record of the stream; returns false if it was taken in before. */
    public boolean accept(EventRecord record) {
        return order.accept(record, next -> apply(changes, next));
    }

    /** Returns how many records are known to be missing. */
    public long missing() {
        return order.missing();
    }

    /** Returns what is known now. */
    public AgentFact fact() {
        List<Change> all = new ArrayList<>(changes);
        order.early().forEach(record -> apply(all, record));
        return new AgentFact(id, all, missing());
    }

    private static void apply(List<Change> changes, EventRecord record) {
        Change before =
                changes.isEmpty() ? new Change(record.at().wall(), null, null) : changes.get(changes.size() - 1);
        // The stream tells the order; a clock that stepped back must not undo it.
        Instant at = record.at().wall().isBefore(before.at())
                ? before.at()
                : record.at().wall();
        if (record.event() instanceof AgentStatusChanged changed) {
            changes.add(new Change(at, changed.status(), before.capacityUnits()));
        } else if (record.event() instanceof AgentConfigured configured) {
            changes.add(new Change(at, before.status(), configured.agent().capacityUnits()));
        }
    }
}
