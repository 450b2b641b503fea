package io.github.parlor.metrics;

/**
 * How well the records behind a snapshot are known. Immutable.
 *
 * @param accepted how many different records were taken in
 * @param duplicates how many came again and changed nothing
 * @param missing how many are known to be missing, because a later one of their stream is there
 * @param incomplete how many conversations miss a record
 */
public record Intake(long accepted, long duplicates, long missing, long incomplete) {}
