package io.github.parlor.triggers;

import static io.github.parlor.triggers.Storefront.euros;
import static io.github.parlor.triggers.Truth.FALSE;
import static io.github.parlor.triggers.Truth.TRUE;
import static io.github.parlor.triggers.Truth.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.commerce.Money;
import io.github.parlor.id.VisitorId;
import io.github.parlor.visit.PageKind;
import io.github.parlor.visit.VisitEvent;
import io.github.parlor.visit.VisitEvent.VisitStarted;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FactsTest {
    private static final VisitStarted NOTHING_KNOWN = new VisitStarted(1, null, null, null);

    @Test
    void a_page_is_judged_by_kind_and_path_without_query() {
        Condition both = new Condition.Page(Set.of(PageKind.CHECKOUT, PageKind.CART), "/pay/*");

        assertThat(judge(both, NOTHING_KNOWN)).isEqualTo(UNKNOWN);
        assertThat(judge(both, NOTHING_KNOWN, Storefront.page("/pay/1?next=/a/b#c", PageKind.CHECKOUT)))
                .isEqualTo(TRUE);
        assertThat(judge(both, NOTHING_KNOWN, Storefront.page("/pay/1#/a/b", PageKind.CART)))
                .isEqualTo(TRUE);
        assertThat(judge(both, NOTHING_KNOWN, Storefront.page("/pay/1", PageKind.FORM)))
                .isEqualTo(FALSE);
        assertThat(judge(both, NOTHING_KNOWN, Storefront.page("/pay/1/2", PageKind.CART)))
                .isEqualTo(FALSE);
        assertThat(judge(Condition.page("/"), NOTHING_KNOWN, Storefront.page("/?", PageKind.HOME)))
                .isEqualTo(TRUE);
    }

    @Test
    void scenario_29_the_value_of_a_cart_is_compared_in_minor_units_of_its_currency() {
        Condition from150 = Condition.cartAtLeast(euros(15_000));

        assertThat(judge(from150, NOTHING_KNOWN)).isEqualTo(UNKNOWN);
        assertThat(judge(from150, NOTHING_KNOWN, Storefront.cart(euros(15_000), 1)))
                .isEqualTo(TRUE);
        assertThat(judge(from150, NOTHING_KNOWN, Storefront.cart(euros(14_999), 1)))
                .isEqualTo(FALSE);
        assertThat(judge(from150, NOTHING_KNOWN, Storefront.cart(Money.of(20_000, "USD"), 1)))
                .isEqualTo(UNKNOWN);
        assertThat(judge(Condition.not(from150), NOTHING_KNOWN, Storefront.cart(Money.of(20_000, "USD"), 1)))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void the_bounds_of_a_cart_are_inclusive_and_an_empty_cart_is_known() {
        Condition between = new Condition.Cart(euros(10), euros(20), 2, 4);

        assertThat(judge(between, NOTHING_KNOWN, Storefront.cart(euros(5), 2))).isEqualTo(TRUE);
        assertThat(judge(between, NOTHING_KNOWN, Storefront.cart(euros(5), 4))).isEqualTo(TRUE);
        assertThat(judge(between, NOTHING_KNOWN, Storefront.cart(euros(4), 5))).isEqualTo(FALSE);
        assertThat(judge(between, NOTHING_KNOWN, Storefront.cart(euros(15), 1))).isEqualTo(FALSE);
        assertThat(judge(between, NOTHING_KNOWN, Storefront.cart(euros(3), 3))).isEqualTo(FALSE);
        assertThat(judge(between, NOTHING_KNOWN, Storefront.cart(euros(7), 3))).isEqualTo(FALSE);
        assertThat(judge(new Condition.Cart(null, null, null, 0), NOTHING_KNOWN, Storefront.emptyCart("EUR")))
                .isEqualTo(TRUE);
    }

    @Test
    void pieces_that_do_not_fit_decide_even_where_the_currency_is_another() {
        Condition both = new Condition.Cart(euros(10), null, 5, null);

        assertThat(judge(both, NOTHING_KNOWN, Storefront.cart(Money.of(100, "USD"), 2)))
                .isEqualTo(FALSE);
        assertThat(judge(both, NOTHING_KNOWN, Storefront.cart(Money.of(100, "USD"), 5)))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void S4_9_scenario_26_a_country_that_is_not_known_is_neither_in_nor_out() {
        Condition in = Condition.countryIn("FR", "BE");
        Condition out = Condition.countryNotIn("US");

        assertThat(judge(in, country("BE"))).isEqualTo(TRUE);
        assertThat(judge(in, country("US"))).isEqualTo(FALSE);
        assertThat(judge(out, country("FR"))).isEqualTo(TRUE);
        assertThat(judge(out, country("US"))).isEqualTo(FALSE);
        for (Condition condition : List.of(in, out, Condition.not(in), Condition.not(out))) {
            assertThat(judge(condition, NOTHING_KNOWN)).as("%s", condition).isEqualTo(UNKNOWN);
        }
    }

    @Test
    void scenario_23_a_country_in_lower_case_is_refused_in_a_rule() {
        assertThatThrownBy(() -> Condition.countryIn("DE", "de"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("in[1]: expected an ISO 3166-1 alpha-2 code in upper case, got 'de'");
    }

    @Test
    void S4_8_a_referrer_is_searched_without_regard_to_case() {
        Condition paper = new Condition.Visit(null, null, "Finance-Daily", Set.of());

        assertThat(judge(paper, new VisitStarted(1, null, null, "https://www.FINANCE-daily.example/x")))
                .isEqualTo(TRUE);
        assertThat(judge(paper, new VisitStarted(1, null, null, ""))).isEqualTo(FALSE);
        assertThat(judge(paper, NOTHING_KNOWN)).isEqualTo(UNKNOWN);
    }

    @Test
    void S4_9_a_language_range_takes_in_its_variants_and_nothing_else() {
        Condition french = new Condition.Visit(null, null, null, Set.of("fr", "de-CH"));

        assertThat(judge(french, language("fr"))).isEqualTo(TRUE);
        assertThat(judge(french, language("FR-ca"))).isEqualTo(TRUE);
        assertThat(judge(french, language("frr"))).isEqualTo(FALSE);
        assertThat(judge(french, language("de"))).isEqualTo(FALSE);
        assertThat(judge(french, language("de-CH-1996"))).isEqualTo(TRUE);
        assertThat(judge(french, NOTHING_KNOWN)).isEqualTo(UNKNOWN);
    }

    @Test
    void the_number_of_the_visit_and_of_its_pages_are_always_known() {
        Condition back = Condition.visitAtLeast(2);
        Condition pages = new Condition.Visit(null, 2, null, Set.of());

        assertThat(judge(back, NOTHING_KNOWN)).isEqualTo(FALSE);
        assertThat(judge(back, new VisitStarted(2, null, null, null))).isEqualTo(TRUE);
        assertThat(judge(pages, NOTHING_KNOWN)).isEqualTo(FALSE);
        VisitEvent page = Storefront.page("/", PageKind.HOME);
        assertThat(judge(pages, NOTHING_KNOWN, page)).isEqualTo(FALSE);
        assertThat(judge(pages, NOTHING_KNOWN, page, page)).isEqualTo(TRUE);
    }

    @Test
    void scenario_26_the_opposite_of_what_is_not_known_invites_nobody() {
        Storefront shop = Storefront.with(
                Storefront.trigger("empty-handed", Condition.not(new Condition.Cart(null, null, 1, null))));

        assertThat(shop.visits("ann", 0).said()).isEmpty();
        assertThat(shop.tell("ann", Storefront.emptyCart("EUR"), 1).said()).containsExactly("empty-handed ann 1.0");
    }

    private static Truth judge(Condition condition, VisitStarted visit, VisitEvent... events) {
        VisitorState state = new VisitorState(new VisitorId("ann"), visit, Storefront.OPENING);
        for (VisitEvent event : events) {
            state.apply(event, Storefront.OPENING);
        }
        return new Facts(state, Storefront.OPENING).holds(condition);
    }

    private static VisitStarted country(String code) {
        return new VisitStarted(1, code, null, null);
    }

    private static VisitStarted language(String tag) {
        return new VisitStarted(1, null, tag, null);
    }
}
