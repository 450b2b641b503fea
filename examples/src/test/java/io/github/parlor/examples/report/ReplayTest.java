package io.github.parlor.examples.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.parlor.event.EventRecord;
import io.github.parlor.event.ImportEvent.ImportFinished;
import io.github.parlor.event.LifecycleEvent.SessionEnded;
import io.github.parlor.event.LifecycleEvent.SessionStarted;
import io.github.parlor.event.OwnerEvent.OwnerAssigned;
import io.github.parlor.event.OwnerEvent.OwnerReleased;
import io.github.parlor.event.QueueEvent.LeftQueue;
import io.github.parlor.event.QueueEvent.SessionQueued;
import io.github.parlor.examples.bank.BankFormat;
import io.github.parlor.examples.bank.Rows;
import io.github.parlor.examples.csv.CsvFormat;
import io.github.parlor.examples.log.CallLog;
import io.github.parlor.examples.log.LogImport;
import io.github.parlor.journal.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
    private static final String HUNG_UP = Rows.with("call_id", "2", "outcome", "HANG");
    private static final String LEFT_THE_MENU = Rows.with("call_id", "3", "outcome", "HANG", "q_time", "0");
    private static final String PHANTOM = Rows.with("call_id", "4", "outcome", "PHANTOM", "type", "TT");

    @TempDir
    private Path folder;

    @Test
    void each_kind_of_call_becomes_its_facts() throws IOException {
        CallLog log = bank("february.txt", Rows.ANSWERED, HUNG_UP, LEFT_THE_MENU, PHANTOM);
        List<EventRecord> facts = Replays.facts(Replays.journal(log));
        assertThat(kinds(facts, "february/AA0101/34540"))
                .containsExactly(
                        SessionStarted.class,
                        SessionQueued.class,
                        OwnerAssigned.class,
                        OwnerReleased.class,
                        SessionEnded.class);
        assertThat(kinds(facts, "february/AA0101/2"))
                .containsExactly(SessionStarted.class, SessionQueued.class, LeftQueue.class, SessionEnded.class);
        assertThat(kinds(facts, "february/AA0101/3")).containsExactly(SessionStarted.class, SessionEnded.class);
        assertThat(facts.get(facts.size() - 1).event())
                .isEqualTo(new ImportFinished("february", 4, 0, 0, 1, Map.of("NE", 3L, "TT", 1L), Map.of("TT", 1L)));
    }

    @Test
    void facts_of_all_calls_stand_by_time() throws IOException {
        String later = Rows.with("call_id", "9", "vru_entry", "8:20:00", "vru_exit", "8:20:03");
        List<EventRecord> facts = Replays.facts(Replays.journal(bank("a", later, Rows.ANSWERED)));
        assertThat(facts.stream().limit(3).map(fact -> fact.at().wall()))
                .containsExactly(
                        Instant.parse("1999-02-01T08:19:42Z"),
                        Instant.parse("1999-02-01T08:19:47Z"),
                        Instant.parse("1999-02-01T08:20:00Z"));
    }

    @Test
    void measured_durations_win_over_clock_times() throws IOException {
        Figures figures = Replays.report(bank("a", Rows.with("q_time", "1000", "ser_time", "2000")))
                .all();
        assertThat(figures.asaSeconds()).isEqualTo(1_000);
        assertThat(figures.meanServiceSeconds()).isEqualTo(2_000);
    }

    @Test
    void equal_logs_give_equal_journals() throws IOException {
        CallLog log = bank("a", Rows.ANSWERED, HUNG_UP);
        assertThat(Replays.facts(Replays.journal(log))).isEqualTo(Replays.facts(Replays.journal(log)));
    }

    @Test
    void a_key_that_repeats_is_a_call_of_its_own() throws IOException {
        CallLog log = bank("a", Rows.ANSWERED, Rows.ANSWERED, Rows.ANSWERED);
        assertThat(Replays.report(log).all().answered()).isEqualTo(3);
        assertThat(Replays.facts(Replays.journal(log)).stream()
                        .filter(fact -> fact.event() instanceof SessionStarted)
                        .map(fact -> fact.stream().id()))
                .containsExactly("a/AA0101/34540", "a/AA0101/34540/line 3", "a/AA0101/34540/line 4");
    }

    @Test
    void two_logs_of_one_name_are_two_logs() throws IOException {
        CallLog log = bank("a.txt", Rows.ANSWERED);
        List<LogReport> reports = Replays.reports(Replays.facts(Replays.journal(log, log)));
        assertThat(reports).hasSize(2);
        assertThat(reports.get(0)).isEqualTo(reports.get(1));
        assertThat(reports.get(0).name()).isEqualTo("a");
        assertThat(reports.get(0).all().answered()).isEqualTo(1);
    }

    @Test
    void a_log_without_rows_has_counts_of_zero_and_no_means() throws IOException {
        LogReport report = Replays.report(bank("empty"));
        assertThat(report.all().rows()).isZero();
        assertThat(report.all().offered()).isZero();
        assertThat(report.all().asaSeconds()).isNull();
        assertThat(report.all().meanWaitOfferedSeconds()).isNull();
        assertThat(report.all().meanServiceSeconds()).isNull();
        assertThat(report.all().serviceLevel()).containsOnlyKeys(20, 30, 60, 90).containsValue(null);
        assertThat(report.byType()).isEmpty();
    }

    @Test
    void a_type_that_has_phantoms_alone_is_told() throws IOException {
        assertThat(Replays.report(bank("a", PHANTOM)).byType()).hasEntrySatisfying("TT", figures -> {
            assertThat(figures.rows()).isEqualTo(1);
            assertThat(figures.phantom()).isEqualTo(1);
            assertThat(figures.offered()).isZero();
        });
    }

    @Test
    void an_unknown_server_answers_and_does_not_serve() throws IOException {
        LogReport report = Replays.report(bank("a", Rows.with("server", "NO_SERVER")));
        assertThat(report.all().answered()).isEqualTo(1);
        assertThat(report.all().served()).isZero();
        assertThat(report.halfHours().get(0).serviceSeconds()).isZero();
        assertThat(report.agentDays()).isEmpty();
    }

    @Test
    void service_without_length_is_not_served() throws IOException {
        LogReport report =
                Replays.report(bank("a", Rows.with("ser_start", "0:00:00", "ser_exit", "0:00:00", "ser_time", "0")));
        assertThat(report.all().answered()).isEqualTo(1);
        assertThat(report.all().served()).isZero();
        assertThat(report.agentDays()).isEmpty();
    }

    @Test
    void servers_keep_their_spelling() throws IOException {
        String[] servers = {"", "NO_SERVER ", "JOS\u00c9", "%", "ANO_SERVERT"};
        String[] rows = new String[servers.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Rows.with("server", servers[i], "call_id", "" + i);
        }
        assertThat(Replays.report(bank("a", rows)).agentDays())
                .extracting(AgentDay::server)
                .containsExactly("", "%", "ANO_SERVERT", "JOS\u00c9", "NO_SERVER ");
    }

    @Test
    void a_half_hour_is_that_of_the_clock_on_the_day_of_the_row() throws IOException {
        String row = Rows.with("vru_entry", "23:59:50", "vru_exit", "0:00:05", "vru_time", "15");
        HalfHour halfHour = Replays.report(bank("a", row)).halfHours().get(0);
        assertThat(halfHour.date()).isEqualTo(LocalDate.of(1999, 2, 1));
        assertThat(halfHour.slot()).isEqualTo(LocalTime.MIDNIGHT);
    }

    @Test
    void a_half_hour_without_an_offer_is_left_out() throws IOException {
        assertThat(Replays.report(bank("a", LEFT_THE_MENU)).halfHours()).isEmpty();
    }

    @Test
    void an_agents_day_begins_and_ends_by_the_clock_of_its_rows() throws IOException {
        String late = Rows.with(
                "call_id", "1", "ser_start", "23:59:43", "ser_exit", "0:01:28", "ser_time", "105", "q_time", "0");
        String afterMidnight = Rows.with(
                "call_id",
                "2",
                "vru_entry",
                "23:59:56",
                "vru_exit",
                "23:59:56",
                "q_start",
                "0:00:02",
                "q_exit",
                "0:00:29",
                "q_time",
                "27",
                "ser_start",
                "0:00:29",
                "ser_exit",
                "0:00:58",
                "ser_time",
                "29");
        assertThat(Replays.report(bank("a", late, afterMidnight)).agentDays())
                .containsExactly(new AgentDay(LocalDate.of(1999, 2, 1), "MICHAL", 2, 134, 29, 86_488, 1));
    }

    @Test
    void at_the_same_second_an_end_comes_before_a_start() {
        assertThat(ClockSpan.maxOverlap(List.of(new ClockSpan(0, 10), new ClockSpan(10, 20))))
                .isEqualTo(1);
        assertThat(ClockSpan.maxOverlap(List.of(new ClockSpan(0, 11), new ClockSpan(10, 20))))
                .isEqualTo(2);
        assertThat(ClockSpan.maxOverlap(List.of(new ClockSpan(5, 5)))).isZero();
        assertThat(ClockSpan.maxOverlap(List.of())).isZero();
    }

    @Test
    void one_wait_removed_from_the_journal_changes_the_figures() throws IOException {
        List<EventRecord> facts = Replays.facts(Replays.journal(bank("a", Rows.ANSWERED, HUNG_UP)));
        List<EventRecord> holed = facts.stream()
                .filter(fact -> !(fact.event() instanceof SessionQueued
                        && fact.stream().id().equals("a/AA0101/2")))
                .toList();
        assertThat(holed).hasSize(facts.size() - 1);
        assertThat(Replays.reports(facts).get(0).all().abandoned()).isEqualTo(1);
        assertThat(Replays.reports(holed).get(0).all().abandoned()).isZero();
    }

    @Test
    void rows_of_chance_come_out_of_the_written_journal_as_they_went_in() throws IOException {
        for (int seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String[] rows = new String[random.nextInt(40)];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = row(random);
            }
            CallLog log = bank("seed", rows);
            Path file = folder.resolve("journal.ndjson");
            JournalFile.write(file, Replays.journal(log), LogImport.TENANT);
            ReportFold fold = new ReportFold();
            JournalFile.read(file, fold::accept);
            assertThat(fold.reports()).as("seed %d", seed).containsExactly(Replays.report(log));
            Figures all = Replays.report(log).all();
            assertThat(all.answered())
                    .as("seed %d", seed)
                    .isEqualTo(log.calls().stream()
                            .filter(call -> call.service() != null)
                            .count());
            assertThat(all.abandoned())
                    .as("seed %d", seed)
                    .isEqualTo(log.calls().stream()
                            .filter(call -> call.service() == null && call.waiting() != null)
                            .count());
        }
    }

    @Test
    void a_csv_gives_the_same_report_as_the_same_calls_elsewhere() throws IOException {
        CallLog csv = Replays.log(
                new CsvFormat(),
                "a",
                "id,type,priority,entered,outcome,queued,wait_seconds,agent,service_start,service_seconds,service_end",
                "1,NE,2,1999-02-01T08:19:47,answered,,34,MICHAL,1999-02-01T08:20:20,104,1999-02-01T08:22:04",
                "2,NE,2,1999-02-01T08:19:47,hung_up,,34,,,,",
                "3,NE,2,1999-02-01T08:19:47,hung_up,,,,,,",
                "4,TT,,,ignored,,,,,,");
        CallLog bank = bank("a", Rows.ANSWERED, HUNG_UP, LEFT_THE_MENU, PHANTOM);
        assertThat(Replays.report(csv)).isEqualTo(Replays.report(bank));
    }

    @Test
    void the_journal_file_may_be_compressed() throws IOException {
        Journal journal = Replays.journal(bank("a", Rows.ANSWERED));
        Path plain = folder.resolve("journal.ndjson");
        JournalFile.write(plain, journal, LogImport.TENANT);
        Path packed = folder.resolve("journal.ndjson.gz");
        try (var gzip = new java.util.zip.GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(plain, gzip);
        }
        ReportFold fold = new ReportFold();
        JournalFile.read(packed, fold::accept);
        assertThat(fold.reports()).isEqualTo(Replays.reports(Replays.facts(journal)));
    }

    @Test
    void priority_customers_get_ninety_seconds_of_credit() throws IOException {
        for (int priority = 0; priority < 4; priority++) {
            EventRecord first = Replays.facts(Replays.journal(bank("a", Rows.with("priority", "" + priority))))
                    .get(0);
            assertThat(((SessionStarted) first.event()).credit()).isEqualTo(Duration.ofSeconds(priority == 2 ? 90 : 0));
        }
    }

    private static String row(SplittableRandom random) {
        return Rows.with(
                "outcome", List.of("AGENT", "HANG", "PHANTOM").get(random.nextInt(3)),
                "call_id", "" + random.nextInt(5),
                "type", List.of("PS", "", "x\u0001", "%").get(random.nextInt(4)),
                "q_start", clock(random),
                "q_time", "" + random.nextInt(-2, 90),
                "ser_start", clock(random),
                "ser_exit", clock(random),
                "ser_time", "" + random.nextInt(-2, 90),
                "vru_exit", clock(random),
                "server", List.of("", "NO_SERVER", "A B ", "\u00e9\u0000").get(random.nextInt(4)));
    }

    private static String clock(SplittableRandom random) {
        return random.nextInt(4) == 0
                ? "0:00:00"
                : random.nextInt(24) + ":" + random.nextInt(10, 60) + ":" + random.nextInt(10, 60);
    }

    private static CallLog bank(String file, String... rows) throws IOException {
        String[] lines = new String[rows.length + 1];
        lines[0] = Rows.header();
        System.arraycopy(rows, 0, lines, 1, rows.length);
        return Replays.log(new BankFormat(), file, lines);
    }

    private static List<Class<?>> kinds(List<EventRecord> facts, String conversation) {
        return facts.stream()
                .filter(fact -> fact.stream().id().equals(conversation))
                .<Class<?>>map(fact -> fact.event().getClass())
                .toList();
    }
}
