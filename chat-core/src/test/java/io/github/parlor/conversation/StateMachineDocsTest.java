package io.github.parlor.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.event.EndReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Page and picture are made from the table (scenario 10); {@code -Dparlor.docs.write=true} writes them. */
class StateMachineDocsTest {
    private static final Path DOCS = Path.of("..", "docs");

    @Test
    void docs_state_machine_md_is_what_the_table_says() throws IOException {
        isWritten("state-machine.md", StateMachinePage.markdown());
    }

    @Test
    void docs_state_machine_svg_is_what_the_table_says() throws IOException {
        isWritten("state-machine.svg", StateDiagram.svg());
    }

    private static void isWritten(String name, String content) throws IOException {
        Path file = DOCS.resolve(name);
        if (Boolean.getBoolean("parlor.docs.write")) {
            Files.createDirectories(DOCS);
            Files.writeString(file, content);
        }
        assertThat(Files.readString(file)).isEqualTo(content);
    }

    @Test
    void the_page_explains_every_state_reason_and_code_and_names_every_line() throws IOException {
        String page = StateMachinePage.markdown();

        for (SessionState state : SessionState.values()) {
            assertThat(page).contains("| `" + state + "` | ");
        }
        for (EndReason reason : EndReason.values()) {
            assertThat(page).contains("| `" + reason + "` | ");
        }
        for (Rejection.Code code : Rejection.Code.values()) {
            assertThat(page).contains("| `" + code + "` | ");
        }
        for (Transition line : TransitionTable.INSTANCE.lines()) {
            assertThat(page)
                    .contains("| " + line.row() + " | `" + line.command().getSimpleName() + "` | ");
        }
    }

    @Test
    void the_picture_is_self_contained_and_shows_every_state_and_every_command() {
        String svg = StateDiagram.svg();
        String text = svg.replaceAll("<[^>]*>", " ");

        assertThat(svg).doesNotContain("<script", "href", "@import", "@font-face", "&");
        assertThat(text).doesNotContain("<", ">");
        for (SessionState state : SessionState.values()) {
            assertThat(text).contains(state.name());
        }
        for (Transition line : TransitionTable.INSTANCE.lines()) {
            assertThat(text).contains(line.command().getSimpleName());
        }
    }
}
