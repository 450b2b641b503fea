package io.github.parlor.benchmarks.routing.peer;

/** Which agents with room are asked first: always the least used; among those equally used, what this says. */
public enum AgentOrder {
    /** Who was given work least recently, or never, in the order of their numbers: the rule of the plain router. */
    LAST_GIVEN,
    /** Who has been as much used as now for the longest time: what a queue for each level of use gives. */
    LONGEST_AT_LEVEL
}
