package io.github.parlor.commerce;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.InvalidValueException;
import java.util.Currency;

/**
 * An amount in minor units of one currency; never converted silently. Immutable.
 *
 * @param minorUnits cents, pence, yen: whatever the currency counts last; may be negative for a reversal
 * @param currency an ISO 4217 currency that has minor units, if only in name: yen have, gold and "no currency" have not
 */
public record Money(long minorUnits, Currency currency) {
    /** Largest absolute amount in minor units, so that sums of thousands of amounts never overflow. */
    public static final long MAX_MINOR_UNITS = 1_000_000_000_000_000L;

    public Money {
        Bounds.range("money.minorUnits", minorUnits, -MAX_MINOR_UNITS, MAX_MINOR_UNITS);
        Bounds.present("money.currency", currency);
        Bounds.check(
                "money.currency", currency.getDefaultFractionDigits() >= 0, "a currency with minor units", currency);
    }

    /**
     * Returns an amount of the currency with the given ISO 4217 code.
     *
     * @throws InvalidValueException if there is no such currency or it has no minor units
     */
    public static Money of(long minorUnits, String currencyCode) {
        return new Money(minorUnits, currency(Bounds.present("money.currency", currencyCode)));
    }

    /**
     * Returns the sum.
     *
     * @throws InvalidValueException if the currencies differ or the sum is out of range
     */
    public Money plus(Money other) {
        sameCurrency(other);
        return new Money(minorUnits + other.minorUnits, currency);
    }

    /**
     * Returns this amount {@code count} times.
     *
     * @throws InvalidValueException if the product is out of range
     */
    public Money times(int count) {
        if (Math.abs(minorUnits) > MAX_MINOR_UNITS / Math.max(1, Math.abs((long) count))) {
            throw new InvalidValueException(
                    "money.minorUnits", "a product of at most " + MAX_MINOR_UNITS, minorUnits + " x " + count);
        }
        return new Money(minorUnits * count, currency);
    }

    /**
     * Returns whether this amount is at least {@code other}.
     *
     * @throws InvalidValueException if the currencies differ
     */
    public boolean atLeast(Money other) {
        sameCurrency(other);
        return minorUnits >= other.minorUnits;
    }

    private static Currency currency(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException e) {
            throw new InvalidValueException("money.currency", "an ISO 4217 code", InvalidValueException.show(code));
        }
    }

    private void sameCurrency(Money other) {
        Bounds.check("money.currency", currency.equals(other.currency), currency.toString(), other.currency);
    }
}
