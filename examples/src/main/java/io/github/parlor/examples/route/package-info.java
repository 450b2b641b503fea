/**
 * A simulated call centre whose recorded start times a router must reproduce: one queue, first in, first out.
 * The router is given the arrivals and the handling times and decides the rest on virtual time.
 * Start from {@link io.github.parlor.examples.route.SimulatedCallCentre}.
 */
@NullMarked
package io.github.parlor.examples.route;

import org.jspecify.annotations.NullMarked;
