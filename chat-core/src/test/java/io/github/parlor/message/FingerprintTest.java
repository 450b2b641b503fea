package io.github.parlor.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.commerce.Money;
import io.github.parlor.id.MessageId;
import io.github.parlor.message.Content.Card;
import io.github.parlor.message.Content.Field;
import io.github.parlor.message.Content.Option;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static final URI A = URI.create("https://shop.example/a");
    private static final URI B = URI.create("https://shop.example/b");
    private static final MessageId M = new MessageId(new UUID(1, 2));
    private static final MessageId N = new MessageId(new UUID(1, 3));

    /** Each differs from the others in one thing at most; all of them are different contents. */
    private static Stream<Content> different() {
        Option yes = new Option("y", "Yes");
        Option no = new Option("n", "No");
        Field field = new Field("f", "F", Field.FieldKind.TEXT, true);
        Card card = new Card("t", "x", A, B, List.of(yes));
        return Stream.of(
                new Content.Text("a"),
                new Content.Text("b"),
                new Content.LocationRequest("a"),
                new Content.QuickReplies("a", List.of(yes)),
                new Content.QuickReplies("a", List.of(yes, no)),
                new Content.QuickReplies("a", List.of(no, yes)),
                new Content.QuickReplies("a", List.of(new Option("yY", "es"))),
                new Content.ListPicker("a", List.of(yes), false),
                new Content.ListPicker("a", List.of(yes), true),
                card,
                new Card("tx", "", A, B, List.of(yes)),
                new Card("t", "x", B, A, List.of(yes)),
                new Card("t", "x", null, B, List.of(yes)),
                new Card("t", "x", A, null, List.of(yes)),
                new Content.Carousel(List.of(card)),
                new Content.Carousel(List.of(card, card)),
                new Content.Form("t", List.of(field)),
                new Content.Form("t", List.of(new Field("f", "F", Field.FieldKind.DATE, true))),
                new Content.Form("t", List.of(new Field("f", "F", Field.FieldKind.TEXT, false))),
                new Content.Choice(M, List.of("y"), "Yes"),
                new Content.Choice(N, List.of("y"), "Yes"),
                new Content.Choice(M, List.of("y", "n"), "Yes"),
                new Content.FormResponse(M, Map.of("a", "b")),
                new Content.FormResponse(N, Map.of("a", "b")),
                new Content.FormResponse(M, Map.of("a", "c")),
                new Content.FormResponse(M, Map.of()),
                new Content.Image(A, "x"),
                new Content.Image(B, "x"),
                new Content.File(A, "n", "a/b", 1),
                new Content.File(A, "n", "a/b", 1L << 32),
                new Content.File(A, "n", "a/c", 1),
                new Content.Location(1, 2, ""),
                new Content.Location(2, 1, ""),
                new Content.Location(-1, 2, ""),
                new Content.ProductCard("s", "t", Money.of(1, "EUR"), A),
                new Content.ProductCard("s", "t", Money.of(2, "EUR"), A),
                new Content.ProductCard("s", "t", Money.of(1, "USD"), A),
                new Content.ProductCard("s", "t", Money.of(1, "EUR"), null),
                new Content.IncentiveCard("k", "c", "t", null),
                new Content.IncentiveCard("k", "c", "t", Instant.EPOCH),
                new Content.ChannelTemplate("n", "fr", Map.of("a", "b")),
                new Content.ChannelTemplate("n", "it", Map.of("a", "b")),
                new Content.SystemActivity("n", Map.of("a", "b")),
                new Content.Custom("n", "fr", Map.of("a", "b")),
                new Content.Custom("n", "fr", Map.of("b", "a")),
                new Content.Unknown("n", "{}"),
                new Content.Unknown("n", "{ }"));
    }

    @Test
    void no_two_different_contents_share_one() {
        assertThat(different().map(Content::fingerprint)).doesNotHaveDuplicates();
    }

    @Test
    void every_kind_is_among_them() {
        assertThat(different().map(Content::getClass).distinct())
                .hasSize(Content.class.getPermittedSubclasses().length);
    }

    @Test
    void it_is_the_same_in_every_process() {
        assertThat(new Content.Text("Hello").fingerprint()).isEqualTo(new Content.Text("Hello").fingerprint());
        assertThat(new Content.Text("Hello").fingerprint()).isEqualTo(fnv("Text", 4, "Hello", 5));
    }

    @Test
    void equal_maps_have_one_fingerprint_in_whatever_order_they_were_filled() {
        for (int seed = 0; seed < 200; seed++) {
            var random = new SplittableRandom(seed);
            Map<String, String> values = new HashMap<>();
            for (int i = random.nextInt(8); i >= 0; i--) {
                values.put("k" + random.nextInt(1_000), "v" + random.nextInt(10));
            }
            Map<String, String> reversed = new LinkedHashMap<>();
            new TreeMap<>(values).descendingMap().forEach(reversed::put);
            Content one = new Content.FormResponse(M, values);
            Content other = new Content.FormResponse(M, reversed);
            assertThat(one).as("seed %d", seed).isEqualTo(other);
            assertThat(one.fingerprint()).as("seed %d", seed).isEqualTo(other.fingerprint());
        }
    }

    @Test
    void size_counts_texts_ids_and_addresses() {
        assertThat(new Content.Text("Hello").characters()).isEqualTo(5);
        assertThat(new Content.QuickReplies("Sure?", List.of(new Option("yes", "Yes!"))).characters())
                .isEqualTo(5 + 3 + 4);
        assertThat(new Content.Image(A, "alt").characters())
                .isEqualTo(A.toString().length() + 3);
        assertThat(new Content.Location(1, 2, "Tower").characters()).isEqualTo(5);
    }

    /** The published recipe of FNV-1a, over UTF-16 units and lengths. */
    private static long fnv(String kind, int kindLength, String text, int textLength) {
        long hash = 0xCBF2_9CE4_8422_2325L;
        for (int unit : Stream.of(
                        kind.chars(),
                        java.util.stream.IntStream.of(kindLength),
                        text.chars(),
                        java.util.stream.IntStream.of(textLength))
                .flatMapToInt(each -> each)
                .toArray()) {
            hash = (hash ^ unit) * 1_099_511_628_211L;
        }
        return hash;
    }
}
