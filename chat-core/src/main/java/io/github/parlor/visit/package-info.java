/**
 * What a browser tells before any conversation: pages, activity, carts. Hostile input, therefore bounded everywhere.
 *
 * <p>Start from {@link io.github.parlor.visit.VisitEvent}. These events are not journaled.
 */
@NullMarked
package io.github.parlor.visit;

import org.jspecify.annotations.NullMarked;
