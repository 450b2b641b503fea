/**
 * A shop's day through the whole engine on virtual time: visitors browse, rules invite, agents serve, a report tells.
 *
 * <p>Start from {@link io.github.parlor.examples.day.ShopDay}.
 */
@NullMarked
package io.github.parlor.examples.day;

import org.jspecify.annotations.NullMarked;
