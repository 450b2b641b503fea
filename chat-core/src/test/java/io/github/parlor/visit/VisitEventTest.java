package io.github.parlor.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.visit.VisitEvent.VisitStarted;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisitEventTest {
    @ParameterizedTest
    @ValueSource(strings = {"fr", "fr-CA", "zh-Hant-TW", "de-CH-1996", "gsw", "en-x-shop"})
    void a_language_tag_is_taken_as_it_comes(String tag) {
        assertThat(new VisitStarted(1, null, tag, null).language()).isEqualTo(tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "f", "fr_CA", "en-US,en;q=0.9", "*", "français", "fr-", "-fr", "a-b-c-d-e-f-g"})
    void what_is_no_language_tag_is_refused(String tag) {
        refused(
                () -> new VisitStarted(1, null, tag, null),
                "visit.language: expected a language tag such as fr or fr-CA, got '" + tag + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "F", "fr", "FRA", "F1", "ＦＲ"})
    void what_is_no_country_code_is_refused(String code) {
        refused(
                () -> new VisitStarted(1, code, null, null),
                "visit.country: expected an ISO 3166-1 alpha-2 code in upper case, got '" + code + "'");
    }

    @Test
    void visits_count_from_one() {
        refused(
                () -> new VisitStarted(0, null, null, null),
                "visit.number: expected a number from 1 to 1000000, got 0");
    }

    @Test
    void an_address_is_bounded_and_never_shown() {
        VisitStarted started = new VisitStarted(2, "FR", "fr", "https://mail.example/?u=ada");

        assertThat(started).hasToString("VisitStarted[number=2, country=FR, language=fr]");
        refused(
                () -> new VisitStarted(1, null, null, "x".repeat(2_049)),
                "visit.referrer: expected 0 to 2048 characters, got 2049 characters");
        refused(
                () -> new VisitStarted(1, null, null, "a\r\nb"),
                "visit.referrer: expected no control characters, got 4 characters");
        refused(
                () -> new Page("/a\u0000", "", PageKind.OTHER),
                "page.path: expected text without NUL characters, got 3 characters");
        refused(() -> new Page("", "", PageKind.OTHER), "page.path: expected 1 to 2048 characters, got 0 characters");
        refused(
                () -> new Page("/" + "x".repeat(2_048), "", PageKind.OTHER),
                "page.path: expected 1 to 2048 characters, got 2049 characters");
    }

    @Test
    void a_title_loses_what_nobody_sees() {
        Page page = new Page("/order?mail=ada@example.org", "Your\u00A0order \u2028\u202Enow", PageKind.CHECKOUT);

        assertThat(page.title()).isEqualTo("Your order now");
        assertThat(page).hasToString("Page[CHECKOUT]");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(call).withMessage(message);
    }
}
