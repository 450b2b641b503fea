package io.github.parlor.examples.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalTest {
    @Test
    void columns_are_aligned_the_first_to_the_left() {
        Table table = new Table(List.of("log", "rows"));
        table.add(List.of("february", "1"));
        table.add(List.of("a", ""));
        assertThat(table.lines()).containsExactly("log       rows", "february     1", "a");
    }

    @Test
    void a_long_name_has_a_line_of_its_own_and_widens_no_column() {
        Table table = new Table(List.of("figure", "value"), 8);
        table.add(List.of("short", "1"));
        table.add(List.of("very_long_name", "2"));
        table.add(List.of("eight888", "3"));
        assertThat(table.lines())
                .containsExactly(
                        "figure    value", "short         1", "very_long_name", "              2", "eight888      3");
    }

    @Test
    void progress_overwrites_itself_and_leaves_nothing() {
        StringWriter text = new StringWriter();
        Progress progress = Progress.shown(new PrintWriter(text));
        progress.step("reading", 12_000, "lines");
        progress.step("fold", 1, "x");
        progress.clear();
        progress.clear();
        assertThat(text.toString())
                .isEqualTo("\rreading: 12,000 lines\rfold: 1 x" + " ".repeat(12) + "\r" + " ".repeat(9) + "\r");
    }

    @Test
    void nobody_is_shown_progress_without_a_terminal() {
        StringWriter text = new StringWriter();
        Progress progress = Progress.on(new PrintWriter(text));
        progress.step("reading", 1, "lines");
        progress.clear();
        assertThat(text.toString()).isEmpty();
    }
}
