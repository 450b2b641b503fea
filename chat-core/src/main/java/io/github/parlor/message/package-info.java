/**
 * What is said: messages with typed content and a plain-text fallback, who may see them, receipts.
 *
 * <p>Start from {@link io.github.parlor.message.Message}.
 */
@NullMarked
package io.github.parlor.message;

import org.jspecify.annotations.NullMarked;
