/**
 * Call logs of other systems: what a reader of such a log hands over, and how it becomes recorded facts.
 * The readers of single formats live in packages of their own; this one knows none of them.
 * Start from {@link io.github.parlor.examples.log.LogFormat} and {@link io.github.parlor.examples.log.LogImport}.
 */
@NullMarked
package io.github.parlor.examples.log;

import org.jspecify.annotations.NullMarked;
