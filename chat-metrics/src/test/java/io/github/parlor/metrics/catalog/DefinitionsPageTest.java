package io.github.parlor.metrics.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.metrics.LoadPolicy;
import io.github.parlor.metrics.Metric;
import io.github.parlor.metrics.MetricDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of definitions is made from the definitions; {@code -Dparlor.docs.write=true} writes it. */
class DefinitionsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "metrics.md");

    @Test
    void docs_metrics_md_is_what_the_definitions_say() throws IOException {
        String page = page();
        if (Boolean.getBoolean("parlor.docs.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    @Test
    void no_two_definitions_share_a_key() {
        assertThat(definitions().map(MetricDefinition::key)).doesNotHaveDuplicates();
    }

    private static Stream<MetricDefinition> definitions() {
        return Stream.of(
                        metrics(Catalog.metrics()),
                        metrics(Catalog.serviceLevels(ServiceLevel.LIVE_80_20)),
                        metrics(Catalog.serviceLevels(ServiceLevel.MESSAGING_90_300)),
                        Catalog.loads(LoadPolicy.DEFAULT))
                .flatMap(List::stream);
    }

    private static String page() {
        List<String> lines = new ArrayList<>(List.of(
                "# What the figures mean",
                "",
                "Made from the definitions in `io.github.parlor.metrics`; change them there and run",
                "`mvn -pl chat-metrics -am test -Dtest=DefinitionsPageTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dparlor.docs.write=true`.",
                "",
                "Every figure comes with its definition, its sample size and the number of censored samples: those known to",
                "exist whose end is not known. Where there is nothing to divide by, the value is null, never 0 or 100 %. Ratios",
                "carry the Wilson interval at 95 %. Percentiles are of type 1: always one of the samples. A sample belongs where",
                "it began (start), where it ended (end), or piece by piece where it happened (clip)."));
        section(lines, "Counts", metrics(Counts.all()));
        section(lines, "Waits", metrics(Waits.all()));
        section(lines, "Responses", metrics(Responses.all()));
        section(lines, "Durations", metrics(Durations.all()));
        section(lines, "Rates", metrics(Rates.all()));
        section(lines, "Service level, 80 % in 20 s", metrics(Catalog.serviceLevels(ServiceLevel.LIVE_80_20)));
        section(lines, "Service level, 90 % in 300 s", metrics(List.of(ServiceLevel.MESSAGING_90_300.metric())));
        lines.add("");
        lines.add("The other denominators, answers and choices of waits exist for this and every other target, too.");
        section(lines, "The time of agents", Catalog.loads(LoadPolicy.DEFAULT));
        lines.add("");
        lines.add(
                "The same exist in proportion to units of capacity (`.units`), and with time away (`.away_included`).");
        return String.join("\n", lines) + "\n";
    }

    private static void section(List<String> lines, String title, List<MetricDefinition> definitions) {
        lines.addAll(List.of(
                "",
                "## " + title,
                "",
                "| id | version | sample | belongs to | unit | policy | meaning |",
                "| --- | --- | --- | --- | --- | --- | --- |"));
        for (MetricDefinition definition : definitions) {
            lines.add("| " + String.join(" | ", cells(definition)) + " |");
        }
    }

    private static List<String> cells(MetricDefinition definition) {
        return List.of(
                "`" + definition.id() + "`",
                Integer.toString(definition.version()),
                lower(definition.grain()),
                lower(definition.attribution()),
                lower(definition.unit()),
                definition.policy(),
                definition.text());
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static List<MetricDefinition> metrics(List<? extends Metric<?>> metrics) {
        List<MetricDefinition> definitions = new ArrayList<>();
        metrics.forEach(metric -> definitions.add(metric.definition()));
        return definitions;
    }
}
