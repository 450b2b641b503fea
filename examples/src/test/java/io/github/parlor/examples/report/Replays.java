package io.github.parlor.examples.report;

import io.github.parlor.event.EventRecord;
import io.github.parlor.examples.bank.BankFormat;
import io.github.parlor.examples.log.CallLog;
import io.github.parlor.examples.log.LogFormat;
import io.github.parlor.examples.log.LogImport;
import io.github.parlor.examples.log.LogReader;
import io.github.parlor.journal.InMemoryJournal;
import io.github.parlor.journal.Journal;
import io.github.parlor.time.ManualTime;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The way from a log to a report, step by step. */
final class Replays {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    private Replays() {}

    static CallLog bank(Path path) throws IOException {
        return new LogReader(new BankFormat()).read(path, rows -> {});
    }

    static CallLog log(LogFormat format, String file, String... lines) throws IOException {
        byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1);
        return new LogReader(format).read(file, new ByteArrayInputStream(bytes), rows -> {});
    }

    static Journal journal(CallLog... logs) {
        Journal journal = InMemoryJournal.create(new ManualTime(NOW));
        LogImport into = new LogImport(journal, 1);
        for (CallLog log : logs) {
            into.add(log, facts -> {});
        }
        return journal;
    }

    static List<EventRecord> facts(Journal journal) {
        List<EventRecord> facts = new ArrayList<>();
        JournalFile.read(journal, LogImport.TENANT, facts::add);
        return facts;
    }

    static List<LogReport> reports(Iterable<EventRecord> facts) {
        ReportFold fold = new ReportFold();
        facts.forEach(fold::accept);
        return fold.reports();
    }

    static LogReport report(CallLog log) {
        return reports(facts(journal(log))).get(0);
    }
}
