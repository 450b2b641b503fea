/**
 * Decides who serves a session. A router knows agents, their skills and their limits, and the sessions that wait; it
 * answers each arrival and each freed place with proposals, in a fixed and explainable order.
 * It knows nothing of messages or of the journal.
 *
 * <p>Start from {@link io.github.parlor.routing.SkillRouter}, or from {@link io.github.parlor.routing.ordered.OrderedRouter}
 * for one thread; play a log through a router with {@link io.github.parlor.routing.QueueReplay}.
 */
@NullMarked
package io.github.parlor.routing;

import org.jspecify.annotations.NullMarked;
