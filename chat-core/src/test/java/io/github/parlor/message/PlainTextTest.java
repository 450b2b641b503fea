package io.github.parlor.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.commerce.Money;
import io.github.parlor.id.MessageId;
import io.github.parlor.message.Content.Card;
import io.github.parlor.message.Content.Field.FieldKind;
import io.github.parlor.message.Content.Option;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlainTextTest {
    private static final MessageId QUESTION = new MessageId(new UUID(1, 2));
    private static final URI LINK = URI.create("https://shop.example/a");
    private static final List<Option> OPTIONS = List.of(new Option("y", "Yes"), new Option("n", "No"));

    static Stream<Arguments> kinds() {
        Card card = new Card("Shoe", "Light", LINK, LINK, OPTIONS);
        return Stream.of(
                arguments(new Content.Text("Hello"), "Hello"),
                arguments(new Content.QuickReplies("Sure?", OPTIONS), "Sure?\n1. Yes\n2. No"),
                arguments(new Content.ListPicker("Which?", OPTIONS, true), "Which?\n1. Yes\n2. No"),
                arguments(card, "Shoe\nLight\nhttps://shop.example/a\n1. Yes\n2. No"),
                arguments(new Card("Shoe", "", null, null, List.of()), "Shoe"),
                arguments(
                        new Content.Carousel(List.of(card, new Card("Cap", "", null, null, OPTIONS))),
                        "Shoe\nLight\nhttps://shop.example/a\n1. Yes\n2. No\n\nCap\n3. Yes\n4. No"),
                arguments(
                        new Content.Form("You", List.of(new Content.Field("mail", "Your mail", FieldKind.EMAIL, true))),
                        "You\n- Your mail"),
                arguments(new Content.Choice(QUESTION, List.of("y"), "Yes"), "Yes"),
                arguments(new Content.FormResponse(QUESTION, Map.of("mail", "a@b.example")), "mail: a@b.example"),
                arguments(new Content.Image(LINK, "A shoe"), "A shoe\nhttps://shop.example/a"),
                arguments(new Content.Image(LINK, ""), "https://shop.example/a"),
                arguments(new Content.File(LINK, "bill.pdf", "application/pdf", 9), "bill.pdf\nhttps://shop.example/a"),
                arguments(new Content.Location(48.858_37, -2.5, "Tower"), "Tower\n48.85837, -2.50000"),
                arguments(new Content.LocationRequest("Where are you?"), "Where are you?"),
                arguments(
                        new Content.ProductCard("sku", "Shoe", Money.of(4_990, "EUR"), LINK),
                        "Shoe\n49.90 EUR\nhttps://shop.example/a"),
                arguments(new Content.ProductCard("sku", "Shoe", Money.of(4_990, "JPY"), null), "Shoe\n4990 JPY"),
                arguments(new Content.ProductCard("sku", "Ring", Money.of(5, "KWD"), null), "Ring\n0.005 KWD"),
                arguments(new Content.IncentiveCard("COUPON", "TEN", "10 % off", Instant.EPOCH), "TEN\n10 % off"),
                arguments(new Content.ChannelTemplate("welcome", "fr", Map.of("1", "Ada")), ""),
                arguments(new Content.SystemActivity("agent-joined", Map.of("agent", "Ada")), ""),
                arguments(new Content.Custom("poll", "Vote!", Map.of("a", "b")), "Vote!"),
                arguments(new Content.Unknown("hologram", "{\"type\":\"hologram\"}"), ""));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void each_kind_degrades_to_text_with_numbered_options(Content content, String text) {
        assertThat(content.toPlainText()).isEqualTo(text);
    }

    @Test
    void no_kind_is_forgotten() {
        Stream<Class<?>> tried =
                kinds().map(each -> Objects.requireNonNull(each.get()[0]).getClass());

        assertThat(tried).containsAll(Arrays.asList(Bounds.present("kinds", Content.class.getPermittedSubclasses())));
    }

    @Test
    void what_is_too_long_is_cut_with_an_ellipsis() {
        Content exact = new Content.Text("x".repeat(8_000));
        Content longer = new Content.QuickReplies("x".repeat(8_000), OPTIONS);

        assertThat(exact.toPlainText()).isEqualTo("x".repeat(8_000));
        assertThat(longer.toPlainText()).isEqualTo("x".repeat(7_999) + "…");
    }

    @Test
    void the_cut_never_splits_a_character() {
        Content even = new Content.QuickReplies("😀".repeat(4_000), OPTIONS);
        Content odd = new Content.QuickReplies("x" + "😀".repeat(3_999), OPTIONS);

        assertThat(even.toPlainText()).isEqualTo("😀".repeat(3_999) + "…");
        assertThat(odd.toPlainText()).isEqualTo("x" + "😀".repeat(3_999) + "…");
        assertThat(Bounds.text("fallback", even.toPlainText(), 0, Content.MAX_TEXT))
                .hasSize(7_999);
    }

    @Test
    void the_fallback_of_the_largest_carousel_is_valid() {
        Card card = new Card("t", "😀".repeat(3_999), null, null, OPTIONS);
        String text = new Content.Carousel(Collections.nCopies(8, card)).toPlainText();

        assertThat(Bounds.text("fallback", text, 1, Content.MAX_TEXT)).endsWith("…");
    }
}
