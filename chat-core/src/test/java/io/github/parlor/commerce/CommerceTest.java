package io.github.parlor.commerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.id.OrderId;
import java.math.BigInteger;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommerceTest {
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Product SHOE = new Product("sku-1", "Shoe", Money.of(4_990, "EUR"), "shoes/running");

    @Test
    void money_is_of_the_currency_that_the_code_names() {
        assertThat(Money.of(150, "EUR")).isEqualTo(new Money(150, EUR));
        assertThat(Money.of(150, "JPY").currency().getDefaultFractionDigits()).isZero();
        assertThat(Money.of(-150, "KWD").minorUnits()).isEqualTo(-150);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "eur", "EURO", "€", "ZZZ"})
    void money_of_no_currency_is_refused(String code) {
        refused(() -> Money.of(1, code), "money.currency: expected an ISO 4217 code, got '" + code + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"XTS", "XAU", "XDR"})
    void money_without_minor_units_is_refused(String code) {
        refused(() -> Money.of(1, code), "money.currency: expected a currency with minor units, got " + code);
        refused(
                () -> new Cart(Currency.getInstance(code), List.of()),
                "money.currency: expected a currency with minor units, got " + code);
    }

    @Test
    void sums_stay_in_range_and_in_one_currency() {
        Money most = Money.of(Money.MAX_MINOR_UNITS, "EUR");

        assertThat(Money.of(2, "EUR").plus(Money.of(-5, "EUR"))).isEqualTo(Money.of(-3, "EUR"));
        assertThat(most.atLeast(most)).isTrue();
        assertThat(Money.of(1, "EUR").atLeast(Money.of(2, "EUR"))).isFalse();
        refused(
                () -> most.plus(Money.of(1, "EUR")),
                "money.minorUnits: expected a number from -1000000000000000 to 1000000000000000, got 1000000000000001");
        refused(() -> most.plus(Money.of(1, "USD")), "money.currency: expected EUR, got USD");
        refused(() -> most.atLeast(Money.of(1, "USD")), "money.currency: expected EUR, got USD");
    }

    @Test
    void times_is_exact_or_refused() {
        refused(
                () -> Money.of(Money.MAX_MINOR_UNITS, "EUR").times(Integer.MIN_VALUE),
                "money.minorUnits: expected a product of at most 1000000000000000,"
                        + " got 1000000000000000 x -2147483648");
        for (int seed = 0; seed < 5_000; seed++) {
            var random = new SplittableRandom(seed);
            long units = random.nextLong(-Money.MAX_MINOR_UNITS, Money.MAX_MINOR_UNITS + 1) >> random.nextInt(50);
            int count = random.nextInt() >> random.nextInt(31);
            BigInteger exact = BigInteger.valueOf(units).multiply(BigInteger.valueOf(count));
            Money money = Money.of(units, "EUR");
            if (exact.abs().compareTo(BigInteger.valueOf(Money.MAX_MINOR_UNITS)) <= 0) {
                assertThat(money.times(count).minorUnits()).as("seed %d", seed).isEqualTo(exact.longValueExact());
            } else {
                assertThatExceptionOfType(InvalidValueException.class)
                        .as("seed %d", seed)
                        .isThrownBy(() -> money.times(count));
            }
        }
    }

    @Test
    void a_cart_adds_up_its_lines() {
        Product lace = new Product("sku-2", "Lace", Money.of(250, "EUR"), "");
        Cart cart = new Cart(EUR, List.of(new CartLine(SHOE, 2), new CartLine(lace, 3)));

        assertThat(cart.total()).isEqualTo(Money.of(2 * 4_990 + 3 * 250, "EUR"));
        assertThat(cart.pieces()).isEqualTo(5);
        assertThat(new Cart(EUR, List.of()).total()).isEqualTo(Money.of(0, "EUR"));
    }

    @Test
    void the_largest_cart_does_not_overflow() {
        Money price = Money.of(Money.MAX_MINOR_UNITS / CartLine.MAX_QUANTITY / Cart.MAX_LINES, "EUR");
        CartLine line = new CartLine(new Product("sku", "Gold", price, ""), CartLine.MAX_QUANTITY);
        Cart cart = new Cart(EUR, Collections.nCopies(Cart.MAX_LINES, line));

        assertThat(cart.pieces()).isEqualTo(2_000_000);
        assertThat(cart.total()).isEqualTo(Money.of(Money.MAX_MINOR_UNITS, "EUR"));
    }

    @Test
    void a_cart_that_cannot_be_added_up_is_refused() {
        CartLine dollar = new CartLine(new Product("sku", "Cap", Money.of(1, "USD"), ""), 1);
        CartLine dear = new CartLine(new Product("sku", "Ring", Money.of(Money.MAX_MINOR_UNITS, "EUR"), ""), 1);

        refused(() -> new Cart(EUR, List.of(dollar)), "cart.lines.product.price.currency: expected EUR, got USD");
        refused(
                () -> new Cart(EUR, List.of(dear, dear)),
                "money.minorUnits: expected a number from -1000000000000000 to 1000000000000000, got 2000000000000000");
        refused(
                () -> new Cart(EUR, Collections.nCopies(201, dollar)),
                "cart.lines: expected at most 200 elements, got 201 elements");
        refused(() -> new CartLine(SHOE, 0), "cartLine.quantity: expected a number from 1 to 10000, got 0");
    }

    @Test
    void nothing_is_sold_for_less_than_nothing() {
        Money less = Money.of(-1, "EUR");

        refused(
                () -> new Product("sku", "Shoe", less, ""),
                "product.price.minorUnits: expected a number from 0 to 1000000000000000, got -1");
        refused(
                () -> new Purchase(new OrderId("o"), less, 1),
                "purchase.total.minorUnits: expected a number from 0 to 1000000000000000, got -1");
        refused(
                () -> new Purchase(new OrderId("o"), Money.of(1, "EUR"), -1),
                "purchase.pieces: expected a number from 0 to 1000000, got -1");
    }

    @Test
    void names_from_the_browser_lose_what_nobody_sees() {
        assertThat(new Product("sku", "Sh\u200Boe\n\u202E", Money.of(1, "EUR"), " shoes ").name())
                .isEqualTo("Shoe");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(call).withMessage(message);
    }
}
