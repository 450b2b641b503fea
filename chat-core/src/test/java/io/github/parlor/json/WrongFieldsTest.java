package io.github.parlor.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.json.Goldens.Golden;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each field of each document, missing, null or of the wrong type. */
class WrongFieldsTest {
    private static final ObjectMapper TREES = new ObjectMapper();
    private static final List<String> WRONG = List.of(
            "null", "7", "-1", "0.5", "1e400", "true", "\"\"", "\"?\"", "[]", "{}", "[null]", "{\"type\":\"?!\"}");

    static List<Golden> goldens() {
        return Goldens.all();
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void a_wrong_value_anywhere_is_read_or_refused_at_its_place(Golden golden) throws IOException {
        JsonNode tree = TREES.readTree(golden.json());
        for (String path : paths(tree, "")) {
            for (String wrong : WRONG) {
                check(golden, path, changed(tree, path, TREES.readTree(wrong)));
            }
            check(golden, path, changed(tree, path, null));
        }
    }

    private static void check(Golden golden, String pointer, String json) {
        try {
            Object value = golden.format().read(json);
            assertThat(golden.format().read(golden.format().write(value)))
                    .as(json)
                    .isEqualTo(value);
        } catch (InvalidValueException e) {
            // Blamed is the field itself, something in it, or the object that it makes impossible.
            String place = "$" + pointer.replaceAll("/(\\d+)", "[$1]").replace('/', '.');
            assertThat(place.startsWith(e.field()) || e.field().startsWith(place) || siblings(place, e.field()))
                    .as("%s wrong, blamed is: %s, in %s", place, e.getMessage(), json)
                    .isTrue();
        }
    }

    /** A check that looks at two fields may blame the other. */
    private static boolean siblings(String place, String blamed) {
        return blamed.startsWith(place.replaceFirst("\\.[^.]*$", ""));
    }

    private static String changed(JsonNode tree, String pointer, @org.jspecify.annotations.Nullable JsonNode value) {
        JsonNode copy = tree.deepCopy();
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = copy.at(pointer.substring(0, slash));
        String name = pointer.substring(slash + 1);
        if (parent instanceof ObjectNode object) {
            if (value == null) {
                object.remove(name);
            } else {
                object.set(name, value);
            }
        } else if (parent instanceof ArrayNode array) {
            if (value == null) {
                array.remove(Integer.parseInt(name));
            } else {
                array.set(Integer.parseInt(name), value);
            }
        }
        return copy.toString();
    }

    private static List<String> paths(JsonNode node, String here) {
        List<String> paths = new ArrayList<>();
        if (!here.isEmpty()) {
            paths.add(here);
        }
        for (var field : node.properties()) {
            paths.addAll(paths(field.getValue(), here + "/" + field.getKey()));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            paths.addAll(paths(node.get(i), here + "/" + i));
        }
        return paths;
    }
}
