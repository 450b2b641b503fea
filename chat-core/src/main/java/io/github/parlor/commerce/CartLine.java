package io.github.parlor.commerce;

import io.github.parlor.bounds.Bounds;

/**
 * One line of a cart. Immutable.
 *
 * @param product what
 * @param quantity how many pieces, 1 to 10,000
 */
public record CartLine(Product product, int quantity) {
    public CartLine {
        Bounds.present("cartLine.product", product);
        Bounds.range("cartLine.quantity", quantity, 1, 10_000);
    }
}
