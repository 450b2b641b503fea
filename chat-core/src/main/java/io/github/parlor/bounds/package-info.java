/**
 * Bounds on everything that comes from outside: one exception that names the field, and the checks that throw it.
 *
 * <p>Start from {@link io.github.parlor.bounds.Bounds}. Every value type of Parlor validates itself with it.
 */
@NullMarked
package io.github.parlor.bounds;

import org.jspecify.annotations.NullMarked;
