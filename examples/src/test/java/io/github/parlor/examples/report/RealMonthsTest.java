package io.github.parlor.examples.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.parlor.event.EventRecord;
import io.github.parlor.event.QueueEvent.SessionQueued;
import io.github.parlor.examples.RealData;
import io.github.parlor.examples.bank.BankRow;
import io.github.parlor.examples.csv.CsvLine;
import io.github.parlor.examples.log.CallLog;
import io.github.parlor.examples.log.LogImport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two real months through journal and metrics give exactly the figures that were computed from them another way. */
class RealMonthsTest {
    private static final Map<String, Month> MONTHS = new HashMap<>();

    /** A month on its way to a report, each step once for all tests. */
    private record Month(CallLog log, List<EventRecord> facts, LogReport report) {}

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"february", "june"})
    void counts_and_means_are_the_expected_ones(String month) throws IOException {
        JsonNode expected = expected(month);
        JsonNode outcome = expected.get("outcome");
        LogReport report = month(month).report();
        Figures all = report.all();
        assertThat(report.name()).isEqualTo(month);
        assertThat(report.repaired()).isZero();
        assertThat(report.rejected()).isZero();
        assertThat(all.rows()).isEqualTo(expected.get("rows").asLong());
        assertThat(all.phantom()).isEqualTo(outcome.get("PHANTOM").asLong());
        assertThat(all.answered()).isEqualTo(outcome.get("AGENT").asLong());
        assertThat(all.abandoned()).isEqualTo(expected.get("queued_abandoned").asLong());
        assertThat(all.offered()).isEqualTo(all.answered() + all.abandoned());
        assertThat(all.served())
                .isEqualTo(expected.get("served(server known, ser_time>0)").asLong());
        same(all.asaSeconds(), expected.get("ASA_answered_s"));
        same(all.meanWaitOfferedSeconds(), expected.get("mean_wait_all_offered_s"));
        same(all.meanServiceSeconds(), expected.get("service_mean/sd/median").get(0));
        assertThat(all.serviceLevel()).containsOnlyKeys(20, 30, 60, 90);
        all.serviceLevel()
                .forEach((limit, share) -> same(share, expected.get("SL" + limit + "_answered_within/offered")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"february", "june"})
    void counts_and_means_by_type_are_the_expected_ones(String month) throws IOException {
        JsonNode expected = expected(month);
        Map<String, Figures> byType = month(month).report().byType();
        assertThat(byType).containsOnlyKeys("IN", "NE", "NW", "PE", "PS", "TT");
        byType.forEach((type, figures) -> {
            JsonNode waits = expected.get("by_type[answered,abandoned,mean_wait_offered,aband_rate]")
                    .get(type);
            JsonNode service = expected.get("service_by_type[n,mean,sd,median]").get(type);
            assertThat(figures.rows()).isEqualTo(expected.get("type").get(type).asLong());
            assertThat(figures.answered()).isEqualTo(waits.get(0).asLong());
            assertThat(figures.abandoned()).isEqualTo(waits.get(1).asLong());
            same(figures.meanWaitOfferedSeconds(), waits.get(2));
            same((double) figures.abandoned() / figures.offered(), waits.get(3));
            assertThat(figures.served()).isEqualTo(service.get(0).asLong());
            same(figures.meanServiceSeconds(), service.get(1));
        });
        Figures all = month(month).report().all();
        assertThat(byType.values().stream().mapToLong(Figures::phantom).sum()).isEqualTo(all.phantom());
        assertThat(byType.values().stream().mapToLong(Figures::served).sum()).isEqualTo(all.served());
    }

    @ParameterizedTest
    @ValueSource(strings = {"february", "june"})
    void odd_rows_are_counted_as_expected(String month) throws IOException {
        JsonNode quality = expected(month).get("quality");
        long negative = count(month, "negative vru_time");
        long phantoms = countNegative(month);
        assertThat(negative + phantoms).isEqualTo(quality.get("vru_time<0").asLong());
        assertThat(month(month).log().calls().stream()
                        .filter(call -> call.service() != null
                                && call.service().server().equals(BankRow.NO_SERVER))
                        .count())
                .isEqualTo(quality.get("AGENT_no_server").asLong());
    }

    @Test
    void half_hours_equal_the_oracle_row_by_row() throws IOException {
        Path actual = folder.resolve("half-hours.csv");
        ReportCsv.halfHours(
                actual, List.of(month("february").report(), month("june").report()));
        assertThat(Files.readAllLines(actual)).isEqualTo(oracle("oracle_intervals_30min_dev.csv.gz"));
    }

    @Test
    void agent_days_equal_the_oracle_row_by_row() throws IOException {
        Path actual = folder.resolve("agent-days.csv");
        ReportCsv.agentDays(
                actual, List.of(month("february").report(), month("june").report()));
        assertThat(Files.readAllLines(actual)).isEqualTo(oracle("oracle_agent_day_dev.csv.gz"));
    }

    @Test
    void one_wait_removed_from_the_journal_changes_the_figures() throws IOException {
        List<EventRecord> facts = new ArrayList<>(month("february").facts());
        EventRecord removed = facts.stream()
                .filter(fact -> fact.event() instanceof SessionQueued)
                .findFirst()
                .orElseThrow();
        facts.remove(removed);
        Figures whole = month("february").report().all();
        Figures holed = Replays.reports(facts).get(0).all();
        assertThat(holed.offered()).isEqualTo(whole.offered() - 1);
        assertThat(holed.meanWaitOfferedSeconds()).isNotEqualTo(whole.meanWaitOfferedSeconds());
    }

    @Test
    void metrics_over_the_written_journal_file_equal_the_report() throws IOException {
        Path file = folder.resolve("journal.ndjson");
        JournalFile.write(file, Replays.journal(month("february").log()), LogImport.TENANT);
        ReportFold fold = new ReportFold();
        JournalFile.read(file, fold::accept);
        assertThat(fold.reports()).containsExactly(month("february").report());
    }

    @Test
    void the_damaged_sample_gives_the_expected_list() throws IOException {
        CallLog log = Replays.bank(RealData.file("anonymous-bank", "damaged_sample.txt"));
        Path actual = folder.resolve("rejected.csv");
        ReportCsv.damages(actual, List.of(log));
        List<String> firstThree = Files.readAllLines(actual).stream()
                .map(line -> CsvLine.join(CsvLine.split(line).subList(0, 3)))
                .toList();
        assertThat(firstThree).isEqualTo(Files.readAllLines(RealData.file("anonymous-bank", "damaged_expected.csv")));
        assertThat(log.rows()).isEqualTo(12);
        assertThat(log.calls()).hasSize(5);
    }

    /** Equal to as many digits as the expected figure has. */
    private static void same(@Nullable Double actual, JsonNode expected) {
        String text = expected.asText();
        int digits = text.indexOf('.') < 0 ? 0 : text.length() - text.indexOf('.') - 1;
        assertThat(actual).isCloseTo(expected.asDouble(), within(0.5000001 * Math.pow(10, -digits)));
    }

    private static Month month(String name) throws IOException {
        Path file = RealData.file("anonymous-bank", name + ".txt.gz");
        Month month = MONTHS.get(name);
        if (month == null) {
            CallLog log = Replays.bank(file);
            List<EventRecord> facts = Replays.facts(Replays.journal(log));
            month = new Month(log, facts, Replays.reports(facts).get(0));
            MONTHS.put(name, month);
        }
        return month;
    }

    private static long count(String month, String warning) throws IOException {
        return month(month).log().warnings().stream()
                .filter(found -> found.warning().equals(warning))
                .count();
    }

    private static long countNegative(String month) throws IOException {
        return lines(RealData.file("anonymous-bank", month + ".txt.gz")).stream()
                .map(line -> line.split("\t"))
                .filter(fields -> fields[12].equals("PHANTOM") && fields[8].startsWith("-"))
                .count();
    }

    private static JsonNode expected(String month) throws IOException {
        return new ObjectMapper()
                .readTree(RealData.file("anonymous-bank", "expected_dev_feb_jun.json")
                        .toFile())
                .get(month)
                .get("metrics");
    }

    private static List<String> oracle(String name) throws IOException {
        return lines(RealData.file("anonymous-bank", name));
    }

    private static List<String> lines(Path gzip) throws IOException {
        try (InputStream bytes = new GZIPInputStream(Files.newInputStream(gzip));
                BufferedReader reader = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.ISO_8859_1))) {
            return reader.lines().toList();
        }
    }
}
