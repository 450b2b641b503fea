package io.github.parlor.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.parlor.examples.ShiftsCommand;
import io.github.parlor.examples.SimulateCommand;
import io.github.parlor.examples.bank.Rows;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The schemas on the page are those of the files, field by field. */
class PlaySkillsAndShiftsTest {
    @TempDir
    private Path folder;

    @Test
    void the_page_names_every_field() throws IOException {
        Path log = Files.write(folder.resolve("march.txt"), List.of(Rows.header(), Rows.ANSWERED));
        Path shifts = folder.resolve("shifts.json");
        Path simulation = folder.resolve("simulation.json");
        run(new ShiftsCommand(), "--json=" + shifts, log.toString());
        run(new SimulateCommand(), "--days=2", "--json=" + simulation);

        Set<String> found = new TreeSet<>();
        collect(new ObjectMapper().readTree(shifts.toFile()), found);
        collect(new ObjectMapper().readTree(simulation.toFile()), found);
        Set<String> named = new TreeSet<>();
        Pattern.compile("(?m)^\\| `(\\w+)` \\| (?:\\w+ or null|integer|number|string|object|estimate|array)")
                .matcher(Page.of("docs/guide/play-skills-and-shifts.md").text())
                .results()
                .forEach(row -> named.add(row.group(1)));
        assertThat(named).isEqualTo(found);
    }

    private static void run(Object command, String... args) {
        int status = new CommandLine(command)
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(new StringWriter()))
                .execute(args);
        assertThat(status).isZero();
    }

    private static void collect(JsonNode node, Set<String> names) {
        node.properties().forEach(field -> {
            names.add(field.getKey());
            collect(field.getValue(), names);
        });
        node.forEach(element -> collect(element, names));
    }
}
