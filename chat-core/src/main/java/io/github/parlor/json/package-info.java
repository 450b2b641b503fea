/**
 * The documented JSON of events, commands, visitor events, results and configuration: strict, bounded, lossless.
 *
 * <p>Start from {@link io.github.parlor.json.EventJson}. What a newer writer added survives in a {@link
 * io.github.parlor.json.JsonDocument}.
 */
@NullMarked
package io.github.parlor.json;

import org.jspecify.annotations.NullMarked;
