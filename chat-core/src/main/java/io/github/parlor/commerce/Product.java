package io.github.parlor.commerce;

import io.github.parlor.bounds.Bounds;

/**
 * A product as far as chat rules look at it. Immutable.
 *
 * @param sku the shop's article number
 * @param name plain text, at most 256 characters; invisible characters are taken out
 * @param price the price of one piece, zero or more
 * @param category path in the shop's category tree, for example {@code shoes/running}; at most 256 characters, empty if
 *     unknown
 */
public record Product(String sku, String name, Money price, String category) {
    public Product {
        Bounds.id("product.sku", sku);
        name = Bounds.name("product.name", name, 0, 256);
        Bounds.present("product.price", price);
        Bounds.range("product.price.minorUnits", price.minorUnits(), 0, Money.MAX_MINOR_UNITS);
        category = Bounds.name("product.category", category, 0, 256);
    }
}
