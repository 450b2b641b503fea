package io.github.parlor.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Java of a page is the code between the marks of its test, so it compiles and does what the test says. */
class GuidePagesTest {
    private static final boolean WRITE = Boolean.getBoolean("parlor.docs.write");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "docs/guide/keep-the-conversation.md",
                "docs/guide/measure-what-chat-brings.md",
                "docs/guide/open-your-first-chat.md",
                "docs/guide/opening-hours.md",
                "docs/guide/plug-in-your-own-transport-and-journal.md",
                "docs/guide/route-sessions.md",
                "docs/guide/time-and-restart.md"
            })
    void the_code_on_the_page_is_the_code_that_runs(String path) throws IOException {
        Page page = Page.of(path);
        if (WRITE) {
            page.write();
        }
        assertThat(page.blocks("java")).isNotEmpty().isEqualTo(page.snippets());
    }

    @Test
    void no_page_is_longer_than_a_reader_likes() throws IOException {
        assertThat(Page.of("README.md").text().lines()).hasSizeLessThanOrEqualTo(150);
        for (Path file : pages()) {
            assertThat(Files.readAllLines(file)).as("%s", file.getFileName()).hasSizeBetween(60, 400);
        }
    }

    @Test
    void the_index_names_every_page() throws IOException {
        String index = Page.of("docs/README.md").text();
        for (Path file : pages()) {
            assertThat(index).contains("](guide/" + file.getFileName() + ")");
        }
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(Page.ROOT.resolve("docs/guide"))) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }
}
