package io.github.parlor.message;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.message.Content.Option;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The checks that several kinds of content share. */
final class Checks {
    private Checks() {}

    static List<Option> options(String field, List<Option> options) {
        return distinct(field, filled(field, options));
    }

    static <T> List<T> filled(String field, List<T> values) {
        List<T> copy = Bounds.list(field, values, Content.MAX_PARTS);
        Bounds.check(field, !copy.isEmpty(), "at least one element", "none");
        return copy;
    }

    static List<Option> distinct(String field, List<Option> options) {
        Set<String> ids = new HashSet<>();
        for (Option option : options) {
            Bounds.check(field + ".id", ids.add(option.id()), "distinct ids", option.id());
        }
        return options;
    }

    static Map<String, String> values(String field, Map<String, String> values, int maxCharacters) {
        Map<String, String> copy = Bounds.map(field, values, 64);
        int characters = 0;
        for (Map.Entry<String, String> entry : copy.entrySet()) {
            Bounds.id(field + " key", entry.getKey());
            Bounds.text(field + "." + entry.getKey(), entry.getValue(), 0, maxCharacters);
            characters += entry.getKey().length() + entry.getValue().length();
        }
        Bounds.check(field, characters <= maxCharacters, "at most " + maxCharacters + " characters in all", characters);
        return copy;
    }

    /** A link names a host or an address, has an allowed scheme and hides no credentials in front of the host. */
    static void link(String field, @Nullable URI uri) {
        if (uri == null) {
            return;
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        Bounds.check(field, Content.LINK_SCHEMES.contains(scheme), "a link with http, https, mailto or tel", scheme);
        Bounds.check(field, uri.getRawUserInfo() == null, "a link without credentials", uri.getHost());
        Bounds.text(field, uri.toString(), 1, 2_048);
    }
}
