package io.github.parlor.examples.report;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the journal tells of one log. Immutable.
 *
 * @param name name of the log
 * @param repaired rows that were damaged and could be read all the same
 * @param rejected rows that could not be read
 * @param all the figures of the whole log
 * @param byType the figures by type
 * @param halfHours by date and slot
 * @param agentDays by date and server
 */
record LogReport(
        String name,
        long repaired,
        long rejected,
        Figures all,
        Map<String, Figures> byType,
        List<HalfHour> halfHours,
        List<AgentDay> agentDays) {
    LogReport {
        byType = java.util.Collections.unmodifiableMap(new TreeMap<>(byType));
        halfHours = List.copyOf(halfHours);
        agentDays = List.copyOf(agentDays);
    }
}
