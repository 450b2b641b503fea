package io.github.parlor.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever looks for the test that shows why a shared field is safe finds it. */
class ConcurrencyPageTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`.*) \\|([^|]*)\\|$");
    private static final Pattern NAME = Pattern.compile("`(?:(\\w+)\\.)?(\\w+)…?`");
    private static final int FEWEST_ROWS = 35;

    @Test
    void every_test_on_the_page_exists() throws IOException {
        List<String> tests = sources();
        List<MatchResult> rows =
                ROW.matcher(Page.of("docs/concurrency.md").text()).results().toList();
        assertThat(rows).hasSizeGreaterThan(FEWEST_ROWS);
        for (MatchResult row : rows) {
            NAME.matcher(row.group(2))
                    .results()
                    .forEach(name -> assertThat(tests)
                            .as("%s", name.group())
                            .anyMatch(source -> source.contains("void " + name.group(2))
                                    && (name.group(1) == null || source.contains("class " + name.group(1)))));
        }
    }

    private static List<String> sources() throws IOException {
        List<String> sources = new ArrayList<>();
        for (String folder :
                List.of("chat-core", "chat-routing", "chat-triggers", "chat-metrics", "examples", "integrations")) {
            try (Stream<Path> files = Files.walk(Page.ROOT.resolve(folder))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                        .filter(path -> !path.toString().contains("/target/"))
                        .toList()) {
                    sources.add(Files.readString(file));
                }
            }
        }
        return sources;
    }
}
