package io.github.parlor.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.event.EventRecord;
import io.github.parlor.event.MessageEvent.MessagePosted;
import io.github.parlor.event.UnknownEvent;
import io.github.parlor.json.Goldens.Golden;
import io.github.parlor.message.Content;
import io.github.parlor.message.Message;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scenario 43: what this version does not know survives it. */
class UnknownFieldsTest {
    private static final ObjectMapper TREES = new ObjectMapper();

    /** Objects whose fields are keys of a map: every name is known there. */
    private static final Set<String> MAPS = Set.of(
            "attributes", "slots", "skills", "values", "week", "channelGroups", "rowsByPurpose", "phantomByPurpose");

    static List<Golden> goldens() {
        return Goldens.all().stream()
                .filter(g -> !g.name().startsWith("Unknown"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void scenario_43_an_unknown_field_in_every_object_survives_a_round_trip(Golden golden) throws IOException {
        JsonNode tree = TREES.readTree(golden.json());
        int added = addUnknown(tree);
        String extended = tree.toString();
        JsonDocument<Object> document = golden.format().readDocument(extended);
        assertThat(document.unknown()).hasSize(added);
        assertThat(document.value()).isEqualTo(golden.format().read(golden.json()));
        assertThat(golden.format().write(document)).isEqualTo(extended);
        assertThat(golden.format().read(extended)).isEqualTo(document.value());
    }

    @Test
    void the_value_of_a_document_can_be_replaced_without_losing_what_is_unknown() {
        String json = Goldens.in("event").stream()
                .filter(g -> g.name().equals("MessagePosted"))
                .map(Golden::json)
                .findFirst()
                .orElseThrow();
        String newer = json.replace("\"visibility\":", "\"mood\":{\"joy\":0.90},\"visibility\":")
                .replace("{\"type\":\"Text\",", "{\"type\":\"Text\",\"font\":\"bold\",");
        JsonDocument<EventRecord> document = EventJson.readDocument(newer);
        assertThat(document.unknown())
                .isEqualTo(Map.of("/event/message/mood", "{\"joy\":0.90}", "/event/message/content/font", "\"bold\""));
        String changed = EventJson.write(document.with(silenced(document.value())));
        assertThat(changed)
                .contains("\"content\":{\"type\":\"Text\",\"text\":\"…\",\"font\":\"bold\"}")
                .contains("\"automatic\":false,\"mood\":{\"joy\":0.90}}");
    }

    private static EventRecord silenced(EventRecord r) {
        MessagePosted posted = (MessagePosted) r.event();
        Message m = posted.message();
        Message silent = new Message(
                m.id(), m.author(), new Content.Text("…"), "…", m.visibility(), m.clientKey(), m.automatic());
        return new EventRecord(
                r.id(),
                r.tenant(),
                r.stream(),
                r.sequence(),
                r.position(),
                r.at(),
                r.recorded(),
                r.actor(),
                r.cause(),
                r.schemaVersion(),
                new MessagePosted(posted.session(), silent));
    }

    @Test
    void an_unknown_field_whose_object_is_gone_is_left_out() {
        var document =
                new JsonDocument<Object>(new Content.Text("a"), Map.of("/options/0/color", "\"red\"", "/bold", "true"));
        assertThat(new JsonFormat<Object>(cast(Formats.CONTENTS)).write(document))
                .isEqualTo("{\"type\":\"Text\",\"text\":\"a\",\"bold\":true}");
    }

    @SuppressWarnings("unchecked")
    private static Shape<Object> cast(Shape<?> shape) {
        return (Shape<Object>) shape;
    }

    @ParameterizedTest
    @ValueSource(strings = {"bold", "", "/text", "/type"})
    void an_unknown_field_with_a_known_name_or_no_pointer_is_refused(String pointer) {
        var document = new JsonDocument<Content>(new Content.Text("a"), Map.of(pointer, "1"));
        assertThatThrownBy(() -> new JsonFormat<>(Formats.CONTENTS).write(document))
                .isExactlyInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "1 2", "\"a", "nul", "{\"a\":1,\"a\":2}"})
    void an_unknown_field_that_is_not_one_json_value_is_refused(String raw) {
        var document = new JsonDocument<Content>(new Content.Text("a"), Map.of("/bold", raw));
        assertThatThrownBy(() -> new JsonFormat<>(Formats.CONTENTS).write(document))
                .isExactlyInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "[]",
                "{}",
                "{\"type\":\"Other\"}",
                "{\"type\":1}",
                "{\"a\":{\"type\":\"New\"}}",
                "{\"type\":\"New\"",
                "{\"type\":\"New\"} {}",
                "{\"type\":\"New\",\"type\":\"New\"}"
            })
    void an_unknown_kind_that_is_not_what_it_claims_to_be_is_not_written(String json) {
        assertThatThrownBy(() -> new JsonFormat<>(Formats.EVENTS).write(new UnknownEvent("New", json)))
                .isExactlyInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new JsonFormat<>(Formats.CONTENTS).write(new Content.Unknown("New", json)))
                .isExactlyInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SessionEnded", "java.lang.Runtime", "1", "a b"})
    void an_unknown_kind_whose_name_would_not_be_read_as_one_is_not_written(String type) {
        UnknownEvent event = new UnknownEvent(type, "{\"type\":\"" + type + "\"}");
        assertThatThrownBy(() -> new JsonFormat<>(Formats.EVENTS).write(event))
                .isExactlyInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("type: expected the name of a type that this version does not know");
    }

    @Test
    void white_space_and_escapes_of_an_unknown_kind_get_one_spelling_and_numbers_keep_theirs() {
        String json =
                "\n{ \"x\" : [ 1.500e+3 , -0 , 123456789012345678901234567890 ],\t\"type\":\"New\", \"s\":\"\\u00e9\\/\" }";
        JsonFormat<Content> format = new JsonFormat<>(Formats.CONTENTS);
        assertThat(format.read(json))
                .isEqualTo(new Content.Unknown(
                        "New", "{\"x\":[1.500e+3,-0,123456789012345678901234567890],\"type\":\"New\",\"s\":\"é/\"}"));
        assertThat(format.write(format.read(json))).isEqualTo(((Content.Unknown) format.read(json)).json());
    }

    @ParameterizedTest
    @ValueSource(strings = {"command", "visit", "availability", "schedule"})
    void a_type_nobody_knows_is_refused_where_it_could_not_be_acted_on(String folder) {
        JsonFormat<?> format = Goldens.FORMATS.get(folder);
        assertThatThrownBy(() -> java.util.Objects.requireNonNull(format).read("{\"x\":1,\"type\":\"New\"}"))
                .isExactlyInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("$.type: expected one of ")
                .hasMessageEndingWith(", got 'New'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"java.lang.Runtime\"}",
                "{\"type\":\"io.github.parlor.message.Content$Text\",\"text\":\"a\"}",
                "{\"type\":\"[Ljava.lang.Object;\"}",
                "{\"type\":\"Text\",\"text\":\"a\",\"@class\":\"java.lang.Runtime\"}",
                "{\"type\":\"Text\",\"@type\":\"x\",\"text\":\"a\"}",
                "{\"@c\":\".Text\",\"type\":\"Text\",\"text\":\"a\"}",
                "[\"io.github.parlor.message.Content$Text\",{\"text\":\"a\"}]",
                "{\"type\":\"Text\",\"text\":[\"java.lang.String\",\"a\"]}",
                "{\"type\":\"Carousel\",\"cards\":[\"java.util.ArrayList\",[]]}",
                "{\"type\":\"\"}"
            })
    void scenario_43_hints_at_classes_are_refused(String json) {
        assertThatThrownBy(() -> new JsonFormat<>(Formats.CONTENTS).read(json))
                .isExactlyInstanceOf(InvalidValueException.class);
    }

    private static int addUnknown(JsonNode node) {
        int added = 0;
        for (var child : node.properties()) {
            if (!MAPS.contains(child.getKey())) {
                added += addUnknown(child.getValue());
            }
        }
        if (node.isArray()) {
            for (JsonNode element : node) {
                added += addUnknown(element);
            }
        }
        if (node instanceof ObjectNode object) {
            object.set("x-new/~field", TREES.createObjectNode().put("n", 1).putNull("nothing"));
            added++;
        }
        return added;
    }
}
