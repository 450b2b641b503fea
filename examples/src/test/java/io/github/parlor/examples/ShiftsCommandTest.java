package io.github.parlor.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

class ShiftsCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path log = Path.of("");
    private Path calls = Path.of("");

    /** Michal serves from 8:20:20 to 8:30:00: two calls of a minute or more; one caller between them hangs up in the log. */
    @BeforeEach
    void writeLog() throws IOException {
        calls = folder.resolve("calls.csv");
        String second = Rows.with(
                "call_id",
                "2",
                "q_start",
                "8:25:00",
                "q_exit",
                "8:25:10",
                "q_time",
                "10",
                "vru_entry",
                "8:24:00",
                "vru_exit",
                "8:25:00",
                "ser_start",
                "8:25:10",
                "ser_exit",
                "8:30:00",
                "ser_time",
                "290");
        String gaveUp = Rows.with(
                "call_id",
                "3",
                "q_start",
                "8:22:00",
                "q_exit",
                "8:23:00",
                "q_time",
                "60",
                "vru_entry",
                "8:21:00",
                "vru_exit",
                "8:22:00",
                "outcome",
                "HANG",
                "ser_start",
                "0:00:00",
                "ser_exit",
                "0:00:00",
                "ser_time",
                "0",
                "server",
                "NO_SERVER");
        String nobodyCan = Rows.with("call_id", "4", "type", "PE", "server", "NO_SERVER", "ser_time", "0");
        log = Files.write(
                folder.resolve("march.txt"), List.of(Rows.header(), Rows.ANSWERED, second, gaveUp, nobodyCan));
    }

    @Test
    void who_hung_up_in_the_log_and_is_served_here_takes_the_median_of_the_type() throws IOException {
        assertThat(run("--calls=" + calls, log.toString())).isZero();
        assertThat(Files.readAllLines(calls))
                .containsExactly(
                        "log,line,date,type,priority,arrived,outcome,server,start,end",
                        "march,2,1999-02-01,NE,2,1999-02-01T08:19:47Z,SERVED,MICHAL,1999-02-01T08:20:20Z,"
                                + "1999-02-01T08:22:04Z",
                        "march,5,1999-02-01,PE,2,1999-02-01T08:19:47Z,UNSERVED,,,",
                        "march,4,1999-02-01,NE,2,1999-02-01T08:22:00Z,SERVED,MICHAL,1999-02-01T08:22:04Z,"
                                + "1999-02-01T08:25:21Z",
                        "march,3,1999-02-01,NE,2,1999-02-01T08:25:00Z,SERVED,MICHAL,1999-02-01T08:25:21Z,"
                                + "1999-02-01T08:30:11Z");
        assertThat(out.toString().lines())
                .hasSize(3)
                .anyMatch(line -> line.matches("march, recorded +4 +3 +1 +0 .*"))
                .anyMatch(line -> line.matches("march, routed +4 +3 +0 +1 .*"));
    }

    @Test
    void the_json_has_exactly_the_documented_names() throws IOException {
        Path json = folder.resolve("shifts.json");
        assertThat(run("--json=" + json, log.toString())).isZero();
        JsonNode report = new ObjectMapper().readTree(json.toFile());
        assertThat(report.fieldNames()).toIterable().containsExactly("creditSeconds", "router", "logs");
        JsonNode march = report.get("logs").get(0);
        assertThat(march.fieldNames()).toIterable().containsExactly("log", "days", "agents", "recorded", "routed");
        assertThat(march.get("routed").fieldNames())
                .toIterable()
                .containsExactly(
                        "offered",
                        "served",
                        "hungUp",
                        "unserved",
                        "meanWaitServedSeconds",
                        "longestWaitServedSeconds",
                        "meanWaitHungUpSeconds",
                        "servedIn20Share",
                        "hungUpShare");
        assertThat(march.at("/routed/meanWaitServedSeconds").asDouble()).isEqualTo((33 + 4 + 21) / 3.0);
        assertThat(march.at("/routed/meanWaitHungUpSeconds").isNull()).isTrue();
    }

    @Test
    void the_same_logs_give_the_same_bytes() throws IOException {
        Path first = folder.resolve("first.json");
        Path again = folder.resolve("again.json");
        assertThat(run("--json=" + first, log.toString())).isZero();
        assertThat(run("--json=" + again, log.toString())).isZero();
        assertThat(again).hasSameBinaryContentAs(first);
    }

    @Test
    void wrong_use_is_status_2() {
        assertThat(run("--credit=-1", log.toString())).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).startsWith("parlor: --credit: expected a number from 0 to 31536000, got -1");
        assertThat(run("--router=none", log.toString())).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
    }

    @Test
    void unreadable_input_and_unwritable_output_are_status_1() {
        assertThat(run(folder.resolve("no").toString())).isEqualTo(1);
        Path nowhere = folder.resolve("no").resolve("out");
        assertThat(run("--json=" + nowhere, log.toString())).isEqualTo(1);
        assertThat(run("--calls=" + nowhere, log.toString())).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(3);
        assertThat(err.toString()).contains("parlor: cannot write " + nowhere + ": no such file or folder");
    }

    private int run(String... args) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(Stream.concat(Stream.of("shifts"), Stream.of(args)).toArray(String[]::new));
    }
}
