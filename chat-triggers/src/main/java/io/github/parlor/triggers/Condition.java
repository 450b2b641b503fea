package io.github.parlor.triggers;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.commerce.Money;
import io.github.parlor.visit.PageKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What must be so for a visitor to be invited: facts about the page, the time, the cart, the country and the visit, and
 * their combinations. A condition whose fact is not known is {@link Truth#UNKNOWN}. All members are immutable.
 */
public sealed interface Condition {
    /** Longest time on a page, in a visit or without activity that a condition can ask for. */
    Duration MAX_DELAY = Duration.ofHours(1);

    /** Most conditions in one tree, combinations included. */
    int MAX_CONDITIONS = 64;

    /** Deepest nesting; a condition without parts has depth 1. */
    int MAX_DEPTH = 32;

    /** Returns the conditions that this one combines; empty for a single fact. */
    default List<Condition> parts() {
        return List.of();
    }

    /**
     * The page the visitor is on; unknown before the first page. What is given must hold at once; something must be
     * given.
     *
     * @param kinds one of these; empty for any
     * @param path a pattern for the path without query and fragment: {@code *} stands for any characters but a slash,
     *     {@code **} for any characters, all else for itself, upper and lower case told apart; at most
     *     {@value #MAX_PATH} characters, or null for any path
     */
    record Page(Set<PageKind> kinds, @Nullable String path) implements Condition {
        /** Longest pattern in characters. */
        public static final int MAX_PATH = 256;

        public Page {
            kinds = Bounds.set("kinds", kinds, PageKind.values().length);
            if (path != null) {
                Bounds.text("path", path, 1, MAX_PATH);
            }
            Bounds.check("path", path != null || !kinds.isEmpty(), "a path or kinds", null);
        }
    }

    /** What the time of {@link Dwell} is counted from. */
    enum Span {
        /** From the last page view; unknown before the first. */
        PAGE,
        /** From the start of the visit. */
        VISIT
    }

    /**
     * The visitor has stayed this long: true from exactly this long after the start, until the page changes.
     *
     * @param atLeast more than zero, at most {@link #MAX_DELAY}
     * @param on on the page or in the visit
     */
    record Dwell(Duration atLeast, Span on) implements Condition {
        public Dwell {
            delay(atLeast);
            Bounds.present("on", on);
        }
    }

    /**
     * The visitor is on a page and has done nothing for this long: since the later of the page view, the last activity
     * and the last change of the cart. Unknown before the first page.
     *
     * @param atLeast more than zero, at most {@link #MAX_DELAY}
     */
    record Idle(Duration atLeast) implements Condition {
        public Idle {
            delay(atLeast);
        }
    }

    /**
     * What is in the cart; unknown before the shop told of a cart, and the value also while the cart is in another
     * currency than the bounds. All bounds are inclusive and must hold at once; at least one must be given.
     *
     * @param valueAtLeast least value, or null
     * @param valueAtMost greatest value, in the currency of the least, or null
     * @param piecesAtLeast least number of pieces, or null
     * @param piecesAtMost greatest number of pieces, or null
     */
    record Cart(
            @Nullable Money valueAtLeast,
            @Nullable Money valueAtMost,
            @Nullable Integer piecesAtLeast,
            @Nullable Integer piecesAtMost)
            implements Condition {
        /** Greatest number of pieces a bound can name. */
        public static final int MAX_PIECES = 10_000_000;

        public Cart {
            count("piecesAtLeast", piecesAtLeast, 0, MAX_PIECES);
            count("piecesAtMost", piecesAtMost, piecesAtLeast == null ? 0 : piecesAtLeast, MAX_PIECES);
            if (valueAtLeast != null && valueAtMost != null) {
                String currency = valueAtLeast.currency().getCurrencyCode();
                String other = valueAtMost.currency().getCurrencyCode();
                Bounds.check("valueAtMost.currency", currency.equals(other), currency, other);
                Bounds.range(
                        "valueAtMost.minorUnits",
                        valueAtMost.minorUnits(),
                        valueAtLeast.minorUnits(),
                        Money.MAX_MINOR_UNITS);
            }
            boolean bounded = valueAtLeast != null || valueAtMost != null;
            Bounds.check(
                    "valueAtLeast",
                    bounded || piecesAtLeast != null || piecesAtMost != null,
                    "a bound on value or pieces",
                    null);
        }
    }

    /**
     * Where the visitor is; unknown if the shop did not tell. Exactly one of the two sets is given.
     *
     * @param in one of these ISO 3166-1 alpha-2 codes in upper case
     * @param notIn none of these
     */
    record Country(Set<String> in, Set<String> notIn) implements Condition {
        /** Most countries in one condition. */
        public static final int MAX_CODES = 300;

        private static final Pattern CODE = Pattern.compile("[A-Z]{2}");

        public Country {
            in = codes("in", in);
            notIn = codes("notIn", notIn);
            Bounds.check("in", in.isEmpty() != notIn.isEmpty(), "countries in one of in and notIn", in);
        }

        private static Set<String> codes(String field, Collection<String> codes) {
            int i = 0;
            for (String code : Bounds.list(field, codes, MAX_CODES)) {
                Bounds.check(
                        field + "[" + i++ + "]",
                        CODE.matcher(code).matches(),
                        "an ISO 3166-1 alpha-2 code in upper case",
                        code);
            }
            return Bounds.set(field, codes, MAX_CODES);
        }
    }

    /**
     * The visit itself. What is given must hold at once; something must be given.
     *
     * @param numberAtLeast which visit of this visitor it is at the least: 2 for one who came back; or null
     * @param pagesAtLeast how many pages were opened in this visit at the least, or null
     * @param referrerContains part of the referrer, upper and lower case alike, at most 256 characters, or null;
     *     unknown without a referrer
     * @param languages one of these language ranges after RFC 4647 section 3.3.1: {@code fr} means {@code fr} and
     *     {@code fr-CA}; empty for any; unknown without a language
     */
    record Visit(
            @Nullable Integer numberAtLeast,
            @Nullable Integer pagesAtLeast,
            @Nullable String referrerContains,
            Set<String> languages)
            implements Condition {
        public Visit {
            count("numberAtLeast", numberAtLeast, 1, 1_000_000);
            count("pagesAtLeast", pagesAtLeast, 1, 1_000_000);
            if (referrerContains != null) {
                Bounds.text("referrerContains", referrerContains, 1, 256);
            }
            languages = Bounds.set("languages", languages, 64);
            int i = 0;
            for (String language : languages) {
                Bounds.text("languages[" + i++ + "]", language, 1, 35);
            }
            boolean counted = numberAtLeast != null || pagesAtLeast != null;
            Bounds.check(
                    "numberAtLeast",
                    counted || referrerContains != null || !languages.isEmpty(),
                    "a number, pages, a referrer or languages",
                    null);
        }
    }

    /**
     * All of these: false if one is, else unknown if one is.
     *
     * @param conditions at least one
     */
    record All(List<Condition> conditions) implements Condition {
        public All {
            conditions = tree("conditions", conditions);
        }

        @Override
        public List<Condition> parts() {
            return conditions;
        }
    }

    /**
     * At least one of these: true if one is, else unknown if one is.
     *
     * @param conditions at least one
     */
    record Any(List<Condition> conditions) implements Condition {
        public Any {
            conditions = tree("conditions", conditions);
        }

        @Override
        public List<Condition> parts() {
            return conditions;
        }
    }

    /**
     * The opposite; that of unknown is unknown.
     *
     * @param condition of what
     */
    record Not(Condition condition) implements Condition {
        public Not {
            tree("condition", List.of(Bounds.present("condition", condition)));
        }

        @Override
        public List<Condition> parts() {
            return List.of(condition);
        }
    }

    /** Returns that the path fits the pattern; see {@link Page}. */
    static Condition page(String path) {
        return new Page(Set.of(), path);
    }

    /** Returns that the page is of one of the kinds. */
    static Condition page(PageKind first, PageKind... more) {
        List<PageKind> kinds = new ArrayList<>(Arrays.asList(more));
        kinds.add(0, first);
        return new Page(Bounds.set("kinds", kinds, PageKind.values().length), null);
    }

    /** Returns that the visitor has been on the page this long. */
    static Condition dwell(Duration atLeast) {
        return new Dwell(atLeast, Span.PAGE);
    }

    /** Returns that the visitor has done nothing on the page for this long. */
    static Condition idle(Duration atLeast) {
        return new Idle(atLeast);
    }

    /** Returns that the cart is worth at least this. */
    static Condition cartAtLeast(Money value) {
        return new Cart(value, null, null, null);
    }

    /** Returns that the visitor is in one of the countries. */
    static Condition countryIn(String... codes) {
        return new Country(Bounds.set("in", Arrays.asList(codes), Country.MAX_CODES), Set.of());
    }

    /** Returns that the visitor is known to be in none of the countries. */
    static Condition countryNotIn(String... codes) {
        return new Country(Set.of(), Bounds.set("notIn", Arrays.asList(codes), Country.MAX_CODES));
    }

    /** Returns that it is at least the visitor's {@code number}th visit. */
    static Condition visitAtLeast(int number) {
        return new Visit(number, null, null, Set.of());
    }

    /** Returns that all hold. */
    static Condition all(Condition... conditions) {
        return new All(Arrays.asList(conditions));
    }

    /** Returns that at least one holds. */
    static Condition any(Condition... conditions) {
        return new Any(Arrays.asList(conditions));
    }

    /** Returns that the condition is known not to hold. */
    static Condition not(Condition condition) {
        return new Not(condition);
    }

    private static void delay(Duration atLeast) {
        Bounds.duration("atLeast", atLeast, MAX_DELAY);
        Bounds.check("atLeast", !atLeast.isZero(), "more than zero", atLeast);
    }

    private static void count(String field, @Nullable Integer value, int min, int max) {
        if (value != null) {
            Bounds.range(field, value, min, max);
        }
    }

    private static List<Condition> tree(String field, Collection<Condition> conditions) {
        return Tree.checked(field, conditions, MAX_DEPTH - 1, MAX_CONDITIONS - 1);
    }
}
