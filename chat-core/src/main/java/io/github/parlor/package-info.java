/**
 * The engine for all shops of a process: commands in, events out.
 *
 * <p>Start from {@link io.github.parlor.Parlor}, built by {@code Parlor.builder()}; {@link io.github.parlor.Shop} is the
 * face of one tenant.
 */
@NullMarked
package io.github.parlor;

import org.jspecify.annotations.NullMarked;
