package io.github.parlor.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.InvalidValueException;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A document that is being written, with the unknown fields that belong into it. */
final class Sink {
    private final JsonGenerator generator;
    private final Map<JsonPointer, Map<String, String>> unknown;

    Sink(JsonGenerator generator, Map<String, String> unknown) {
        this.generator = generator;
        this.unknown = unknown.isEmpty() ? Map.of() : byParent(unknown);
    }

    private static Map<JsonPointer, Map<String, String>> byParent(Map<String, String> unknown) {
        Map<JsonPointer, Map<String, String>> byParent = new HashMap<>();
        unknown.forEach((text, raw) -> {
            Bounds.check("unknown", text.startsWith("/"), "a JSON pointer that begins with /", text);
            JsonPointer pointer = JsonPointer.compile(text);
            byParent.computeIfAbsent(pointer.head(), p -> new LinkedHashMap<>())
                    .put(pointer.last().getMatchingProperty(), raw);
        });
        return byParent;
    }

    void startObject() throws IOException {
        generator.writeStartObject();
    }

    /** Ends an object whose shape owns the fields {@code known}, after the unknown ones of its place. */
    void endObject(Set<String> known) throws IOException {
        if (!unknown.isEmpty()) {
            JsonPointer here = generator.getOutputContext().getParent().pathAsPointer();
            for (Map.Entry<String, String> field :
                    unknown.getOrDefault(here, Map.of()).entrySet()) {
                Bounds.check("unknown", !known.contains(field.getKey()), "a name no field has", field.getKey());
                field(field.getKey());
                raw(field.getValue());
            }
        }
        generator.writeEndObject();
    }

    void endObject() throws IOException {
        generator.writeEndObject();
    }

    void startArray() throws IOException {
        generator.writeStartArray();
    }

    void endArray() throws IOException {
        generator.writeEndArray();
    }

    void field(String name) throws IOException {
        if (name.length() > JsonFormat.MAX_NAME) {
            throw new InvalidValueException("$", JsonFormat.LIMITS, InvalidValueException.show(name));
        }
        generator.writeFieldName(name);
    }

    void text(String value) throws IOException {
        if (value.length() > JsonFormat.MAX_STRING) {
            throw new InvalidValueException("$", JsonFormat.LIMITS, InvalidValueException.show(value));
        }
        generator.writeString(value);
    }

    void bool(boolean value) throws IOException {
        generator.writeBoolean(value);
    }

    void whole(long value) throws IOException {
        generator.writeNumber(value);
    }

    void number(double value) throws IOException {
        generator.writeNumber(value);
    }

    /** Writes an object of a kind that only its writer knows, after a look at whether it is what it claims to be. */
    void rawObject(String type, String json) throws IOException {
        try (JsonParser parser = JsonFormat.FACTORY.createParser(json)) {
            boolean named = false;
            Bounds.check("json", parser.nextToken() == JsonToken.START_OBJECT, "a JSON object", json);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean typeField = parser.currentName().equals(Source.TYPE);
                parser.nextToken();
                named |= typeField && type.equals(parser.getText());
                parser.skipChildren();
            }
            Bounds.check("json.type", named, "the type " + type, json);
        }
        raw(json);
    }

    private void raw(String json) throws IOException {
        try (JsonParser parser = JsonFormat.FACTORY.createParser(json)) {
            Bounds.check("unknown", parser.nextToken() != null, "a JSON value", json);
            Source.copyValue(parser, generator);
            Bounds.check("unknown", parser.nextToken() == null, "one JSON value", json);
        }
    }
}
