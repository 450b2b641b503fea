/**
 * A plain CSV of calls, for those whose system writes no other format that is read here.
 * Columns are found by name; the guide page "Import a call log" documents them.
 * Start from {@link io.github.parlor.examples.csv.CsvFormat}.
 */
@NullMarked
package io.github.parlor.examples.csv;

import org.jspecify.annotations.NullMarked;
