/**
 * The metrics that come with the library, by topic, each under a name that never changes its meaning.
 * Start from {@link io.github.parlor.metrics.catalog.Catalog}, which lists them all.
 * A metric of your own is one more {@link io.github.parlor.metrics.Metric}.
 */
@NullMarked
package io.github.parlor.metrics.catalog;

import org.jspecify.annotations.NullMarked;
