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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path log = Path.of("");

    @BeforeEach
    void writeLog() throws IOException {
        String joined = Rows.with("call_id", "2").replace("\t2\tNE\t", "\t2  NE\t");
        log = Files.write(
                folder.resolve("march.txt"),
                List.of(Rows.header(), Rows.ANSWERED, joined, "no \"row\", this", Rows.with("vru_time", "-3")));
    }

    @Test
    void replay_writes_every_file_and_report_the_same_json() throws IOException {
        assertThat(run(
                        "replay",
                        "--format=anonymous-bank",
                        "--json=" + folder.resolve("a.json"),
                        "--half-hours=" + folder.resolve("h.csv"),
                        "--agent-days=" + folder.resolve("d.csv"),
                        "--rejected=" + folder.resolve("r.csv"),
                        "--warnings=" + folder.resolve("w.csv"),
                        "--journal=" + folder.resolve("j.ndjson"),
                        log.toString()))
                .isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(Files.readAllLines(folder.resolve("h.csv")))
                .containsExactly(
                        "month,date,slot_start,offered,answered,abandoned,sum_wait_answered_s,sum_wait_abandoned_s,"
                                + "answered_within_20s,answered_within_60s,sum_service_s",
                        "march,1999-02-01,08:00,3,3,0,102,0,0,3,312");
        assertThat(Files.readAllLines(folder.resolve("d.csv")))
                .containsExactly(
                        "month,date,server,calls,sum_service_s,first_start,last_exit,max_overlap",
                        "march,1999-02-01,MICHAL,3,312,30020,30124,3");
        assertThat(Files.readAllLines(folder.resolve("r.csv")))
                .hasSize(3)
                .startsWith("file,line,action,reason,text")
                .element(2)
                .isEqualTo("march.txt,4,rejected,\"row: expected 17 fields, got 1\",\"no \"\"row\"\", this\"");
        assertThat(Files.readAllLines(folder.resolve("w.csv")))
                .containsExactly("file,line,warning", "march.txt,5,negative vru_time");
        assertThat(run("report", "--journal=" + folder.resolve("j.ndjson"), "--json=" + folder.resolve("b.json")))
                .isZero();
        assertThat(folder.resolve("b.json")).hasSameTextualContentAs(folder.resolve("a.json"));
    }

    @Test
    void rejected_rows_that_nobody_asked_for_are_told_on_stderr_and_change_nothing_else() throws IOException {
        Path asked = folder.resolve("asked.json");
        Path unasked = folder.resolve("unasked.json");
        assertThat(run(
                        "replay",
                        "--format=anonymous-bank",
                        "--json=" + asked,
                        "--rejected=" + folder.resolve("r.csv"),
                        log.toString()))
                .isZero();
        String printed = out.toString();
        out.getBuffer().setLength(0);

        assertThat(run("replay", "--format=anonymous-bank", "--json=" + unasked, log.toString()))
                .isZero();
        assertThat(err.toString()).isEqualTo("1 row rejected; --rejected=OUT.csv says which and why\n");
        assertThat(out.toString()).isEqualTo(printed);
        assertThat(unasked).hasSameTextualContentAs(asked);

        Path other = Files.write(folder.resolve("april.txt"), List.of(Rows.header(), "damaged", "too"));
        err.getBuffer().setLength(0);
        run("replay", "--format=anonymous-bank", log.toString(), other.toString());
        assertThat(err.toString()).isEqualTo("3 rows rejected; --rejected=OUT.csv says which and why\n");

        Path sound = Files.write(folder.resolve("may.txt"), List.of(Rows.header(), Rows.ANSWERED));
        err.getBuffer().setLength(0);
        run("replay", "--format=anonymous-bank", sound.toString());
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void the_json_has_exactly_the_documented_names() throws IOException {
        Path json = folder.resolve("a.json");
        run("replay", "--format=anonymous-bank", "--json=" + json, log.toString());
        JsonNode march = new ObjectMapper().readTree(json.toFile()).get("logs").get(0);
        assertThat(march.fieldNames())
                .toIterable()
                .containsExactly(
                        "name",
                        "rows",
                        "repaired",
                        "rejected",
                        "phantom",
                        "offered",
                        "answered",
                        "abandoned",
                        "asaSeconds",
                        "meanWaitOfferedSeconds",
                        "serviceLevel",
                        "served",
                        "meanServiceSeconds",
                        "byType");
        assertThat(march.get("serviceLevel").fieldNames()).toIterable().containsExactly("20", "30", "60", "90");
        assertThat(march.get("byType").get("NE").fieldNames())
                .toIterable()
                .containsExactly(
                        "rows",
                        "phantom",
                        "offered",
                        "answered",
                        "abandoned",
                        "asaSeconds",
                        "meanWaitOfferedSeconds",
                        "serviceLevel",
                        "served",
                        "meanServiceSeconds");
        assertThat(march.get("name").asText()).isEqualTo("march");
        assertThat(march.get("rows").asInt()).isEqualTo(4);
        assertThat(march.get("repaired").asInt()).isEqualTo(1);
        assertThat(march.get("rejected").asInt()).isEqualTo(1);
        assertThat(march.get("asaSeconds").asDouble()).isEqualTo(34.0);
    }

    @Test
    void means_of_nothing_are_null() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.txt"), Rows.header());
        Path json = folder.resolve("a.json");
        assertThat(run("replay", "--format=anonymous-bank", "--json=" + json, empty.toString()))
                .isZero();
        JsonNode only = new ObjectMapper().readTree(json.toFile()).get("logs").get(0);
        assertThat(only.get("asaSeconds").isNull()).isTrue();
        assertThat(only.get("serviceLevel").get("90").isNull()).isTrue();
        assertThat(only.get("meanServiceSeconds").isNull()).isTrue();
        assertThat(out.toString()).contains("empty").contains("-");
    }

    @Test
    void the_table_is_aligned_and_lists_warnings_apart() {
        run("replay", "--format=anonymous-bank", log.toString());
        List<String> lines = out.toString().lines().toList();
        assertThat(lines.get(0)).startsWith("log ").endsWith("abandoned");
        assertThat(lines.get(1)).startsWith("march").endsWith("0").hasSameSizeAs(lines.get(0));
        assertThat(lines.get(2)).startsWith("  NE");
        int times = lines.indexOf("") + 1;
        assertThat(lines.get(times)).startsWith("log ").endsWith("service s");
        assertThat(lines.get(times + 1)).startsWith("march").endsWith("104.0").hasSameSizeAs(lines.get(times));
        assertThat(lines.get(lines.size() - 1)).matches("march: negative vru_time +1 +5");
        assertThat(lines).allMatch(line -> line.length() <= 80);
    }

    @Test
    void colour_changes_no_character() {
        run("replay", "--format=anonymous-bank", log.toString());
        StringWriter coloured = new StringWriter();
        Main.commandLine()
                .setOut(new PrintWriter(coloured, true))
                .setErr(new PrintWriter(err, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.ON))
                .execute("replay", "--format=anonymous-bank", log.toString());
        assertThat(coloured.toString()).contains("\u001b[");
        assertThat(coloured.toString().replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(out.toString());
    }

    @Test
    void wrong_use_is_one_line_and_status_2() {
        for (String[] args : new String[][] {
            {"replay"},
            {"replay", "--format=anonymous-bank"},
            {"replay", log.toString()},
            {"replay", "--format=xml", log.toString()},
            {"replay", "--format=csv", "--nonsense", log.toString()},
            {"report"},
            {"nonsense"},
            {"--nonsense"}
        }) {
            err.getBuffer().setLength(0);
            assertThat(run(args)).as(String.join(" ", args)).isEqualTo(2);
            assertThat(err.toString().lines()).as(String.join(" ", args)).hasSize(1);
            assertThat(err.toString()).startsWith("parlor: ");
        }
    }

    @Test
    void unreadable_input_is_one_line_and_status_1() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "no json\n");
        for (String[] args : new String[][] {
            {"replay", "--format=anonymous-bank", folder.resolve("missing").toString()},
            {"replay", "--format=anonymous-bank", folder.toString()},
            {"replay", "--format=csv", text.toString()},
            {"report", "--journal=" + folder.resolve("missing")},
            {"report", "--journal=" + text}
        }) {
            err.getBuffer().setLength(0);
            assertThat(run(args)).as(String.join(" ", args)).isEqualTo(1);
            assertThat(err.toString().lines()).as(String.join(" ", args)).hasSize(1);
            assertThat(err.toString()).startsWith("parlor: " + folder);
        }
    }

    @Test
    void an_output_that_cannot_be_written_is_one_line_and_status_1() {
        Path nowhere = folder.resolve("missing").resolve("a.json");
        assertThat(run("replay", "--format=anonymous-bank", "--json=" + nowhere, log.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).isEqualTo("parlor: cannot write " + nowhere + ": no such file or folder\n");
    }

    private int run(String... args) {
        CommandLine command = Main.commandLine();
        return command.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(args);
    }
}
