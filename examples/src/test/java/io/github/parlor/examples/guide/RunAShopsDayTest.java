package io.github.parlor.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.parlor.examples.day.DayCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The schema on the page is that of the file, field by field, and the README shows what the program prints. */
class RunAShopsDayTest {
    private static final int TERMINAL = 80;
    private static final Set<String> SUBJECTS = Set.of("ADVICE", "ENGLISH", "ORDERS", "RETURNS", "TECHNICAL");

    @Test
    void the_page_names_every_field_and_the_readme_shows_the_output(@TempDir Path folder) throws IOException {
        Path json = folder.resolve("day.json");
        StringWriter out = new StringWriter();
        CommandLine command = new CommandLine(new DayCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(new StringWriter()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));

        assertThat(command.execute("--json=" + json)).isZero();

        Set<String> found = new TreeSet<>();
        collect(new ObjectMapper().readTree(json.toFile()), found);
        Set<String> named = new TreeSet<>();
        Pattern.compile("(?m)^\\| `(\\w+)` \\|")
                .matcher(Page.of("docs/guide/run-a-shops-day.md").text())
                .results()
                .forEach(row -> named.add(row.group(1)));
        assertThat(named).isEqualTo(found);
        List<String> printed = out.toString().lines().map(String::stripTrailing).toList();
        List<String> shown = Page.of("README.md").block("text", "day").lines().toList();
        assertThat(printed).containsAll(shown).allMatch(line -> line.length() <= TERMINAL);
    }

    private static void collect(JsonNode node, Set<String> names) {
        node.properties().forEach(field -> {
            if (!SUBJECTS.contains(field.getKey())) {
                names.add(field.getKey());
            }
            collect(field.getValue(), names);
        });
        if (node.isArray()) {
            node.forEach(element -> collect(element, names));
        }
    }
}
