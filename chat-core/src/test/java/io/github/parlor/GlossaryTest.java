package io.github.parlor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A glossary is worth as much as its words occur in the code: each head word is a public type or an enum's constant. */
class GlossaryTest {
    private static final Path ROOT = Path.of("..");
    private static final String CORE = "io.github.parlor";

    /** A row of a table whose first cell is a head word, as in {@code | `Session` | `…conversation` | meaning | … |}. */
    private static final Pattern ROW = Pattern.compile("\\| `([\\w.]+)` \\| `([\\w.]+)` \\| (.+) \\| (.*) \\|");

    private record Row(String word, String home, String meaning) {}

    @Test
    void every_head_word_is_a_public_type_or_constant() throws IOException {
        var missing = new TreeSet<String>();
        for (Row row : rows()) {
            if (!exists(row)) {
                missing.add(row.home() + "." + row.word());
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void every_row_is_read_and_has_a_meaning() throws IOException {
        long lines = Files.readAllLines(ROOT.resolve("docs/glossary.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .count();

        assertThat(rows())
                .hasSize((int) lines)
                .hasSizeGreaterThan(30)
                .allSatisfy(row -> assertThat(row.meaning()).isNotBlank());
    }

    @Test
    void no_head_word_is_explained_twice() throws IOException {
        assertThat(rows()).extracting(Row::word).doesNotHaveDuplicates();
    }

    @Test
    void a_word_that_is_no_type_would_be_found() {
        assertThat(exists(new Row("Ticket", CORE + ".people", ""))).isFalse();
        assertThat(exists(new Row("Visibility.SECRET", CORE + ".message", ""))).isFalse();
        assertThat(exists(new Row("PlainText", CORE + ".message", ""))).isFalse();
        assertThat(exists(new Row("Chat", CORE + ".routing", ""))).isFalse();
        assertThat(exists(new Row("Visibility.STAFF", CORE + ".message", ""))).isTrue();
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(ROOT.resolve("docs/glossary.md"))) {
            Matcher matcher = ROW.matcher(line);
            if (matcher.matches()) {
                rows.add(new Row(matcher.group(1), matcher.group(2), matcher.group(3)));
            }
        }
        return rows;
    }

    private static boolean exists(Row row) {
        List<Path> others = List.of(Path.of("chat-routing"), Path.of("chat-triggers"), Path.of("chat-metrics"));
        return isPublic(binaryName(row.home() + "." + row.word()))
                || isConstant(row)
                || others.stream().anyMatch(module -> isSource(module, row));
    }

    /** Packages begin in lower case, types in upper case: a dot after a type leads to a nested one. */
    private static String binaryName(String name) {
        return name.replaceAll("\\.([A-Z]\\w*)(?=\\.|$)", "\\$$1").replaceFirst("\\$", ".");
    }

    private static boolean isPublic(String name) {
        try {
            return Modifier.isPublic(Class.forName(name).getModifiers());
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static boolean isConstant(Row row) {
        int dot = row.word().lastIndexOf('.');
        if (dot < 0) {
            return false;
        }
        String type = binaryName(row.home() + "." + row.word().substring(0, dot));
        try {
            Object[] constants = Class.forName(type).getEnumConstants();
            return constants != null
                    && Arrays.stream(constants)
                            .anyMatch(each -> each.toString().equals(row.word().substring(dot + 1)));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** The other modules are not on the path of these tests; their types are known by their files. */
    private static boolean isSource(Path module, Row row) {
        return Files.exists(ROOT.resolve(module)
                .resolve("src/main/java")
                .resolve(row.home().replace('.', '/'))
                .resolve(row.word() + ".java"));
    }
}
