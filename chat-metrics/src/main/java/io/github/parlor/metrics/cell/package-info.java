/**
 * What can be added up: values with an empty element and a merge that is exact, associative and commutative.
 * No cell stores an average, a ratio or a percentile; they are taken from it when somebody asks.
 * All cells are immutable, and two cells of the same samples are equal.
 */
@NullMarked
package io.github.parlor.metrics.cell;

import org.jspecify.annotations.NullMarked;
