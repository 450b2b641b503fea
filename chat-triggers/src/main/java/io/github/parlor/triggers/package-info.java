/**
 * Decides when a visitor is invited to a chat, and with what. Rules are compiled once and are immutable; the engine
 * takes visitor events in and gives decisions out, on the time it is told.
 * It opens no conversation itself: an accepted invitation is a command to the engine of the core.
 *
 * <p>Start from {@link io.github.parlor.triggers.TriggerEngine} over {@link io.github.parlor.triggers.TriggerRules}.
 */
@NullMarked
package io.github.parlor.triggers;

import org.jspecify.annotations.NullMarked;
