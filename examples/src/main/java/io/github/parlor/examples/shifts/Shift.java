package io.github.parlor.examples.shifts;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.examples.shifts.SkillMatrix.Served;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;

/**
 * When an agent was there on one day: from the start of the first service to the end of the last. Immutable.
 *
 * @param server the name as the log has it
 * @param from first instant
 * @param until first instant at which the agent is gone
 */
public record Shift(String server, Instant from, Instant until) {
    public Shift {
        Bounds.present("server", server);
        Bounds.present("from", from);
        Bounds.check("until", !until.isBefore(from), "an instant not before " + from, until);
    }

    /** Returns the shift that these calls of one server and day tell of; at least one. */
    static Shift of(Collection<Served> calls) {
        Comparator<Instant> earliestFirst = Comparator.naturalOrder();
        return new Shift(
                calls.iterator().next().service().server(),
                calls.stream()
                        .map(call -> call.service().from())
                        .min(earliestFirst)
                        .orElseThrow(),
                calls.stream()
                        .map(call -> call.service().until())
                        .max(earliestFirst)
                        .orElseThrow());
    }
}
