package io.github.parlor.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.commerce.Money;
import io.github.parlor.id.MessageId;
import io.github.parlor.message.Content.Card;
import io.github.parlor.message.Content.Carousel;
import io.github.parlor.message.Content.Choice;
import io.github.parlor.message.Content.Field;
import io.github.parlor.message.Content.File;
import io.github.parlor.message.Content.Form;
import io.github.parlor.message.Content.FormResponse;
import io.github.parlor.message.Content.Image;
import io.github.parlor.message.Content.Option;
import io.github.parlor.message.Content.QuickReplies;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTest {
    private static final MessageId QUESTION = new MessageId(new UUID(1, 2));
    private static final URI PICTURE = URI.create("https://shop.example/a.png");

    @Test
    void every_text_has_its_bound_and_none_is_shown_in_a_refusal() {
        refused(() -> new Content.Text(""), "text: expected 1 to 8000 characters, got 0 characters");
        refused(() -> new Content.Text("x".repeat(8_001)), "text: expected 1 to 8000 characters, got 8001 characters");
        refused(
                () -> new Content.Image(PICTURE, "x".repeat(257)),
                "image.alt: expected 0 to 256 characters, got 257 characters");
        refused(
                () -> new FormResponse(QUESTION, Map.of("mail", "x".repeat(8_001))),
                "formResponse.values.mail: expected 0 to 8000 characters, got 8001 characters");
        refused(
                () -> new FormResponse(QUESTION, Map.of("a", "x".repeat(4_000), "b", "x".repeat(4_000))),
                "formResponse.values: expected at most 8000 characters in all, got 8002 characters");
        refused(
                () -> new Content.Custom("poll", "", Map.of("a", "x".repeat(4_096))),
                "custom.values: expected at most 4096 characters in all, got 4097 characters");
    }

    @Test
    void thirty_long_cards_are_too_much_together() {
        Card full = new Card("t", "x".repeat(7_999), null, null, List.of());
        Carousel most = new Carousel(Collections.nCopies(8, full));

        assertThat(most.characters()).isEqualTo(64_000);
        refused(
                () -> new Carousel(Collections.nCopies(30, full)),
                "carousel.cards: expected at most 65536 characters in all, got 240000 characters");
        refused(
                () -> new Carousel(Collections.nCopies(31, full)),
                "carousel.cards: expected at most 30 elements, got 31 elements");
        refused(() -> new Carousel(List.of()), "carousel.cards: expected at least one element, got []");
    }

    @Test
    void no_other_kind_can_grow_beyond_the_bound_of_all() {
        List<Option> options = IntStream.range(0, Content.MAX_PARTS)
                .mapToObj(i -> new Option("x".repeat(100) + i, "y".repeat(Content.MAX_LABEL)))
                .toList();
        List<Field> fields = IntStream.range(0, Content.MAX_PARTS)
                .mapToObj(i -> new Field("x".repeat(100) + i, "y".repeat(256), Field.FieldKind.TEXT, true))
                .toList();
        URI link = URI.create("https://shop.example/" + "x".repeat(2_000));
        String text = "x".repeat(Content.MAX_TEXT);

        assertThat(List.of(
                        new QuickReplies(text, options),
                        new Content.ListPicker(text, options, true),
                        new Card("t", text, link, link, options),
                        new Form("t", fields),
                        new Choice(QUESTION, options.stream().map(Option::id).toList(), text),
                        new FormResponse(QUESTION, Map.of("a", "x".repeat(7_999))),
                        new Content.Custom("poll", text, Map.of("a", "x".repeat(4_000)))))
                .allSatisfy(content -> assertThat(content.characters()).isBetween(1_000, Content.MAX_CHARACTERS));
    }

    @Test
    void ids_are_distinct_where_an_answer_names_them() {
        Option yes = new Option("yes", "Yes");
        Field mail = new Field("mail", "Mail", Field.FieldKind.EMAIL, true);

        refused(
                () -> new QuickReplies("Sure?", List.of(yes, yes)),
                "quickReplies.options.id: expected distinct ids, got 'yes'");
        refused(() -> new Form("You", List.of(mail, mail)), "form.fields.name: expected distinct names, got 'mail'");
        refused(() -> new Choice(QUESTION, List.of("a", "a"), "A"), "choice.chosen: expected distinct ids, got 'a'");
        refused(
                () -> new Choice(QUESTION, List.of(" a"), "A"),
                "choice.chosen: expected no white space at either end, got ' a'");
        refused(() -> new Choice(QUESTION, List.of(), "A"), "choice.chosen: expected at least one element, got []");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example/a?b=c#d",
                "HTTP://shop.example",
                "https://[::1]:8443/x",
                "mailto:ada@example.org",
                "tel:+33123456789"
            })
    void a_link_leads_to_the_web_or_to_a_person(String link) {
        assertThat(card(link).link()).isEqualTo(URI.create(link));
    }

    @ParameterizedTest
    @CsvSource({
        "javascript:alert(1), 'a link with http, https, mailto or tel, got ''javascript'''",
        "data:text/html;x, 'a link with http, https, mailto or tel, got ''data'''",
        "/relative, 'a link with http, https, mailto or tel, got '''''",
        "//shop.example/x, 'a link with http, https, mailto or tel, got '''''",
        "https:///path, 'a link with a host, got ''https'''",
        "http:shop.example, 'a link with a host, got ''http'''",
        "https://a_b.example/, 'a link with a host, got ''https'''",
        "https://user@shop.example/, 'a link without credentials, got ''shop.example'''",
        "https://shop.example:pw@evil_host/, 'a link without credentials, got null'",
        "mailto:/ada, 'an address after the scheme, got ''mailto'''",
        "tel://shop.example, 'an address after the scheme, got ''tel'''",
        "https://shop.example/\u202Egnp.exe, 'no control characters, got 29 characters'"
    })
    void any_other_link_is_refused(String link, String expected) {
        refused(() -> card(link), "card.link: expected " + expected);
    }

    @Test
    void a_source_is_on_the_web() {
        refused(
                () -> new Image(URI.create("mailto:ada@example.org"), ""),
                "image.source: expected a link with http or https, got 'mailto'");
        refused(
                () -> new Card("t", "", URI.create("tel:1"), null, List.of()),
                "card.image: expected a link with http or https, got 'tel'");
        refused(
                () -> new Image(URI.create("https://shop.example/" + "x".repeat(2_048)), ""),
                "image.source: expected 1 to 2048 characters, got 2069 characters");
    }

    @Test
    void a_file_has_a_name_that_hides_nothing_and_a_media_type() {
        assertThat(new File(PICTURE, "cod\u202Egpj.exe", "image/png", 1).name()).isEqualTo("codgpj.exe");
        assertThat(new File(PICTURE, "a", "text/plain; charset=utf-8", 1).mediaType())
                .isEqualTo("text/plain; charset=utf-8");
        for (String wrong : List.of("png", "image/", "/png", "text/plain\r\nX: y", "a/b/c")) {
            assertThatExceptionOfType(InvalidValueException.class)
                    .as(wrong)
                    .isThrownBy(() -> new File(PICTURE, "a", wrong, 1))
                    .withMessageStartingWith("file.mediaType: expected a media type such as text/plain, got '");
        }
        refused(
                () -> new File(PICTURE, "a", "image/png", (1L << 40) + 1),
                "file.bytes: expected a number from 0 to 1099511627776, got 1099511627777");
    }

    @Test
    void a_place_is_on_the_globe() {
        refused(
                () -> new Content.Location(Double.NaN, 0, ""),
                "location.latitude: expected a number from -90.0 to 90.0, got NaN");
        refused(
                () -> new Content.Location(0, 180.5, ""),
                "location.longitude: expected a number from -180.0 to 180.0, got 180.5");
    }

    @Test
    void a_price_is_not_negative() {
        refused(
                () -> new Content.ProductCard("sku", "Shoe", Money.of(-1, "EUR"), null),
                "productCard.price.minorUnits: expected a number from 0 to 1000000000000000, got -1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "nul", "{", "secret"})
    void what_is_no_object_is_refused_as_unknown_content(String json) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new Content.Unknown("poll", json))
                .withMessageStartingWith("unknown.json: expected ")
                .withMessageEndingWith("got " + json.length() + " characters");
    }

    @Test
    void toString_tells_kind_and_size() {
        assertThat(new Content.Text("secret")).hasToString("Text[6 characters]");
        assertThat(new FormResponse(QUESTION, Map.of("mail", "ada@example.org")))
                .hasToString("FormResponse[55 characters]");
        assertThat(new Option("yes", "secret")).hasToString("Option[yes]");
    }

    private static Card card(String link) {
        return new Card("t", "", null, URI.create(link), List.of());
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(call).withMessage(message);
    }
}
