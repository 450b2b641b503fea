package io.github.parlor.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.event.EventRecord;
import io.github.parlor.event.MessageEvent.MessagePosted;
import io.github.parlor.event.UnknownEvent;
import io.github.parlor.message.Content;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventJsonTest {
    private static final String HEAD = "{\"id\":\"01890000-0000-7000-8000-000000000001\",\"tenant\":\"shop\","
            + "\"stream\":{\"kind\":\"CONVERSATION\",\"id\":\"c1\"},\"sequence\":1,\"position\":7,"
            + "\"at\":{\"wall\":\"2026-03-01T09:30:00Z\",\"elapsedNanos\":5,\"run\":1},"
            + "\"recorded\":\"2026-03-01T09:30:00.001Z\",\"actor\":{\"kind\":\"CONTACT\",\"name\":\"anna\"},"
            + "\"schemaVersion\":1,\"event\":";

    private static final String POSTED = HEAD
            + "{\"type\":\"MessagePosted\",\"session\":{\"conversation\":\"c1\",\"number\":1},\"message\":{"
            + "\"id\":\"01890000-0000-7000-8000-000000000002\",\"author\":{\"kind\":\"CONTACT\",\"name\":\"anna\"},"
            + "\"content\":{\"type\":\"QuickReplies\",\"text\":\"Which?\",\"options\":["
            + "{\"id\":\"a\",\"label\":\"A\"},{\"id\":\"b\",\"label\":\"B\"}]},\"fallback\":\"Which?\","
            + "\"visibility\":\"PUBLIC\",\"automatic\":false}}}";

    @Test
    void a_known_event_reads_and_writes_to_the_same_text() {
        EventRecord record = EventJson.read(POSTED);
        assertThat(record.event()).isInstanceOf(MessagePosted.class);
        assertThat(EventJson.write(record)).isEqualTo(POSTED);
    }

    @Test
    void unknown_fields_at_any_depth_survive_in_a_document() {
        String extended = POSTED.replace("\"number\":1}", "\"number\":1,\"shard\":{\"x\":[1.10,-0,1E5,null]}}")
                .replace("\"label\":\"B\"}", "\"label\":\"B\",\"a/b~c\":true}")
                .replaceFirst("}$", ",\"trace\":\"t\"}");
        JsonDocument<EventRecord> document = EventJson.readDocument(extended);
        assertThat(document.value()).isEqualTo(EventJson.read(POSTED));
        assertThat(document.unknown())
                .isEqualTo(Map.of(
                        "/event/session/shard",
                        "{\"x\":[1.10,-0,1E5,null]}",
                        "/event/message/content/options/1/a~1b~0c",
                        "true",
                        "/trace",
                        "\"t\""));
        assertThat(EventJson.write(document)).isEqualTo(extended);
        assertThat(EventJson.write(document.value())).isEqualTo(POSTED);
    }

    @Test
    void an_unknown_kind_of_event_is_written_as_it_came_wherever_its_type_stands() {
        for (String event : new String[] {
            "{\"type\":\"Teleported\",\"to\":{\"type\":\"Mars\"},\"g\":3.710}", "{\"g\":3.710,\"type\":\"Teleported\"}"
        }) {
            EventRecord record = EventJson.read(HEAD + event + "}");
            assertThat(record.event()).isEqualTo(new UnknownEvent("Teleported", event));
            assertThat(EventJson.write(record)).isEqualTo(HEAD + event + "}");
        }
    }

    @Test
    void an_unknown_kind_of_content_is_written_as_it_came() {
        String content = "{\"type\":\"Hologram\",\"frames\":[{\"t\":0.50},{}]}";
        String json = POSTED.replaceFirst("\"content\":\\{.*?]}", "\"content\":" + content);
        EventRecord record = EventJson.read(json);
        assertThat(((MessagePosted) record.event()).message().content())
                .isEqualTo(new Content.Unknown("Hologram", content));
        assertThat(EventJson.write(record)).isEqualTo(json);
    }

    @Test
    void the_type_may_stand_anywhere_in_its_object() {
        String json = POSTED.replace("{\"type\":\"MessagePosted\",", "{")
                .replaceFirst("}}$", ",\"type\":\"MessagePosted\"}}");
        assertThat(EventJson.readDocument(json)).isEqualTo(JsonDocument.of(EventJson.read(POSTED)));
        assertThat(EventJson.write(EventJson.readDocument(json))).isEqualTo(POSTED);
    }

    @Test
    void a_failure_names_the_place_the_value_and_what_was_expected() {
        assertThatThrownBy(() -> EventJson.read(POSTED.replace("\"id\":\"b\"", "\"id\":7")))
                .isExactlyInstanceOf(InvalidValueException.class)
                .hasMessage("$.event.message.content.options[1].id: expected a string, got 7");
        assertThatThrownBy(() -> EventJson.read(POSTED.replace("\"id\":\"b\"", "\"id\":\"\"")))
                .hasMessage("$.event.message.content.options[1].id: expected 1 to 128 characters, got ''");
        assertThatThrownBy(() -> EventJson.read(POSTED.replace("\"number\":1", "\"number\":1.0")))
                .hasMessage("$.event.session.number: expected a whole number from -2147483648 to 2147483647, got 1.0");
        assertThatThrownBy(() -> EventJson.read(POSTED.replace("\"sequence\":1,", "")))
                .hasMessage("$.sequence: expected a value, got null");
        assertThatThrownBy(() -> EventJson.read(POSTED.replace("\"tenant\":\"shop\",", "")))
                .hasMessage("$.tenant: expected a value, got null");
    }
}
