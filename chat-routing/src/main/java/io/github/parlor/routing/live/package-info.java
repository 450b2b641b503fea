/**
 * Routing by a {@link io.github.parlor.routing.plan.RoutingPlan}: commands in, events out, and everything that happens in
 * between as data.
 */
@NullMarked
package io.github.parlor.routing.live;

import org.jspecify.annotations.NullMarked;
