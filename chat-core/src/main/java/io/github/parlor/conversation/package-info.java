/**
 * The two levels, conversation and session, and the rules by which they change: commands in, facts or rejections out.
 *
 * <p>Start from {@link io.github.parlor.conversation.Command}. Everything here is a pure function of state, command and time.
 */
@NullMarked
package io.github.parlor.conversation;

import org.jspecify.annotations.NullMarked;
