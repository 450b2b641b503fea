package io.github.parlor.examples.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page and the test class whose marked regions are its code, in the same order. */
record Page(Path file) {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path TESTS = Path.of("src/test/java/io/github/parlor/examples/guide");
    private static final Pattern SNIPPET = Pattern.compile("( +)// snippet\n(.*?) +// end\n", Pattern.DOTALL);
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    static Page of(String path) {
        return new Page(ROOT.resolve(path));
    }

    String text() throws IOException {
        return Files.readString(file);
    }

    /** Returns the blocks of a language. */
    List<String> blocks(String language) throws IOException {
        return Pattern.compile("(?m)^```" + language + "\n(.*?)^```", Pattern.DOTALL)
                .matcher(text())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** Returns the marked regions of the page's test, without their indentation. */
    List<String> snippets() throws IOException {
        return SNIPPET.matcher(Files.readString(test()))
                .results()
                .map(found -> found.group(2).replaceAll("(?m)^" + found.group(1), ""))
                .toList();
    }

    /** {@code keep-the-conversation.md} is tested by {@code KeepTheConversationTest}, the README by {@code ReadmeTest}. */
    Path test() {
        StringBuilder name = new StringBuilder();
        String page = file.getFileName().toString().replace(".md", "").toLowerCase(Locale.ROOT);
        for (String word : page.split("-", -1)) {
            name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        return TESTS.resolve(name + "Test.java");
    }

    /** Puts the regions where the blocks are. */
    void write() throws IOException {
        Iterator<String> next = snippets().iterator();
        String page = JAVA.matcher(text())
                .replaceAll(
                        block -> Matcher.quoteReplacement("```java\n" + (next.hasNext() ? next.next() : "") + "```"));
        Files.writeString(file, page);
    }
}
