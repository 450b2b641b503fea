package io.github.parlor.benchmarks.routing;

/**
 * One point of the matrix.
 *
 * @param router which
 * @param setting with what
 * @param windows all of them, of all forks
 */
record Figure(Contender router, Setting setting, Windows windows) {}
