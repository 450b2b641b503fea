/**
 * The Anonymous Bank format: one call per line, 17 fields apart by tabs, clock times without a date.
 * Rows are read as they are, damaged ones are told apart, and nothing stops the run.
 * Start from {@link io.github.parlor.examples.bank.BankFormat}.
 */
@NullMarked
package io.github.parlor.examples.bank;

import org.jspecify.annotations.NullMarked;
