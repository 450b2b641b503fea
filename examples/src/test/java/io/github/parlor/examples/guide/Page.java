package io.github.parlor.examples.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A page and the test classes whose regions are its code. */
record Page(Path file) {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final Path TESTS = ROOT.resolve("examples/src/test/java/io/github/parlor/examples/guide");

    /** Pages about one module alone are tested in that module. */
    private static final Map<String, List<String>> ELSEWHERE = Map.of(
            "invite-at-the-right-moment.md",
            List.of("chat-triggers/src/test/java/io/github/parlor/triggers/GuideTest.java"),
            "json.md",
            List.of(
                    "chat-core/src/test/java/io/github/parlor/json/JsonGuideTest.java",
                    "chat-core/src/test/java/io/github/parlor/json/JsonTypesTest.java"));

    static Page of(String path) {
        return new Page(ROOT.resolve(path));
    }

    String text() throws IOException {
        return Files.readString(file);
    }

    /**
     * Returns the block of a language and name.
     *
     * @throws IllegalArgumentException if the page has not exactly one
     */
    String block(String language, String name) throws IOException {
        List<String> found = Markdown.blocks(text()).stream()
                .filter(block ->
                        block.language().equals(language) && block.name().equals(name))
                .map(Markdown.Block::text)
                .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException(
                    file.getFileName() + " has " + found.size() + " blocks ```" + language + " " + name);
        }
        return found.get(0);
    }

    /** Returns the regions of the page's tests; a page without a test has none. */
    Snippets snippets() throws IOException {
        List<String> sources = new ArrayList<>();
        for (Path test : tests()) {
            sources.add(Files.readString(test));
        }
        return new Snippets(sources);
    }

    /** {@code keep-the-conversation.md} is tested by {@code KeepTheConversationTest}, the README by {@code ReadmeTest}. */
    List<Path> tests() {
        String page = file.getFileName().toString();
        if (ELSEWHERE.containsKey(page)) {
            return ELSEWHERE.get(page).stream().map(ROOT::resolve).toList();
        }
        StringBuilder name = new StringBuilder();
        for (String word : page.replace(".md", "").toLowerCase(Locale.ROOT).split("-", -1)) {
            name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        Path test = TESTS.resolve(name + "Test.java");
        return Files.exists(test) ? List.of(test) : List.of();
    }

    /** Puts the regions where the blocks of their names are. */
    void write() throws IOException {
        Files.writeString(file, snippets().fill(text()));
    }
}
