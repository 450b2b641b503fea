package io.github.parlor.triggers;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.message.Content;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** A value in a JSON document together with its path; whatever is wrong with it is said with the path. Immutable. */
record JsonPlace(JsonNode node, String path) {
    /**
     * Enough for conditions nested as deep as allowed, each in an object and an array, and not for a stack to run out.
     */
    private static final int MAX_NESTING = 2 * Condition.MAX_DEPTH + 16;

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,39}");

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_NESTING)
                            .maxStringLength(2 * Content.MAX_TEXT)
                            .maxNameLength(1_024)
                            .maxNumberLength(64)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static JsonPlace parse(String json, int maxBytes) {
        // Characters first: a string that is far too long is not copied only to be measured.
        if (json.length() > maxBytes || json.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
            throw new InvalidValueException("$", "at most " + maxBytes + " bytes", json.length() + " characters");
        }
        try {
            return new JsonPlace(MAPPER.readTree(json), "$");
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            InvalidValueException refused = new InvalidValueException(
                    "$", "a JSON document", InvalidValueException.show(e.getOriginalMessage()) + where);
            refused.initCause(e);
            throw refused;
        }
    }

    /** Returns this place if it holds an object without other fields than these. */
    JsonPlace object(Set<String> fields) {
        if (!node.isObject()) {
            throw wrong("an object");
        }
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!fields.contains(name)) {
                String expected = "no such field, only " + String.join(", ", new TreeSet<>(fields));
                throw new InvalidValueException(below(name), expected, shown(node.path(name)));
            }
        }
        return this;
    }

    /** Returns the names of the fields of an object that can have any. */
    List<String> names() {
        if (!node.isObject()) {
            throw wrong("an object");
        }
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    Optional<JsonPlace> find(String name) {
        return Optional.ofNullable(node.get(name)).map(value -> new JsonPlace(value, below(name)));
    }

    JsonPlace get(String name) {
        return find(name).orElseThrow(() -> new InvalidValueException(below(name), "a value", "nothing"));
    }

    List<JsonPlace> elements() {
        if (!node.isArray()) {
            throw wrong("an array");
        }
        List<JsonPlace> elements = new ArrayList<>();
        node.forEach(value -> elements.add(new JsonPlace(value, path + "[" + elements.size() + "]")));
        return elements;
    }

    String text() {
        if (!node.isTextual()) {
            throw wrong("a string");
        }
        return node.textValue();
    }

    int integer() {
        long value = number();
        if (value != (int) value) {
            throw wrong("a whole number within the range of 32 bits");
        }
        return (int) value;
    }

    long number() {
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw wrong("a whole number");
        }
        return node.longValue();
    }

    boolean bool() {
        if (!node.isBoolean()) {
            throw wrong("true or false");
        }
        return node.booleanValue();
    }

    Duration duration() {
        try {
            return Duration.parse(text());
        } catch (DateTimeParseException e) {
            InvalidValueException refused = wrong("a duration such as \"PT1M40S\"");
            refused.initCause(e);
            throw refused;
        }
    }

    <E extends Enum<E>> E constant(Class<E> type) {
        String name = text();
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> wrong("one of " + Arrays.toString(type.getEnumConstants())));
    }

    /** Returns what the supplier makes; if it refuses a field, that field is named by its path below this place. */
    <T> T build(Supplier<T> supplier) {
        try {
            return supplier.get();
        } catch (InvalidValueException e) {
            throw e.field().startsWith("$") ? e : e.below(path);
        }
    }

    String below(String name) {
        return PLAIN_NAME.matcher(name).matches()
                ? path + "." + name
                : path + "[" + InvalidValueException.show(name) + "]";
    }

    InvalidValueException wrong(String expected) {
        return new InvalidValueException(path, expected, shown(node));
    }

    private static String shown(JsonNode node) {
        if (node.isMissingNode()) {
            return "nothing";
        }
        return node.isContainerNode()
                ? (node.isArray() ? "an array" : "an object")
                : InvalidValueException.show(node.isTextual() ? node.textValue() : node);
    }
}
