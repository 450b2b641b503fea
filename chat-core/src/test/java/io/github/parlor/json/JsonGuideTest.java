package io.github.parlor.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.event.EventRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page about JSON says what is so. */
class JsonGuideTest {
    private static final Path PAGE = Path.of("..", "docs", "guide", "json.md");
    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\S+) ?([^\\n]*)\\n(.*?)^```$");

    private record Example(String language, String use, String text) {
        JsonFormat<?> format() {
            String folder = use.substring(use.lastIndexOf(' ') + 1);
            return Bounds.present(folder, Goldens.FORMATS.get(folder));
        }
    }

    private static List<Example> examples(String language) throws IOException {
        List<Example> examples = new ArrayList<>();
        Matcher matcher = FENCE.matcher(Files.readString(PAGE));
        while (matcher.find()) {
            if (matcher.group(1).equals(language)) {
                examples.add(new Example(language, matcher.group(2), matcher.group(3)));
            }
        }
        return examples;
    }

    @Test
    void each_document_on_the_page_is_what_the_page_says_of_it() throws IOException {
        List<Example> examples = examples("json");
        assertThat(examples).hasSize(11);
        List<String> refusals =
                new ArrayList<>(examples("text").stream().map(Example::text).toList());
        for (Example example : examples) {
            String json = Goldens.compact(example.text());
            if (example.use().startsWith("refused")) {
                assertThatThrownBy(() -> example.format().read(json))
                        .isExactlyInstanceOf(InvalidValueException.class)
                        .hasMessage(refusals.remove(0).strip());
            } else {
                check(example, example.format(), json);
            }
        }
        assertThat(refusals).isEmpty();
    }

    private static <T> void check(Example example, JsonFormat<T> format, String json) {
        JsonDocument<T> document = format.readDocument(json);
        assertThat(document.unknown().isEmpty()).isEqualTo(!example.use().startsWith("unknown"));
        String written = format.write(document);
        if (example.use().startsWith("incomplete")) {
            assertThat(format.read(written)).isEqualTo(document.value());
        } else {
            assertThat(written).isEqualTo(json);
        }
    }

    @Test
    void the_code_on_the_page_runs() throws IOException {
        EventRecord record = EventJson.read(Goldens.in("event").get(0).json());
        // snippet write
        String line = EventJson.write(record);
        EventRecord same = EventJson.read(line);
        // end
        assertThat(same).isEqualTo(record);
        // snippet pass-on
        JsonDocument<EventRecord> document = EventJson.readDocument(line);
        String passedOn = EventJson.write(document);
        String changed = EventJson.write(document.with(record));
        // end
        assertThat(List.of(passedOn, changed)).containsOnly(line);
    }

    @Test
    void the_limits_on_the_page_are_the_limits() throws IOException {
        assertThat(Files.readString(PAGE))
                .contains(String.format(java.util.Locale.ROOT, "| %,d characters, looked at", JsonFormat.MAX_DOCUMENT))
                .contains("| " + JsonFormat.MAX_DEPTH + " levels |")
                .contains(
                        String.format(java.util.Locale.ROOT, "| %,d characters | `MAX_STRING`", JsonFormat.MAX_STRING))
                .contains("| " + JsonFormat.MAX_NAME + " characters | `MAX_NAME`")
                .contains("| " + JsonFormat.MAX_NUMBER + " characters | `MAX_NUMBER`");
    }
}
