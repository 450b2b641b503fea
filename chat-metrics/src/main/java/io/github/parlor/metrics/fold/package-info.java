/**
 * How events become facts: streams put back in order, one fold per conversation and per agent, one sweep per agent.
 * Not exported: users meet the facts, and the snapshot that holds them.
 * Everything here is single-owner.
 */
@NullMarked
package io.github.parlor.metrics.fold;

import org.jspecify.annotations.NullMarked;
