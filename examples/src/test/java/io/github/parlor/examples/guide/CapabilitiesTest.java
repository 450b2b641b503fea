package io.github.parlor.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The list of capabilities keeps its form: every row, a state of the list, links that lead somewhere. */
class CapabilitiesTest {
    private static final Path PAGE = Path.of("..", "docs", "capabilities.md");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| (S\\d-\\d+) \\|([^|]+)\\|([^|]+)\\|([^|]*)\\|([^|]*)\\|([^|]*)\\|$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)]+)\\)");

    private record Row(String id, String state, String note, List<String> tests, List<String> pages) {}

    /** Numbers run to these; the numbers that are missing were merged into others when the texts were read. */
    private static final Map<Integer, Integer> LAST = Map.of(0, 26, 1, 32, 2, 15, 3, 5, 4, 21);

    private static final Set<String> MERGED = Set.of("S0-16", "S0-25", "S1-13", "S1-25", "S3-3");

    @Test
    void every_capability_is_listed_once_and_in_order() throws IOException {
        List<String> expected = new ArrayList<>();
        for (int text = 0; text < LAST.size(); text++) {
            for (int number = 1; number <= LAST.getOrDefault(text, 0); number++) {
                expected.add("S" + text + "-" + number);
            }
        }
        expected.removeAll(MERGED);
        assertThat(rows()).extracting(Row::id).isEqualTo(expected);
    }

    @Test
    void what_works_has_a_test_and_a_page_and_what_works_partly_says_what_is_missing() throws IOException {
        for (Row row : rows()) {
            assertThat(row.state()).as(row.id()).isIn("works", "partly", "not yet");
            if (!row.state().equals("not yet")) {
                assertThat(row.tests()).as(row.id()).isNotEmpty();
                assertThat(row.pages()).as(row.id()).isNotEmpty();
            }
            if (row.state().equals("partly")) {
                assertThat(row.note()).as(row.id()).isNotBlank();
            }
        }
    }

    @Test
    void every_link_leads_to_a_test_or_a_page() throws IOException {
        Set<String> tests = new HashSet<>();
        Set<String> pages = new HashSet<>();
        for (Row row : rows()) {
            tests.addAll(row.tests());
            pages.addAll(row.pages());
        }
        assertThat(tests).allMatch(test -> test.endsWith(".java")).allMatch(CapabilitiesTest::exists);
        assertThat(pages).allMatch(page -> page.startsWith("guide/")).allMatch(CapabilitiesTest::exists);
    }

    @Test
    void the_sums_are_those_of_the_rows() throws IOException {
        Map<String, Integer> sums = new LinkedHashMap<>();
        rows().forEach(row -> sums.merge(row.state(), 1, Integer::sum));
        assertThat(Files.readString(PAGE))
                .contains(rows().size() + " rows: " + sums.get("works") + " work, " + sums.get("partly") + " partly, "
                        + sums.get("not yet") + " not yet.");
    }

    private static boolean exists(String link) {
        return Files.isRegularFile(PAGE.resolveSibling(link));
    }

    private static List<Row> rows() throws IOException {
        return ROW.matcher(Files.readString(PAGE))
                .results()
                .map(CapabilitiesTest::row)
                .toList();
    }

    private static Row row(MatchResult row) {
        return new Row(
                row.group(1), row.group(3).strip(), row.group(4).strip(), links(row.group(5)), links(row.group(6)));
    }

    private static List<String> links(String cell) {
        return LINK.matcher(cell).results().map(link -> link.group(1)).toList();
    }
}
