package io.github.parlor.message;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.commerce.Money;
import io.github.parlor.id.MessageId;
import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a message says. A sealed family of the kinds that channels share, plus {@link Custom} for the shop's own kinds and
 * {@link Unknown} for what a newer peer sent: a switch over it wants a default branch. Text is plain text, never markup.
 * All members are immutable.
 */
public sealed interface Content {
    /** Longest text in characters (UTF-16 units). */
    int MAX_TEXT = 8_000;

    /** Longest label, title or option in characters. */
    int MAX_LABEL = 256;

    /** Most options, cards, items or fields in one message. */
    int MAX_PARTS = 30;

    /** Most characters of the values of a {@link Custom} content or of {@link Unknown} raw JSON. */
    int MAX_OPAQUE = 4_096;

    /** Schemes a link may have. */
    Set<String> LINK_SCHEMES = Set.of("http", "https", "mailto", "tel");

    /**
     * Returns the content as plain text, for channels that cannot show it and for notifications; at most {@link
     * #MAX_TEXT} characters.
     */
    default String toPlainText() {
        return PlainText.of(this);
    }

    /**
     * Plain text.
     *
     * @param text 1 to {@value #MAX_TEXT} characters
     */
    record Text(String text) implements Content {
        public Text {
            Bounds.text("text", text, 1, MAX_TEXT);
        }
    }

    /**
     * One tappable answer.
     *
     * @param id what comes back when it is chosen
     * @param label what is shown
     */
    record Option(String id, String label) {
        public Option {
            Bounds.id("option.id", id);
            Bounds.text("option.label", label, 1, MAX_LABEL);
        }
    }

    /**
     * A question with tappable answers.
     *
     * @param text the question
     * @param options 1 to {@value #MAX_PARTS} answers with distinct ids
     */
    record QuickReplies(String text, List<Option> options) implements Content {
        public QuickReplies {
            Bounds.text("quickReplies.text", text, 1, MAX_TEXT);
            options = Checks.options("quickReplies.options", options);
        }
    }

    /**
     * A titled box with an optional picture and link.
     *
     * @param title what is shown first
     * @param text further text, may be empty
     * @param image address of a picture, or null
     * @param link where a tap leads, or null
     * @param options answers below the card, may be empty
     */
    record Card(
            String title,
            String text,
            @Nullable URI image,
            @Nullable URI link,
            List<Option> options) implements Content {
        public Card {
            Bounds.text("card.title", title, 1, MAX_LABEL);
            Bounds.text("card.text", text, 0, MAX_TEXT);
            Checks.link("card.image", image);
            Checks.link("card.link", link);
            options = Checks.distinct("card.options", Bounds.list("card.options", options, MAX_PARTS));
        }
    }

    /**
     * Several cards side by side.
     *
     * @param cards 1 to {@value #MAX_PARTS} cards
     */
    record Carousel(List<Card> cards) implements Content {
        public Carousel {
            cards = Checks.filled("carousel.cards", cards);
        }
    }

    /**
     * A list of which the contact picks one or more.
     *
     * @param text the question
     * @param options 1 to {@value #MAX_PARTS} items with distinct ids
     * @param multiple whether more than one may be picked
     */
    record ListPicker(String text, List<Option> options, boolean multiple) implements Content {
        public ListPicker {
            Bounds.text("listPicker.text", text, 1, MAX_TEXT);
            options = Checks.options("listPicker.options", options);
        }
    }

    /**
     * One field of a form.
     *
     * @param name the key of the answer
     * @param label what is shown
     * @param kind what may be entered
     * @param required whether it may stay empty
     */
    record Field(String name, String label, FieldKind kind, boolean required) {
        /** What may be entered into a field. */
        public enum FieldKind {
            /** Any text. */
            TEXT,
            /** An e-mail address. */
            EMAIL,
            /** A telephone number. */
            PHONE,
            /** A decimal number. */
            NUMBER,
            /** An ISO 8601 date. */
            DATE
        }

        public Field {
            Bounds.id("field.name", name);
            Bounds.text("field.label", label, 1, MAX_LABEL);
            Bounds.present("field.kind", kind);
        }
    }

    /**
     * A form; it is answered once.
     *
     * @param title what is shown first
     * @param fields 1 to {@value #MAX_PARTS} fields with distinct names
     */
    record Form(String title, List<Field> fields) implements Content {
        public Form {
            Bounds.text("form.title", title, 1, MAX_LABEL);
            fields = Checks.filled("form.fields", fields);
            Set<String> names = new HashSet<>();
            for (Field field : fields) {
                Bounds.check("form.fields.name", names.add(field.name()), "distinct names", field.name());
            }
        }
    }

    /**
     * The answer to {@link QuickReplies}, {@link ListPicker}, {@link Card} or {@link Carousel}.
     *
     * @param answers the message that offered the options
     * @param chosen ids of the options
     * @param text what the contact sees as said
     */
    record Choice(MessageId answers, List<String> chosen, String text) implements Content {
        public Choice {
            Bounds.present("choice.answers", answers);
            chosen = Checks.filled("choice.chosen", chosen);
            Bounds.text("choice.text", text, 1, MAX_TEXT);
        }
    }

    /**
     * The answer to a {@link Form}.
     *
     * @param answers the message that carried the form
     * @param values field name to value as entered
     */
    record FormResponse(MessageId answers, Map<String, String> values) implements Content {
        public FormResponse {
            Bounds.present("formResponse.answers", answers);
            values = Checks.values("formResponse.values", values, MAX_TEXT);
        }
    }

    /**
     * A picture.
     *
     * @param source where it lies
     * @param alt what it shows, for those who do not see it
     */
    record Image(URI source, String alt) implements Content {
        public Image {
            Checks.link("image.source", Bounds.present("image.source", source));
            Bounds.text("image.alt", alt, 0, MAX_LABEL);
        }
    }

    /**
     * A file.
     *
     * @param source where it lies
     * @param name file name, untrusted
     * @param mediaType for example {@code application/pdf}
     * @param bytes size
     */
    record File(URI source, String name, String mediaType, long bytes) implements Content {
        public File {
            Checks.link("file.source", Bounds.present("file.source", source));
            Bounds.text("file.name", name, 1, MAX_LABEL);
            Bounds.text("file.mediaType", mediaType, 3, MAX_LABEL);
            Bounds.range("file.bytes", bytes, 0, 1L << 40);
        }
    }

    /**
     * A place.
     *
     * @param latitude degrees, -90 to 90
     * @param longitude degrees, -180 to 180
     * @param label name of the place, may be empty
     */
    record Location(double latitude, double longitude, String label) implements Content {
        public Location {
            Bounds.range("location.latitude", latitude, -90, 90);
            Bounds.range("location.longitude", longitude, -180, 180);
            Bounds.text("location.label", label, 0, MAX_LABEL);
        }
    }

    /**
     * A request to share a place.
     *
     * @param text why it is asked
     */
    record LocationRequest(String text) implements Content {
        public LocationRequest {
            Bounds.text("locationRequest.text", text, 1, MAX_TEXT);
        }
    }

    /**
     * A product of the shop.
     *
     * @param sku article number
     * @param title name of the product
     * @param price price of one piece
     * @param link its page, or null
     */
    record ProductCard(
            String sku, String title, Money price, @Nullable URI link) implements Content {
        public ProductCard {
            Bounds.id("productCard.sku", sku);
            Bounds.text("productCard.title", title, 1, MAX_LABEL);
            Bounds.present("productCard.price", price);
            Checks.link("productCard.link", link);
        }
    }

    /**
     * A coupon, free shipping or a gift.
     *
     * @param kind for example {@code COUPON} or {@code FREE_SHIPPING}
     * @param code what the contact enters at the checkout, may be empty
     * @param terms conditions in plain text
     * @param expiresAt first instant at which it is no longer valid, or null
     */
    record IncentiveCard(
            String kind,
            String code,
            String terms,
            @Nullable Instant expiresAt) implements Content {
        public IncentiveCard {
            Bounds.id("incentiveCard.kind", kind);
            Bounds.text("incentiveCard.code", code, 0, MAX_LABEL);
            Bounds.text("incentiveCard.terms", terms, 1, MAX_TEXT);
        }
    }

    /**
     * A message template that a channel has approved beforehand.
     *
     * @param name the channel's name of it
     * @param locale language tag
     * @param values placeholder to value
     */
    record ChannelTemplate(String name, String locale, Map<String, String> values) implements Content {
        public ChannelTemplate {
            Bounds.id("channelTemplate.name", name);
            Bounds.id("channelTemplate.locale", locale);
            values = Checks.values("channelTemplate.values", values, MAX_TEXT);
        }
    }

    /**
     * Something the system did, put into words by whoever shows it.
     *
     * @param activity a stable name, for example {@code agent-joined}
     * @param values names and figures for the sentence
     */
    record SystemActivity(String activity, Map<String, String> values) implements Content {
        public SystemActivity {
            Bounds.id("systemActivity.activity", activity);
            values = Checks.values("systemActivity.values", values, MAX_LABEL);
        }
    }

    /**
     * A kind of the shop's own.
     *
     * @param type the shop's name of the kind
     * @param text plain text for those who do not know the kind
     * @param values flat data, at most {@value #MAX_OPAQUE} characters in all
     */
    record Custom(String type, String text, Map<String, String> values) implements Content {
        public Custom {
            Bounds.id("custom.type", type);
            Bounds.text("custom.text", text, 0, MAX_TEXT);
            values = Checks.values("custom.values", values, MAX_OPAQUE);
        }
    }

    /**
     * A kind that this version does not know, kept as it came.
     *
     * @param type the name that the sender gave the kind
     * @param json the whole content as a JSON object
     */
    record Unknown(String type, String json) implements Content {
        public Unknown {
            Bounds.id("unknown.type", type);
            Bounds.text("unknown.json", json, 2, MAX_OPAQUE);
        }
    }
}
