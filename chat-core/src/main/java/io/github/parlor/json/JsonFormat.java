package io.github.parlor.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.InvalidValueException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads and writes whole documents of one type: strictly, within the limits below, with one kind of exception for all
 * that can be wrong. Immutable.
 */
public final class JsonFormat<T> {
    /** Longest document in characters (UTF-16 units); a longer one is refused before it is looked at. */
    public static final int MAX_DOCUMENT = 1 << 20;

    /** Deepest nesting of objects and arrays. */
    public static final int MAX_DEPTH = 64;

    /** Longest string in characters. */
    public static final int MAX_STRING = 1 << 16;

    /** Longest name of a field, or key of a map, in characters. */
    public static final int MAX_NAME = 256;

    /** Longest number in characters. */
    public static final int MAX_NUMBER = 64;

    static final String LIMITS =
            "JSON of at most " + MAX_DOCUMENT + " characters, " + MAX_DEPTH + " levels, strings of " + MAX_STRING
                    + ", names of " + MAX_NAME + " and numbers of " + MAX_NUMBER + " characters";

    /** Interning names would let a stranger fill a table of the JVM. */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(MAX_DOCUMENT)
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_STRING)
                    .maxNameLength(MAX_NAME)
                    .maxNumberLength(MAX_NUMBER)
                    .build())
            .streamWriteConstraints(
                    StreamWriteConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final Shape<T> shape;

    JsonFormat(Shape<T> shape) {
        this.shape = shape;
    }

    /**
     * Reads a document and leaves out the fields that this version does not know; {@link #readDocument} keeps them.
     *
     * @throws InvalidValueException if the document is not one of this type; it names the place, for example {@code
     *     $.event.session.number}, the value and what was expected. No document leads to any other exception
     */
    public T read(String json) {
        return parse(json, new HashMap<>());
    }

    /**
     * Reads a document with the fields that this version does not know.
     *
     * @throws InvalidValueException as {@link #read}
     */
    public JsonDocument<T> readDocument(String json) {
        Map<String, String> unknown = new LinkedHashMap<>();
        return new JsonDocument<>(parse(json, unknown), unknown);
    }

    private T parse(String json, Map<String, String> unknown) {
        Bounds.present("json", json);
        if (json.length() > MAX_DOCUMENT) {
            throw new InvalidValueException("$", LIMITS, json.length() + " characters");
        }
        try (JsonParser parser = FACTORY.createParser(json)) {
            Source in = new Source(json, parser, unknown);
            try {
                in.next();
                T value = shape.read(in);
                if (in.next() != JsonToken.NOT_AVAILABLE) {
                    throw in.wrong("the end of the document", "more");
                }
                return value;
            } catch (JsonProcessingException e) {
                throw refused(e, in.path(), json, 0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes a value as one object in one line.
     *
     * @throws InvalidValueException if the document would exceed a limit, or if an unknown kind in it is not a
     *     JSON object of its type
     */
    public String write(T value) {
        return write(value, Map.of());
    }

    /**
     * Writes a value with the unknown fields it was read with.
     *
     * @throws InvalidValueException as {@link #write(Object)}, or if an unknown field is not JSON or has a known name
     */
    public String write(JsonDocument<T> document) {
        return write(document.value(), document.unknown());
    }

    private String write(T value, Map<String, String> unknown) {
        StringWriter json = new StringWriter(512);
        try (JsonGenerator generator = FACTORY.createGenerator(json)) {
            shape.write(new Sink(generator, unknown), Bounds.present("value", value));
        } catch (JsonProcessingException e) {
            throw new InvalidValueException("$", expected(e), InvalidValueException.show(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (json.getBuffer().length() > MAX_DOCUMENT) {
            throw new InvalidValueException("$", LIMITS, json.getBuffer().length() + " characters");
        }
        return json.toString();
    }

    /** Turns what the parser says of a document from character {@code start} on into what we say of it. */
    static InvalidValueException refused(JsonProcessingException e, String path, String json, int start) {
        int at = e.getLocation() == null ? start : start + (int) e.getLocation().getCharOffset();
        boolean isCut = !(e instanceof StreamConstraintsException) && at >= json.length();
        String found = isCut ? "a text that is cut off" : InvalidValueException.show(e.getOriginalMessage());
        return new InvalidValueException(path, expected(e), found + " at " + place(json, at));
    }

    private static String expected(JsonProcessingException e) {
        return e instanceof StreamConstraintsException ? LIMITS : "well-formed JSON without repeated fields";
    }

    /** Counts as editors do: from 1, in UTF-16 units. A text of one line is perhaps itself a line of something. */
    private static String place(String json, int at) {
        String before = json.substring(0, Math.min(at, json.length()));
        int column = before.length() - before.lastIndexOf('\n');
        if (json.indexOf('\n') < 0) {
            return "column " + column;
        }
        return "line " + (1 + before.chars().filter(c -> c == '\n').count()) + ", column " + column;
    }
}
