package io.github.parlor.examples.report;

import io.github.parlor.examples.log.CallLog;
import io.github.parlor.examples.log.LogImport;
import io.github.parlor.examples.log.LogReader;
import io.github.parlor.examples.terminal.Progress;
import io.github.parlor.journal.InMemoryJournal;
import io.github.parlor.journal.Journal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Imports call logs into a journal and reports what the journal tells. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Imports call logs into a journal as they are and reports what the journal tells.")
public final class ReplayCommand implements Callable<Integer> {
    /** Equal input gives equal journals. */
    private static final long SEED = 1;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--format",
            required = true,
            paramLabel = "anonymous-bank|csv",
            converter = LogFormatName.Converter.class,
            description = "What the files are; see docs/guide/import-a-call-log.md.")
    @SuppressWarnings("NullAway.Init")
    private LogFormatName format;

    @Option(names = "--json", paramLabel = "OUT", description = "Write the figures as JSON.")
    private @Nullable Path json;

    @Option(names = "--half-hours", paramLabel = "OUT.csv", description = "Write a line per half hour.")
    private @Nullable Path halfHours;

    @Option(names = "--agent-days", paramLabel = "OUT.csv", description = "Write a line per agent and day.")
    private @Nullable Path agentDays;

    @Option(names = "--rejected", paramLabel = "OUT.csv", description = "Write each damaged line and why.")
    private @Nullable Path rejected;

    @Option(names = "--warnings", paramLabel = "OUT.csv", description = "Write each odd line that was taken as it is.")
    private @Nullable Path warnings;

    @Option(names = "--journal", paramLabel = "OUT.ndjson", description = "Write the journal, a fact per line.")
    private @Nullable Path journalFile;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Call logs, plain or gzip.")
    private List<Path> files = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        CommandLine command = spec.commandLine();
        List<CallLog> logs = new ArrayList<>();
        List<LogReport> reports = run(logs, Progress.on(command.getErr()));
        ReportTable table =
                new ReportTable(command.getOut(), command.getColorScheme().ansi());
        table.figures(reports);
        table.warnings(logs);
        tellRejected(reports, command.getErr());
        return CommandLine.ExitCode.OK;
    }

    /** Whoever did not ask for the rejected rows learns that there are some, and how to see them. */
    private void tellRejected(List<LogReport> reports, PrintWriter err) {
        long rows = reports.stream().mapToLong(LogReport::rejected).sum();
        if (rejected == null && rows > 0) {
            err.println((rows == 1 ? "1 row" : rows + " rows") + " rejected; --rejected=OUT.csv says which and why");
        }
    }

    private List<LogReport> run(List<CallLog> logs, Progress progress) throws IOException {
        try {
            read(logs, progress);
            Journal journal = record(logs, progress);
            List<LogReport> reports = report(journal, progress);
            write(logs, journal, reports);
            return reports;
        } finally {
            progress.clear();
        }
    }

    private void read(List<CallLog> logs, Progress progress) throws IOException {
        LogReader reader = new LogReader(format.format());
        for (Path file : files) {
            logs.add(reader.read(file, lines -> progress.step("reading " + file.getFileName(), lines, "lines")));
        }
    }

    private static Journal record(List<CallLog> logs, Progress progress) {
        Journal journal = InMemoryJournal.create();
        LogImport toJournal = new LogImport(journal, SEED);
        for (CallLog log : logs) {
            toJournal.add(log, facts -> progress.step("recording " + log.name(), facts, "facts"));
        }
        return journal;
    }

    private static List<LogReport> report(Journal journal, Progress progress) {
        ReportFold fold = new ReportFold();
        JournalFile.read(journal, LogImport.TENANT, fact -> {
            fold.accept(fact);
            if (fold.accepted() % LogReader.PROGRESS_LINES == 0) {
                progress.step("folding", fold.accepted(), "facts");
            }
        });
        return fold.reports();
    }

    private void write(List<CallLog> logs, Journal journal, List<LogReport> reports) throws IOException {
        Output.ifWanted(json, path -> ReportJson.write(path, reports));
        Output.ifWanted(halfHours, path -> ReportCsv.halfHours(path, reports));
        Output.ifWanted(agentDays, path -> ReportCsv.agentDays(path, reports));
        Output.ifWanted(rejected, path -> ReportCsv.damages(path, logs));
        Output.ifWanted(warnings, path -> ReportCsv.warnings(path, logs));
        Output.ifWanted(journalFile, path -> JournalFile.write(path, journal, LogImport.TENANT));
    }
}
