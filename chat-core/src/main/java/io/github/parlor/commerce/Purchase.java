package io.github.parlor.commerce;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.id.OrderId;

/**
 * A completed order. Immutable.
 *
 * @param order the shop's order; a second purchase with the same order is the same purchase
 * @param total what was paid, zero or more
 * @param pieces how many pieces, 0 if unknown
 */
public record Purchase(OrderId order, Money total, int pieces) {
    public Purchase {
        Bounds.present("purchase.order", order);
        Bounds.present("purchase.total", total);
        Bounds.range("purchase.total.minorUnits", total.minorUnits(), 0, Money.MAX_MINOR_UNITS);
        Bounds.range("purchase.pieces", pieces, 0, 1_000_000);
    }
}
