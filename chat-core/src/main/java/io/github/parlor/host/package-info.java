/**
 * The ports a shop provides: how messages travel to the contact, who may do what, who wants to know.
 *
 * <p>Start from {@link io.github.parlor.host.Transport}.
 */
@NullMarked
package io.github.parlor.host;

import org.jspecify.annotations.NullMarked;
