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
import java.util.Map;

/** Whole documents of one shape: the limits, the strictness, and one kind of exception for all that can be wrong. */
record Format<T>(Shape<T> shape) {
    /** Interning names would let a stranger fill a table of the JVM. */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(JsonLimits.MAX_DOCUMENT)
                    .maxNestingDepth(JsonLimits.MAX_DEPTH)
                    .maxStringLength(JsonLimits.MAX_STRING)
                    .maxNameLength(JsonLimits.MAX_NAME)
                    .maxNumberLength(JsonLimits.MAX_NUMBER)
                    .build())
            .streamWriteConstraints(StreamWriteConstraints.builder()
                    .maxNestingDepth(JsonLimits.MAX_DEPTH)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    T read(String json) {
        return readDocument(json).value();
    }

    JsonDocument<T> readDocument(String json) {
        Bounds.present("json", json);
        if (json.length() > JsonLimits.MAX_DOCUMENT) {
            throw new InvalidValueException("$", JsonLimits.TEXT, json.length() + " characters");
        }
        try (JsonParser parser = FACTORY.createParser(json)) {
            Source in = new Source(json, parser);
            try {
                in.next();
                T value = shape.read(in);
                Bounds.check("$", in.next() == JsonToken.NOT_AVAILABLE, "the end of the document", "more");
                return new JsonDocument<>(value, in.unknown());
            } catch (JsonProcessingException e) {
                throw refused(e, in.path());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String write(T value) {
        return write(value, Map.of());
    }

    String write(JsonDocument<T> document) {
        return write(document.value(), document.unknown());
    }

    private String write(T value, Map<String, String> unknown) {
        StringWriter json = new StringWriter(512);
        try (JsonGenerator generator = FACTORY.createGenerator(json)) {
            shape.write(new Sink(generator, unknown), Bounds.present("value", value));
        } catch (JsonProcessingException e) {
            throw refused(e, "$");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (json.getBuffer().length() > JsonLimits.MAX_DOCUMENT) {
            throw new InvalidValueException(
                    "$", JsonLimits.TEXT, json.getBuffer().length() + " characters");
        }
        return json.toString();
    }

    private static InvalidValueException refused(JsonProcessingException e, String path) {
        String expected =
                e instanceof StreamConstraintsException ? JsonLimits.TEXT : "well-formed JSON without repeated fields";
        long at = e.getLocation() == null ? 0 : e.getLocation().getCharOffset();
        return new InvalidValueException(
                path, expected, InvalidValueException.show(e.getOriginalMessage()) + " at character " + at);
    }
}
