/**
 * What a shop decides about its routing: who may serve, in which order work is done, how much an agent holds, what becomes
 * of an offer. Immutable data with the formulas that follow from it; nothing here waits, counts or reads a clock.
 *
 * <p>Start from {@link io.github.parlor.routing.plan.RoutingPlan}; {@code RoutingPlan.of(Queue.of("sales"))} is a whole plan.
 */
@NullMarked
package io.github.parlor.routing.plan;

import org.jspecify.annotations.NullMarked;
