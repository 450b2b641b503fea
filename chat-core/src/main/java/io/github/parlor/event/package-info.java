/**
 * The facts that are recorded: one sealed family in the past tense, carrying ids instead of objects, and their envelope.
 *
 * <p>Start from {@link io.github.parlor.event.ChatEvent} and {@link io.github.parlor.event.EventRecord}.
 */
@NullMarked
package io.github.parlor.event;

import org.jspecify.annotations.NullMarked;
