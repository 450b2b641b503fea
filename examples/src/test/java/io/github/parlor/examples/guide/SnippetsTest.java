package io.github.parlor.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SnippetsTest {
    private static final String SOURCE = """
            class T {
                // snippet first
                int a = 1;
                if (a > 0) {
                    a++;
                }
                // end
                // snippet second
                int b;
                // end
            }
            """;
    private static final String FIRST = "```java first\nint a = 1;\nif (a > 0) {\n    a++;\n}\n```\n";
    private static final String SECOND = "```java second\nint b;\n```\n";

    private static List<String> problems(String source, String page) {
        return new Snippets(List.of(source)).problems(page);
    }

    @Test
    void blocks_and_regions_meet_by_name_in_any_order_and_from_several_tests() {
        assertThat(problems(SOURCE, FIRST + "words\n" + SECOND)).isEmpty();
        assertThat(problems(SOURCE, SECOND + "```json\n{}\n```\n" + FIRST)).isEmpty();
        assertThat(new Snippets(List.of(SOURCE, "// snippet third\nint c;\n// end\n"))
                        .problems(FIRST + SECOND + "```java third\nint c;\n```\n"))
                .isEmpty();
    }

    @Test
    void code_under_another_name_is_told_with_both() {
        assertThat(problems(SOURCE, FIRST + "```java second\nint c;\n```\n"))
                .containsExactly("block second differs from its region:\nint c;\ninstead of\nint b;\n");
        assertThat(problems(SOURCE, FIRST.replace(" first", " second") + SECOND.replace(" second", " first")))
                .hasSize(2)
                .allMatch(problem -> problem.contains("differs from its region"));
    }

    @Test
    void a_name_that_only_one_side_knows_is_told() {
        assertThat(problems(SOURCE, FIRST)).containsExactly("region second is on no page");
        assertThat(problems(SOURCE, FIRST + SECOND + "```java third\n```\n"))
                .containsExactly("block third has no region in the test");
    }

    @Test
    void names_that_are_missing_or_there_twice_are_told() {
        assertThat(problems(SOURCE, FIRST + SECOND + SECOND)).containsExactly("block second is there twice");
        assertThat(problems(SOURCE, FIRST + SECOND + "```java\nint c;\n```\n"))
                .containsExactly("a block has no name: int c;");
        assertThat(problems(SOURCE + SOURCE, FIRST + SECOND))
                .containsExactly("two regions are called first", "two regions are called second");
        assertThat(problems("// snippet\nint c;\n// end\n", "")).containsExactly("a region has no name: int c;");
    }

    @Test
    void a_region_that_is_not_closed_is_told() {
        assertThat(problems("// snippet one\nint a;\n", "")).containsExactly("region one has no // end");
        assertThat(problems("// snippet one\nint a;\n" + SOURCE, FIRST + SECOND))
                .containsExactly("region one has no // end");
        assertThat(problems("int a;\n// end\n", "")).containsExactly("// end without // snippet");
    }

    @Test
    void filling_puts_each_region_under_its_name_and_touches_nothing_else() {
        String empty =
                "a\n```java second\n```\nb\n```java first\nold\n```\n```java third\nkept\n```\n```json\n{}\n```\n";

        String filled = new Snippets(List.of(SOURCE)).fill(empty);

        assertThat(filled).isEqualTo("a\n" + SECOND + "b\n" + FIRST + "```java third\nkept\n```\n```json\n{}\n```\n");
        assertThat(new Snippets(List.of(SOURCE)).fill(filled)).isEqualTo(filled);
    }
}
