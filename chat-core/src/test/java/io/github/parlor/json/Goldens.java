package io.github.parlor.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.github.parlor.ParlorJson;
import io.github.parlor.bounds.Bounds;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The frozen documents below {@code golden}: one per kind, in folders by format, laid out for people. */
final class Goldens {
    static final Path ROOT = Path.of("src", "test", "resources", "golden");

    /** Folder to format. */
    static final Map<String, JsonFormat<?>> FORMATS = new TreeMap<>(Map.ofEntries(
            Map.entry("event", Formats.RECORD),
            Map.entry("content", new JsonFormat<>(Formats.CONTENTS)),
            Map.entry("command", Formats.COMMAND),
            Map.entry("visit", Formats.VISIT),
            Map.entry("availability", Formats.AVAILABILITY),
            Map.entry("rejection", Formats.REJECTION),
            Map.entry("policy", Formats.POLICY),
            Map.entry("schedule", Formats.SCHEDULE),
            Map.entry("settings", ParlorJson.SETTINGS),
            Map.entry("result", ParlorJson.RESULT),
            Map.entry("resumption", ParlorJson.RESUMPTION)));

    private Goldens() {}

    /** One frozen document, without the white space of its layout. */
    record Golden(String folder, String name, String json) {
        @SuppressWarnings("unchecked")
        JsonFormat<Object> format() {
            return (JsonFormat<Object>) Bounds.present(folder, FORMATS.get(folder));
        }

        @Override
        public String toString() {
            return folder + "/" + name;
        }
    }

    static List<Golden> all() {
        return FORMATS.keySet().stream().flatMap(folder -> in(folder).stream()).toList();
    }

    static List<Golden> in(String folder) {
        try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
            return files.sorted().map(file -> read(folder, file)).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Golden read(String folder, Path file) {
        try {
            String name = file.getFileName().toString().replace(".json", "");
            return new Golden(folder, name, compact(Files.readString(file)));
        } catch (IOException e) {
            throw new AssertionError(file.toString(), e);
        }
    }

    /** Drops the white space between tokens. */
    static String compact(String json) throws IOException {
        StringWriter out = new StringWriter();
        try (JsonParser parser = JsonFormat.FACTORY.createParser(json);
                JsonGenerator generator = JsonFormat.FACTORY.createGenerator(out)) {
            parser.nextToken();
            Source.copyValue(parser, generator);
        }
        return out.toString();
    }
}
