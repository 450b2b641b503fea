package io.github.parlor.commerce;

import io.github.parlor.bounds.Bounds;
import java.util.Currency;

/**
 * An amount in minor units of one currency; never converted silently. Immutable.
 *
 * @param minorUnits cents, pence, yen: whatever the currency counts last; may be negative for a reversal
 * @param currency an ISO 4217 currency
 */
public record Money(long minorUnits, Currency currency) {
    /** Largest absolute amount in minor units, so that sums of thousands of amounts never overflow. */
    public static final long MAX_MINOR_UNITS = 1_000_000_000_000_000L;

    public Money {
        Bounds.range("money.minorUnits", minorUnits, -MAX_MINOR_UNITS, MAX_MINOR_UNITS);
        Bounds.present("money.currency", currency);
    }

    /**
     * Returns an amount of the currency with the given ISO 4217 code.
     *
     * @throws io.github.parlor.bounds.InvalidValueException if there is no such currency
     */
    public static Money of(long minorUnits, String currencyCode) {
        Bounds.text("money.currency", currencyCode, 3, 3);
        boolean known = Currency.getAvailableCurrencies().stream()
                .anyMatch(c -> c.getCurrencyCode().equals(currencyCode));
        Bounds.check("money.currency", known, "an ISO 4217 code", currencyCode);
        return new Money(minorUnits, Currency.getInstance(currencyCode));
    }

    /**
     * Returns the sum.
     *
     * @throws io.github.parlor.bounds.InvalidValueException if the currencies differ or the sum is out of range
     */
    public Money plus(Money other) {
        sameCurrency(other);
        return new Money(minorUnits + other.minorUnits, currency);
    }

    /** Returns this amount {@code count} times. */
    public Money times(int count) {
        Bounds.check(
                "money.minorUnits",
                Math.abs(minorUnits) <= MAX_MINOR_UNITS / Math.max(1, Math.abs((long) count)),
                "a product of at most " + MAX_MINOR_UNITS,
                minorUnits + " x " + count);
        return new Money(minorUnits * count, currency);
    }

    /**
     * Returns whether this amount is at least {@code other}.
     *
     * @throws io.github.parlor.bounds.InvalidValueException if the currencies differ
     */
    public boolean atLeast(Money other) {
        sameCurrency(other);
        return minorUnits >= other.minorUnits;
    }

    private void sameCurrency(Money other) {
        Bounds.check("money.currency", currency.equals(other.currency), currency.toString(), other.currency);
    }
}
