package io.github.parlor.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.examples.bank.Rows;
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

class OvertakingCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path log = Path.of("");
    private Path curve = Path.of("");

    /** A regular customer waits from 8:00:00 to 8:02:00; a priority one comes a minute later and waits for 30 seconds. */
    @BeforeEach
    void writeLog() throws IOException {
        curve = folder.resolve("curve.csv");
        log = Files.write(
                folder.resolve("march.txt"),
                List.of(
                        Rows.header(),
                        queued("1", "8:00:00", "8:02:00", "120"),
                        queued("2", "8:01:00", "8:01:30", "30")));
    }

    @Test
    void the_recorded_curve_has_17_lines_per_file_and_null_where_nothing_was_counted() throws IOException {
        assertThat(run("--recorded", "--out=" + curve, log.toString(), log.toString()))
                .isZero();
        List<String> lines = Files.readAllLines(curve);
        assertThat(lines).hasSize(1 + 2 * 17).startsWith("month,lag_s,pairs,overtaken,share", "march,0,0,0,null");
        assertThat(lines).element(5).isEqualTo("march,60,1,1,1.000000");
        assertThat(out.toString()).contains("1.000000");
    }

    @Test
    void the_recorded_curve_of_the_real_months_is_the_oracle_to_the_byte() {
        Path february = RealData.file("anonymous-bank", "february.txt.gz");
        Path june = RealData.file("anonymous-bank", "june.txt.gz");
        assertThat(run("--recorded", "--out=" + curve, february.toString(), june.toString()))
                .isZero();
        assertThat(curve).hasSameTextualContentAs(RealData.file("anonymous-bank", "overtaking_dev.csv"));
    }

    @Test
    void with_enough_credit_the_router_lets_overtake_and_without_it_does_not() throws IOException {
        assertThat(run("--credit=61", "--out=" + curve, log.toString())).isZero();
        assertThat(Files.readAllLines(curve)).element(5).isEqualTo("march,60,1,1,1.000000");
        assertThat(run("--credit=60", "--out=" + curve, log.toString())).isZero();
        assertThat(Files.readAllLines(curve)).element(5).isEqualTo("march,60,1,0,0.000000");
    }

    @Test
    void wrong_use_is_status_2() {
        assertThat(run("--out=" + curve, log.toString())).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).startsWith("parlor: Missing required option: --credit=SECONDS or --recorded");
        assertThat(run("--credit=-1", "--out=" + curve, log.toString())).isEqualTo(2);
        assertThat(run("--credit=31536001", "--out=" + curve, log.toString())).isEqualTo(2);
        assertThat(run("--credit=ninety", "--out=" + curve, log.toString())).isEqualTo(2);
        assertThat(run("--credit=90", log.toString())).isEqualTo(2);
        assertThat(run("--credit=90", "--out=" + curve)).isEqualTo(2);
    }

    @Test
    void a_file_of_another_kind_is_status_1() throws IOException {
        Path other = Files.writeString(folder.resolve("other.txt"), "a,b\n1,2\n");
        assertThat(run("--credit=90", "--out=" + curve, other.toString())).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).contains("other.txt: no line is of the Anonymous Bank format");
        assertThat(run("--credit=90", "--out=" + curve, folder.resolve("no").toString()))
                .isEqualTo(1);
        assertThat(curve).doesNotExist();
    }

    private static String queued(String priorityAndId, String start, String exit, String seconds) {
        return Rows.with(
                "call_id",
                priorityAndId,
                "priority",
                priorityAndId,
                "vru_entry",
                start,
                "vru_exit",
                start,
                "vru_time",
                "0",
                "q_start",
                start,
                "q_exit",
                exit,
                "q_time",
                seconds,
                "ser_start",
                exit,
                "ser_exit",
                "8:10:00");
    }

    private int run(String... args) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(Stream.concat(Stream.of("overtaking"), Stream.of(args)).toArray(String[]::new));
    }
}
