package io.github.parlor.commerce;

import io.github.parlor.bounds.Bounds;

/**
 * A product as far as chat rules look at it. Immutable.
 *
 * @param sku the shop's article number
 * @param name plain text, at most 256 characters
 * @param price the price of one piece
 * @param category path in the shop's category tree, for example {@code shoes/running}; empty if unknown
 */
public record Product(String sku, String name, Money price, String category) {
    public Product {
        Bounds.id("product.sku", sku);
        Bounds.text("product.name", name, 0, 256);
        Bounds.present("product.price", price);
        Bounds.text("product.category", category, 0, 256);
    }
}
