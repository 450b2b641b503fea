package io.github.parlor.commerce;

import io.github.parlor.bounds.Bounds;
import java.util.Currency;
import java.util.List;

/**
 * What a visitor has put together but not yet bought. Immutable.
 *
 * @param currency the currency of every line
 * @param lines at most {@value #MAX_LINES} lines, all in {@code currency}
 */
public record Cart(Currency currency, List<CartLine> lines) {
    /** Most lines that are kept of one cart. */
    public static final int MAX_LINES = 200;

    public Cart {
        Bounds.present("cart.currency", currency);
        lines = Bounds.list("cart.lines", lines, MAX_LINES);
        for (CartLine line : lines) {
            Currency of = line.product().price().currency();
            Bounds.check("cart.lines.product.price.currency", of.equals(currency), currency.getCurrencyCode(), of);
        }
        total(currency, lines);
    }

    /** Returns the value of all lines. */
    public Money total() {
        return total(currency, lines);
    }

    /** Returns the number of pieces in all lines, at most two million. */
    public int pieces() {
        int pieces = 0;
        for (CartLine line : lines) {
            pieces += line.quantity();
        }
        return pieces;
    }

    private static Money total(Currency currency, List<CartLine> lines) {
        Money sum = new Money(0, currency);
        for (CartLine line : lines) {
            sum = sum.plus(line.product().price().times(line.quantity()));
        }
        return sum;
    }
}
