package io.github.parlor.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.json.Goldens.Golden;
import io.github.parlor.message.Content;
import io.github.parlor.time.Schedule;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that want too much, or that a lenient reader would let pass. */
class HostileJsonTest {
    private static final JsonFormat<Content> CONTENT = new JsonFormat<>(Formats.CONTENTS);

    private static String text(String extra) {
        return "{\"type\":\"Text\",\"text\":\"a\"," + extra + "}";
    }

    private static void assertRefused(String json) {
        assertThatThrownBy(() -> CONTENT.read(json)).isExactlyInstanceOf(InvalidValueException.class);
    }

    @Test
    void scenario_43_ten_megabytes_are_refused_by_their_length_before_a_parser_sees_them() {
        for (String json : List.of("?".repeat(10_000_000), text("\"x\":\"" + "y".repeat(10_000_000) + "\""))) {
            assertThatThrownBy(() -> CONTENT.read(json))
                    .isExactlyInstanceOf(InvalidValueException.class)
                    .hasMessageStartingWith("$: expected JSON of at most 1048576 characters")
                    .hasMessageEndingWith("got " + json.length() + " characters");
        }
    }

    @Test
    void a_document_of_the_greatest_length_is_read_and_one_more_character_is_refused() {
        String json = text("\"x\":[" + "1,".repeat(100) + "1]");
        String longest = json + " ".repeat(JsonFormat.MAX_DOCUMENT - json.length());
        assertThat(CONTENT.read(longest)).isEqualTo(new Content.Text("a"));
        assertRefused(longest + " ");
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 65, 1_000, 100_000})
    void scenario_43_nesting_beyond_64_levels_is_refused(int levels) {
        String arrays = text("\"x\":" + "[".repeat(levels - 1) + "]".repeat(levels - 1));
        String objects = text("\"x\":" + "{\"a\":".repeat(levels - 1) + "1" + "}".repeat(levels - 1));
        if (levels > 64) {
            assertRefused(arrays);
            assertRefused(objects);
            assertRefused("[".repeat(levels));
        } else {
            assertThat(CONTENT.write(CONTENT.readDocument(arrays))).isEqualTo(arrays);
            assertThat(CONTENT.write(CONTENT.readDocument(objects))).isEqualTo(objects);
        }
    }

    @Test
    void strings_names_and_numbers_have_a_greatest_length_wherever_they_stand() {
        for (int more = 0; more <= 1; more++) {
            String string = text("\"x\":\"" + "s".repeat(JsonFormat.MAX_STRING + more) + "\"");
            String name = text("\"" + "n".repeat(JsonFormat.MAX_NAME + more) + "\":1");
            String number = text("\"x\":1" + "0".repeat(JsonFormat.MAX_NUMBER - 1 + more));
            for (String json : List.of(string, name, number)) {
                if (more == 0) {
                    assertThat(CONTENT.write(CONTENT.readDocument(json))).isEqualTo(json);
                } else {
                    assertRefused(json);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "1",
                "\"Text\"",
                "[]",
                "{}",
                "{\"type\":\"Text\",\"text\":\"a\"} {}",
                "{\"type\":\"Text\",\"text\":\"a\"},",
                "{\"type\":\"Text\",\"text\":\"a\"}]",
                "{\"type\":\"Text\",\"text\":\"a\",}",
                "{\"type\":\"Text\",\"text\":\"a\"",
                "{\"type\":\"Text\",\"text\":\"a",
                "{\"type\":\"Text\",\"text\":\"a\",\"text\":\"a\"}",
                "{\"type\":\"Text\",\"text\":\"a\",\"x\":1,\"x\":1}",
                "{\"type\":\"Text\",\"text\":\"a\",\"x\":{\"y\":1,\"y\":2}}",
                "{\"type\":\"Text\",\"type\":\"Text\",\"text\":\"a\"}",
                "{\"text\":\"a\",\"type\":\"Text\",\"type\":\"Image\"}",
                "{'type':'Text','text':'a'}",
                "{type:\"Text\",\"text\":\"a\"}",
                "{\"type\":\"Text\",\"text\":\"a\",\"x\":NaN}",
                "{\"type\":\"Text\",\"text\":\"a\",\"x\":Infinity}",
                "{\"type\":\"Text\",\"text\":\"a\",\"x\":+1}",
                "{\"type\":\"Text\",\"text\":\"a\",\"x\":01}",
                "{\"type\":\"Text\",\"text\":\"a\",\"x\":.5}",
                "{\"type\":\"Text\",\"text\":\"a\",\"x\":1.}",
                "{\"type\":\"Text\",\"text\":\"a\"/* comment */}",
                "{\"type\":\"Text\",\"text\":\"a\\x\"}",
                "{\"type\":\"Text\",\"text\":\"\\ud800\"}",
                "{\"type\":\"Text\",\"text\":\"a\",\"x\":\"\\udc00\"}",
                "{\"type\":\"New\",\"x\":\"\\ud800\"}",
                "\uFEFF{\"type\":\"Text\",\"text\":\"a\"}",
                "{\"type\":\"Text\",\"text\":\"a\tb\"}",
                "\0"
            })
    void what_is_not_exactly_one_well_formed_value_is_refused(String json) {
        assertRefused(json);
    }

    @Test
    void no_document_at_all_is_refused() {
        assertThatThrownBy(() -> CONTENT.read(nothing()))
                .isExactlyInstanceOf(InvalidValueException.class)
                .hasMessage("json: expected a value, got null");
        assertThatThrownBy(() -> CONTENT.write(HostileJsonTest.<Content>nothing()))
                .isExactlyInstanceOf(InvalidValueException.class);
    }

    /** What a caller without null checks hands over. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`{\"type\":\"Text\",\"text\":1}`,$.text,a string",
                "`{\"type\":\"Text\",\"text\":null}`,$.text,a value",
                "`{\"type\":\"Text\"}`,$.text,a value",
                "`{\"type\":\"Image\",\"source\":\"https://a b\",\"alt\":\"\"}`,$.source,an address",
                "`{\"type\":\"Image\",\"source\":\"javascript:alert(1)\",\"alt\":\"\"}`,$.source,a link with http or https",
                "`{\"type\":\"File\",\"source\":\"https://a\",\"name\":\"n\",\"mediaType\":\"a/b\",\"bytes\":\"7\"}`,$.bytes,`a whole number from -9223372036854775808 to 9223372036854775807`",
                "`{\"type\":\"File\",\"source\":\"https://a\",\"name\":\"n\",\"mediaType\":\"a/b\",\"bytes\":7.0}`,$.bytes,`a whole number from -9223372036854775808 to 9223372036854775807`",
                "`{\"type\":\"File\",\"source\":\"https://a\",\"name\":\"n\",\"mediaType\":\"a/b\",\"bytes\":9223372036854775808}`,$.bytes,`a whole number from -9223372036854775808 to 9223372036854775807`",
                "`{\"type\":\"File\",\"source\":\"https://a\",\"name\":\"n\",\"mediaType\":\"a/b\",\"bytes\":1e2}`,$.bytes,`a whole number from -9223372036854775808 to 9223372036854775807`",
                "`{\"type\":\"File\",\"source\":\"https://a\",\"name\":\"n\",\"mediaType\":\"a/b\"}`,$.bytes,a value",
                "`{\"type\":\"Location\",\"latitude\":1e999,\"longitude\":0,\"label\":\"\"}`,$.latitude,a number from -90.0 to 90.0",
                "`{\"type\":\"Location\",\"latitude\":\"1\",\"longitude\":0,\"label\":\"\"}`,$.latitude,a number",
                "`{\"type\":\"ListPicker\",\"text\":\"?\",\"multiple\":\"true\",\"options\":[]}`,$.multiple,true or false",
                "`{\"type\":\"ListPicker\",\"text\":\"?\",\"multiple\":1,\"options\":[]}`,$.multiple,true or false",
                "`{\"type\":\"ListPicker\",\"text\":\"?\",\"multiple\":true,\"options\":{}}`,$.options,an array",
                "`{\"type\":\"ListPicker\",\"text\":\"?\",\"multiple\":true,\"options\":[{\"id\":\"a\",\"label\":\"A\"},null]}`,$.options[1],an object",
                "`{\"type\":\"ListPicker\",\"text\":\"?\",\"multiple\":true,\"options\":[{\"id\":\"a\",\"label\":\"A\"},{\"id\":\"a\",\"label\":\"B\"}]}`,$.options.id,distinct ids",
                "`{\"type\":\"Carousel\",\"cards\":[{\"title\":\"A\",\"text\":\"\",\"options\":[{\"id\":\"a\",\"label\":\"\"}]}]}`,$.cards[0].options[0].label,1 to 256 characters",
                "`{\"type\":\"Custom\",\"kind\":\"\",\"text\":\"\",\"values\":{}}`,$.kind,1 to 128 characters",
                "`{\"type\":\"Custom\",\"kind\":\"a\",\"text\":\"\",\"values\":{\"k\":7}}`,$.values.k,a string",
                "`{\"type\":\"Custom\",\"kind\":\"a\",\"text\":\"\",\"values\":{\"a b\":{}}}`,$.values['a b'],a string",
                "`{\"type\":\"ProductCard\",\"sku\":\"s\",\"title\":\"t\",\"price\":{\"minorUnits\":1,\"currency\":\"EURO\"}}`,$.price.currency,an ISO 4217 code",
                "`{\"type\":\"IncentiveCard\",\"kind\":\"k\",\"code\":\"\",\"terms\":\"t\",\"expiresAt\":\"2026-03-01T09:30:00+01:00\"}`,$.expiresAt,an ISO 8601 instant like 2026-03-01T09:30:00Z",
                "`{\"type\":\"IncentiveCard\",\"kind\":\"k\",\"code\":\"\",\"terms\":\"t\",\"expiresAt\":\"2026-02-29T09:30:00Z\"}`,$.expiresAt,an ISO 8601 instant like 2026-03-01T09:30:00Z",
                "`{\"type\":\"IncentiveCard\",\"kind\":\"k\",\"code\":\"\",\"terms\":\"t\",\"expiresAt\":1772357400}`,$.expiresAt,an ISO 8601 instant like 2026-03-01T09:30:00Z",
                "`{\"type\":\"Choice\",\"answers\":\"1-1-1-1-1\",\"chosen\":[\"a\"],\"text\":\"A\"}`,$.answers,a UUID of 36 characters",
                "`{\"type\":\"Choice\",\"answers\":\"0198c1f0-7a00-7000-8000-000000000001\",\"chosen\":[\"a\",1],\"text\":\"A\"}`,$.chosen[1],a string",
                "`{\"text\":\"a\"}`,$.type,the name of a type",
                "`{\"type\":7}`,$.type,the name of a type"
            })
    void nothing_is_converted_and_the_place_is_named(String json, String path, String expected) {
        assertThatThrownBy(() -> CONTENT.read(json)).isInstanceOfSatisfying(InvalidValueException.class, e -> {
            assertThat(e.field()).isEqualTo(path);
            assertThat(e.expected()).isEqualTo(expected);
        });
    }

    @Test
    void the_place_is_named_in_keys_and_in_schedules_too() {
        assertThatThrownBy(() -> Formats.SCHEDULE.read(
                        "{\"type\":\"Union\",\"parts\":[{\"type\":\"OpeningHours\",\"zone\":\"UTC\",\"week\":"
                                + "{\"MON\":[]},\"specialDays\":[]}]}"))
                .hasMessageStartingWith("$.parts[0].week.MON: expected one of ");
        assertThatThrownBy(() -> Formats.SCHEDULE.read(
                        "{\"type\":\"OpeningHours\",\"zone\":\"Mars\",\"week\":{},\"specialDays\":[]}"))
                .hasMessage("$.zone: expected a time zone like Europe/Paris, got 'Mars'");
        assertThatThrownBy(() -> Formats.SCHEDULE.read("{\"type\":\"OpeningHours\",\"zone\":\"UTC\",\"week\":{},"
                        + "\"specialDays\":[],\"validFrom\":\"2026-01-01T00:00:00Z\","
                        + "\"validUntil\":\"2026-01-01T00:00:00Z\"}"))
                .hasMessageStartingWith("$.validUntil: expected an instant after validFrom");
        assertThatThrownBy(() -> Formats.POLICY.read("{\"transferTeams\":[\"a\",\"b\",\"a\"]}"))
                .hasMessage("$.transferTeams[2]: expected distinct elements, got an element again");
    }

    @Test
    void a_policy_takes_what_is_left_out_from_the_defaults() {
        var policy = Formats.POLICY.read("{\"offerTtl\":\"PT20S\",\"liveGrace\":null}");
        assertThat(policy)
                .isEqualTo(io.github.parlor.conversation.ConversationPolicy.builder()
                        .offerTtl(Duration.ofSeconds(20))
                        .build());
    }

    @Test
    void the_longest_content_fits_a_document_even_if_every_character_is_escaped() {
        String control = "\u0001".repeat(Content.MAX_TEXT);
        List<Content.Card> cards = IntStream.range(0, Content.MAX_CHARACTERS / (Content.MAX_TEXT + 1))
                .mapToObj(i -> new Content.Card("t", control, null, null, List.of()))
                .toList();
        Content longest = new Content.Carousel(cards);

        assertThat(CONTENT.read(CONTENT.write(longest))).isEqualTo(longest);
    }

    @Test
    void what_could_not_be_read_is_not_written() {
        String deep = "{\"type\":\"New\",\"x\":" + "[".repeat(64) + "]".repeat(64) + "}";
        assertThatThrownBy(() -> CONTENT.write(new Content.Unknown("New", deep)))
                .isExactlyInstanceOf(InvalidValueException.class);
    }

    @Test
    void the_deepest_schedule_is_read_and_written() {
        Schedule schedule = Schedule.never();
        for (int i = 0; i < 20; i++) {
            schedule = Schedule.union(schedule);
        }
        assertThat(Formats.SCHEDULE.read(Formats.SCHEDULE.write(schedule))).isEqualTo(schedule);
        for (int i = 0; i < 50; i++) {
            schedule = Schedule.union(schedule);
        }
        Schedule tooDeep = schedule;
        assertThatThrownBy(() -> Formats.SCHEDULE.write(tooDeep)).isExactlyInstanceOf(InvalidValueException.class);
    }

    @Test
    void many_parts_of_many_parts_take_no_more_than_their_text() {
        String hours = "{\"type\":\"OpeningHours\",\"zone\":\"UTC\",\"week\":{},\"specialDays\":[]}";
        String union = "{\"type\":\"Union\",\"parts\":[" + String.join(",", Collections.nCopies(64, hours)) + "]}";
        String all = "{\"type\":\"Union\",\"parts\":[" + String.join(",", Collections.nCopies(64, union)) + "]}";
        assertThat(Formats.SCHEDULE.write(Formats.SCHEDULE.read(all))).isEqualTo(all);
    }

    @Test
    void a_type_at_the_end_of_each_of_many_objects_takes_time_in_proportion_to_their_length() {
        String part = "{\"parts\":[],\"type\":\"Union\"}";
        String json = "{\"parts\":[" + String.join(",", Collections.nCopies(15_000, part)) + "],\"type\":\"Union\"}";
        assertTimeout(
                Duration.ofSeconds(20),
                () -> assertThatThrownBy(() -> Formats.SCHEDULE.read(json))
                        .hasMessageStartingWith("$.parts[0].parts: expected at least one schedule"));
        String strings = json.replace("\"parts\":[],", "\"zone\":\"UTC\",\"week\":{},\"specialDays\":[],")
                .replace("\"Union\"}", "\"OpeningHours\"}");
        String hours = strings.substring(0, strings.length() - "\"OpeningHours\"}".length()) + "\"Union\"}";
        assertTimeout(
                Duration.ofSeconds(20),
                () -> assertThatThrownBy(() -> Formats.SCHEDULE.read(hours))
                        .hasMessageStartingWith("$.parts: expected at most 64 elements"));
    }

    @Test
    void the_place_in_the_text_is_told_behind_a_type_that_is_looked_for() {
        assertThatThrownBy(() -> CONTENT.read("  {\"text\":\"a\", ?}"))
                .hasMessageStartingWith("$.text: expected well-formed JSON")
                .hasMessageEndingWith(" at column 16");
        assertThatThrownBy(() -> CONTENT.read("  {\"type\":\"Text\", ?}")).hasMessageEndingWith(" at column 19");
    }

    @Test
    void a_document_that_is_cut_off_says_so_and_where() {
        String json = """
                {
                  "text": "Which?",
                  "options": [{"id": "a", "label": "A"}],
                  "type": "QuickReplies"
                }
                """;
        int end = json.lastIndexOf('}');
        for (int cut = 1; cut <= end; cut++) {
            String rest = json.substring(0, cut);
            int line = 1 + (int) rest.chars().filter(c -> c == '\n').count();
            int column = cut - rest.lastIndexOf('\n');
            String place = (line == 1 ? "" : "line " + line + ", ") + "column " + column;
            assertThatThrownBy(() -> CONTENT.read(rest))
                    .as(rest)
                    .isExactlyInstanceOf(InvalidValueException.class)
                    .hasMessageStartingWith("$")
                    .hasMessageEndingWith("got a text that is cut off at " + place);
        }
        assertThatThrownBy(() -> CONTENT.read("")).hasMessage("$: expected an object, got nothing");
    }

    @Test
    void what_is_unknown_is_named_before_what_is_missing_beside_it() {
        assertThatThrownBy(() -> CONTENT.read("{\"type\":\"Text\",\"txet\":\"a\"}"))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        e -> assertThat(e.problems())
                                .extracting(InvalidValueException::field)
                                .containsExactly("$.txet", "$.text"));
        assertThatThrownBy(() -> CONTENT.read("{\"type\":\"Text\",\"mood\":\"a\",\"text\":\"\"}"))
                .hasMessageStartingWith("$.text: expected 1 to");
        assertThatThrownBy(() -> CONTENT.read("{\"type\":\"Text\"}")).hasMessageStartingWith("$.text: expected");
    }

    @Test
    void refused_values_are_cut_in_messages() {
        for (Golden golden : Goldens.in("content")) {
            String json = golden.json().replaceFirst(":\"[^\"]*\"", ":\"" + "z".repeat(60_000) + "\"");
            assertThatThrownBy(() -> CONTENT.read(json))
                    .as(golden.name())
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(600));
        }
    }
}
