package io.github.parlor.examples.report;

import io.github.parlor.examples.log.LogReader;
import io.github.parlor.examples.terminal.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reports what a journal tells that was written before. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Folds a journal that replay wrote and reports what it tells.")
public final class ReportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--journal", required = true, paramLabel = "FILE", description = "A journal, plain or gzip.")
    @SuppressWarnings("NullAway.Init")
    private Path journal;

    @Option(names = "--json", paramLabel = "OUT", description = "Write the figures as JSON.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException {
        CommandLine command = spec.commandLine();
        List<LogReport> logs = fold(Progress.on(command.getErr()));
        Output.ifWanted(json, path -> ReportJson.write(path, logs));
        new ReportTable(command.getOut(), command.getColorScheme().ansi()).figures(logs);
        return CommandLine.ExitCode.OK;
    }

    private List<LogReport> fold(Progress progress) throws IOException {
        ReportFold fold = new ReportFold();
        try {
            JournalFile.read(journal, fact -> {
                fold.accept(fact);
                if (fold.accepted() % LogReader.PROGRESS_LINES == 0) {
                    progress.step("reading " + journal.getFileName(), fold.accepted(), "facts");
                }
            });
            return fold.reports();
        } finally {
            progress.clear();
        }
    }
}
