/**
 * Folds the journal into figures. Live figures and replayed figures come from the same definitions, and every value
 * is given together with its definition and its sample size.
 * Nothing here changes a conversation or is asked by one.
 */
@NullMarked
package io.github.parlor.metrics;

import org.jspecify.annotations.NullMarked;
