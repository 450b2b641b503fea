/**
 * What the programs need to talk to a person: whether anybody watches, aligned tables, progress.
 * Colour and progress appear on a terminal only; {@code NO_COLOR} is respected.
 * Start from {@link io.github.parlor.examples.terminal.Terminal}.
 */
@NullMarked
package io.github.parlor.examples.terminal;

import org.jspecify.annotations.NullMarked;
