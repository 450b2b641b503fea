/**
 * The report over imported logs: folded from the journal, shown on the terminal, written as JSON and CSV.
 * Two commands end here: one reads logs, the other a journal that was written before.
 * Start from {@link io.github.parlor.examples.report.ReplayCommand}.
 */
@NullMarked
package io.github.parlor.examples.report;

import org.jspecify.annotations.NullMarked;
