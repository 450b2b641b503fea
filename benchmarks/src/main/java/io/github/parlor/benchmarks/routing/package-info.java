/**
 * How fast is a router, beside what else could be used? One load for all of them, one operation is one call that changes
 * something. Start from {@link RouterReport}.
 */
@NullMarked
package io.github.parlor.benchmarks.routing;

import org.jspecify.annotations.NullMarked;
