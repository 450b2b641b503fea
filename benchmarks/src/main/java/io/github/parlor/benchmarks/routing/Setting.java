package io.github.parlor.benchmarks.routing;

import io.github.parlor.benchmarks.routing.peer.Matching;

/**
 * One point of the matrix. Immutable.
 *
 * @param agents how many
 * @param waiting how many sessions wait all the time while every agent is busy; 0 for four of five slots to nineteen of
 *     twenty in use and hardly anybody waiting
 * @param threads how many call
 * @param offers whether an offer has to be answered
 * @param seed of the matching and of everything the threads do
 */
record Setting(int agents, int waiting, int threads, boolean offers, long seed) {
    int slots() {
        return agents * Matching.CAPACITY;
    }

    boolean backlog() {
        return waiting > 0;
    }
}
