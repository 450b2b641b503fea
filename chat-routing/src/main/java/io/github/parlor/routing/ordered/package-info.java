/**
 * The router for whoever drives it with one thread, or wants every call to take effect in one strict order: plain
 * structures behind one lock. Start from {@link io.github.parlor.routing.ordered.OrderedRouter}.
 */
@NullMarked
package io.github.parlor.routing.ordered;

import org.jspecify.annotations.NullMarked;
