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
     * @param language language tag, or null if unknown
     * @param referrer where the visitor came from, at most 2,048 characters, or null
     */
    record VisitStarted(
            int number,
            @Nullable String country,
            @Nullable String language,
            @Nullable String referrer) implements VisitEvent {
        private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

        public VisitStarted {
            Bounds.range("visit.number", number, 1, 1_000_000);
            if (country != null) {
                Bounds.check(
                        "visit.country",
                        COUNTRY.matcher(country).matches(),
                        "an ISO 3166-1 alpha-2 code in upper case",
                        country);
            }
            Bounds.optionalText("visit.language", language, 35);
            Bounds.optionalText("visit.referrer", referrer, 2_048);
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
