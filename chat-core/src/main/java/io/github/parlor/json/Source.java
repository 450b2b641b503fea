package io.github.parlor.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.InvalidValueException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A document that is being read: knows where it stands, converts nothing silently and keeps what it does not know. */
final class Source {
    static final String TYPE = "type";

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,39}");

    private final String json;
    private final JsonParser parser;
    private final Map<String, String> unknown;

    /** Reads {@code json} with {@code parser} and puts the fields that no shape asks for into {@code unknown}. */
    Source(String json, JsonParser parser, Map<String, String> unknown) {
        this.json = json;
        this.parser = parser;
        this.unknown = unknown;
    }

    JsonToken next() throws IOException {
        JsonToken token = parser.nextToken();
        return token == null ? JsonToken.NOT_AVAILABLE : token;
    }

    boolean at(JsonToken token) {
        return parser.hasToken(token);
    }

    String name() throws IOException {
        return parser.currentName();
    }

    void expect(JsonToken token, String expected) throws IOException {
        if (!at(token)) {
            throw wrong(expected, shown());
        }
    }

    String text(String expected) throws IOException {
        expect(JsonToken.VALUE_STRING, expected);
        return parser.getText();
    }

    boolean bool() throws IOException {
        if (at(JsonToken.VALUE_TRUE) || at(JsonToken.VALUE_FALSE)) {
            return parser.getBooleanValue();
        }
        throw wrong("true or false", shown());
    }

    int integer() throws IOException {
        return (int) whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    long whole(long min, long max) throws IOException {
        if (at(JsonToken.VALUE_NUMBER_INT) && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            long value = parser.getLongValue();
            if (value >= min && value <= max) {
                return value;
            }
        }
        throw wrong("a whole number from " + min + " to " + max, shown());
    }

    double number() throws IOException {
        if (at(JsonToken.VALUE_NUMBER_INT) || at(JsonToken.VALUE_NUMBER_FLOAT)) {
            return parser.getDoubleValue();
        }
        throw wrong("a number", shown());
    }

    /** Keeps the value of a field that no shape asked for, and returns its text. */
    String keepUnknown() throws IOException {
        if (name().startsWith("@")) {
            throw wrong("no field that names a class", InvalidValueException.show(name()));
        }
        String pointer =
                Bounds.text(path(), parser.getParsingContext().pathAsPointer().toString(), 1, JsonFormat.MAX_DOCUMENT);
        StringWriter raw = new StringWriter();
        try (JsonGenerator copy = JsonFormat.FACTORY.createGenerator(raw)) {
            copyValue(parser, copy);
        }
        String text = Bounds.text(path(), raw.toString(), 1, JsonFormat.MAX_DOCUMENT);
        unknown.put(pointer, text);
        return text;
    }

    /**
     * Returns the rest of the current object as a whole object of canonical JSON.
     *
     * @param type the type that was read already, written first; or null if nothing was read
     */
    String rest(@Nullable String type) throws IOException {
        StringWriter raw = new StringWriter();
        try (JsonGenerator copy = JsonFormat.FACTORY.createGenerator(raw)) {
            copy.writeStartObject();
            if (type != null) {
                copy.writeStringField(TYPE, type);
            }
            copyFields(parser, copy);
        }
        return raw.toString();
    }

    /** Looks for the type further on in the current object, whose first field is current. */
    String typeAhead() throws IOException {
        if (at(JsonToken.FIELD_NAME)) {
            int name = (int) parser.currentTokenLocation().getCharOffset();
            int start = json.lastIndexOf('{', name);
            StringReader rest = new StringReader(json);
            // Skipping copies nothing: a long list of such objects takes time in proportion to its length.
            rest.skip(start);
            try (JsonParser ahead = JsonFormat.FACTORY.createParser(rest)) {
                ahead.nextToken();
                while (ahead.nextToken() == JsonToken.FIELD_NAME) {
                    boolean found = ahead.currentName().equals(TYPE);
                    if (ahead.nextToken() == JsonToken.VALUE_STRING && found) {
                        return ahead.getText();
                    }
                    ahead.skipChildren();
                }
            } catch (JsonProcessingException e) {
                throw JsonFormat.refused(e, path(), json, start);
            }
        }
        throw wrongField(TYPE, "the name of a type", null);
    }

    /** Copies a value token by token: numbers keep their text, strings get one spelling, white space is dropped. */
    static void copyValue(JsonParser from, JsonGenerator to) throws IOException {
        switch (from.currentToken()) {
            case START_OBJECT -> {
                to.writeStartObject();
                from.nextToken();
                copyFields(from, to);
            }
            case START_ARRAY -> {
                to.writeStartArray();
                while (from.nextToken() != JsonToken.END_ARRAY) {
                    copyValue(from, to);
                }
                to.writeEndArray();
            }
            case VALUE_STRING -> to.writeString(from.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> to.writeNumber(from.getText());
            default -> to.writeRawValue(from.getText());
        }
    }

    private static void copyFields(JsonParser from, JsonGenerator to) throws IOException {
        for (; from.currentToken() == JsonToken.FIELD_NAME; from.nextToken()) {
            to.writeFieldName(from.currentName());
            from.nextToken();
            copyValue(from, to);
        }
        to.writeEndObject();
    }

    InvalidValueException wrong(String expected, String shown) {
        return new InvalidValueException(path(), expected, shown);
    }

    /** Blames a field of the current object, whether or not it is there. */
    InvalidValueException wrongField(String name, String expected, @Nullable String value) {
        JsonStreamContext here = parser.getParsingContext();
        JsonStreamContext object = at(JsonToken.END_OBJECT) ? here : here.getParent();
        return new InvalidValueException(path(object) + step(name), expected, InvalidValueException.show(value));
    }

    private String shown() throws IOException {
        if (at(JsonToken.START_OBJECT)) {
            return "an object";
        } else if (at(JsonToken.START_ARRAY)) {
            return "an array";
        } else if (at(JsonToken.VALUE_STRING)) {
            return InvalidValueException.show(parser.getText());
        }
        return parser.currentToken() == null ? "nothing" : parser.getText();
    }

    /** Returns the place of the current token, for example {@code $.event.message.content.options[3].id}. */
    String path() {
        return path(parser.getParsingContext());
    }

    private static String path(JsonStreamContext place) {
        Deque<String> steps = new ArrayDeque<>();
        for (JsonStreamContext c = place; c != null && !c.inRoot(); c = c.getParent()) {
            if (c.inArray()) {
                steps.push("[" + c.getCurrentIndex() + "]");
            } else if (c.getCurrentName() != null) {
                steps.push(step(c.getCurrentName()));
            }
        }
        return "$" + String.join("", steps);
    }

    static String step(String name) {
        return PLAIN_NAME.matcher(name).matches() ? "." + name : "[" + InvalidValueException.show(name) + "]";
    }
}
