package io.github.parlor.message;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.commerce.Money;
import io.github.parlor.id.MessageId;
import io.github.parlor.time.Moment;
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
 * All members are immutable. Their {@code toString} tells the kind and the size, never what is said.
 */
public sealed interface Content {
    /** Longest text in characters (UTF-16 units). */
    int MAX_TEXT = 8_000;

    /** Longest label, title or option in characters. */
    int MAX_LABEL = 256;

    /** Most options, cards, items or fields in one message. */
    int MAX_PARTS = 30;

    /** Most entries of the values of a form, template, activity or {@link Custom} content. */
    int MAX_VALUES = 64;

    /** Most characters of a whole content: of all its texts, ids and addresses together. */
    int MAX_CHARACTERS = 65_536;

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
     * Returns how many characters all texts, ids and addresses have together, at most {@link #MAX_CHARACTERS}; numbers do
     * not count.
     */
    default int characters() {
        return Parts.characters(this);
    }

    /**
     * Returns a 64-bit hash of the kind and of everything in it: the same in every process, so that a repeated request
     * can be told from another one. Not cryptographic; whoever wants two contents with the same value will find them.
     */
    default long fingerprint() {
        return Parts.fingerprint(this);
    }

    /**
     * Plain text.
     *
     * @param text 1 to {@value #MAX_TEXT} characters
     */
    record Text(String text) implements Content {
        public Text {
            Bounds.privateText("text", text, 1, MAX_TEXT);
        }

        @Override
        public String toString() {
            return Parts.outline(this);
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

        @Override
        public String toString() {
            return "Option[" + id + "]";
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
            Bounds.privateText("quickReplies.text", text, 1, MAX_TEXT);
            options = Checks.options("quickReplies.options", options);
        }

        @Override
        public String toString() {
            return Parts.outline(this);
        }
    }

    /**
     * A titled box with an optional picture and link.
     *
     * @param title what is shown first
     * @param text further text, may be empty
     * @param image web address of a picture, or null
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
            Bounds.privateText("card.title", title, 1, MAX_LABEL);
            Bounds.privateText("card.text", text, 0, MAX_TEXT);
            if (image != null) {
                Checks.source("card.image", image);
            }
            Checks.link("card.link", link);
            options = Checks.distinct("card.options", Bounds.list("card.options", options, MAX_PARTS));
        }

        @Override
        public String toString() {
            return Parts.outline(this);
        }
    }

    /**
     * Several cards side by side.
     *
     * @param cards 1 to {@value #MAX_PARTS} cards with at most {@value #MAX_CHARACTERS} characters in all
     */
    record Carousel(List<Card> cards) implements Content {
        public Carousel {
            cards = Checks.cards("carousel.cards", cards);
        }

        @Override
        public String toString() {
            return Parts.outline(this);
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
            Bounds.privateText("listPicker.text", text, 1, MAX_TEXT);
            options = Checks.options("listPicker.options", options);
        }

        @Override
        public String toString() {
            return Parts.outline(this);
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

        @Override
        public String toString() {
            return "Field[" + name + ", " + kind + "]";
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
            Bounds.privateText("form.title", title, 1, MAX_LABEL);
            fields = Checks.filled("form.fields", fields);
            Set<String> names = new HashSet<>();
            for (Field field : fields) {
                Bounds.check("form.fields.name", names.add(field.name()), "distinct names", field.name());
            }
        }

        @Override
        public String toString() {
            return Parts.outline(this);
        }
    }

    /**
     * The answer to {@link QuickReplies}, {@link ListPicker}, {@link Card} or {@link Carousel}.
     *
     * @param answers the message that offered the options
     * @param chosen distinct ids of the options, 1 to {@value #MAX_PARTS}
     * @param text what the contact sees as said
     */
    record Choice(MessageId answers, List<String> chosen, String text) implements Content {
        public Choice {
            Bounds.present("choice.answers", answers);
            chosen = Checks.chosen("choice.chosen", chosen);
            Bounds.privateText("choice.text", text, 1, MAX_TEXT);
        }

        @Override
        public String toString() {
            return Parts.outline(this);
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

        @Override
        public String toString() {
            return Parts.outline(this);
        }
    }

    /**
     * A picture.
     *
     * @param source where it lies, a web address
     * @param alt what it shows, for those who do not see it
     */
    record Image(URI source, String alt) implements Content {
        public Image {
            Checks.source("image.source", source);
            Bounds.privateText("image.alt", alt, 0, MAX_LABEL);
        }

        @Override
        public String toString() {
            return Parts.outline(this);
        }
    }

    /**
     * A file.
     *
     * @param source where it lies, a web address
     * @param name file name, untrusted; invisible characters are taken out
     * @param mediaType for example {@code application/pdf}
     * @param bytes size
     */
    record File(URI source, String name, String mediaType, long bytes) implements Content {
        public File {
            Checks.source("file.source", source);
            name = Bounds.name("file.name", name, 1, MAX_LABEL);
            Checks.mediaType("file.mediaType", mediaType);
            Bounds.range("file.bytes", bytes, 0, 1L << 40);
        }

        @Override
        public String toString() {
            return Parts.outline(this);
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
            Bounds.privateText("location.label", label, 0, MAX_LABEL);
        }

        @Override
        public String toString() {
            return Parts.outline(this);
        }
    }

    /**
     * A request to share a place.
     *
     * @param text why it is asked
     */
    record LocationRequest(String text) implements Content {
        public LocationRequest {
            Bounds.privateText("locationRequest.text", text, 1, MAX_TEXT);
        }

        @Override
        public String toString() {
            return Parts.outline(this);
        }
    }

    /**
     * A product of the shop.
     *
     * @param sku article number
     * @param title name of the product
     * @param price price of one piece, zero or more
     * @param link its page, or null
     */
    record ProductCard(
            String sku, String title, Money price, @Nullable URI link) implements Content {
        public ProductCard {
            Bounds.id("productCard.sku", sku);
            Bounds.privateText("productCard.title", title, 1, MAX_LABEL);
            Checks.notNegative("productCard.price", price);
            Checks.link("productCard.link", link);
        }

        @Override
        public String toString() {
            return Parts.outline(this);
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
            Bounds.privateText("incentiveCard.code", code, 0, MAX_LABEL);
            Bounds.privateText("incentiveCard.terms", terms, 1, MAX_TEXT);
            if (expiresAt != null) {
                Moment.wall("incentiveCard.expiresAt", expiresAt);
            }
        }

        @Override
        public String toString() {
            return Parts.outline(this);
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

        @Override
        public String toString() {
            return Parts.outline(this);
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

        @Override
        public String toString() {
            return Parts.outline(this);
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
            Bounds.privateText("custom.text", text, 0, MAX_TEXT);
            values = Checks.values("custom.values", values, MAX_OPAQUE);
        }

        @Override
        public String toString() {
            return Parts.outline(this);
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
            Checks.object("unknown.json", json, MAX_OPAQUE);
        }

        @Override
        public String toString() {
            return Parts.outline(this);
        }
    }
}
