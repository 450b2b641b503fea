/**
 * Typed identifiers: bounded, opaque records, so that an agent can never be passed where a visitor is meant.
 *
 * <p>Start from {@link io.github.parlor.id.ConversationId}; new identifiers come from an {@link
 * io.github.parlor.id.IdSource}.
 */
@NullMarked
package io.github.parlor.id;

import org.jspecify.annotations.NullMarked;
