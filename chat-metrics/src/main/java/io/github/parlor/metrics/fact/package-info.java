/**
 * What one conversation comes to: its sessions with their waits, stays, turns and rating, and what an agent's stream says.
 * Facts are what every metric is measured on; they carry times and ids, never what people said.
 * All facts are immutable.
 */
@NullMarked
package io.github.parlor.metrics.fact;

import org.jspecify.annotations.NullMarked;
