/**
 * Folds the journal into figures. Live figures and replayed figures come from the same definitions, and every value
 * is given together with its definition and its sample size.
 * Nothing here changes a conversation or is asked by one.
 *
 * <p>Start from {@link io.github.parlor.metrics.ChatMetrics} or {@link io.github.parlor.metrics.MetricsReplay}, take a
 * snapshot, narrow it by a {@link io.github.parlor.metrics.Dimension} and ask it for a metric of the package {@code
 * io.github.parlor.metrics.catalog}.
 */
@NullMarked
package io.github.parlor.metrics;

import org.jspecify.annotations.NullMarked;
