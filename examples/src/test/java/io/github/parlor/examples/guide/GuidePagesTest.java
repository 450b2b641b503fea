package io.github.parlor.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java of a page is the code between the marks of its test, so it compiles and does what the test says. */
class GuidePagesTest {
    private static final boolean WRITE = Boolean.getBoolean("parlor.docs.write");

    static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(guide());
        pages.add(Page.of("README.md").file());
        return pages;
    }

    private static List<Path> guide() throws IOException {
        return files(Page.ROOT.resolve("docs/guide"), ".md");
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void the_code_on_the_page_is_the_code_that_runs(Path file) throws IOException {
        Page page = new Page(file);
        if (WRITE) {
            page.write();
        }
        assertThat(page.snippets().problems(page.text())).isEmpty();
    }

    @Test
    void a_test_with_regions_is_the_test_of_a_page() throws IOException {
        Set<Path> tests = new HashSet<>();
        for (Path page : pages()) {
            tests.addAll(new Page(page).tests());
        }
        Path samples = Page.TESTS.resolve("SnippetsTest.java");
        for (Path test : files(Page.TESTS, "Test.java")) {
            boolean marked =
                    Files.readString(test).lines().anyMatch(line -> line.strip().startsWith("// snippet"));
            assertThat(marked && !test.equals(samples) && !tests.contains(test))
                    .as("%s has regions and no page", test.getFileName())
                    .isFalse();
        }
    }

    @Test
    void no_page_is_longer_than_a_reader_likes() throws IOException {
        assertThat(Page.of("README.md").text().lines()).hasSizeLessThanOrEqualTo(150);
        for (Path file : guide()) {
            assertThat(Files.readAllLines(file)).as("%s", file.getFileName()).hasSizeBetween(60, 400);
        }
    }

    @Test
    void the_index_names_every_page() throws IOException {
        String index = Page.of("docs/README.md").text();
        for (Path file : guide()) {
            assertThat(index).contains("](guide/" + file.getFileName() + ")");
        }
    }
}
