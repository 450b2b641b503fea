package io.github.parlor.commerce;

import io.github.parlor.bounds.Bounds;

/**
 * One line of a cart. Immutable.
 *
 * @param product what
 * @param quantity how many pieces, 1 to {@value #MAX_QUANTITY}
 */
public record CartLine(Product product, int quantity) {
    /** Most pieces of one line. */
    public static final int MAX_QUANTITY = 10_000;

    public CartLine {
        Bounds.present("cartLine.product", product);
        Bounds.range("cartLine.quantity", quantity, 1, MAX_QUANTITY);
    }
}
