package io.github.parlor.triggers;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.commerce.Money;
import io.github.parlor.visit.PageKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a visitor at one instant, and what conditions make of it. Reads the state, never changes it.
 *
 * @param timeless whether conditions on time are taken as unknown, which shows what no passing of time can make true
 */
record Facts(VisitorState state, Instant at, boolean timeless) {

    Facts(VisitorState state, Instant at) {
        this(state, at, false);
    }

    Truth all(Iterable<Condition> conditions) {
        Truth truth = Truth.TRUE;
        for (Condition condition : conditions) {
            truth = truth.and(holds(condition));
        }
        return truth;
    }

    Truth holds(Condition condition) {
        if (condition instanceof Condition.All c) {
            return all(c.conditions());
        } else if (condition instanceof Condition.Any c) {
            return any(c.conditions());
        } else if (condition instanceof Condition.Not c) {
            return holds(c.condition()).not();
        } else if (condition instanceof Condition.Page c) {
            return page(c);
        } else if (condition instanceof Condition.Cart c) {
            return cart(c);
        } else if (condition instanceof Condition.Country c) {
            return country(c);
        } else if (condition instanceof Condition.Visit c) {
            return visit(c);
        }
        Instant due = due(condition);
        return due == null || timeless ? Truth.UNKNOWN : Truth.of(!at.isBefore(due));
    }

    /**
     * Returns when a {@link Condition.Dwell} or {@link Condition.Idle} gets true as things are; null for all others.
     */
    @Nullable
    Instant due(Condition condition) {
        VisitorState.Seen page = state.page;
        if (condition instanceof Condition.Dwell c && c.on() == Condition.Span.VISIT) {
            return state.startedAt.plus(c.atLeast());
        } else if (condition instanceof Condition.Dwell c && page != null) {
            return page.openedAt().plus(c.atLeast());
        } else if (condition instanceof Condition.Idle c && page != null) {
            return page.activeAt().plus(c.atLeast());
        }
        return null;
    }

    private Truth any(Iterable<Condition> conditions) {
        Truth truth = Truth.FALSE;
        for (Condition condition : conditions) {
            truth = truth.or(holds(condition));
        }
        return truth;
    }

    private Truth page(Condition.Page c) {
        VisitorState.Seen seen = state.page;
        if (seen == null) {
            return Truth.UNKNOWN;
        }
        Set<PageKind> kinds = c.kinds();
        return Truth.of((kinds.isEmpty() || kinds.contains(seen.page().kind()))
                && (c.path() == null
                        || Glob.matches(c.path(), withoutQuery(seen.page().path()))));
    }

    private static String withoutQuery(String path) {
        int end = 0;
        while (end < path.length() && path.charAt(end) != '?' && path.charAt(end) != '#') {
            end++;
        }
        return path.substring(0, end);
    }

    private Truth cart(Condition.Cart c) {
        VisitorState.InCart cart = state.cart;
        if (cart == null) {
            return Truth.UNKNOWN;
        }
        return compare(c.valueAtLeast(), cart.value(), 1)
                .and(compare(c.valueAtMost(), cart.value(), -1))
                .and(Truth.of(c.piecesAtLeast() == null || cart.pieces() >= c.piecesAtLeast()))
                .and(Truth.of(c.piecesAtMost() == null || cart.pieces() <= c.piecesAtMost()));
    }

    /** Returns whether the value is on the bound or beyond it in the direction given. */
    private static Truth compare(@Nullable Money bound, Money value, int direction) {
        if (bound == null) {
            return Truth.TRUE;
        }
        return bound.currency().equals(value.currency())
                ? Truth.of(Long.signum(value.minorUnits() - bound.minorUnits()) != -direction)
                : Truth.UNKNOWN;
    }

    private Truth country(Condition.Country c) {
        String country = state.visit.country();
        if (country == null) {
            return Truth.UNKNOWN;
        }
        return Truth.of(c.in().isEmpty() ? !c.notIn().contains(country) : c.in().contains(country));
    }

    private Truth visit(Condition.Visit c) {
        return Truth.of(c.numberAtLeast() == null || state.visit.number() >= c.numberAtLeast())
                .and(Truth.of(c.pagesAtLeast() == null || state.pages >= c.pagesAtLeast()))
                .and(referrer(c.referrerContains()))
                .and(language(c.languages()));
    }

    private Truth referrer(@Nullable String part) {
        String referrer = state.visit.referrer();
        if (part == null) {
            return Truth.TRUE;
        }
        return referrer == null ? Truth.UNKNOWN : Truth.of(lower(referrer).contains(lower(part)));
    }

    private Truth language(Set<String> ranges) {
        String tag = state.visit.language();
        if (ranges.isEmpty()) {
            return Truth.TRUE;
        }
        return tag == null
                ? Truth.UNKNOWN
                : Truth.of(ranges.stream().anyMatch(range -> (lower(tag) + "-").startsWith(lower(range) + "-")));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Returns the value that the condition looked at, cut and safe to log. */
    String seen(Condition condition) {
        if (!condition.parts().isEmpty()) {
            return Tree.leaves(condition).map(this::seen).collect(Collectors.joining(", "));
        } else if (condition instanceof Condition.Cart) {
            return state.cart == null ? "no cart" : cartSeen(state.cart);
        } else if (condition instanceof Condition.Country) {
            return state.visit.country() == null ? "no country" : state.visit.country();
        } else if (condition instanceof Condition.Visit) {
            return visitSeen();
        }
        return timeOrPage(condition);
    }

    private String timeOrPage(Condition condition) {
        VisitorState.Seen page = state.page;
        if (condition instanceof Condition.Dwell c && c.on() == Condition.Span.VISIT) {
            return Duration.between(state.startedAt, at).toString();
        } else if (page == null) {
            return "no page";
        } else if (condition instanceof Condition.Dwell) {
            return Duration.between(page.openedAt(), at).toString();
        } else if (condition instanceof Condition.Idle) {
            return Duration.between(page.activeAt(), at).toString();
        }
        return page.page().kind() + " " + InvalidValueException.show(page.page().path());
    }

    private static String cartSeen(VisitorState.InCart cart) {
        return cart.value().minorUnits() + " " + cart.value().currency() + " minor, " + cart.pieces() + " pieces";
    }

    private String visitSeen() {
        return "visit " + state.visit.number() + ", " + state.pages + " pages, referrer "
                + shown(state.visit.referrer()) + ", language "
                + shown(state.visit.language());
    }

    private static String shown(@Nullable String text) {
        return text == null ? "unknown" : InvalidValueException.show(text);
    }
}
