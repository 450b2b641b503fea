package io.github.parlor.message;

import io.github.parlor.message.Content.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Degrades rich content: rich, then text with numbered options, then text. */
final class PlainText {
    private PlainText() {}

    static String of(Content content) {
        String text = render(content);
        return text.length() <= Content.MAX_TEXT ? text : cut(text);
    }

    private static String render(Content content) {
        if (content instanceof Content.Text c) {
            return c.text();
        } else if (content instanceof Content.QuickReplies c) {
            return lines(c.text(), numbered(c.options(), 1));
        } else if (content instanceof Content.ListPicker c) {
            return lines(c.text(), numbered(c.options(), 1));
        } else if (content instanceof Content.Card c) {
            return card(c, 1);
        } else if (content instanceof Content.Carousel c) {
            return carousel(c.cards());
        } else if (content instanceof Content.Choice c) {
            return c.text();
        } else if (content instanceof Content.Form c) {
            return lines(
                    c.title(), c.fields().stream().map(f -> "- " + f.label()).collect(Collectors.joining("\n")));
        } else if (content instanceof Content.FormResponse c) {
            return c.values().entrySet().stream()
                    .map(e -> e.getKey() + ": " + e.getValue())
                    .collect(Collectors.joining("\n"));
        }
        return renderMedia(content);
    }

    private static String renderMedia(Content content) {
        if (content instanceof Content.Image c) {
            return lines(c.alt(), c.source());
        } else if (content instanceof Content.File c) {
            return lines(c.name(), c.source());
        } else if (content instanceof Content.Location c) {
            return lines(c.label(), String.format(Locale.ROOT, "%.5f, %.5f", c.latitude(), c.longitude()));
        } else if (content instanceof Content.LocationRequest c) {
            return c.text();
        } else if (content instanceof Content.ProductCard c) {
            return lines(c.title(), price(c), c.link());
        } else if (content instanceof Content.IncentiveCard c) {
            return lines(c.code(), c.terms());
        } else if (content instanceof Content.Custom c) {
            return c.text();
        }
        // Templates, activities and unknown kinds have no words of their own: whoever shows them finds them.
        return "";
    }

    /** Numbers run on from card to card, so that an answer of "2" means one option and not one of each card. */
    private static String carousel(List<Content.Card> cards) {
        List<String> blocks = new ArrayList<>();
        int next = 1;
        for (Content.Card card : cards) {
            blocks.add(card(card, next));
            next += card.options().size();
        }
        return String.join("\n\n", blocks);
    }

    private static String card(Content.Card card, int first) {
        return lines(card.title(), card.text(), card.link(), numbered(card.options(), first));
    }

    private static String numbered(List<Option> options, int first) {
        List<String> lines = new ArrayList<>();
        for (Option option : options) {
            lines.add((first + lines.size()) + ". " + option.label());
        }
        return String.join("\n", lines);
    }

    private static String price(Content.ProductCard product) {
        var price = product.price();
        int digits = price.currency().getDefaultFractionDigits();
        return java.math.BigDecimal.valueOf(price.minorUnits(), digits).toPlainString()
                + " "
                + price.currency().getCurrencyCode();
    }

    private static String lines(@Nullable Object... parts) {
        List<String> lines = new ArrayList<>();
        for (Object part : parts) {
            if (part != null && !part.toString().isEmpty()) {
                lines.add(part.toString());
            }
        }
        return String.join("\n", lines);
    }

    private static String cut(String text) {
        int end = Content.MAX_TEXT - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
