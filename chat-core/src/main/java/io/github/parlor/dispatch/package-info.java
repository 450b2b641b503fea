/**
 * The ports by which the engine is steered: who serves, when to invite, whether anybody can be reached.
 *
 * <p>Start from {@link io.github.parlor.dispatch.Router} and {@link io.github.parlor.dispatch.Inviter}.
 */
@NullMarked
package io.github.parlor.dispatch;

import org.jspecify.annotations.NullMarked;
