/**
 * What the shop sells and the visitor buys, as far as chat needs to know it: money, products, carts, purchases.
 *
 * <p>Start from {@link io.github.parlor.commerce.Cart}.
 */
@NullMarked
package io.github.parlor.commerce;

import org.jspecify.annotations.NullMarked;
