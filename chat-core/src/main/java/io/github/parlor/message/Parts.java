package io.github.parlor.message;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Walks through everything that a content carries, in a fixed order: the ground for its size and its fingerprint. */
final class Parts {
    private Parts() {}

    /** What is told about a content on the way. Single-owner. */
    private interface Walker {
        void text(String text);

        void number(long number);

        /** The number of elements keeps apart what would otherwise read the same. */
        default <T> void all(List<T> values, BiConsumer<T, Walker> walk) {
            number(values.size());
            values.forEach(value -> walk.accept(value, this));
        }

        /** Equal maps are walked in one order, whatever order they were put together in. */
        default void all(Map<String, String> values) {
            number(values.size());
            new TreeMap<>(values).forEach((key, value) -> {
                text(key);
                text(value);
            });
        }

        default void link(@Nullable URI uri) {
            text(uri == null ? "" : uri.toString());
        }
    }

    private static final class Size implements Walker {
        private int characters;

        @Override
        public void text(String text) {
            characters += text.length();
        }

        @Override
        public void number(long number) {
            // Numbers have no length of their own: how many digits they get is the channel's business.
        }
    }

    /** FNV-1a over UTF-16 units, 64 bits wide; each text is closed by its length. */
    private static final class Hash implements Walker {
        private static final long PRIME = 0x0000_0100_0000_01B3L;

        private long hash = 0xCBF2_9CE4_8422_2325L;

        @Override
        public void text(String text) {
            long h = hash;
            for (int i = 0; i < text.length(); i++) {
                h = (h ^ text.charAt(i)) * PRIME;
            }
            hash = h;
            number(text.length());
        }

        @Override
        public void number(long number) {
            hash = (hash ^ number ^ (number >>> 32)) * PRIME;
        }
    }

    static int characters(Content content) {
        if (content instanceof Content.Text c) {
            return c.text().length();
        }
        Size size = new Size();
        walk(content, size);
        return size.characters;
    }

    static long fingerprint(Content content) {
        Hash hash = new Hash();
        hash.text(content.getClass().getSimpleName());
        walk(content, hash);
        return hash.hash;
    }

    static String outline(Content content) {
        return content.getClass().getSimpleName() + "[" + characters(content) + " characters]";
    }

    private static void walk(Content content, Walker walker) {
        if (content instanceof Content.Text c) {
            walker.text(c.text());
        } else if (!walkQuestion(content, walker)
                && !walkAnswer(content, walker)
                && !walkMedia(content, walker)
                && !walkOffer(content, walker)) {
            walkData(content, walker);
        }
    }

    private static boolean walkQuestion(Content content, Walker walker) {
        if (content instanceof Content.QuickReplies c) {
            walker.text(c.text());
            walker.all(c.options(), Parts::walkOption);
        } else if (content instanceof Content.ListPicker c) {
            walker.text(c.text());
            walker.all(c.options(), Parts::walkOption);
            walker.number(c.multiple() ? 1 : 0);
        } else if (content instanceof Content.Card c) {
            walkCard(c, walker);
        } else if (content instanceof Content.Carousel c) {
            walker.all(c.cards(), Parts::walkCard);
        } else if (content instanceof Content.Form c) {
            walker.text(c.title());
            walker.all(c.fields(), Parts::walkField);
        } else {
            return false;
        }
        return true;
    }

    private static boolean walkAnswer(Content content, Walker walker) {
        if (content instanceof Content.Choice c) {
            walker.text(c.answers().toString());
            walker.all(c.chosen(), (id, each) -> each.text(id));
            walker.text(c.text());
        } else if (content instanceof Content.FormResponse c) {
            walker.text(c.answers().toString());
            walker.all(c.values());
        } else {
            return false;
        }
        return true;
    }

    private static boolean walkMedia(Content content, Walker walker) {
        if (content instanceof Content.Image c) {
            walker.link(c.source());
            walker.text(c.alt());
        } else if (content instanceof Content.File c) {
            walker.link(c.source());
            walker.text(c.name());
            walker.text(c.mediaType());
            walker.number(c.bytes());
        } else if (content instanceof Content.Location c) {
            walker.number(Double.doubleToLongBits(c.latitude()));
            walker.number(Double.doubleToLongBits(c.longitude()));
            walker.text(c.label());
        } else if (content instanceof Content.LocationRequest c) {
            walker.text(c.text());
        } else {
            return false;
        }
        return true;
    }

    private static boolean walkOffer(Content content, Walker walker) {
        if (content instanceof Content.ProductCard c) {
            walker.text(c.sku());
            walker.text(c.title());
            walker.number(c.price().minorUnits());
            walker.text(c.price().currency().getCurrencyCode());
            walker.link(c.link());
        } else if (content instanceof Content.IncentiveCard c) {
            walker.text(c.kind());
            walker.text(c.code());
            walker.text(c.terms());
            walker.text(c.expiresAt() == null ? "" : c.expiresAt().toString());
        } else {
            return false;
        }
        return true;
    }

    private static void walkData(Content content, Walker walker) {
        if (content instanceof Content.ChannelTemplate c) {
            walker.text(c.name());
            walker.text(c.locale());
            walker.all(c.values());
        } else if (content instanceof Content.SystemActivity c) {
            walker.text(c.activity());
            walker.all(c.values());
        } else if (content instanceof Content.Custom c) {
            walker.text(c.type());
            walker.text(c.text());
            walker.all(c.values());
        } else if (content instanceof Content.Unknown c) {
            walker.text(c.type());
            walker.text(c.json());
        }
    }

    private static void walkCard(Content.Card card, Walker walker) {
        walker.text(card.title());
        walker.text(card.text());
        walker.link(card.image());
        walker.link(card.link());
        walker.all(card.options(), Parts::walkOption);
    }

    private static void walkOption(Content.Option option, Walker walker) {
        walker.text(option.id());
        walker.text(option.label());
    }

    private static void walkField(Content.Field field, Walker walker) {
        walker.text(field.name());
        walker.text(field.label());
        walker.text(field.kind().name());
        walker.number(field.required() ? 1 : 0);
    }
}
