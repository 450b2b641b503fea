package io.github.parlor.message;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.commerce.Money;
import io.github.parlor.message.Content.Card;
import io.github.parlor.message.Content.Option;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The checks that several kinds of content share. */
final class Checks {
    /** RFC 6838 names, with parameters as they come. */
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+( *;[ -~]*)?");

    private static final Set<String> WEB_SCHEMES = Set.of("http", "https");

    private static final int MAX_LINK = 2_048;

    private Checks() {}

    static List<Option> options(String field, List<Option> options) {
        return distinct(field, filled(field, options));
    }

    static <T> List<T> filled(String field, List<T> values) {
        List<T> copy = Bounds.list(field, values, Content.MAX_PARTS);
        Bounds.check(field, !copy.isEmpty(), "at least one element", List.of());
        return copy;
    }

    static List<Option> distinct(String field, List<Option> options) {
        Set<String> ids = new HashSet<>();
        for (Option option : options) {
            Bounds.check(field + ".id", ids.add(option.id()), "distinct ids", option.id());
        }
        return options;
    }

    static List<String> chosen(String field, List<String> values) {
        List<String> ids = filled(field, values);
        Set<String> seen = new HashSet<>();
        for (String id : ids) {
            Bounds.id(field, id);
            Bounds.check(field, seen.add(id), "distinct ids", id);
        }
        return ids;
    }

    static Map<String, String> values(String field, Map<String, String> values, int maxCharacters) {
        Map<String, String> copy = Bounds.texts(field, values, Content.MAX_VALUES, maxCharacters);
        int characters = 0;
        for (Map.Entry<String, String> entry : copy.entrySet()) {
            characters += entry.getKey().length() + entry.getValue().length();
        }
        total(field, characters, maxCharacters);
        return copy;
    }

    /** Each card may be long, all of them together may not: the sum is what a journal and a device have to carry. */
    static List<Card> cards(String field, List<Card> cards) {
        List<Card> copy = filled(field, cards);
        int characters = 0;
        for (Card card : copy) {
            characters += card.characters();
        }
        total(field, characters, Content.MAX_CHARACTERS);
        return copy;
    }

    /** Returns an address that a browser can load. */
    static URI source(String field, @Nullable URI uri) {
        URI present = Bounds.present(field, uri);
        link(field, present, WEB_SCHEMES, "a link with http or https");
        return present;
    }

    /** A link is an address of the web, or of a person, has an allowed scheme and hides nothing in front of its host. */
    static void link(String field, @Nullable URI uri) {
        if (uri != null) {
            link(field, uri, Content.LINK_SCHEMES, "a link with http, https, mailto or tel");
        }
    }

    static void mediaType(String field, String mediaType) {
        Bounds.text(field, mediaType, 3, Content.MAX_LABEL);
        Bounds.check(field, MEDIA_TYPE.matcher(mediaType).matches(), "a media type such as text/plain", mediaType);
    }

    static void notNegative(String field, Money amount) {
        Bounds.present(field, amount);
        Bounds.range(field + ".minorUnits", amount.minorUnits(), 0, Money.MAX_MINOR_UNITS);
    }

    /** Nobody reads the content here, but what is no object could never be written back into its place. */
    static void object(String field, String json, int max) {
        Bounds.privateText(field, json, 2, max);
        if (json.charAt(0) != '{' || json.charAt(json.length() - 1) != '}') {
            throw new InvalidValueException(field, "a JSON object", json.length() + " characters");
        }
    }

    private static void link(String field, URI uri, Set<String> schemes, String expected) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        Bounds.check(field, schemes.contains(scheme), expected, scheme);
        if (WEB_SCHEMES.contains(scheme)) {
            // An authority that is no host and port, as in a@b_c, has its user in no part of its own.
            String authority = uri.getRawAuthority();
            Bounds.check(
                    field,
                    authority == null || authority.indexOf('@') < 0,
                    "a link without credentials",
                    uri.getHost());
            Bounds.check(field, uri.getHost() != null, "a link with a host", scheme);
        } else {
            Bounds.check(field, uri.isOpaque(), "an address after the scheme", scheme);
        }
        Bounds.privateLine(field, uri.toString(), 1, MAX_LINK);
    }

    private static void total(String field, int characters, int max) {
        if (characters > max) {
            throw new InvalidValueException(field, "at most " + max + " characters in all", characters + " characters");
        }
    }
}
