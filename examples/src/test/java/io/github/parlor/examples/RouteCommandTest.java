package io.github.parlor.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RouteCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path file = Path.of("");
    private Path starts = Path.of("");

    @BeforeEach
    void writeCalls() throws IOException {
        starts = folder.resolve("starts.csv");
        file = Files.write(
                folder.resolve("calls.csv"),
                List.of(
                        "call_id,date,call_started,call_answered,call_ended",
                        "7,2021-01-01,8:00:00 AM,8:00:00 AM,8:05:00 AM",
                        "8,2021-01-01,8:01:00 AM,8:05:00 AM,8:06:00 AM",
                        "9,2021-01-02,1:00:00 PM,1:00:00 PM,1:00:30 PM"));
    }

    @Test
    void writes_every_call_in_the_order_of_the_file() throws IOException {
        assertThat(run("--agents=1", "--concurrency=1", "--starts=" + starts, file.toString()))
                .isZero();
        assertThat(starts).content().isEqualTo("call_id,start\n7,08:00:00\n8,08:05:00\n9,13:00:00\n");
        assertThat(out).hasToString("3 calls, 1 waited, 80.0 s on average, 240 s at most" + System.lineSeparator());
    }

    @Test
    void more_at_once_wait_less() throws IOException {
        assertThat(run("--agents=1", "--concurrency=2", "--starts=" + starts, file.toString()))
                .isZero();
        assertThat(starts).content().isEqualTo("call_id,start\n7,08:00:00\n8,08:01:00\n9,13:00:00\n");
    }

    @Test
    void wrong_use_is_status_2_and_says_what_was_expected() {
        assertThat(run("--agents=0", "--concurrency=1", "--starts=" + starts, file.toString()))
                .isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).startsWith("parlor: --agents: expected a number from 1 to 10000, got 0");
        assertThat(run("--agents=1", "--concurrency=1001", "--starts=" + starts, file.toString()))
                .isEqualTo(2);
        assertThat(run("--agents=1", "--concurrency=1", file.toString())).isEqualTo(2);
        assertThat(run("--agents=one", "--concurrency=1", "--starts=" + starts, file.toString()))
                .isEqualTo(2);
        assertThat(starts).doesNotExist();
    }

    @Test
    void unreadable_input_and_unwritable_output_are_status_1() {
        assertThat(run(
                        "--agents=1",
                        "--concurrency=1",
                        "--starts=" + starts,
                        folder.resolve("no").toString()))
                .isEqualTo(1);
        Path nowhere = folder.resolve("no").resolve("starts.csv");
        assertThat(run("--agents=1", "--concurrency=1", "--starts=" + nowhere, file.toString()))
                .isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(2);
        assertThat(err.toString())
                .endsWith("parlor: cannot write " + nowhere + ": no such file or folder" + System.lineSeparator());
    }

    private int run(String... args) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(Stream.concat(Stream.of("route"), Stream.of(args)).toArray(String[]::new));
    }
}
