package io.github.parlor.visit;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.commerce.Cart;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Something a visitor did in the shop. All members are immutable. */
public sealed interface VisitEvent {
    /**
     * A browser arrived.
     *
     * @param number which visit of this visitor it is, from 1
     * @param country ISO 3166-1 alpha-2 code in upper case, or null if unknown
     * @param language language tag of two to five parts, for example {@code fr-CA}, or null if unknown
     * @param referrer where the visitor came from, at most {@value #MAX_REFERRER} characters, empty for nowhere, or null if
     *     unknown
     */
    record VisitStarted(
            int number,
            @Nullable String country,
            @Nullable String language,
            @Nullable String referrer) implements VisitEvent {
        /** Longest referrer in characters. */
        public static final int MAX_REFERRER = 2_048;

        private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
        private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}");

        public VisitStarted {
            Bounds.range("visit.number", number, 1, 1_000_000);
            matches("visit.country", country, COUNTRY, "an ISO 3166-1 alpha-2 code in upper case");
            matches("visit.language", language, LANGUAGE, "a language tag such as fr or fr-CA");
            if (referrer != null) {
                Bounds.privateLine("visit.referrer", referrer, 0, MAX_REFERRER);
            }
        }

        private static void matches(String field, @Nullable String value, Pattern pattern, String expected) {
            if (value != null) {
                Bounds.check(field, pattern.matcher(value).matches(), expected, value);
            }
        }

        /** Leaves the referrer out: it is an address and may tell who came. */
        @Override
        public String toString() {
            return "VisitStarted[number=" + number + ", country=" + country + ", language=" + language + "]";
        }
    }

    /**
     * A page was opened; it replaces the page before it.
     *
     * @param page which
     */
    record PageViewed(Page page) implements VisitEvent {
        public PageViewed {
            Bounds.present("pageViewed.page", page);
        }
    }

    /** The visitor moved, scrolled or typed: idle time starts again. */
    record Activity() implements VisitEvent {}

    /**
     * The cart changed.
     *
     * @param cart what is in it now
     */
    record CartChanged(Cart cart) implements VisitEvent {
        public CartChanged {
            Bounds.present("cartChanged.cart", cart);
        }
    }

    /** The browser left. */
    record VisitEnded() implements VisitEvent {}
}
