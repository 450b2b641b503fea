/**
 * A bank's days with the agents who were there: the router decides who serves whom, on skills that the log shows.
 * Arrivals, patience of those who hung up, shifts and service times are recorded facts; the assignments are the router's.
 * Start from {@link io.github.parlor.examples.shifts.BankShifts}.
 */
@NullMarked
package io.github.parlor.examples.shifts;

import org.jspecify.annotations.NullMarked;
