package io.github.parlor.examples.report;

import io.github.parlor.examples.csv.CsvLine;
import io.github.parlor.examples.log.CallLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The CSV files of a report. Stateless. */
final class ReportCsv {
    static final String HALF_HOURS = "month,date,slot_start,offered,answered,abandoned,sum_wait_answered_s,"
            + "sum_wait_abandoned_s,answered_within_20s,answered_within_60s,sum_service_s";
    static final String AGENT_DAYS = "month,date,server,calls,sum_service_s,first_start,last_exit,max_overlap";
    static final String REJECTED = "file,line,action,reason,text";
    static final String WARNINGS = "file,line,warning";

    private ReportCsv() {}

    static void halfHours(Path path, List<LogReport> logs) throws IOException {
        Output.lines(
                path,
                HALF_HOURS,
                logs.stream().flatMap(log -> log.halfHours().stream().map(slot -> halfHour(log.name(), slot))));
    }

    static void agentDays(Path path, List<LogReport> logs) throws IOException {
        Output.lines(
                path,
                AGENT_DAYS,
                logs.stream().flatMap(log -> log.agentDays().stream().map(day -> agentDay(log.name(), day))));
    }

    static void damages(Path path, List<CallLog> logs) throws IOException {
        Output.lines(path, REJECTED, logs.stream().flatMap(ReportCsv::damages));
    }

    static void warnings(Path path, List<CallLog> logs) throws IOException {
        Output.lines(path, WARNINGS, logs.stream().flatMap(ReportCsv::warnings));
    }

    private static Stream<String> damages(CallLog log) {
        return log.damages().stream()
                .map(damage -> line(
                        log.file(),
                        damage.line(),
                        damage.action().name().toLowerCase(Locale.ROOT),
                        damage.reason(),
                        damage.text()));
    }

    private static Stream<String> warnings(CallLog log) {
        return log.warnings().stream().map(warning -> line(log.file(), warning.line(), warning.warning()));
    }

    private static String halfHour(String month, HalfHour slot) {
        return line(
                month,
                slot.date(),
                slot.slot(),
                slot.offered(),
                slot.answered(),
                slot.abandoned(),
                slot.waitAnsweredSeconds(),
                slot.waitAbandonedSeconds(),
                slot.within20(),
                slot.within60(),
                slot.serviceSeconds());
    }

    private static String agentDay(String month, AgentDay day) {
        return line(
                month,
                day.date(),
                day.server(),
                day.calls(),
                day.serviceSeconds(),
                day.firstStartSeconds(),
                day.lastExitSeconds(),
                day.maxOverlap());
    }

    private static String line(Object... fields) {
        return CsvLine.join(Stream.of(fields).map(String::valueOf).toList());
    }
}
