/**
 * Time as an input: wall instants, monotonic nanoseconds, manual time for tests and simulations, opening hours.
 *
 * <p>Start from {@link io.github.parlor.time.TimeSource}. This is the only package that reads a clock.
 */
@NullMarked
package io.github.parlor.time;

import org.jspecify.annotations.NullMarked;
