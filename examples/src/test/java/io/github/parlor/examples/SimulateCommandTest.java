package io.github.parlor.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SimulateCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void the_same_seed_gives_the_same_bytes() throws IOException {
        Path first = folder.resolve("first.json");
        Path again = folder.resolve("again.json");
        Path other = folder.resolve("other.json");
        assertThat(run("--days=3", "--seed=7", "--json=" + first)).isZero();
        assertThat(run("--days=3", "--seed=7", "--json=" + again)).isZero();
        assertThat(run("--days=3", "--seed=8", "--json=" + other)).isZero();
        assertThat(again).hasSameBinaryContentAs(first);
        assertThat(Files.readString(other)).doesNotContain("\r").isNotEqualTo(Files.readString(first));
    }

    @Test
    void the_json_has_exactly_the_documented_names_and_the_table_its_figures() throws IOException {
        Path json = folder.resolve("simulation.json");
        assertThat(run("--days=3", "--order=preference", "--json=" + json)).isZero();
        JsonNode report = new ObjectMapper().readTree(json.toFile());
        assertThat(report.fieldNames()).toIterable().containsExactly("days", "seed", "order", "router", "figures");
        assertThat(report.get("order").asText()).isEqualTo("preference");
        JsonNode figures = report.get("figures");
        assertThat(figures.fieldNames())
                .toIterable()
                .containsExactly(
                        "arrived",
                        "served",
                        "abandoned",
                        "abandonedShare",
                        "meanWaitSeconds",
                        "serviceLevel20",
                        "occupancyByGroup",
                        "servedIn20ByTypeAndPeriod");
        assertThat(figures.get("served").fieldNames()).toIterable().containsExactly("value", "low", "high");
        assertThat(figures.get("occupancyByGroup")).hasSize(2);
        assertThat(out.toString().lines()).hasSize(9);
        assertThat(out.toString())
                .contains(String.format(
                        Locale.ROOT, "%,.2f", figures.at("/abandoned/value").asDouble()));
    }

    @Test
    void wrong_use_is_status_2() {
        assertThat(run("--days=1")).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).startsWith("parlor: --days: expected a number from 2 to 1000000, got 1");
        assertThat(run("--order=none")).isEqualTo(2);
        assertThat(run("--router=none")).isEqualTo(2);
        assertThat(run("unexpected")).isEqualTo(2);
    }

    @Test
    void unwritable_output_is_status_1() {
        Path nowhere = folder.resolve("no").resolve("out.json");
        assertThat(run("--days=2", "--json=" + nowhere)).isEqualTo(1);
        assertThat(err.toString()).startsWith("parlor: cannot write " + nowhere + ": no such file or folder");
    }

    private int run(String... args) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(Stream.concat(Stream.of("simulate"), Stream.of(args)).toArray(String[]::new));
    }
}
