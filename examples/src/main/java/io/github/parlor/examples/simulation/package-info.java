/**
 * A call centre with several kinds of calls and groups of agents, simulated day by day through a router on virtual time.
 * Chance makes arrivals, services and patience, the router the assignments; the figures come with confidence intervals.
 * Start from {@link io.github.parlor.examples.simulation.Simulation}.
 */
@NullMarked
package io.github.parlor.examples.simulation;

import org.jspecify.annotations.NullMarked;
