/**
 * Who overtakes whom in a bank's queue: customers are served by the time they waited, and priority customers start with
 * ninety seconds of credit.
 * The curve is taken from the log as it is, or from a router that is given the log's arrivals and free places.
 * Start from {@link io.github.parlor.examples.overtaking.BankQueue}.
 */
@NullMarked
package io.github.parlor.examples.overtaking;

import org.jspecify.annotations.NullMarked;
